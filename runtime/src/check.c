/* The table of all objects, and the checker that works on it.
 *
 * The table is kept only when the environment asks for it (TALLY_CHECK,
 * TALLY_REPORT): headers have no room for a list. It is open addressing by
 * address, with the site of each allocation.
 *
 * The checker recomputes what every count must at least be, from the strong
 * places in objects; what local variables and static places hold it cannot
 * see. It aborts where an object has fewer references than that, where a place
 * refers to something that is no object any more, where the bookkeeping of
 * candidates or of weak references is wrong, and where a type that was promised
 * to be acyclic is in a cycle. At exit, when static places are empty, counts
 * should be exact: TALLY_CHECK=2 asks for that. */
#include "internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- the table ----------------------------------------------------------- */

static size_t slot_of(const struct heap_table *heap, const void *object) {
    uint64_t hash =
        (uint64_t)((uintptr_t)object >> 3) * UINT64_C(0x9e3779b97f4a7c15);
    return (size_t)(hash >> 20) & (heap->capacity - 1);
}

/* Needs: a free entry. Does not look for duplicates. */
static void insert(struct heap_table *heap, struct heap_entry entry) {
    size_t i = slot_of(heap, entry.object);
    while (heap->entries[i].object && heap->entries[i].object != HEAP_GONE)
        i = (i + 1) & (heap->capacity - 1);
    if (!heap->entries[i].object)
        heap->used++;
    heap->entries[i] = entry;
    heap->live++;
}

bool tally__heap_reserve(void) {
    struct heap_table *heap = &tally__state.heap;
    struct heap_table wider = {NULL, 1024, 0, 0};
    if (heap->capacity > 0 && heap->used + 1 < heap->capacity / 2)
        return true;
    while (wider.capacity < 4 * (heap->live + 1))
        wider.capacity *= 2;
    wider.entries = tally__allocate(wider.capacity * sizeof(struct heap_entry));
    if (!wider.entries)
        return false;
    memset(wider.entries, 0, wider.capacity * sizeof(struct heap_entry));
    for (size_t i = 0; i < heap->capacity; i++) {
        struct heap_entry entry = heap->entries[i];
        if (entry.object && entry.object != HEAP_GONE)
            insert(&wider, entry);
    }
    free(heap->entries);
    *heap = wider;
    return true;
}

struct heap_entry *tally__heap_find(const void *object) {
    struct heap_table *heap = &tally__state.heap;
    size_t i;
    if (heap->capacity == 0)
        return NULL;
    i = slot_of(heap, object);
    while (heap->entries[i].object && heap->entries[i].object != object)
        i = (i + 1) & (heap->capacity - 1);
    return heap->entries[i].object ? &heap->entries[i] : NULL;
}

/* The text's one copy: sites outlive the libraries that they name, and the
 * heaps. */
static const char *keep_site(const char *text) {
    struct site **bucket, *site;
    size_t size = strlen(text) + 1;
    unsigned hash = 0;
    for (const char *c = text; *c; c++)
        hash = hash * 31 + (unsigned char)*c;
    bucket = &tally__process.sites[hash % SITE_BUCKETS];
    for (site = *bucket; site; site = site->next)
        if (strcmp(site->text, text) == 0)
            return site->text;
    site = tally__allocate(sizeof(*site) + size);
    if (!site)
        return "an unknown place";
    memcpy(site->text, text, size);
    site->next = *bucket;
    *bucket = site;
    return site->text;
}

static const char *site_keep(const char *text) {
    const char *kept;
    tally__lock();
    kept = keep_site(text);
    tally__unlock();
    return kept;
}

void tally__heap_insert(void *object, const char *site) {
    insert(&tally__state.heap,
           (struct heap_entry){object, site_keep(site), 0, NULL, 0});
}

void tally__heap_remove(void *object) {
    struct heap_entry *entry = tally__heap_find(object);
    if (!entry)
        return;
    entry->object = HEAP_GONE;
    tally__state.heap.live--;
}

const char *tally__site_of(const void *object) {
    const struct heap_entry *entry = tally__heap_find(object);
    return entry ? entry->site : "an unknown place";
}

void tally__heap_table_merge(struct state *from) {
    struct heap_table *heap = &from->heap;
    for (size_t i = 0; i < heap->capacity; i++) {
        struct heap_entry entry = heap->entries[i];
        if (entry.object && entry.object != HEAP_GONE && tally__heap_reserve())
            insert(&tally__state.heap, entry);
    }
    free(heap->entries);
    *heap = (struct heap_table){NULL, 0, 0, 0};
}

void tally__heap_free(void) {
    struct state *state = &tally__state;
    free(state->heap.entries);
    state->heap = (struct heap_table){NULL, 0, 0, 0};
}

void tally__sites_free(void) {
    struct site **sites = tally__process.sites;
    for (size_t i = 0; i < SITE_BUCKETS; i++) {
        while (sites[i]) {
            struct site *next = sites[i]->next;
            free(sites[i]);
            sites[i] = next;
        }
    }
}

/* ---- the checker --------------------------------------------------------- */

const char *tally__described(const void *object) {
    static PER_THREAD char text[2][512];
    static PER_THREAD int turn;
    turn = !turn;
    snprintf(text[turn], sizeof(text[turn]), "%p, a '%s' made at %s", object,
             type_of(object)->name, tally__site_of(object));
    return text[turn];
}

static void count_edge(void *object, const reference *place,
                       const char *when) {
    struct heap_entry *target;
    if (!*place || object_has(*place, FLAG_VARIABLE))
        return;
    target = tally__heap_find(*place);
    if (!target && is_published(*place))
        return;
    if (!target)
        tally__die("check %s: the reference at offset %zu of %s refers to "
                   "%p, which is no object",
                   when, (size_t)((const char *)place - (const char *)object),
                   tally__described(object), *place);
    target->edges++;
}

struct hidden_edges {
    const void *object;
    const char *when;
};

static void count_hidden(void *child, void *context) {
    const struct hidden_edges *edges = context;
    struct heap_entry *target = tally__heap_find(child);
    if (object_has(child, FLAG_VARIABLE) || (!target && is_published(child)))
        return;
    if (!target)
        tally__die("check %s: the trace function of %s names %p, which is no "
                   "object",
                   edges->when, tally__described(edges->object), child);
    target->edges++;
}

static void count_edges_of(void *object, const char *when) {
    struct run run;
    tally__trace(object, count_hidden, &(struct hidden_edges){object, when});
    for (uint64_t i = 0; tally__strong_run(object, i, &run); i += run.count)
        for (uint64_t k = 0; k < run.count; k++, run.place += run.stride)
            count_edge(object, (reference *)run.place, when);
}

bool tally__has_slots(const void *object) {
    return tally__count_state(header_of(object)->count) != STATE_DYING;
}

static void check_bookkeeping(const void *object, const char *when) {
    bool cyclic = object_has(object, FLAG_CYCLIC);
    enum count_state state = tally__count_state(header_of(object)->count);
    if (cyclic && (state == STATE_QUIET) != tally__candidate_is_listed(object))
        tally__die("check %s: %s is wrongly %s candidate (count %08x)", when,
                   tally__described(object), state == STATE_QUIET ? "no" : "a",
                   (unsigned)header_of(object)->count);
    if (!cyclic && state == STATE_LATENT)
        tally__die("check %s: %s is latent but not cyclic", when,
                   tally__described(object));
    if (object_has(object, FLAG_WEAK) && !tally__weak_is_sound(object))
        tally__die("check %s: %s has lost its side record", when,
                   tally__described(object));
}

static void check_count(const struct heap_entry *entry, const char *when,
                        bool exact) {
    const void *object = entry->object;
    uint32_t count = tally_refcount(object);
    if (tally__count_state(header_of(object)->count) == STATE_UNKNOWN)
        tally__die("check %s: %s has an impossible count (%08x)", when,
                   tally__described(object),
                   (unsigned)header_of(object)->count);
    if (count == TALLY_PINNED)
        return;
    if (count < entry->edges || (exact && count > entry->edges))
        tally__die("check %s: %s has a count of %" PRIu32 ", but %" PRIu64
                   " places in objects refer to it",
                   when, tally__described(object), count, entry->edges);
}

void tally__check(const char *when, bool exact) {
    const struct heap_table *heap = &tally__state.heap;
    for (size_t i = 0; i < heap->capacity; i++)
        heap->entries[i].edges = 0;
    for (size_t i = 0; i < heap->capacity; i++) {
        void *object = heap->entries[i].object;
        if (object && object != HEAP_GONE && tally__has_slots(object))
            count_edges_of(object, when);
    }
    for (size_t i = 0; i < heap->capacity; i++) {
        const struct heap_entry *entry = &heap->entries[i];
        if (!entry->object || entry->object == HEAP_GONE)
            continue;
        check_count(entry, when, exact);
        check_bookkeeping(entry->object, when);
    }
    tally__check_promises(when);
}
