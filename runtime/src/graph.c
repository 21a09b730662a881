/* Listing what an object reaches, and who else refers to it: breadth first, in
 * a vector with a table of addresses beside it. Takes memory for each object,
 * and refuses where there is none. */
#include "graph.h"

#include <stdio.h>
#include <string.h>

/* ---- the table ----------------------------------------------------------- */

static size_t place_of(const struct graph *graph, const void *object) {
    uint64_t hash =
        (uint64_t)((uintptr_t)object >> 3) * UINT64_C(0x9e3779b97f4a7c15);
    return (size_t)(hash >> 20) & (graph->table_capacity - 1);
}

/* The entry of the object, or a free one. */
static size_t *entry_of(const struct graph *graph, const void *object) {
    size_t i = place_of(graph, object);
    while (graph->table[i] &&
           graph->members[graph->table[i] - 1].object != object)
        i = (i + 1) & (graph->table_capacity - 1);
    return &graph->table[i];
}

struct member *tally__graph_member(const struct graph *graph,
                                   const void *object) {
    size_t number = graph->table ? *entry_of(graph, object) : 0;
    return number ? &graph->members[number - 1] : NULL;
}

/* Room for one more member: the table is half full at most. */
static bool reserve(struct graph *graph) {
    size_t capacity = graph->capacity ? 2 * graph->capacity : 64;
    struct member *members;
    size_t *table;
    if (graph->count < graph->capacity)
        return true;
    members =
        tally__reallocate(graph->members, capacity * sizeof(*members));
    if (!members)
        return false;
    graph->members = members;
    table = tally__allocate(2 * capacity * sizeof(*table));
    if (!table)
        return false;
    memset(table, 0, 2 * capacity * sizeof(*table));
    free(graph->table);
    graph->table = table;
    graph->table_capacity = 2 * capacity;
    graph->capacity = capacity;
    for (size_t i = 0; i < graph->count; i++)
        *entry_of(graph, members[i].object) = i + 1;
    return true;
}

void tally__graph_free(struct graph *graph) {
    free(graph->members);
    free(graph->table);
    graph->members = NULL;
    graph->table = NULL;
    graph->count = graph->capacity = graph->table_capacity = 0;
}

/* ---- what may be in it --------------------------------------------------- */

static void refuse(struct graph *graph, const char *what, const void *object) {
    if (!*graph->problem)
        snprintf(graph->problem, sizeof(graph->problem), "%s, a '%s' at %p",
                 what, type_of(object)->name, object);
}

/* Those that the runtime makes itself keep watchers, which lie in lists. */
static bool is_of_runtime(const void *object) {
    return strncmp(type_of(object)->name, "tally_weak", 10) == 0;
}

static bool may_be_in(struct graph *graph, const void *object) {
    enum count_state state = tally__count_state(header_of(object)->count);
    struct watcher **watchers = NULL;
    if (object_has(object, FLAG_VARIABLE))
        refuse(graph, "it refers to a variable", object);
    else if (tally__owner_of(object) != tally__state.number)
        refuse(graph, "it refers to another thread's object", object);
    else if (state != STATE_QUIET && state != STATE_LATENT)
        refuse(graph, "it refers to a dying object", object);
    else if (is_of_runtime(object))
        refuse(graph, "it refers to what watches objects", object);
    else if ((watchers = tally__watchers_of(object)) && *watchers)
        refuse(graph, "a callback, weak map or finalizer waits for the death of "
                      "an object", object);
    return !*graph->problem;
}

static bool is_everybodys(const void *object) {
    enum count_state state = tally__count_state(header_of(object)->count);
    return state == STATE_PINNED || state == STATE_PUBLISHED;
}

/* ---- the walk ------------------------------------------------------------ */

static void reach(void *object, void *context) {
    struct graph *graph = context;
    struct member *member;
    if (!object || is_everybodys(object))
        return;
    member = tally__graph_member(graph, object);
    if (member) {
        member->edges++;
        return;
    }
    if (!may_be_in(graph, object))
        return;
    if (!reserve(graph)) {
        graph->out_of_memory = true;
        return;
    }
    graph->members[graph->count] =
        (struct member){object, 1, 0, tally__site_of(object), NULL};
    *entry_of(graph, object) = ++graph->count;
}

static void reach_children(struct graph *graph, void *object) {
    struct run run;
    tally__trace(object, reach, graph);
    for (uint64_t i = 0; tally__strong_run(object, i, &run); i += run.count)
        for (uint64_t k = 0; k < run.count; k++, run.place += run.stride)
            reach(*(reference *)run.place, graph);
}

bool tally__graph_make(struct graph *graph, void *root) {
    *graph = (struct graph){.count = 0};
    reach(root, graph);
    if (graph->count > 0)
        graph->members[0].edges = 0;
    for (size_t i = 0; i < graph->count && !*graph->problem; i++)
        reach_children(graph, graph->members[i].object);
    if (graph->out_of_memory)
        snprintf(graph->problem, sizeof(graph->problem), "memory is out");
    if (!*graph->problem)
        return true;
    tally__graph_free(graph);
    return false;
}

/* ---- weak places --------------------------------------------------------- */

static bool count_hold(struct graph *graph, const void *place) {
    void *object = tally__weak_target(place);
    struct member *member;
    if (!object || is_everybodys(object))
        return true;
    member = tally__graph_member(graph, object);
    if (member)
        member->holds++;
    else
        refuse(graph, "a weak place in it refers to an object elsewhere",
               object);
    return member != NULL;
}

bool tally__graph_count_holds(struct graph *graph) {
    struct run run;
    for (size_t n = 0; n < graph->count; n++) {
        void *object = graph->members[n].object;
        for (uint64_t i = 0; tally__weak_run(object, i, &run); i += run.count)
            for (uint64_t k = 0; k < run.count; k++, run.place += run.stride)
                if (!count_hold(graph, *(reference *)run.place))
                    return false;
    }
    return true;
}

void tally__graph_drop_dead(const struct graph *graph) {
    struct run run;
    for (size_t n = 0; n < graph->count; n++) {
        void *object = graph->members[n].object;
        for (uint64_t i = 0; tally__weak_run(object, i, &run); i += run.count)
            for (uint64_t k = 0; k < run.count; k++, run.place += run.stride) {
                reference *place = (reference *)run.place;
                if (*place && !tally__weak_target(*place)) {
                    tally__weak_release(*place);
                    *place = NULL;
                }
            }
    }
}

/* ---- who holds it? ------------------------------------------------------- */

struct search {
    const struct graph *graph;
    const void *object;
    const void *holder;
};

static int is_it(void *child, void *context) {
    const struct search *search = context;
    return child == search->object;
}

static bool look_into(void *object, void *context) {
    struct search *search = context;
    if (!tally__is_live(object) || tally__graph_member(search->graph, object) ||
        !tally_gc_visit_referents(object, is_it, search))
        return true;
    search->holder = object;
    return false;
}

/* Is the object in a place of a value with that layout? */
static bool value_holds(const char *value, const struct tally_layout *layout,
                        const void *object) {
    for (size_t i = 0; layout && i < layout->count; i++) {
        const struct tally_ref *ref = &layout->refs[i];
        for (size_t k = 0; k < ref->count; k++) {
            const char *place = value + ref->offset + k * ref->stride;
            const struct tally_layout *inner =
                ref->kind == TALLY_REF_VALUE     ? ref->value
                : ref->kind == TALLY_REF_VARIANT ? tally__live_member(value,
                                                                      ref)
                                                 : NULL;
            if (ref->kind == TALLY_REF_STRONG
                    ? *(const reference *)place == object
                    : value_holds(place, inner, object))
                return true;
        }
    }
    return false;
}

/* The file of a static place that holds the object; NULL if none does. Static
 * objects are found as other objects are not: they lie in no heap. */
static const char *static_holder(const void *object) {
    for (const struct tally_unit *unit = tally__process.units; unit;
         unit = unit->next)
        for (size_t i = 0; i < unit->count; i++) {
            const struct tally_root *root = &unit->roots[i];
            if (root->place && ((uintptr_t)root->place & 3) == 0 &&
                value_holds(root->place, root->layout, object))
                return unit->file;
        }
    return NULL;
}

void tally__graph_name_holder(struct graph *graph,
                              const struct member *member) {
    struct search search = {graph, member->object, NULL};
    char holder[128] = "a variable, or something that is no object";
    const char *file;
    tally__each_object(look_into, &search);
    tally__lock();
    file = static_holder(member->object);
    tally__unlock();
    if (search.holder)
        snprintf(holder, sizeof(holder), "a '%s' at %p",
                 type_of(search.holder)->name, search.holder);
    else if (file)
        snprintf(holder, sizeof(holder), "a static place of %s", file);
    snprintf(graph->problem, sizeof(graph->problem),
             "%s refers to its '%s' at %p", holder,
             type_of(member->object)->name, member->object);
}
