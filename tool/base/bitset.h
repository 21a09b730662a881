/* Fixed-size sets of small integers, sized by their maker. */
#ifndef TALLY_BASE_BITSET_H
#define TALLY_BASE_BITSET_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bitset {
    size_t bits;     /* members are 0 .. bits - 1 */
    uint64_t *words; /* (bits + 63) / 64 of them */
};

struct bitset bitset_new(struct arena *arena, size_t bits); /* empty */
bool bitset_has(const struct bitset *set, size_t member);
void bitset_add(struct bitset *set, size_t member);
void bitset_remove(struct bitset *set, size_t member);
void bitset_copy(struct bitset *to, const struct bitset *from);
bool bitset_equal(const struct bitset *a, const struct bitset *b);
/* to |= from, to &= from; true if `to` changed. O(bits). */
bool bitset_union(struct bitset *to, const struct bitset *from);
bool bitset_intersect(struct bitset *to, const struct bitset *from);

#endif
