/* Weak references that are objects (tally_weak.h).
 *
 * They can be in cycles as far as the collector knows, so that it finds out
 * which of them are garbage together with what they refer to: these are not
 * called back. */
#include "internal.h"
#include "tally_weak.h"

struct tally_weakref {
    struct watcher watcher;
    struct watcher second; /* of a pair */
    void *object, *other;  /* NULL: dead; no pair */
    tally_weakref_callback *callback;
    void *context;
};

static void lost(struct watcher *watcher);
static void lost_other(struct watcher *watcher);
static void settle(struct watcher *watcher);

static const struct watcher_kind shared_kind = {
    .lost = lost, .settle = settle, .shared = true};
static const struct watcher_kind silent_kind = {.lost = lost, .settle = settle};
static const struct watcher_kind calling_kind = {
    .lost = lost, .settle = settle, .calls = true};
static const struct watcher_kind silent_second_kind = {.lost = lost_other,
                                                       .settle = settle};
static const struct watcher_kind calling_second_kind = {
    .lost = lost_other, .settle = settle, .calls = true};

static tally_weakref *ref_of(struct watcher *watcher) {
    return (tally_weakref *)(void *)watcher;
}

static void trace(void *object, tally_visitor *visitor) {
    (void)object, (void)visitor;
}

static void dispose(void *object) {
    tally_weakref *ref = object;
    tally__unwatch(&ref->watcher);
    tally__unwatch(&ref->second);
}

static struct tally_type weakref_type = {
    "tally_weakref", NULL, 1,    sizeof(tally_weakref), sizeof(void *), 0, 0,
    NULL,            NULL, trace, NULL};

/* ---- death --------------------------------------------------------------- */

static bool may_call(const tally_weakref *ref) {
    return ref->callback && !tally__state.burying && !tally__is_dead(ref) &&
           object_colour(ref) != COLOUR_WHITE;
}

static void die(tally_weakref *ref) {
    tally__unwatch(&ref->watcher);
    tally__unwatch(&ref->second);
    ref->object = ref->other = NULL;
    if (may_call(ref)) {
        tally_incref(ref);
        tally__due_add(&ref->watcher);
    } else {
        ref->callback = NULL;
    }
}

static void lost(struct watcher *watcher) { die(ref_of(watcher)); }

static void lost_other(struct watcher *watcher) {
    die((tally_weakref *)(void *)((char *)watcher -
                                  offsetof(tally_weakref, second)));
}

static void settle(struct watcher *watcher) {
    tally_weakref *ref = ref_of(watcher);
    tally_weakref_callback *callback = ref->callback;
    ref->callback = NULL;
    callback(ref, ref->context);
    tally_decref(ref);
}

/* ---- making them --------------------------------------------------------- */

static tally_weakref *make(tally_weakref_callback *callback, void *context) {
    tally_weakref *ref;
    tally__type_dispose_by(
        tally__type_of_descriptor(&weakref_type, "tally_weakref_new", false),
        dispose, false);
    ref = tally__make(&weakref_type, "tally_weakref_new");
    ref->callback = callback;
    ref->context = context;
    ref->watcher.kind = callback ? &calling_kind : &silent_kind;
    ref->second.kind = callback ? &calling_second_kind : &silent_second_kind;
    return ref;
}

/* The one without a callback is the first of the list. */
static tally_weakref *shared_of(const void *object) {
    struct watcher **list = tally__watchers_of(object);
    tally_weakref *ref =
        list && *list && (*list)->kind == &shared_kind ? ref_of(*list) : NULL;
    return ref && !tally__is_dead(ref) ? ref : NULL;
}

tally_weakref *tally_weakref_new(const void *object,
                                 tally_weakref_callback *callback,
                                 void *context) {
    tally_weakref *ref;
    if (!object)
        return NULL;
    if (!callback && (ref = shared_of(object)) != NULL)
        return tally_incref(ref);
    ref = make(callback, context);
    if (tally__is_dead(object))
        return ref;
    tally__weak_watch(object);
    if (!callback && shared_of(object)) { /* made meanwhile */
        tally_decref(ref);
        return tally_incref(shared_of(object));
    }
    ref->object = (void *)(uintptr_t)object;
    if (!callback)
        ref->watcher.kind = &shared_kind;
    tally__watch(object, &ref->watcher);
    return ref;
}

tally_weakref *tally_weakref_new_pair(const void *object, const void *other,
                                      tally_weakref_callback *callback,
                                      void *context) {
    tally_weakref *ref;
    if (!object || !other)
        return NULL;
    ref = make(callback, context);
    if (tally__is_dead(object) || tally__is_dead(other))
        return ref;
    tally__weak_watch(object);
    tally__weak_watch(other);
    ref->object = (void *)(uintptr_t)object;
    ref->other = (void *)(uintptr_t)other;
    tally__watch(object, &ref->watcher);
    tally__watch(other, &ref->second);
    return ref;
}

/* ---- looking ------------------------------------------------------------- */

static bool is_there(const void *object) {
    return object && !tally__is_dead(object);
}

int tally_weakref_is_dead(const tally_weakref *ref) {
    return !ref || !is_there(ref->object) ||
           (ref->other && !is_there(ref->other));
}

void *tally_weakref_get(const tally_weakref *ref) {
    return tally_weakref_is_dead(ref) ? NULL : tally_incref(ref->object);
}

void *tally_weakref_need(const tally_weakref *ref) {
    void *object = tally_weakref_get(ref);
    if (!object)
        tally__die(ref ? "a weak reference is needed, and its object is dead"
                       : "a weak reference is needed, and there is none");
    return object;
}

void *tally_weakref_get_other(const tally_weakref *ref) {
    return tally_weakref_is_dead(ref) ? NULL : tally_incref(ref->other);
}

tally_weakref_callback *tally_weakref_callback_of(const tally_weakref *ref) {
    return ref ? ref->callback : NULL;
}

static tally_weakref *weakref_of(struct watcher *watcher) {
    const struct watcher_kind *kind = watcher->kind;
    if (kind == &shared_kind || kind == &silent_kind || kind == &calling_kind)
        return ref_of(watcher);
    if (kind == &silent_second_kind || kind == &calling_second_kind)
        return (tally_weakref *)(void *)((char *)watcher -
                                         offsetof(tally_weakref, second));
    return NULL;
}

int tally_weakref_visit(const void *object, tally_weakref_visitor *visit,
                        void *context) {
    struct watcher **list = object ? tally__watchers_of(object) : NULL;
    int result = 0;
    for (struct watcher *at = list ? *list : NULL; at && !result;
         at = at->next) {
        tally_weakref *ref = weakref_of(at);
        if (ref && !tally__is_dead(ref))
            result = visit(ref, context);
    }
    return result;
}

static int count_one(tally_weakref *ref, void *context) {
    (void)ref;
    ++*(size_t *)context;
    return 0;
}

size_t tally_weakref_count(const void *object) {
    size_t count = 0;
    tally_weakref_visit(object, count_one, &count);
    return count;
}
