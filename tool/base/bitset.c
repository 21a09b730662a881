/* Bit sets as arrays of words.
 *
 * Invariant: bits behind the last member (up to the end of the last word) are
 * 0, so that whole words can be compared. */
#include "base/bitset.h"

#include "base/diag.h"

#include <string.h>

enum { WORD_BITS = 64 };

static size_t word_count(const struct bitset *set) {
    return (set->bits + WORD_BITS - 1) / WORD_BITS;
}

static uint64_t mask_of(size_t member) {
    return UINT64_C(1) << member % WORD_BITS;
}

static void check_member(const struct bitset *set, size_t member) {
    if (member >= set->bits)
        BUG("%zu is no member of a set of %zu", member, set->bits);
}

static void check_same(const struct bitset *a, const struct bitset *b) {
    if (a->bits != b->bits)
        BUG("sets of %zu and of %zu are mixed", a->bits, b->bits);
}

struct bitset bitset_new(struct arena *arena, size_t bits) {
    struct bitset set = {.bits = bits};
    set.words = ARENA_ARRAY(arena, uint64_t, word_count(&set));
    return set;
}

bool bitset_has(const struct bitset *set, size_t member) {
    check_member(set, member);
    return (set->words[member / WORD_BITS] & mask_of(member)) != 0;
}

void bitset_add(struct bitset *set, size_t member) {
    check_member(set, member);
    set->words[member / WORD_BITS] |= mask_of(member);
}

void bitset_remove(struct bitset *set, size_t member) {
    check_member(set, member);
    set->words[member / WORD_BITS] &= ~mask_of(member);
}

void bitset_copy(struct bitset *to, const struct bitset *from) {
    check_same(to, from);
    memcpy(to->words, from->words, word_count(to) * sizeof *to->words);
}

bool bitset_equal(const struct bitset *a, const struct bitset *b) {
    check_same(a, b);
    return memcmp(a->words, b->words, word_count(a) * sizeof *a->words) == 0;
}

bool bitset_union(struct bitset *to, const struct bitset *from) {
    check_same(to, from);
    uint64_t changed = 0;
    for (size_t i = 0; i < word_count(to); i++) {
        changed |= from->words[i] & ~to->words[i];
        to->words[i] |= from->words[i];
    }
    return changed != 0;
}

bool bitset_intersect(struct bitset *to, const struct bitset *from) {
    check_same(to, from);
    uint64_t changed = 0;
    for (size_t i = 0; i < word_count(to); i++) {
        changed |= to->words[i] & ~from->words[i];
        to->words[i] &= from->words[i];
    }
    return changed != 0;
}
