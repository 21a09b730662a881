/* What a thread hears of its collections: callbacks, lines on stderr, and objects
 * that are saved instead of freed. The collector knows of none of it but by
 * three pointers, which are NULL until something here sets them. */
#include "internal.h"

#include <inttypes.h>
#include <stdio.h>

/* ---- callbacks ----------------------------------------------------------- */

struct observer {
    tally_gc_callback *call;
    void *context;
};

static PER_THREAD struct observer *observers;
static PER_THREAD size_t observer_count, observer_capacity;

static PER_THREAD unsigned debug;

static void say(enum tally_gc_phase phase, const struct tally_gc_info *info) {
    if (phase == TALLY_GC_START)
        fprintf(stderr,
                "tally: gc: collecting generation %d: %" PRIu64
                " candidates, %" PRIu64 " objects can be in cycles\n",
                info->generation, info->candidates, tally__objects_live(true));
    else
        fprintf(stderr,
                "tally: gc: done, %" PRIu64 " unreachable, %" PRIu64
                " uncollectable, %.4fs elapsed\n",
                info->collected + info->uncollectable, info->uncollectable,
                (double)info->nanoseconds / 1e9);
}

/* A callback may add others, and remove itself or others. */
static void observe(enum tally_gc_phase phase,
                    const struct tally_gc_info *info) {
    if (debug & TALLY_GC_DEBUG_STATS)
        say(phase, info);
    for (size_t i = 0; i < observer_count; i++)
        observers[i].call(phase, info, observers[i].context);
}

static void watch(void) {
    tally__state.observe =
        observer_count > 0 || (debug & TALLY_GC_DEBUG_STATS) ? observe : NULL;
}

int tally_gc_add_callback(tally_gc_callback *callback, void *context) {
    if (observer_count == observer_capacity) {
        size_t capacity = observer_capacity ? 2 * observer_capacity : 4;
        struct observer *wider =
            tally__reallocate(observers, capacity * sizeof(*wider));
        if (!wider)
            return 0;
        observers = wider;
        observer_capacity = capacity;
    }
    observers[observer_count++] = (struct observer){callback, context};
    watch();
    return 1;
}

int tally_gc_remove_callback(tally_gc_callback *callback, void *context) {
    size_t i = observer_count;
    while (i > 0 && (observers[i - 1].call != callback ||
                     observers[i - 1].context != context))
        i--;
    if (i == 0)
        return 0;
    for (; i < observer_count; i++)
        observers[i - 1] = observers[i];
    if (--observer_count == 0) {
        free(observers);
        observers = NULL;
        observer_capacity = 0;
    }
    watch();
    return 1;
}

/* ---- saved objects ------------------------------------------------------- */

static PER_THREAD struct candidates garbage;

static void mention(const void *object) {
    fprintf(stderr, "tally: gc: collectable <%s %p>\n", type_of(object)->name,
            object);
}

static bool save(void *object) {
    if (garbage.count == garbage.capacity) {
        size_t capacity = garbage.capacity ? 2 * garbage.capacity : 64;
        void **items =
            tally__reallocate(garbage.items, capacity * sizeof(*items));
        if (!items)
            return false;
        garbage.items = items;
        garbage.capacity = capacity;
    }
    garbage.items[garbage.count++] = tally_incref(object);
    if (debug & TALLY_GC_DEBUG_UNCOLLECTABLE)
        fprintf(stderr, "tally: gc: uncollectable <%s %p>\n",
                type_of(object)->name, object);
    return true;
}

size_t tally_gc_garbage_count(void) {
    return garbage.count;
}

void *tally_gc_garbage(size_t index) {
    return index < garbage.count ? garbage.items[index] : NULL;
}

/* A finalizer may look at the list, and collect: it is empty by then. */
void tally_gc_drop_garbage(void) {
    struct candidates dropped = garbage;
    garbage = (struct candidates){NULL, 0, 0};
    for (size_t i = 0; i < dropped.count; i++)
        tally_decref(dropped.items[i]);
    free(dropped.items);
}

void tally__observers_end(void) {
    tally_gc_drop_garbage();
    free(observers);
    observers = NULL;
    observer_count = observer_capacity = 0;
}

/* ---- flags --------------------------------------------------------------- */

unsigned tally_gc_get_debug(void) {
    return debug;
}

unsigned tally_gc_set_debug(unsigned flags) {
    unsigned before = debug;
    debug = flags;
    tally__state.save = flags & TALLY_GC_DEBUG_SAVEALL ? save : NULL;
    tally__state.mention = flags & TALLY_GC_DEBUG_COLLECTABLE ? mention : NULL;
    watch();
    return before;
}
