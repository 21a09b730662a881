/* The options of tally itself, in all its forms. */
#ifndef TALLY_OPTIONS_H
#define TALLY_OPTIONS_H

#include "base/arena.h"
#include "driver/job.h"
#include "driver/words.h"
#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* How tally was called; a bit each. */
enum form {
    FORM_TALLY = 1,   /* tally, without a word that says what to do */
    FORM_CC = 2,      /* tally cc, tally-cc */
    FORM_REWRITE = 4, /* tally rewrite */
    FORM_CHECK = 8,   /* tally check */
    FORM_JOBS = FORM_CC | FORM_REWRITE | FORM_CHECK
};

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct options {
    struct pipeline_options pipeline;
    enum color color;
    enum report_format diagnostics;
    bool in_place, diff, check; /* tally rewrite */
    const char *output;         /* -o of tally rewrite; NULL */
    bool save_temps, dry_run, show;
    bool version, help;
};

/* Reads options and puts the other words into `rest`. With FORM_CC they end
 * where the first other word stands, or behind "--". False, after printing
 * why, where they are not right. */
bool options_parse(enum form form, const char *const *args, size_t count,
                   struct arena *arena, struct options *options,
                   string_list *rest);

/* How the form is called, and the options that it takes. */
void options_help(enum form form, FILE *out);

/* Is coloured text wanted on that stream, by the option, NO_COLOR and
 * CLICOLOR_FORCE, or because it is a terminal? */
bool options_want_color(const struct options *options, FILE *out);

#endif
