/* The options of tally itself: options.def is the table, getopt_long reads. */
#include "options.h"

#include "driver/passes.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum option_id {
#define OPTION(name, letter, argument, forms, help) ID_##name,
#include "options.def"
#undef OPTION
    ID_COUNT
};

struct row {
    const char *name; /* with '-' for '_' once `dashed` was called */
    int letter;       /* 0: none */
    const char *argument;
    unsigned forms;
    const char *help;
};

static const struct row rows[ID_COUNT] = {
#define OPTION(name, letter, argument, forms, help) \
    {#name, letter, argument, forms, help},
#include "options.def"
#undef OPTION
};

/* What getopt_long gives for a long option: above all letters. */
enum { FIRST_LONG = 256 };

const char *const stage_names[STAGE_COUNT] = {
    [STAGE_UNIT] = "unit",   [STAGE_IR] = "ir",
    [STAGE_PLACE] = "place", [STAGE_OPTIMISE] = "optimise",
    [STAGE_EDITS] = "edits", [STAGE_TEXT] = "text",
};

const char *const pass_names[PASS_COUNT] = {
    [PASS_EFFECTS] = "effects",
    [PASS_MAKERS] = "makers",
    [PASS_BORROW] = "borrow",
    [PASS_HOLD] = "hold",
    [PASS_LAST_USE] = "last-use",
};

static const char *dashed(struct arena *arena, const char *name) {
    char *copy = arena_strdup(arena, name);
    for (char *c = copy; *c; c++)
        if (*c == '_')
            *c = '-';
    return copy;
}

/* ---- values ------------------------------------------------------------- */

static bool find_stage(const char *name, size_t length, enum stage *stage) {
    for (size_t i = 0; i < STAGE_COUNT; i++)
        if (strlen(stage_names[i]) == length &&
            !memcmp(stage_names[i], name, length)) {
            *stage = (enum stage)i;
            return true;
        }
    fprintf(stderr,
            "tally: error: '%.*s' is no stage: unit, ir, place, optimise, edits, "
            "text\n",
            (int)length, name);
    return false;
}

static bool set_dumps(struct pipeline_options *pipeline, const char *list) {
    for (;;) {
        enum stage stage;
        size_t length = strcspn(list, ",");
        if (!find_stage(list, length, &stage))
            return false;
        pipeline->dump[stage] = true;
        if (!list[length])
            return true;
        list += length + 1;
    }
}

/* "all", or names of passes. */
static bool set_skipped(struct pipeline_options *pipeline, const char *list) {
    for (;;) {
        size_t length = strcspn(list, ","), i = 0;
        bool all = length == 3 && !memcmp(list, "all", 3);
        while (!all && i < PASS_COUNT &&
               (strlen(pass_names[i]) != length ||
                memcmp(pass_names[i], list, length) != 0))
            i++;
        if (i == PASS_COUNT) {
            fprintf(stderr,
                    "tally: error: '%.*s' is no optimisation: effects, "
                    "makers, borrow, hold, last-use, all\n",
                    (int)length, list);
            return false;
        }
        pipeline->skipped |= all ? ~0u : 1u << i;
        if (!list[length])
            return true;
        list += length + 1;
    }
}

static bool set_color(struct options *options, const char *when) {
    static const char *const names[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++)
        if (!strcmp(when, names[i])) {
            options->color = (enum color)i;
            return true;
        }
    fprintf(stderr,
            "tally: error: --color takes auto, always or never, not "
            "'%s'\n",
            when);
    return false;
}

static bool set_diagnostics(struct options *options, const char *format) {
    static const char *const names[] = {"text", "json", "sarif"};
    for (int i = 0; i < 3; i++)
        if (!strcmp(format, names[i])) {
            options->diagnostics = (enum report_format)i;
            return true;
        }
    fprintf(stderr,
            "tally: error: --diagnostics takes text, json or sarif, not "
            "'%s'\n",
            format);
    return false;
}

static bool set_unwind(struct pipeline_options *pipeline, const char *how) {
    pipeline->unwind = strcmp(how, "shadow") == 0;
    if (pipeline->unwind || strcmp(how, "none") == 0)
        return true;
    fprintf(stderr, "tally: error: --unwind takes shadow or none, not '%s'\n",
            how);
    return false;
}

static bool set(struct options *options, enum option_id id, const char *value) {
    struct pipeline_options *pipeline = &options->pipeline;
    switch (id) {
    case ID_output:
        options->output = value;
        return true;
    case ID_dump:
        return set_dumps(pipeline, value);
    case ID_function:
        pipeline->function = value;
        return true;
    case ID_stop_after:
        return find_stage(value, strlen(value), &pipeline->stop_after);
    case ID_color:
        return set_color(options, value);
    case ID_diagnostics:
        return set_diagnostics(options, value);
    case ID_in_place:
        return options->in_place = true;
    case ID_diff:
        return options->diff = true;
    case ID_check:
        return options->check = true;
    case ID_dot:
        return pipeline->dot = true;
    case ID_stats:
        return pipeline->stats = true;
    case ID_unwind:
        return set_unwind(pipeline, value);
    case ID_skip:
        return set_skipped(pipeline, value);
    case ID_validate:
        return pipeline->validate = true;
    case ID_no_line:
        return pipeline->no_line = true;
    case ID_save_temps:
        return options->save_temps = true;
    case ID_dry_run:
        return options->dry_run = true;
    case ID_show:
        return options->show = true;
    case ID_version:
        return options->version = true;
    case ID_help:
        return options->help = true;
    case ID_COUNT:
        break;
    }
    return false;
}

/* ---- reading ------------------------------------------------------------ */

/* The tables of getopt_long for one form. */
static void make_tables(enum form form, struct arena *arena,
                        struct option *longs, char *letters) {
    *letters++ = form == FORM_CC ? '+' : '-'; /* '-': other words come too */
    *letters++ = ':';
    for (int i = 0; i < ID_COUNT; i++) {
        if (!(rows[i].forms & form))
            continue;
        *longs++ = (struct option){
            .name = dashed(arena, rows[i].name),
            .has_arg = rows[i].argument ? required_argument : no_argument,
            .val = FIRST_LONG + i,
        };
        if (rows[i].letter)
            *letters++ = (char)rows[i].letter;
        if (rows[i].letter && rows[i].argument)
            *letters++ = ':';
    }
}

static enum option_id id_of(int code) {
    if (code >= FIRST_LONG)
        return (enum option_id)(code - FIRST_LONG);
    for (int i = 0; i < ID_COUNT; i++)
        if (rows[i].letter == code)
            return (enum option_id)i;
    return ID_COUNT;
}

static bool complain(int code, char *const *argv) {
    const char *word = argv[optind - 1];
    if (code == ':')
        fprintf(stderr, "tally: error: '%s' needs a value\n", word);
    else
        fprintf(stderr, "tally: error: unknown option '%s'\n", word);
    return false;
}

bool options_parse(enum form form, const char *const *args, size_t count,
                   struct arena *arena, struct options *options,
                   string_list *rest) {
    struct option longs[ID_COUNT + 1] = {0};
    char letters[2 * ID_COUNT + 3] = {0};
    char **argv = ARENA_ARRAY(arena, char *, count + 2);
    make_tables(form, arena, longs, letters);
    argv[0] = arena_strdup(arena, "tally");
    for (size_t i = 0; i < count; i++)
        argv[i + 1] = arena_strdup(arena, args[i]);
    int argc = (int)count + 1, code;
    optind = 1;
    while ((code = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        if (code == 1)
            VEC_PUSH(arena, *rest, optarg);
        else if (code == ':' || code == '?')
            return complain(code, argv);
        else if (!set(options, id_of(code), optarg))
            return false;
    }
    for (; optind < argc; optind++)
        VEC_PUSH(arena, *rest, argv[optind]);
    return true;
}

/* ---- help --------------------------------------------------------------- */

static const char *synopsis(enum form form) {
    switch (form) {
    case FORM_CC:
        return "usage: tally cc [OPTIONS] -- COMPILER ARGS...\n"
               "       tally-cc ARGS...\n"
               "Compiles as COMPILER does (tally-cc: that of TALLY_CC, or cc), "
               "with the\ncounting written into units that use tally.h. "
               "tally-cc takes options from\nTALLY_OPTIONS.\n";
    case FORM_REWRITE:
        return "usage: tally rewrite FILE... [OPTIONS] [-- COMPILER FLAGS]\n"
               "Prints the text of each FILE with the counting written into "
               "it.\n";
    case FORM_CHECK:
        return "usage: tally check FILE... [OPTIONS] [-- COMPILER FLAGS]\n"
               "Says what cannot be counted, and writes nothing.\n";
    default:
        return "usage: tally cc [OPTIONS] -- COMPILER ARGS...\n"
               "       tally rewrite FILE... [OPTIONS] [-- COMPILER FLAGS]\n"
               "       tally check FILE... [OPTIONS] [-- COMPILER FLAGS]\n"
               "       tally-cc ARGS...\n"
               "Automatic reference counting for C.\n";
    }
}

void options_help(enum form form, FILE *out) {
    struct arena *arena = arena_new();
    fprintf(out, "%s\n", synopsis(form));
    for (int i = 0; i < ID_COUNT; i++) {
        const struct row *row = &rows[i];
        if (!(row->forms & form))
            continue;
        const char *name = arena_printf(
            arena, "--%s%s%s", dashed(arena, row->name),
            row->argument ? "=" : "", row->argument ? row->argument : "");
        if (row->letter)
            fprintf(out, "  -%c, %-20s %s\n", row->letter, name, row->help);
        else
            fprintf(out, "      %-20s %s\n", name, row->help);
    }
    arena_free(arena);
}

bool options_want_color(const struct options *options, FILE *out) {
    if (options->color != COLOR_AUTO)
        return options->color == COLOR_ALWAYS;
    const char *no = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE");
    if (no && *no)
        return false;
    if (force && *force && strcmp(force, "0") != 0)
        return true;
    const char *terminal = getenv("TERM");
    return isatty(fileno(out)) && terminal && strcmp(terminal, "dumb") != 0;
}
