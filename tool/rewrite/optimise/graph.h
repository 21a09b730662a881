/* Questions that several passes ask of a graph, and small changes to it. */
#ifndef TALLY_REWRITE_OPTIMISE_GRAPH_H
#define TALLY_REWRITE_OPTIMISE_GRAPH_H

#include "ir/func.h"

/* Does the instruction name the variable, or a part of it? */
bool inst_mentions(const struct inst *inst, var_id var);
/* Is the value an operand, or what its place lies in? */
bool inst_uses(const struct inst *inst, value_id value);

/* By value: how many instructions use it. O(n); in the function's arena. */
size_t *count_uses(const struct func *func);

/* The blocks in which a full expression has instructions: [first, last]. */
struct span {
    size_t first, last;
};
/* By full expression. O(n); in the function's arena. */
struct span *find_spans(const struct func *func);

/* Takes the instruction at `index` out of the block. O(block). */
void block_remove(struct block *block, size_t index);
/* Whoever has `old` as an operand, or as what its place lies in, has `new`. In
 * the blocks of a span. O(span). */
void replace_value(struct func *func, struct span where, value_id old,
                   value_id new);

#endif
