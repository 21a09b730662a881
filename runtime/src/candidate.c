/* Candidates: the possibly cyclic objects that a collection starts from.
 *
 * An object that was counted since the last collection, and is not dead, may
 * be what is left of a garbage cycle. There are two lists: `young`, and `old`
 * for objects that have survived a collection (FLAG_OLD); which one an object
 * is in follows from its flag, which does not change while it is in. Each
 * entry's index is in the object's word, so that leaving takes constant time:
 * the last entry moves to the gap. Passes keep something in the word, too, so
 * the index has half of it.
 *
 * Invariant: a live cyclic object is quiet if and only if it is listed, or
 * painted WHITE by a collection that is at work. */
#include "internal.h"

static struct candidates *list_of(const void *object) {
    return object_has(object, FLAG_OLD) ? &tally__state.old
                                        : &tally__state.young;
}

static bool reserve_one(struct candidates *list) {
    size_t capacity = list->capacity ? 2 * list->capacity : 256;
    void **items;
    if (list->count < list->capacity)
        return true;
    if (capacity > CANDIDATE_MASK / 2)
        return false;
    items = tally__reallocate(list->items, capacity * sizeof(*items));
    if (!items)
        return false;
    list->items = items;
    list->capacity = capacity;
    return true;
}

/* The word's other half is not ours. */
static void place(struct candidates *list, size_t index, void *object) {
    uintptr_t *word = tally__word(object);
    *word = (*word & ~CANDIDATE_MASK) | index;
    list->items[index] = object;
}

/* Without memory the object goes latent, so that the next operation on it
 * tries again. If there is none, a cycle that hangs on it alone is missed. */
void tally__candidate_add(void *object) {
    struct candidates *list = list_of(object);
    if (!reserve_one(list)) {
        header_of(object)->count += COUNT_LATENT;
        tally__state.stats.candidates_lost++;
        return;
    }
    place(list, list->count++, object);
    if (list->count % 128 == 0)
        tally__look_for_crowd();
}

void tally__candidate_remove(void *object) {
    struct candidates *list = list_of(object);
    size_t index = *tally__word(object) & CANDIDATE_MASK;
    place(list, index, list->items[--list->count]);
}

bool tally__candidate_is_listed(const void *object) {
    const struct candidates *list = list_of(object);
    size_t index = *tally__word(object) & CANDIDATE_MASK;
    return index < list->count && list->items[index] == object;
}

static void candidates_move(struct candidates *from) {
    for (size_t i = 0; i < from->count; i++)
        tally__candidate_add(from->items[i]);
    free(from->items);
    *from = (struct candidates){NULL, 0, 0};
}

void tally__candidates_merge(struct state *from) {
    candidates_move(&from->young);
    candidates_move(&from->old);
    tally__pass_merge(from);
}

bool tally__candidate_age(void *object) {
    struct candidates *old = &tally__state.old;
    bool listed;
    if (object_has(object, FLAG_OLD))
        return true;
    listed = tally__candidate_is_listed(object);
    if (listed && !reserve_one(old))
        return false;
    if (listed)
        tally__candidate_remove(object);
    header_of(object)->meta |= FLAG_OLD;
    if (listed)
        place(old, old->count++, object);
    return true;
}

void tally__candidates_free(void) {
    struct candidates *lists[] = {&tally__state.young, &tally__state.old};
    for (size_t i = 0; i < 2; i++) {
        if (lists[i]->count > 0)
            continue;
        free(lists[i]->items);
        *lists[i] = (struct candidates){NULL, 0, 0};
    }
}
