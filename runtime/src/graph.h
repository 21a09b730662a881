/* All that an object reaches: what moves to another thread, or is published, as
 * one. */
#ifndef TALLY_GRAPH_H
#define TALLY_GRAPH_H

#include "internal.h"

/* An object of a graph. */
struct member {
    void *object;
    uint64_t edges;   /* references to it in the graph */
    uint64_t holds;   /* weak places in the graph that refer to it */
    const char *site; /* where it was made, if objects are tracked */
    struct weak_record *record; /* that it goes with, if it has one */
};

struct graph {
    struct member *members; /* the root first */
    size_t count, capacity;
    size_t *table; /* of members' numbers from 1 on, by address; 0: free */
    size_t table_capacity;
    bool out_of_memory;
    char problem[256]; /* "": none */
};

/* Lists what the object, of this heap, reaches by strong references, but for what
 * is pinned or published; counts the edges. False, with the problem, when memory
 * is out or something in it cannot be shared with another thread: a variable, a
 * weak map, a dying object. The graph is empty then. */
bool tally__graph_make(struct graph *graph, void *root);
void tally__graph_free(struct graph *graph);
/* NULL if it is none. */
struct member *tally__graph_member(const struct graph *graph,
                                   const void *object);

/* Counts holds; weak places whose objects are dead hold nothing.
 * False, with the problem, where a weak place refers to an object elsewhere. */
bool tally__graph_count_holds(struct graph *graph);
/* Makes weak places whose objects are dead refer to nothing. */
void tally__graph_drop_dead(const struct graph *graph);

/* Writes the problem: who holds a reference to a member from outside. */
void tally__graph_name_holder(struct graph *graph, const struct member *member);

#endif
