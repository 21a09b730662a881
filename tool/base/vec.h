/* Growable arrays that live in an arena.
 *
 *     VEC(struct inst *) insts = {0};
 *     VEC_PUSH(arena, insts, inst);
 *     for (size_t i = 0; i < insts.count; i++) use(insts.at[i]);
 *
 * Growing copies to a new place in the arena, so pointers to elements do not
 * survive a push. */
#ifndef TALLY_BASE_VEC_H
#define TALLY_BASE_VEC_H

#include "base/arena.h"

#include <stddef.h>

#define VEC(T)                                                                 \
    struct {                                                                   \
        T *at;                                                                 \
        size_t count, capacity;                                                \
    }

#define VEC_PUSH(arena, vec, value)                                            \
    (vec_reserve((arena), (void **)&(vec).at, &(vec).capacity, (vec).count,    \
                 sizeof *(vec).at),                                            \
     (vec).at[(vec).count++] = (value))

/* Makes room for one more element of `size` bytes behind `count`. */
void vec_reserve(struct arena *arena, void **at, size_t *capacity, size_t count,
                 size_t size);

#endif
