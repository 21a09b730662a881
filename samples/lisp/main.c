/* lisp: runs Scheme programs, or reads and evaluates what is typed.
 *
 * Exit codes: what (exit) says; else 0, 1 after an error that the program did
 * not handle, 2 for a wrong call or a file that cannot be read. */
#include <stdio.h>
#include <string.h>

#include "builtin.h"

enum { EXIT_ERROR = 1, EXIT_USE = 2 };

struct options {
    bool bare, help;
    const char *expression; /* of -e */
    const char *file;       /* NULL: standard input */
};

static const char usage[] = "usage: lisp [--bare] [-e EXPRESSION | FILE]\n";

static const char help[] =
    "Runs the Scheme program in FILE ('-': standard input). Without one it\n"
    "reads expressions, evaluates them and writes their values.\n"
    "\n"
    "  -e EXPRESSION  evaluate this and write its value\n"
    "  --bare         without what prelude.scm defines\n"
    "  --help         this text\n";

/* ---- the command line ------------------------------------------------ */

static bool read_options(struct options *options, int count, char **arguments) {
    int i;

    for (i = 1; i < count; i++) {
        const char *argument = arguments[i];

        if (strcmp(argument, "--bare") == 0)
            options->bare = true;
        else if (strcmp(argument, "--help") == 0)
            options->help = true;
        else if (strcmp(argument, "-e") == 0 && i + 1 < count)
            options->expression = arguments[++i];
        else if ((argument[0] != '-' || argument[1] == '\0') &&
                 options->file == NULL)
            options->file = argument;
        else
            return false;
    }
    return true;
}

/* ---- errors ---------------------------------------------------------- */

/* What is wrong with the text itself has its place already. */
static bool says_where(Port *source, Value *payload) {
    Value *message;

    if (!is_kind(payload, VALUE_CONDITION))
        return false;
    message = ((Condition *)payload)->message;
    return is_kind(message, VALUE_STRING) &&
           strncmp(text_of_string((String *)message), source->name,
                   strlen(source->name)) == 0;
}

/* "file.scm:12: car: argument 1 is not a pair: 5": the line is where the form
 * of the top level begins that went wrong. */
static void report(Port *source, Value *payload) {
    Port *out = port_output(stderr);

    fflush(stdout);
    if (source != NULL && !says_where(source, payload))
        fprintf(stderr, "%s:%lu: ", source->name, (unsigned long)source->start);
    if (!is_kind(payload, VALUE_CONDITION))
        fputs("raised: ", stderr);
    datum_print(payload, !is_kind(payload, VALUE_CONDITION), out);
    fputc('\n', stderr);
}

/* ---- running --------------------------------------------------------- */

static bool run_prelude(void) {
    Port *port = port_of_text("prelude.scm", "", 0);
    struct machine machine;
    size_t i;

    for (i = 0; prelude[i] != NULL; i++)
        text_add(&port->text, prelude[i]);
    machine_init(&machine);
    machine_load(&machine, port);
    if (machine_run(&machine))
        return true;
    report(port, machine.value);
    return false;
}

static void print_value(Value *value) {
    if (is_kind(value, VALUE_UNSPECIFIED))
        return;
    datum_print(value, true, port_stdout);
    port_puts(port_stdout, "\n");
}

static int run_port(Port *port, bool print) {
    struct machine machine;

    machine_init(&machine);
    machine_load(&machine, port);
    if (!machine_run(&machine)) {
        report(port, machine.value);
        return EXIT_ERROR;
    }
    if (print && !machine.exited)
        print_value(machine.value);
    return machine.exit_code;
}

static int run_file(const char *path) {
    Port *port = port_stdin;

    if (strcmp(path, "-") != 0)
        port = port_open(path);
    if (port == NULL) {
        fprintf(stderr, "lisp: cannot read '%s'\n", path);
        return EXIT_USE;
    }
    return run_port(port, false);
}

static bool prompt(void) {
    fputs("> ", stdout);
    fflush(stdout);
    return datum_follows(port_stdin);
}

/* Reads, evaluates and prints until the end of the input. */
static int interact(void) {
    struct machine machine;

    while (prompt()) {
        machine_init(&machine);
        machine_load_form(&machine, port_stdin);
        if (machine_run(&machine)) {
            print_value(machine.value);
        } else {
            port_discard(port_stdin);
            report(NULL, machine.value);
        }
        if (machine.exited)
            return machine.exit_code;
    }
    fputc('\n', stdout);
    return 0;
}

static int run(const struct options *options) {
    const char *text = options->expression;

    values_start();
    port_stdin = port_input("stdin", stdin);
    port_stdout = port_output(stdout);
    specials_start();
    primitives_start();
    if (!options->bare && !run_prelude())
        return EXIT_ERROR;
    if (text != NULL)
        return run_port(port_of_text("-e", text, strlen(text)), true);
    return options->file != NULL ? run_file(options->file) : interact();
}

int main(int count, char **arguments) {
    struct options options = {0};

    if (!read_options(&options, count, arguments)) {
        fputs(usage, stderr);
        return EXIT_USE;
    }
    if (options.help) {
        printf("%s%s", usage, help);
        return 0;
    }
    return run(&options);
}
