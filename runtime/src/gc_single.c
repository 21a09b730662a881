/* What is done to a single object by its program, counting apart. */
#include "internal.h"

static bool is_alive(const void *object) {
    enum count_state state = tally__count_state(header_of(object)->count);
    return state == STATE_QUIET || state == STATE_LATENT ||
           state == STATE_PINNED || state == STATE_PUBLISHED;
}

void *tally_try_incref(const void *object) {
    return object && is_alive(object) ? tally_incref(object) : NULL;
}

int tally_is_pinned(const void *object) {
    return tally_refcount(object) == TALLY_PINNED;
}

void tally_pin(const void *borrowed) {
    void *object = (void *)(uintptr_t)borrowed;
    if (object && is_alive(object) && !tally_is_pinned(object))
        tally__saturate(object);
}

int tally_gc_call_finalizer(const void *borrowed) {
    void *object = (void *)(uintptr_t)borrowed;
    struct queue died;
    if (!object || !tally__needs_finalizer(object))
        return 0;
    tally__finalize(object, &died);
    if (tally__state.finalizing > 0)
        tally__queue_append(&tally__state.waiting, &died);
    else
        tally__release_queue(died);
    return 1;
}
