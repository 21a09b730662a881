/* The heap, seen by the program: objects, what refers to what, freezing.
 *
 * A frozen object is one that is not marked cyclic although its type is: so
 * nothing but counting is done to it, as to an acyclic one. That it has a word
 * does no harm. */
#include "internal.h"

/* ---- single objects ------------------------------------------------------ */

bool tally__is_live(const void *object) {
    switch (tally__count_state(header_of(object)->count)) {
    case STATE_QUIET:
    case STATE_LATENT:
    case STATE_PINNED:
    case STATE_PUBLISHED:
        return header_of(object)->meta >> META_TYPE_SHIFT != 0 &&
               object_colour(object) == COLOUR_NONE;
    default:
        return false;
    }
}

int tally_is_tracked(const void *object) {
    return object && object_has(object, FLAG_CYCLIC);
}

int tally_is_finalized(const void *object) {
    return object && object_has(object, FLAG_FINALIZED);
}

int tally_gc_generation(const void *object) {
    if (!tally_is_tracked(object))
        return -1;
    if (!object_has(object, FLAG_OLD))
        return TALLY_GC_YOUNG;
    return tally__count_state(header_of(object)->count) == STATE_QUIET
               ? TALLY_GC_OLD
               : TALLY_GC_FULL;
}

/* ---- all of them --------------------------------------------------------- */

struct tour {
    int generation;
    tally_gc_visitor *visit;
    void *context;
    int result;
    const void *referent; /* of tally_gc_visit_referrers */
};

static bool is_wanted(const void *object, int wanted) {
    return tally__is_live(object) &&
           (wanted == TALLY_GC_HEAP ||
            (object_has(object, FLAG_CYCLIC) &&
             (wanted == TALLY_GC_ALL ||
              wanted == tally_gc_generation(object))));
}

static bool visit_if_wanted(void *object, void *context) {
    struct tour *tour = context;
    if (is_wanted(object, tour->generation))
        tour->result = tour->visit(object, tour->context);
    return tour->result == 0;
}

int tally_gc_visit_objects(int generation, tally_gc_visitor *visit,
                           void *context) {
    struct tour tour = {generation, visit, context, 0, NULL};
    if (generation < TALLY_GC_HEAP || generation > TALLY_GC_FULL)
        return -1;
    tally__each_object(visit_if_wanted, &tour);
    return tour.result;
}

/* ---- what refers to what ------------------------------------------------- */

static void visit_child(void *child, void *context) {
    struct tour *tour = context;
    if (child && tour->result == 0)
        tour->result = tour->visit(child, tour->context);
}

int tally_gc_visit_referents(const void *borrowed, tally_gc_visitor *visit,
                             void *context) {
    struct tour tour = {0, visit, context, 0, NULL};
    void *object = (void *)(uintptr_t)borrowed;
    struct run run;
    if (!object || !tally__has_slots(object))
        return 0;
    tally__trace(object, visit_child, &tour);
    for (uint64_t i = 0; tally__strong_run(object, i, &run); i += run.count)
        for (uint64_t k = 0; k < run.count; k++, run.place += run.stride)
            visit_child(*(reference *)run.place, &tour);
    return tour.result;
}

static int is_referent(void *object, void *context) {
    return object == context;
}

static bool visit_if_refers(void *object, void *context) {
    struct tour *tour = context;
    if (is_wanted(object, TALLY_GC_HEAP) &&
        tally_gc_visit_referents(object, is_referent,
                                 (void *)(uintptr_t)tour->referent))
        tour->result = tour->visit(object, tour->context);
    return tour->result == 0;
}

int tally_gc_visit_referrers(const void *object, tally_gc_visitor *visit,
                             void *context) {
    struct tour tour = {0, visit, context, 0, object};
    if (object)
        tally__each_object(visit_if_refers, &tour);
    return tour.result;
}

/* ---- freezing ------------------------------------------------------------ */

static bool is_frozen(const void *object) {
    return tally__is_live(object) && !object_has(object, FLAG_CYCLIC) &&
           !object_has(object, FLAG_VARIABLE) &&
           (type_of(object)->meta & FLAG_CYCLIC) && !tally_is_pinned(object);
}

/* The count was quiet and listed, or latent; it is quiet and not listed then. */
int tally_gc_untrack(const void *borrowed) {
    void *object = (void *)(uintptr_t)borrowed;
    if (!tally_is_tracked(object) || !tally__is_live(object) ||
        tally_is_pinned(object))
        return 0;
    if (header_of(object)->count >= COUNT_LATENT)
        header_of(object)->count -= COUNT_LATENT;
    else
        tally__candidate_remove(object);
    header_of(object)->meta &= ~FLAG_CYCLIC;
    return 1;
}

int tally_gc_track(const void *borrowed) {
    void *object = (void *)(uintptr_t)borrowed;
    if (!object || !is_frozen(object))
        return 0;
    header_of(object)->meta |= FLAG_CYCLIC;
    tally__candidate_add(object);
    return 1;
}

static bool freeze_one(void *object, void *context) {
    (void)context;
    if (tally__is_live(object))
        tally_gc_untrack(object);
    return true;
}

static bool unfreeze_one(void *object, void *context) {
    (void)context;
    if (tally__is_live(object))
        tally_gc_track(object);
    return true;
}

static bool count_if_frozen(void *object, void *context) {
    *(size_t *)context += is_frozen(object);
    return true;
}

void tally_gc_freeze(void) {
    tally__each_object(freeze_one, NULL);
}

void tally_gc_unfreeze(void) {
    tally__each_object(unfreeze_one, NULL);
}

size_t tally_gc_freeze_count(void) {
    size_t count = 0;
    tally__each_object(count_if_frozen, &count);
    return count;
}

/* ---- for a collection of everything -------------------------------------- */

static bool wake_one(void *object, void *context) {
    (void)context;
    if (object_has(object, FLAG_CYCLIC) && tally__is_live(object) &&
        tally__count_state(header_of(object)->count) == STATE_LATENT) {
        header_of(object)->count -= COUNT_LATENT;
        tally__candidate_add(object);
    }
    return true;
}

void tally__wake_all(void) {
    tally__each_object(wake_one, NULL);
}
