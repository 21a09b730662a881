/* The optimisations, by the names that --skip has for them. */
#ifndef TALLY_DRIVER_PASSES_H
#define TALLY_DRIVER_PASSES_H

enum pass {
    PASS_EFFECTS,  /* analysis/effects.h: which functions are quiet */
    PASS_MAKERS,   /* analysis/makers.h: what functions make a part of */
    PASS_BORROW,   /* no counts for variables where nothing dies */
    PASS_HOLD,     /* no temporary for what a variable keeps anyway */
    PASS_LAST_USE, /* move at the last use instead of retain and drop */
    PASS_COUNT
};

/* "effects", "makers", "borrow", "hold", "last-use" */
extern const char *const pass_names[PASS_COUNT];

#endif
