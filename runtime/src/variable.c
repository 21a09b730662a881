/* Objects that are variables.
 *
 * An automatic one is counted like others: the variable is one reference, and
 * where its scope is left it has to be the last. A static one is pinned. The
 * collector looks at neither, so what they refer to is referenced from outside
 * as far as it can see.
 *
 * The memory is the program's and goes at once, so nothing here waits: the
 * finalizer runs where the scope is left, even if that is inside of another. */
#include "internal.h"

static struct tally_variable *variable_of(const void *object) {
    return (struct tally_variable *)(uintptr_t)object - 1;
}

static void set_type(const void *object, struct tally_type *descriptor,
                     const char *site) {
    tally__type_of_descriptor(descriptor, site, false);
    if (!load_shared(tally__process.has_variables))
        store_shared(tally__process.has_variables, true);
    header_of(object)->meta |=
        FLAG_VARIABLE | descriptor->number << META_TYPE_SHIFT;
}

void tally__begin_variable(const void *object, struct tally_type *descriptor,
                           const char *site) {
    set_type(object, descriptor, site);
    variable_of(object)->site = site;
    if (tally__state.mourning)
        tally__unbury(object);
}

/* ---- the end of one ------------------------------------------------------- */

static void dispose(struct queue died) {
    if (tally__state.finalizing > 0)
        tally__queue_append(&tally__state.waiting, &died);
    else
        tally__release_queue(died);
}

static void finalize(void *object) {
    struct queue died;
    if (!type_of(object)->finalized || object_has(object, FLAG_FINALIZED))
        return;
    tally__finalize(object, &died);
    dispose(died);
}

static void release_slots(void *object) {
    struct run run;
    for (uint64_t i = 0; tally__strong_run(object, i, &run); i += run.count)
        for (uint64_t k = 0; k < run.count; k++, run.place += run.stride) {
            void *child = *(reference *)run.place;
            *(reference *)run.place = NULL;
            if (child && count_down(child))
                tally__release(child);
        }
}

/* Weak places of its own hold records, which are empty then. */
static void release_weak_slots(void *object) {
    struct run run;
    tally__weak_places_release(object);
    for (uint64_t i = 0; tally__weak_run(object, i, &run); i += run.count)
        for (uint64_t k = 0; k < run.count; k++, run.place += run.stride)
            *(reference *)run.place = NULL;
}

static void release(void *object) {
    if (object_has(object, FLAG_WEAK))
        tally__weak_clear(object);
    tally__settle_now();
    if (type_of(object)->traced)
        tally__release_queue(tally__release_traced(object));
    release_slots(object);
    release_weak_slots(object);
}

/* Garbage may refer to it that only a collection finds. */
void tally__end_variable(const void *variable, const char *site) {
    void *object = (void *)(uintptr_t)variable;
    finalize(object);
    release(object);
    if (header_of(object)->count != 0)
        tally_collect();
    if (header_of(object)->count != 0)
        tally__die("a '%s', the variable declared at %s, is still referenced "
                   "where its scope is left at %s",
                   type_of(object)->name, variable_of(object)->site, site);
    if (tally__state.mourning)
        tally__bury(object, (struct block){NULL, false},
                    variable_of(object)->site);
}

void tally__end_static(void *object, struct tally_type *descriptor,
                       const char *site) {
    bool first = !object_has(object, FLAG_FINALIZED);
    set_type(object, descriptor, site);
    finalize(object);
    if (first && !type_of(object)->traced)
        header_of(object)->meta |= FLAG_FINALIZED;
    release(object);
}
