/* Candidates: the possibly cyclic objects that a collection starts from.
 *
 * An object that was counted since the last collection, and is not dead, may
 * be what is left of a garbage cycle. There are two lists: `young`, and `old`
 * for objects that have survived a collection (FLAG_OLD); which one an object
 * is in follows from its flag, which does not change while it is in. Each
 * entry's index is in the object's word, so that leaving takes constant time:
 * the last entry moves to the gap.
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
    items = tally__reallocate(list->items, capacity * sizeof(*items));
    if (!items)
        return false;
    list->items = items;
    list->capacity = capacity;
    return true;
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
    *tally__word(object) = list->count;
    list->items[list->count++] = object;
    if (list->count % 128 == 0)
        tally__look_for_crowd();
}

void tally__candidate_remove(void *object) {
    struct candidates *list = list_of(object);
    uintptr_t index = *tally__word(object);
    void *last = list->items[--list->count];
    list->items[index] = last;
    *tally__word(last) = index;
}

bool tally__candidate_is_listed(const void *object) {
    const struct candidates *list = list_of(object);
    uintptr_t index = *tally__word(object);
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
