/* The order of the passes. */
#include "rewrite/optimise/optimise.h"

#include "ir/ir.h"

/* Control comes back to a setjmp when variables have changed: what is moved or
 * borrowed then, nobody can say. */
static bool is_left_alone(const struct func *func) {
    return func->opaque || !func->function ||
           returns_twice(func->function->body);
}

void optimise(struct func *func, unsigned skipped) {
    static void (*const passes[PASS_COUNT])(struct func *) = {
        [PASS_BORROW] = optimise_borrow,
        [PASS_HOLD] = optimise_hold,
        [PASS_LAST_USE] = optimise_last_use,
    };
    if (is_left_alone(func))
        return;
    for (int i = 0; i < PASS_COUNT; i++)
        if (passes[i] && !(skipped & 1u << i))
            passes[i](func);
}
