/* Promises: types marked tally_acyclic_unchecked.
 *
 * Their objects are never candidates, so a cycle through one of them would
 * leak. TALLY_CHECK looks for such cycles: objects that nothing refers to are
 * peeled off, with the edges that start at them, until none is left; what then
 * remains is in a cycle or hangs on one. From each promised object among these
 * a search tries to come back to it. */
#include "internal.h"

#include <stdio.h>

typedef void visitor(struct heap_entry *from, struct heap_entry *to,
                     void *context);

struct hidden_edge {
    struct heap_entry *from;
    visitor *visit;
    void *context;
};

static void visit_hidden(void *child, void *context) {
    const struct hidden_edge *edge = context;
    struct heap_entry *to = tally__heap_find(child);
    if (to)
        edge->visit(edge->from, to, edge->context);
}

static void each_edge(struct heap_entry *from, visitor *visit, void *context) {
    struct run run;
    if (!tally__has_slots(from->object))
        return;
    tally__trace(from->object, visit_hidden,
                 &(struct hidden_edge){from, visit, context});
    for (uint64_t i = 0; tally__strong_run(from->object, i, &run);
         i += run.count)
        for (uint64_t k = 0; k < run.count; k++, run.place += run.stride) {
            void *child = *(reference *)run.place;
            struct heap_entry *to = child ? tally__heap_find(child) : NULL;
            if (to)
                visit(from, to, context);
        }
}

static bool is_object(const struct heap_entry *entry) {
    return entry->object && entry->object != HEAP_GONE;
}

static bool is_promised(const void *object) {
    return (type_of(object)->flags & TALLY_TYPE_ACYCLIC_UNCHECKED) != 0;
}

static bool any_promise(void) {
    const struct state *state = &tally__state;
    for (uint32_t i = 0; i < state->use_count; i++)
        if (type_at(i)->flags & TALLY_TYPE_ACYCLIC_UNCHECKED)
            return true;
    return false;
}

/* ---- peeling ------------------------------------------------------------- */

/* Room for all objects; each enters once. */
struct list {
    struct heap_entry **items;
    size_t count;
};

static void peel_edge(struct heap_entry *from, struct heap_entry *to,
                      void *context) {
    struct list *bare = context;
    (void)from;
    if (--to->edges == 0)
        bare->items[bare->count++] = to;
}

static void peel(struct list *bare) {
    struct heap_table *heap = &tally__state.heap;
    bare->count = 0;
    for (size_t i = 0; i < heap->capacity; i++)
        if (is_object(&heap->entries[i]) && heap->entries[i].edges == 0)
            bare->items[bare->count++] = &heap->entries[i];
    for (size_t i = 0; i < bare->count; i++)
        each_edge(bare->items[i], peel_edge, bare);
}

/* ---- searching ----------------------------------------------------------- */

struct search {
    struct list reached;
    struct heap_entry *start;
    uint64_t number;
    const char *when;
};

/* The path is known from its end to its start. */
static void broken(const struct search *search, struct heap_entry *last) {
    fprintf(stderr, "tally: %s\n", tally__described(search->start->object));
    for (const struct heap_entry *entry = last; entry != search->start;
         entry = entry->from)
        fprintf(stderr, "tally: is referenced by %s\n",
                tally__described(entry->object));
    tally__die("check %s: is referenced by the first: a cycle, though the "
               "type '%s' is marked tally_acyclic_unchecked",
               search->when, type_of(search->start->object)->name);
}

static void search_edge(struct heap_entry *from, struct heap_entry *to,
                        void *context) {
    struct search *search = context;
    if (to == search->start)
        broken(search, from);
    if (to->edges == 0 || to->search == search->number)
        return;
    to->search = search->number;
    to->from = from;
    search->reached.items[search->reached.count++] = to;
}

static void search_from(struct search *search, struct heap_entry *start) {
    search->number++;
    search->start = start;
    search->reached.items[0] = start;
    search->reached.count = 1;
    start->search = search->number;
    for (size_t i = 0; i < search->reached.count; i++)
        each_edge(search->reached.items[i], search_edge, search);
}

void tally__check_promises(const char *when) {
    struct heap_table *heap = &tally__state.heap;
    struct search search = {.when = when};
    if (!any_promise())
        return;
    search.reached.items =
        malloc((heap->live + 1) * sizeof(*search.reached.items));
    if (!search.reached.items)
        return;
    peel(&search.reached);
    for (size_t i = 0; i < heap->capacity; i++)
        heap->entries[i].search = 0;
    for (size_t i = 0; i < heap->capacity; i++) {
        struct heap_entry *entry = &heap->entries[i];
        if (is_object(entry) && entry->edges > 0 && is_promised(entry->object))
            search_from(&search, entry);
    }
    free(search.reached.items);
}
