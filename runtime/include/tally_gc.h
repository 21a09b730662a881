/* tally's collector: what it does when, what it found, and what is on the heap.
 *
 * Everything here is beside the language: a program may do without. Enabling,
 * thresholds and tally_collect are in tally.h. Objects are passed as pointers to
 * const void, so references of every type go in without a cast; what comes out
 * as a void * is looked at by tally_borrow(T, p), or, where it is said to be
 * owned, taken by tally_adopt(T, p).
 *
 * Terms. An object is *tracked* if it can be in a cycle, and so is looked at by
 * collections. Its *generation* is 0 until a collection has left it alive, then
 * 1 while it is a candidate (its references were counted since), and 2 while it
 * is none.
 *
 * A *visitor* is given objects, borrowed, and gives 0 to be given the next one
 * and something else to stop. It may count and store references, but neither
 * make objects nor drop the last reference to one, nor collect: the walk is
 * over live memory. Functions that say nothing of it may be called by
 * finalizers and callbacks, but not by visitors, and not by trace functions. In
 * an erased program there is no heap to see: everything is 0, NULL or nothing.
 */
#ifndef TALLY_GC_H
#define TALLY_GC_H

#include "tally.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- what a collection is ------------------------------------------------ */

/* Generations, in calls. ALL: every tracked object. HEAP: the others, too. */
#define TALLY_GC_YOUNG 0
#define TALLY_GC_OLD 1
#define TALLY_GC_FULL 2
#define TALLY_GC_ALL (-1)
#define TALLY_GC_HEAP (-2)

/* What tally_gc_collect gives for a generation that there is not. */
#define TALLY_GC_ERROR SIZE_MAX

/* Of the collections of a generation. `collected` are the objects that were
 * unreachable and went, `uncollectable` those that were saved (see
 * TALLY_GC_DEBUG_SAVEALL), `candidates` those that the collections started
 * from. What finalizers saved is in none of them. */
struct tally_gc_stats {
    uint64_t collections;
    uint64_t collected;
    uint64_t uncollectable;
    uint64_t candidates;
    uint64_t nanoseconds; /* of all, and of the longest one */
    uint64_t longest;
    uint64_t reserved[2];
};

/* What callbacks are told. At the start, only the first two are set. */
struct tally_gc_info {
    int generation;
    uint64_t candidates;
    uint64_t collected;
    uint64_t uncollectable;
    uint64_t nanoseconds;
};

enum tally_gc_phase { TALLY_GC_START, TALLY_GC_STOP };

typedef void tally_gc_callback(enum tally_gc_phase phase,
                               const struct tally_gc_info *info, void *context);

typedef int tally_gc_visitor(void *object, void *context);

/* Bits of tally_gc_set_debug; each makes the collector say something on
 * stderr, in lines that begin with "tally: gc: ".
 *
 *   STATS          when a collection starts and ends
 *   COLLECTABLE    each object that goes
 *   UNCOLLECTABLE  each object that is saved
 *   SAVEALL        nothing goes: what is unreachable is saved, see
 *                  tally_gc_garbage; its finalizers have run */
#define TALLY_GC_DEBUG_STATS 1u
#define TALLY_GC_DEBUG_COLLECTABLE 2u
#define TALLY_GC_DEBUG_UNCOLLECTABLE 4u
#define TALLY_GC_DEBUG_SAVEALL 32u
#define TALLY_GC_DEBUG_LEAK 38u /* the last three */

#ifndef TALLY__ERASED

/* ---- collecting ---------------------------------------------------------- */

/* Collects a generation and those below it: 0 looks at objects that no
 * collection has left alive yet, 1 at all that candidates reach, as
 * tally_collect does, and 2 at every tracked object, candidate or not. Gives
 * the number of unreachable objects that it found, 0 at once during a
 * collection, and TALLY_GC_ERROR for other generations. Runs finalizers and
 * callbacks. O(objects it looks at); 2 takes 8 bytes for each of them, and looks
 * at fewer where there is no memory. */
size_t tally_gc_collect(int generation);

/* Gives the reference up, and collects what hangs on it: looks at what the
 * object reaches, and at nothing else. So a graph with cycles can go where its
 * last user has done with it, whatever the size of the heap. Gives the number of
 * unreachable objects that it found: 0 where counting alone was enough, during a
 * collection, and for NULL. Runs finalizers and callbacks; callbacks are told of
 * a collection of generation 1. O(objects that it reaches). */
size_t tally_collect_from(const void *root tally_consumed);

/* Automatic collections do not take place between a defer and the resume that
 * belongs to it; pairs may be nested. What has become due meanwhile is made up
 * for by an allocation. tally_collect and tally_gc_collect work all the time. A
 * resume without a defer ends the program. O(1). */
void tally_gc_defer(void);
void tally_gc_resume(void);

/* How long the program may be kept waiting by a full collection that has become
 * due: then it is done in slices, by the allocations that follow, each of about
 * that time. 0, the default: at one go. What is found to be unreachable together
 * is still taken apart together, young collections are not cut, and finalizers
 * take what they take. If memory for it is out (24 bytes for each object looked
 * at), or the heap grows by a quarter meanwhile, the rest is done at one go.
 * Callbacks are told of its start and of its end, and of young collections in
 * between. Gives the budget that was set before. O(1); may be called by any
 * thread. */
size_t tally_set_pause_budget(size_t microseconds);

/* What thresholds are compared with: candidates that no collection has seen,
 * candidates that survived one, tracked objects alive. Each pointer may be NULL.
 * O(types). */
void tally_gc_get_count(size_t *young, size_t *old, size_t *tracked);

/* False, and zeros, for a generation that there is not. O(1); may be called by
 * visitors. */
int tally_gc_get_stats(int generation, struct tally_gc_stats *stats);

/* Calls back when a collection starts and when it ends, in the order in which
 * callbacks were added; objects are not looked at meanwhile. A callback may do
 * anything but collect, which gives 0. One that is added twice is called
 * twice, removing removes the one added last. Adding gives false when memory is
 * out, removing when there is no such callback. O(callbacks). */
int tally_gc_add_callback(tally_gc_callback *callback, void *context);
int tally_gc_remove_callback(tally_gc_callback *callback, void *context);

/* Gives the flags that were set before. O(1). */
unsigned tally_gc_set_debug(unsigned flags);
unsigned tally_gc_get_debug(void);

/* What collections have saved: each holds a reference until it is dropped. The
 * object is borrowed; NULL for an index that there is not. O(1). Dropping
 * releases all of them; O(objects). What there was no memory to note stays
 * where it is, and is found again. */
size_t tally_gc_garbage_count(void);
void *tally_gc_garbage(size_t index);
void tally_gc_drop_garbage(void);

/* ---- the heap ------------------------------------------------------------ */

/* Visits the live objects of a generation (or TALLY_GC_ALL, TALLY_GC_HEAP), in no
 * order. Objects that a collection is about to take apart are not among them.
 * Gives what the visitor gave last, 0 if there was none, and -1 for a
 * generation that there is not. O(heap). */
int tally_gc_visit_objects(int generation, tally_gc_visitor *visit,
                           void *context);

/* Visits what the object refers to, once for each reference. 0 for NULL. Runs
 * the type's trace function. O(references). */
int tally_gc_visit_referents(const void *object, tally_gc_visitor *visit,
                             void *context);

/* Visits the objects that refer to this one, each once. What variables and
 * static places hold is not to be seen. O(heap and its references). */
int tally_gc_visit_referrers(const void *object, tally_gc_visitor *visit,
                             void *context);

/* Collections do not look at frozen objects and write nothing to them; what
 * they refer to is alive. Counting goes on: the last reference frees them.
 * Freezing concerns all objects that are tracked then, unfreezing all that are
 * frozen, which are candidates then. O(heap). */
void tally_gc_freeze(void);
void tally_gc_unfreeze(void);
size_t tally_gc_freeze_count(void); /* O(heap) */

/* The same for one object. Gives whether that has changed anything. NULL is
 * fine. O(1). */
int tally_gc_untrack(const void *object);
int tally_gc_track(const void *object);

/* ---- single objects ------------------------------------------------------ */

/* O(1), and false for NULL, as all that follow. These may be called by
 * visitors. */
int tally_is_tracked(const void *object);
/* Its finalizer has run, or is running. */
int tally_is_finalized(const void *object);
/* Generation of a tracked object, -1 of others. */
int tally_gc_generation(const void *object);

/* Never to be freed. What it refers to lives as long. */
void tally_pin(const void *object);
int tally_is_pinned(const void *object);

/* The object, owned, unless its last reference is gone: then NULL. For those
 * who hold a pointer that does not count. Needs: its memory is still there,
 * which it is for its finalizer and for what that calls. */
void *tally_try_incref(const void *object);

/* Runs the finalizer, if there is one that has not been run; it will not run
 * again. Gives whether it ran. Needs: a reference to the object. */
int tally_gc_call_finalizer(const void *object);

/* ---- the end ------------------------------------------------------------- */

/* What the exit does, at any time: calls finalizers from outside, newest first;
 * drops what was saved, and the callbacks of collections; releases static places
 * and this thread's thread-local ones, the objects that ended threads have left,
 * and cycles, until nothing more dies. Gives the number of objects that are
 * left, because variables, pinned or frozen objects or parts of the program that
 * count by hand refer to them. If there are none, the memory of the heap goes
 * back to the system, and the tables of the runtime are freed: what is left of
 * them are weak references' records as long as weak places hold them, types if
 * the program has objects that are variables, and for threads but the first one
 * the struct of the heap. Static objects have ended after it. Everything else
 * may be used again, and begins anew; statistics go on.
 *
 * Gives TALLY_GC_ERROR, and does nothing, if another thread has used the runtime
 * and neither ended nor called tally_thread_exit with nothing left; no other
 * thread may begin to meanwhile. Not in finalizers and callbacks, where it ends
 * the program. O(heap). */
size_t tally_shutdown(void);

#else /* erased */

static inline size_t tally_shutdown(void) { return 0; }

static inline size_t tally_gc_collect(int generation) {
    return generation < 0 || generation > 2 ? TALLY_GC_ERROR : 0;
}
static inline size_t tally_collect_from(const void *root) {
    (void)root;
    return 0;
}
static inline size_t tally_set_pause_budget(size_t microseconds) {
    (void)microseconds;
    return 0;
}
static inline void tally_gc_defer(void) {}
static inline void tally_gc_resume(void) {}
static inline void tally_gc_get_count(size_t *young, size_t *old,
                                      size_t *tracked) {
    tally_get_threshold(young, old); /* zeros */
    if (tracked)
        *tracked = 0;
}
static inline int tally_gc_get_stats(int generation,
                                     struct tally_gc_stats *stats) {
    static const struct tally_gc_stats nothing = {0, 0, 0, 0, 0, 0, {0}};
    *stats = nothing;
    return generation >= 0 && generation <= 2;
}
static inline int tally_gc_add_callback(tally_gc_callback *callback,
                                        void *context) {
    (void)callback, (void)context;
    return 1;
}
static inline int tally_gc_remove_callback(tally_gc_callback *callback,
                                           void *context) {
    (void)callback, (void)context;
    return 1;
}
static inline unsigned tally_gc_set_debug(unsigned flags) {
    (void)flags;
    return 0;
}
static inline unsigned tally_gc_get_debug(void) { return 0; }
static inline size_t tally_gc_garbage_count(void) { return 0; }
static inline void *tally_gc_garbage(size_t index) {
    (void)index;
    return NULL;
}
static inline void tally_gc_drop_garbage(void) {}
static inline int tally_gc_visit_objects(int generation,
                                         tally_gc_visitor *visit,
                                         void *context) {
    (void)visit, (void)context;
    return generation < TALLY_GC_HEAP || generation > 2 ? -1 : 0;
}
static inline int tally_gc_visit_referents(const void *object,
                                           tally_gc_visitor *visit,
                                           void *context) {
    (void)object, (void)visit, (void)context;
    return 0;
}
static inline int tally_gc_visit_referrers(const void *object,
                                           tally_gc_visitor *visit,
                                           void *context) {
    (void)object, (void)visit, (void)context;
    return 0;
}
static inline void tally_gc_freeze(void) {}
static inline void tally_gc_unfreeze(void) {}
static inline size_t tally_gc_freeze_count(void) { return 0; }
static inline int tally_gc_untrack(const void *object) {
    (void)object;
    return 0;
}
static inline int tally_gc_track(const void *object) {
    (void)object;
    return 0;
}
static inline int tally_is_tracked(const void *object) {
    (void)object;
    return 0;
}
static inline int tally_is_finalized(const void *object) {
    (void)object;
    return 0;
}
static inline int tally_gc_generation(const void *object) {
    (void)object;
    return -1;
}
static inline void tally_pin(const void *object) { (void)object; }
static inline int tally_is_pinned(const void *object) { return object != NULL; }
static inline void *tally_try_incref(const void *object) {
    return tally_incref(object);
}
static inline int tally_gc_call_finalizer(const void *object) {
    (void)object;
    return 0;
}

#endif

#ifdef __cplusplus
}
#endif

#endif
