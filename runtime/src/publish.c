/* Publishing: graphs that all threads may read.
 *
 * A published object is never freed before the exit, so nobody has to know who
 * refers to it: operations on its count look first and change nothing, in units
 * that are compiled for threads (tally.h). Nothing else of it is written either:
 * collections pass over it, watchers do not wait for it, and it gets no side
 * record but one that all threads share. Those records lie in a table of
 * their own, or, from before, in the word of the object; nobody counts who
 * holds them.
 *
 * What is published is kept on a list, and given back at the exit. */
#include "graph.h"

#include <stdio.h>

struct published {
    struct published *next;
    struct graph graph; /* without its table */
};

static struct published *all; /* under the lock */

static void publish_one(void *object) {
    struct tally_header *header = header_of(object);
    if (tally__state.pass)
        tally__pass_forget(object);
    if (object_has(object, FLAG_CYCLIC) && header->count < COUNT_LATENT)
        tally__candidate_remove(object);
    if (object_has(object, FLAG_WEAK))
        tally__weak_publish(object);
    header->count = COUNT_PUBLISHED;
}

static bool publish(struct graph *graph) {
    struct published *published;
    if (!tally__graph_count_holds(graph))
        return false;
    published = tally__allocate(sizeof(*published));
    if (!published || !tally__weak_publish_reserve(graph->count)) {
        snprintf(graph->problem, sizeof(graph->problem), "memory is out");
        free(published);
        return false;
    }
    tally__graph_drop_dead(graph);
    for (size_t i = 0; i < graph->count; i++)
        publish_one(graph->members[i].object);
    published->graph = *graph;
    tally__lock();
    published->next = all;
    all = published;
    tally__unlock();
    return true;
}

int tally_publish(const void *object) {
    struct graph graph = {.count = 0};
    bool done = false;
    if (tally__state.collecting || tally__state.finalizing > 0)
        snprintf(graph.problem, sizeof(graph.problem),
                 "a finalizer or a callback runs");
    else if (!object)
        snprintf(graph.problem, sizeof(graph.problem), "there is no object");
    else if (tally__graph_make(&graph, (void *)(uintptr_t)object))
        done = graph.count == 0 || publish(&graph);
    tally__thread_error_set(graph.problem);
    if (!done || graph.count == 0)
        tally__graph_free(&graph);
    return done;
}

/* Weak places of one may refer to any other, so records go last. */
void tally__published_free(void) {
    struct published *next;
    for (struct published *at = all; at; at = next) {
        next = at->next;
        for (size_t i = 0; i < at->graph.count; i++)
            tally__object_free(at->graph.members[i].object);
        tally__graph_free(&at->graph);
        free(at);
    }
    all = NULL;
    tally__weak_published_free();
}
