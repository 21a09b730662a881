/* json: reads a JSON document, selects values by a path, writes them.
 *
 * Exit codes: 0 if all went well; 1 if the document is malformed or the path
 * selects nothing; 2 if the program was called wrongly, or could not read or
 * write. Where memory is out it ends with a message. */
#include "json.h"

#include <string.h>

struct options {
    const char *file; /* NULL: standard input */
    const char *path; /* NULL: the whole document */
    bool sort, help;
    struct print_style style;
};

static const char usage[] =
    "usage: json [--compact] [--ascii] [--sort] [FILE [PATH]]\n";

static const char help[] =
    "Checks a JSON document and writes it, or what PATH selects of it.\n"
    "Without FILE, or where FILE is '-', standard input is read.\n"
    "\n"
    "  --compact  no spaces and line breaks\n"
    "  --ascii    other characters as \\uXXXX\n"
    "  --sort     members in the order of their names\n"
    "  --help     this text\n"
    "\n"
    "A path is a row of .name [\"name\"] [index] [-index] [*] .*\n";

/* ---- the command line ------------------------------------------------ */

static bool read_switch(struct options *options, const char *argument) {
    if (strcmp(argument, "--compact") == 0)
        options->style.compact = true;
    else if (strcmp(argument, "--ascii") == 0)
        options->style.ascii = true;
    else if (strcmp(argument, "--sort") == 0)
        options->sort = true;
    else if (strcmp(argument, "--help") == 0)
        options->help = true;
    else
        return false;
    return true;
}

static bool read_operand(struct options *options, const char *argument,
                         int position) {
    if (position == 0)
        options->file = strcmp(argument, "-") == 0 ? NULL : argument;
    else if (position == 1)
        options->path = argument;
    return position < 2;
}

static bool read_options(struct options *options, int count, char **arguments) {
    bool switches = true;
    int position = 0, i;

    for (i = 1; i < count; i++) {
        bool good;

        if (switches && strcmp(arguments[i], "--") == 0) {
            switches = false;
            continue;
        }
        if (switches && strncmp(arguments[i], "--", 2) == 0)
            good = read_switch(options, arguments[i]);
        else
            good = read_operand(options, arguments[i], position++);
        if (!good) {
            fprintf(stderr, "json: unexpected '%s'\n%s", arguments[i], usage);
            return false;
        }
    }
    return true;
}

/* ---- the work -------------------------------------------------------- */

static int write_all(Value *values, const struct options *options) {
    Element *element;

    for (element = values->elements; element != NULL; element = element->next) {
        if (options->sort)
            value_sort(element->value);
        value_print(element->value, &options->style, stdout);
    }
    if (fflush(stdout) == 0 && !ferror(stdout))
        return EXIT_GOOD;
    fputs("json: cannot write\n", stderr);
    return EXIT_USE;
}

static int select_and_write(Value *document, const struct options *options) {
    Step *path = NULL;
    Value *values;

    if (options->path != NULL && !path_parse(options->path, &path))
        return EXIT_USE;
    values = path_select(document, path);
    if (values->count == 0) {
        fprintf(stderr, "json: '%s' selects nothing\n", options->path);
        return EXIT_DOCUMENT;
    }
    return write_all(values, options);
}

static int run(const struct options *options) {
    struct document document;
    Value *value;

    if (!document_read(&document, options->file))
        return EXIT_USE;
    value = document_parse(&document);
    document_release(&document);
    return value != NULL ? select_and_write(value, options) : EXIT_DOCUMENT;
}

int main(int count, char **arguments) {
    struct options options = {0};

    if (!read_options(&options, count, arguments))
        return EXIT_USE;
    if (options.help) {
        printf("%s%s", usage, help);
        return EXIT_GOOD;
    }
    return run(&options);
}
