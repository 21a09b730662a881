/* What the soak test's heap should look like, kept beside it by number: what
 * refers to what, and which of it variables reach. Reachability is computed the
 * naive way, by walking from the roots; the model knows nothing of counts. */
#ifndef TALLY_TESTS_SOAK_MODEL_H
#define TALLY_TESTS_SOAK_MODEL_H

#include <stdbool.h>
#include <stddef.h>

enum { MODEL_MAX = 40000, MODEL_WIDTH = 8, MODEL_ROOTS = 48 };

/* A cell or an array, by its number; 0 is NULL. */
struct model_thing {
    int slots[MODEL_WIDTH + 3]; /* of cells: left, right, kids; of arrays: its
                                   elements */
    int width;                  /* of arrays; -1: a cell */
    int watched;                /* weak */
    bool used, finalized, reachable;
};

struct model {
    struct model_thing things[MODEL_MAX];
    int roots[MODEL_ROOTS];
    int free[MODEL_MAX], free_count;
};

void model_init(struct model *model);
/* A new cell, or an array of `width` elements. */
int model_cell(struct model *model);
int model_array(struct model *model, int width);
/* Numbers that are left. */
int model_room(const struct model *model);
/* Computes `reachable`. Gives how many are. */
size_t model_reach(struct model *model);
/* What is not reachable can be used again. Needs: model_reach. */
void model_sweep(struct model *model);

#endif
