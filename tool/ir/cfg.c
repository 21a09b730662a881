/* The edges of a graph seen from their other end, and an order to walk it in.
 *
 * A block is *reachable* if a path of edges leads to it from the entry. An
 * edge counts once for each time that it stands in `successors`, so a block
 * may be its successor's predecessor twice. */
#include "ir/ir.h"

#include "base/diag.h"

static void link_successors(struct func *func, const struct block *block) {
    for (size_t i = 0; i < block->successors.count; i++) {
        block_id to = block->successors.at[i];
        if (to >= func->blocks.count)
            BUG("block %u of %s has no successor %u", block->id, func->name,
                to);
        VEC_PUSH(func->arena, func->blocks.at[to]->predecessors, block->id);
    }
}

/* Walks the edges depth first, marks what it reaches in `seen`, and fills
 * `order` from its end: reverse postorder. An explicit stack, because a
 * function may have any number of blocks. Gives the count of blocks reached,
 * which are the last ones of `order`. */
struct step {
    block_id block;
    size_t left; /* successors still to visit, the last one first */
};

static size_t walk(const struct func *func, struct arena *arena, bool *seen,
                   block_id *order) {
    size_t blocks = func->blocks.count, depth = 0, reached = 0;
    struct step *stack = ARENA_ARRAY(arena, struct step, blocks);
    if (blocks == 0)
        return 0;
    stack[depth++] = (struct step){0, func->blocks.at[0]->successors.count};
    seen[0] = true;
    while (depth > 0) {
        struct step *top = &stack[depth - 1];
        if (top->left == 0) {
            order[blocks - ++reached] = top->block;
            depth--;
            continue;
        }
        const struct block *block = func->blocks.at[top->block];
        block_id next = block->successors.at[--top->left];
        if (seen[next])
            continue;
        seen[next] = true;
        stack[depth++] =
            (struct step){next, func->blocks.at[next]->successors.count};
    }
    return reached;
}

void cfg_link(struct func *func) {
    size_t blocks = func->blocks.count;
    for (size_t i = 0; i < blocks; i++)
        func->blocks.at[i]->predecessors.count = 0;
    for (size_t i = 0; i < blocks; i++)
        link_successors(func, func->blocks.at[i]);
    bool *seen = ARENA_ARRAY(func->arena, bool, blocks);
    block_id *order = ARENA_ARRAY(func->arena, block_id, blocks);
    walk(func, func->arena, seen, order);
    for (size_t i = 0; i < blocks; i++)
        func->blocks.at[i]->reachable = seen[i];
}

block_id *cfg_order(const struct func *func, struct arena *arena,
                    size_t *count) {
    size_t blocks = func->blocks.count;
    bool *seen = ARENA_ARRAY(arena, bool, blocks);
    block_id *order = ARENA_ARRAY(arena, block_id, blocks);
    *count = walk(func, arena, seen, order);
    return order + (blocks - *count);
}
