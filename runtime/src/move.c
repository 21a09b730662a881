/* Moving graphs to another thread.
 *
 * A graph may leave if nobody else refers to it: each object has as many
 * references as there are in the graph, and the root has the one that is given
 * away besides. Then no other code of this thread can reach it. Weak places
 * elsewhere that refer to it read NULL from then on; those in it stay.
 *
 * The objects stay where they are, and only change heaps: they are taken off all
 * that the old one knows of them, and wait, as a *parcel*, for a thread to enter
 * them in its own. Meanwhile cyclic ones are quiet and no candidates; attaching
 * makes them candidates, since a cycle may be among them. Whatever needs memory
 * is done before anything is changed. */
#include "graph.h"

#include <stdio.h>
#include <string.h>

struct tally_parcel {
    struct graph graph;
};

static PER_THREAD char error[300];

void tally__thread_error_set(const char *text) {
    snprintf(error, sizeof(error), "%s", text);
}

const char *tally_thread_error(void) { return *error ? error : NULL; }

/* ---- may it go? ---------------------------------------------------------- */

static bool is_isolated(struct graph *graph) {
    for (size_t i = 0; i < graph->count; i++) {
        const struct member *member = &graph->members[i];
        uint64_t given = i == 0;
        if (tally_refcount(member->object) != member->edges + given) {
            tally__graph_name_holder(graph, member);
            return false;
        }
    }
    return true;
}

/* Needs memory, and changes nothing that can be seen. */
static bool may_leave(struct graph *graph) {
    for (size_t i = 0; i < graph->count; i++) {
        const struct member *member = &graph->members[i];
        if (tally__block_may_leave(member->object) &&
            (!object_has(member->object, FLAG_WEAK) ||
             tally__weak_may_leave(member->object, member->holds)))
            continue;
        while (i-- > 0)
            tally__weak_stays(graph->members[i].object);
        snprintf(graph->problem, sizeof(graph->problem), "memory is out");
        return false;
    }
    return true;
}

/* ---- going --------------------------------------------------------------- */

static void count_bytes(const struct member *member, bool comes) {
    struct state *state = &tally__state;
    const struct type *type = type_of(member->object);
    struct type_use *use = &state->uses[type->index];
    size_t size = tally__size_of(member->object);
    if (comes) {
        use->made++;
        use->made_bytes += size - type->size;
        state->bytes_live += size;
        if (state->bytes_live > state->bytes_peak)
            state->bytes_peak = state->bytes_live;
    } else {
        use->made--;
        use->made_bytes -= size - type->size;
        state->bytes_live -= size;
    }
}

/* Collections know nothing of it then. */
static void quieten(void *object) {
    struct tally_header *header = header_of(object);
    if (tally__state.pass)
        tally__pass_forget(object);
    if (!object_has(object, FLAG_CYCLIC))
        return;
    if (header->count >= COUNT_LATENT)
        header->count -= COUNT_LATENT;
    else
        tally__candidate_remove(object);
    header->meta &= ~FLAG_OLD;
}

static void leave(const struct member *member) {
    count_bytes(member, false);
    if (tally__state.tracking)
        tally__heap_remove(member->object);
    tally__block_leave(member->object);
}

static struct tally_parcel *parcel_of(struct graph *graph) {
    struct tally_parcel *parcel = tally__allocate(sizeof(*parcel));
    if (!parcel)
        snprintf(graph->problem, sizeof(graph->problem), "memory is out");
    return parcel;
}

static struct tally_parcel *detach(struct graph *graph) {
    struct tally_parcel *parcel;
    if (!tally__graph_count_holds(graph) || !is_isolated(graph))
        return NULL;
    parcel = parcel_of(graph);
    if (!parcel || !may_leave(graph)) {
        free(parcel);
        return NULL;
    }
    tally__graph_drop_dead(graph);
    for (size_t i = 0; i < graph->count; i++)
        quieten(graph->members[i].object);
    for (size_t i = 0; i < graph->count; i++)
        if (object_has(graph->members[i].object, FLAG_WEAK))
            graph->members[i].record =
                tally__weak_leave(graph->members[i].object);
    for (size_t i = 0; i < graph->count; i++)
        tally__weak_places_follow(graph->members[i].object);
    for (size_t i = 0; i < graph->count; i++)
        leave(&graph->members[i]);
    parcel->graph = *graph;
    return parcel;
}

/* Of what is pinned or published, and of NULL, there is nothing to move. */
tally_parcel *tally_detach(void *place) {
    reference *root = place;
    struct graph graph = {.count = 0};
    tally_parcel *parcel = NULL;
    if (tally__state.collecting || tally__state.finalizing > 0)
        snprintf(graph.problem, sizeof(graph.problem),
                 "a finalizer or a callback runs");
    else if (!*root)
        snprintf(graph.problem, sizeof(graph.problem), "there is no object");
    else if (tally__graph_make(&graph, *root) && graph.count == 0)
        snprintf(graph.problem, sizeof(graph.problem),
                 "it is pinned or published, and every thread's");
    else if (graph.count > 0)
        parcel = detach(&graph);
    tally__thread_error_set(graph.problem);
    if (!parcel)
        tally__graph_free(&graph);
    else
        *root = NULL;
    return parcel;
}

/* ---- coming -------------------------------------------------------------- */

static bool reserve(const struct graph *graph) {
    return tally__uses_reserve() && tally__guests_reserve(graph->count);
}

static void enter(const struct member *member) {
    void *object = member->object;
    struct state *state = &tally__state;
    tally__block_enter(object);
    count_bytes(member, true);
    while (state->tracking && !tally__heap_reserve())
        tally__out_of_memory(sizeof(struct heap_entry), "the table of objects",
                             NULL);
    if (state->tracking)
        tally__heap_insert(object, member->site);
    if (object_has(object, FLAG_WEAK))
        tally__weak_enter(object, member->record);
    if (object_has(object, FLAG_CYCLIC))
        tally__candidate_add(object);
}

void *tally__attach(tally_parcel *parcel) {
    struct graph *graph;
    void *root;
    if (!parcel)
        return NULL;
    graph = &parcel->graph;
    while (!reserve(graph))
        tally__out_of_memory(2 * graph->count * sizeof(void *),
                             "the objects of a parcel", NULL);
    for (size_t i = 0; i < graph->count; i++)
        enter(&graph->members[i]);
    root = graph->members[0].object;
    tally__graph_free(graph);
    free(parcel);
    return root;
}
