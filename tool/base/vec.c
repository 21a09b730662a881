/* The growth of VEC: capacities double from a small start, so that n pushes
 * copy O(n) elements. The old place is left to the arena. */
#include "base/vec.h"

#include "base/diag.h"

#include <stdint.h>
#include <string.h>

enum { FIRST_CAPACITY = 8 };

void vec_reserve(struct arena *arena, void **at, size_t *capacity, size_t count,
                 size_t size) {
    if (count < *capacity)
        return;
    size_t wanted = *capacity ? *capacity : FIRST_CAPACITY / 2;
    if (wanted > SIZE_MAX / 2 / size)
        BUG("an array of %zu elements cannot grow", count);
    wanted *= 2;
    void *place = arena_alloc(arena, wanted * size);
    if (count)
        memcpy(place, *at, count * size);
    *at = place;
    *capacity = wanted;
}
