/* Finalizers from outside (tally_weak.h): a list of them, newest first, each of
 * which it holds a reference to until it is called or detached. Each thread has
 * its own. */
#include "internal.h"
#include "tally_weak.h"

struct tally_weak_finalizer {
    struct watcher watcher;
    void *object;
    tally_weak_function *function; /* NULL: dead */
    void *context;
    bool at_exit;
    tally_weak_finalizer *next, *prev; /* on the list while it is alive */
};

static PER_THREAD tally_weak_finalizer *newest;
static PER_THREAD bool over; /* the thread, or the program, has ended */

static bool registered; /* call_all_at_exit is an exit handler */

static void trace(void *object, tally_visitor *visitor) {
    (void)object, (void)visitor;
}

static struct tally_type finalizer_type = {"tally_weak_finalizer",
                                           NULL,
                                           1,
                                           sizeof(tally_weak_finalizer),
                                           sizeof(void *),
                                           0,
                                           0,
                                           NULL,
                                           NULL,
                                           trace,
                                           NULL};

/* ---- the list ------------------------------------------------------------ */

static void list(tally_weak_finalizer *finalizer) {
    finalizer->next = newest;
    finalizer->prev = NULL;
    if (newest)
        newest->prev = finalizer;
    newest = tally_incref(finalizer);
}

/* The list's reference is the caller's then. */
static void unlist(tally_weak_finalizer *finalizer) {
    if (finalizer->prev)
        finalizer->prev->next = finalizer->next;
    else
        newest = finalizer->next;
    if (finalizer->next)
        finalizer->next->prev = finalizer->prev;
}

/* Alive, and now dead. Gives the function. */
static tally_weak_function *end(tally_weak_finalizer *finalizer) {
    tally_weak_function *function = finalizer->function;
    finalizer->function = NULL;
    finalizer->object = NULL;
    tally__unwatch(&finalizer->watcher);
    unlist(finalizer);
    return function;
}

/* ---- death --------------------------------------------------------------- */

static void lost(struct watcher *watcher) {
    tally_weak_finalizer *finalizer = (void *)watcher;
    finalizer->object = NULL;
    tally_incref(finalizer);
    tally__due_add(watcher);
}

/* It may have been called or detached while it was due. */
static void settle(struct watcher *watcher) {
    tally_weak_finalizer *finalizer = (void *)watcher;
    if (!over)
        tally_weak_call(finalizer);
    else
        tally_weak_detach(finalizer, NULL);
    tally_decref(finalizer);
}

static const struct watcher_kind finalizer_kind = {
    .lost = lost, .settle = settle, .calls = true};

/* ---- at exit ------------------------------------------------------------- */

static void call_at_exit(void);

/* From the newest on, again and again: each call may make and end others. With
 * the runtime as a library, units of the program release their static places
 * before the runtime hears of the end, so this is an exit handler of its own. */
static void call_all_at_exit(void) {
    tally_weak_finalizer *at = newest;
    while (at) {
        if (at->at_exit) {
            tally_weak_call(at);
            at = newest;
        } else {
            at = at->next;
        }
    }
    over = true;
    while (newest)
        tally_weak_detach(newest, NULL);
}

static void call_at_exit(void) {
    tally__lock();
    if (!registered)
        registered = atexit(call_all_at_exit) == 0;
    tally__unlock();
}

void tally__finalizers_end(void) {
    if (newest)
        call_all_at_exit();
    over = false; /* destructors of the thread may make others */
}

/* ---- the interface ------------------------------------------------------- */

tally_weak_finalizer *tally_weak_finalize(const void *object,
                                          tally_weak_function *function,
                                          void *context) {
    tally_weak_finalizer *finalizer;
    if (!object)
        return NULL;
    finalizer = tally__make(&finalizer_type, "tally_weak_finalize");
    finalizer->watcher.kind = &finalizer_kind;
    if (over || tally__is_dead(object))
        return finalizer;
    call_at_exit();
    tally__weak_watch(object);
    finalizer->object = (void *)(uintptr_t)object;
    finalizer->function = function;
    finalizer->context = context;
    finalizer->at_exit = true;
    tally__watch(object, &finalizer->watcher);
    list(finalizer);
    return finalizer;
}

int tally_weak_is_alive(const tally_weak_finalizer *finalizer) {
    return finalizer && finalizer->function;
}

void *tally_weak_call(tally_weak_finalizer *finalizer) {
    tally_weak_function *function;
    void *result;
    if (!tally_weak_is_alive(finalizer))
        return NULL;
    function = end(finalizer);
    result = function(finalizer->context);
    tally_decref(finalizer);
    return result;
}

int tally_weak_detach(tally_weak_finalizer *finalizer, void **context) {
    if (!tally_weak_is_alive(finalizer))
        return 0;
    if (context)
        *context = finalizer->context;
    end(finalizer);
    tally_decref(finalizer);
    return 1;
}

void *tally_weak_peek(const tally_weak_finalizer *finalizer,
                      tally_weak_function **function, void **context) {
    if (!tally_weak_is_alive(finalizer))
        return NULL;
    if (function)
        *function = finalizer->function;
    if (context)
        *context = finalizer->context;
    return finalizer->object && !tally__is_dead(finalizer->object)
               ? tally_incref(finalizer->object)
               : NULL;
}

int tally_weak_at_exit(const tally_weak_finalizer *finalizer) {
    return tally_weak_is_alive(finalizer) && finalizer->at_exit;
}

void tally_weak_set_at_exit(tally_weak_finalizer *finalizer, int called) {
    if (finalizer)
        finalizer->at_exit = called != 0;
}
