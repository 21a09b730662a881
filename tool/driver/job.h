/* A job: one source file that goes through the pipeline, and what comes out.
 *
 * This is all that the driver (a small executable that knows command lines)
 * and the pipeline (a module that knows C) have in common. The driver makes
 * jobs, the pipeline fills results; both use the memory of one arena, the
 * driver's. */
#ifndef TALLY_DRIVER_JOB_H
#define TALLY_DRIVER_JOB_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

/* What the pipeline can print, and after what it can stop, in its order. */
enum stage {
    STAGE_UNIT,  /* what the source stage read */
    STAGE_IR,    /* each function, lowered */
    STAGE_PLACE, /* each function, with its counts */
    STAGE_OPTIMISE, /* each function, with fewer of them */
    STAGE_EDITS, /* the edits of the unit */
    STAGE_TEXT,  /* the text that the compiler gets */
    STAGE_COUNT
};

/* "unit", "ir", "place", "optimise", "edits", "text" */
extern const char *const stage_names[STAGE_COUNT];

struct pipeline_options {
    bool dump[STAGE_COUNT];
    enum stage stop_after; /* STAGE_TEXT: not before the end */
    const char *function;  /* dump this function only; NULL: all */
    bool dot;              /* dump graphs as Graphviz */
    bool stats;            /* print how many operations were placed */
    bool no_line;          /* write no #line directives */
    bool unwind;           /* longjmp releases what it skips */
    unsigned skipped;      /* enum pass (passes.h): a bit each */
    bool validate; /* read the text back and compare: tally mistrusts itself */
};

struct job {
    const char *file; /* as the user named it: diagnostics and #line say this */
    const char *language;        /* "c", or NULL: by the suffix */
    const char *const *flags;    /* front-end flags, NULL-terminated */
    const char *const *compiler; /* words before the arguments, ditto */
    const char *tally_include;   /* the folder that holds tally.h */
    struct pipeline_options options;
};

enum outcome {
    OUTCOME_REFUSED,   /* errors are in `diags`; there is no text */
    OUTCOME_FOREIGN,   /* not ours after all: compile it as it is */
    OUTCOME_UNEDITED,  /* ours, and right as it is written */
    OUTCOME_REWRITTEN, /* `text` is to be compiled in its place */
    OUTCOME_STOPPED    /* --stop-after: there is no text */
};

struct job_result {
    enum outcome outcome;
    struct diags *diags; /* errors, or warnings of a unit that is fine */
    const char *text;    /* OUTCOME_REWRITTEN; else NULL */
    size_t length;
};

#endif
