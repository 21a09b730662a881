/* What the files of the collector share: cycle.c, which finds out what is
 * unreachable and takes it apart, pass.c, which finds out in slices where to
 * look, and collect.c, which says when. */
#ifndef TALLY_COLLECTION_H
#define TALLY_COLLECTION_H

#include "internal.h"

struct collection;
typedef void visitor(void *child, struct collection *collection);

/* One collection, while it lasts. */
struct collection {
    bool full;   /* looks at old objects, too */
    bool closed; /* looks at nothing but what it starts from */
    /* What it starts from, and only that; of these, those that are listed
     * leave their lists. NULL: the candidates, whose lists are empty then. */
    void (*each_start)(visitor *visit, struct collection *collection);
    void *root;
    struct queue grey, black, white;
    enum ephemeron_mode mode; /* of the visitor in use */
    uint64_t phase;
    void **stack; /* of step 6 */
    size_t depth, capacity;
    bool overflown;
};

/* ---- walking ------------------------------------------------------------- */

struct walk {
    visitor *visit;
    struct collection *collection;
};

static inline void visit_hidden(void *child, void *context) {
    struct walk *walk = context;
    walk->visit(child, walk->collection);
}

static inline void each_simple_child(void *object, const struct places *places,
                                     visitor *visit,
                                     struct collection *collection) {
    const struct span *end = places->spans + places->span_count;
    for (const struct span *span = places->spans; span < end; span++) {
        char *place = (char *)object + span->offset;
        for (uint32_t i = 0; i < span->count; i++, place += span->stride) {
            void *child = *(reference *)place;
            if (child)
                visit(child, collection);
        }
    }
}

static inline void each_ephemeral(void *object, visitor *visit,
                                  struct collection *collection) {
    struct walk walk = {visit, collection};
    tally__heap->each_value(object, collection->mode, collection->phase,
                            visit_hidden, &walk);
}

/* Everything that the object refers to strongly. */
static inline void each_child(void *object, visitor *visit,
                              struct collection *collection) {
    const struct type *type = type_of(object);
    struct run run;
    if (object_has(object, FLAG_WEAK) || type->ephemeral)
        if (tally__heap->each_value)
            each_ephemeral(object, visit, collection);
    if (type->simple && !type->traced) {
        each_simple_child(object, &type->strong, visit, collection);
        return;
    }
    if (type->traced && !type->ephemeral)
        tally__trace(object, visit_hidden, &(struct walk){visit, collection});
    for (uint64_t i = 0; tally__strong_run(object, i, &run); i += run.count)
        for (uint64_t k = 0; k < run.count; k++, run.place += run.stride) {
            void *child = *(reference *)run.place;
            if (child)
                visit(child, collection);
        }
}

/* ---- cycle.c ------------------------------------------------------------- */

/* Steps 1 to 10. Adds to the counts of the info. Runs the program's code. Needs:
 * state.collecting. */
void tally__collect_now(struct collection *collection,
                        struct tally_gc_info *info);

/* ---- pass.c -------------------------------------------------------------- */

/* Begins a full collection in slices. False if there is no memory for that.
 * Needs: there is none yet. */
bool tally__pass_begin(void);
/* An allocation: does a slice, if one is due. Needs: state.pass. */
void tally__pass_go_on(void);
/* Does so many steps, but ends after that time, roughly. */
void tally__pass_slice(uint64_t steps, uint64_t nanoseconds);
/* The objects that were candidates. */
void tally__pass_each_root(visitor *visit, struct collection *collection);
/* A collection that does not wait is to take over: this one is told of as over.
 */
void tally__pass_interrupt(void);
/* There is none any more, if there was one. */
void tally__pass_drop(void);

/* ---- collect.c ----------------------------------------------------------- */

uint64_t tally__nanoseconds(void);
/* A collection is over; its longest pause. */
void tally__note_collection(const struct tally_gc_info *info, uint64_t longest);
/* Says when the next full one is due. */
void tally__learn_from(const struct tally_gc_info *info);

#endif
