/* What the tests of the acceptance matrix share, beside runtime_heap.h. A test
 * is named test_ROW_what: tests/parity.py makes docs/cpython-parity.md of it. */
#ifndef TALLY_TESTS_GC_MATRIX_H
#define TALLY_TESTS_GC_MATRIX_H

#include "runtime_heap.h"

/* Owned: a thing that refers to itself, too. */
TALLY__UNUSED static inline struct thing *loop(struct tally_type *type,
                                               int id) {
    struct thing *thing = make(type, id, NULL, NULL);
    thing->left = keep(thing);
    return thing;
}

/* Garbage: things in a ring. */
TALLY__UNUSED static inline void
drop_ring(struct tally_type *type, int length, int id,
          void (*on_death)(struct thing *)) {
    struct thing *last = make(type, id + length - 1, NULL, NULL);
    struct thing *head = keep(last);
    last->on_death = on_death;
    for (int i = length - 2; i >= 0; i--) {
        head = make(type, id + i, head, NULL);
        head->on_death = on_death;
    }
    last->left = head;
    tally_decref(last);
}

TALLY__UNUSED static inline struct tally_stats stats_now(void) {
    struct tally_stats stats;
    tally_get_stats(&stats);
    return stats;
}

/* A set of objects, filled by a visitor. */
struct seen {
    void *objects[64];
    size_t count;
};

TALLY__UNUSED static inline int note_seen(void *object, void *context) {
    struct seen *seen = context;
    if (seen->count < 64)
        seen->objects[seen->count++] = object;
    return 0;
}

TALLY__UNUSED static inline int times_seen(const struct seen *seen,
                                           const void *object) {
    int times = 0;
    for (size_t i = 0; i < seen->count; i++)
        times += seen->objects[i] == object;
    return times;
}

#endif
