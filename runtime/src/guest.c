/* Guests: objects of this heap that lie in cells of other heaps, because they
 * were moved here from another thread (pages.c says how they go). They are kept
 * to be found by walks over the heap, in a table with open addressing, in which
 * what follows a gap moves up: Knuth, "The Art of Computer Programming", volume
 * 3, 6.4, algorithm R. */
#include "internal.h"

static size_t place_of(const struct guests *guests, const void *cell) {
    uint64_t hash =
        (uint64_t)((uintptr_t)cell >> 3) * UINT64_C(0x9e3779b97f4a7c15);
    return (size_t)(hash >> 20) & (guests->capacity - 1);
}

static void insert(struct guests *guests, void *cell) {
    size_t i = place_of(guests, cell);
    while (guests->cells[i])
        i = (i + 1) & (guests->capacity - 1);
    guests->cells[i] = cell;
    guests->count++;
}

bool tally__guests_reserve(size_t more) {
    struct guests *guests = &tally__state.guests;
    struct guests wider = {NULL, 64, 0};
    if (more > SIZE_MAX / 4 / sizeof(void *) - guests->count)
        return false;
    if (2 * (guests->count + more) <= guests->capacity)
        return true;
    while (wider.capacity < 2 * (guests->count + more))
        wider.capacity *= 2;
    wider.cells = tally__allocate(wider.capacity * sizeof(*wider.cells));
    if (!wider.cells)
        return false;
    for (size_t i = 0; i < wider.capacity; i++)
        wider.cells[i] = NULL;
    for (size_t i = 0; i < guests->capacity; i++)
        if (guests->cells[i])
            insert(&wider, guests->cells[i]);
    free(guests->cells);
    *guests = wider;
    return true;
}

void tally__guest_add(void *cell) { insert(&tally__state.guests, cell); }

/* May what stands at `from` move up to `gap`, which it would be looked for at?
 * Not if its own place lies between them. */
static bool may_move(const struct guests *guests, size_t gap, size_t from) {
    size_t place = place_of(guests, guests->cells[from]);
    return gap <= from ? place <= gap || place > from
                       : place <= gap && place > from;
}

static void close_gap(struct guests *guests, size_t gap) {
    size_t i = gap;
    for (;;) {
        guests->cells[gap] = NULL;
        do {
            i = (i + 1) & (guests->capacity - 1);
            if (!guests->cells[i])
                return;
        } while (!may_move(guests, gap, i));
        guests->cells[gap] = guests->cells[i];
        gap = i;
    }
}

void tally__guest_remove(void *cell) {
    struct guests *guests = &tally__state.guests;
    size_t i;
    if (guests->count == 0)
        return;
    i = place_of(guests, cell);
    while (guests->cells[i] && guests->cells[i] != cell)
        i = (i + 1) & (guests->capacity - 1);
    if (!guests->cells[i])
        return;
    guests->count--;
    close_gap(guests, i);
    if (guests->count == 0) {
        free(guests->cells);
        *guests = (struct guests){NULL, 0, 0};
    }
}

bool tally__each_guest(object_visitor *visit, void *context) {
    const struct guests *guests = &tally__state.guests;
    for (size_t i = 0; i < guests->capacity; i++)
        if (guests->cells[i] &&
            !visit(tally__cell_object(guests->cells[i]), context))
            return false;
    return true;
}

static void enter_all(struct guests *guests) {
    for (size_t i = 0; i < guests->capacity; i++)
        if (guests->cells[i])
            tally__cell_enter(guests->cells[i]);
    free(guests->cells);
}

void tally__guests_merge(struct state *from) {
    struct state *state = &tally__state;
    struct guests others = from->guests, own = state->guests;
    if (others.count + own.count == 0)
        return;
    from->guests = state->guests = (struct guests){NULL, 0, 0};
    while (!tally__guests_reserve(others.count + own.count))
        tally__out_of_memory(2 * (others.count + own.count) * sizeof(void *),
                             "the objects of a thread that has ended", NULL);
    enter_all(&others);
    enter_all(&own);
}
