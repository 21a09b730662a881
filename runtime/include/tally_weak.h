/* Weak references that are objects: with callbacks, and finalizers from outside.
 *
 * A `tally_weak` place is the plain way to refer weakly, and costs least. This
 * is for those who want to be told of a death, or to do something then that the
 * object's own type knows nothing of.
 *
 * Objects are passed as pointers to const void: references of every type go in
 * without a cast. A void * that is said to be owned is taken by
 * tally_adopt(T, p), one that is borrowed is looked at by tally_borrow(T, p).
 * Whatever is given as a context is kept as it is, and not looked at.
 *
 * *Callbacks* run when the object's finalizer has been run and has not saved
 * it, and before what it refers to is released; an object that is collected
 * with its cycle, before the finalizers of the cycle. All weak references to it
 * are dead by then. Callbacks of one object run newest first. A callback may do
 * anything that a finalizer may, and may not be left by a longjmp either; what
 * becomes due while one runs, runs when it has returned. In an erased program
 * objects do not die, so nothing is ever called but by hand and at exit. */
#ifndef TALLY_WEAK_H
#define TALLY_WEAK_H

#include "tally.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- weak references ----------------------------------------------------- */

typedef struct tally_object tally_weakref tally_weakref;

/* The reference is dead, and held until the callback returns. It is not called
 * if it has died itself before, nor if it is part of the garbage that its
 * object is part of. */
typedef void tally_weakref_callback(tally_weakref *ref, void *context);

typedef int tally_weakref_visitor(tally_weakref *ref, void *context);

/* What a finalizer from outside does; the result is what tally_weak_call
 * gives. */
typedef void *tally_weak_function(void *context);

typedef struct tally_object tally_weak_finalizer tally_weak_finalizer;

#ifndef TALLY__ERASED

/* Owned; NULL for NULL. Without a callback, all calls for one object give the
 * same reference while it lives; with one, each gives another. Never NULL
 * because memory is out: that is for the handler of tally_set_oom_handler. O(1).
 */
tally_weakref *tally_weakref_new(const void *object,
                                 tally_weakref_callback *callback,
                                 void *context);

/* Of an object and another that it makes no sense without (a function's
 * environment, say): dead when either is, called back once. Owned; NULL if
 * either is NULL. */
tally_weakref *tally_weakref_new_pair(const void *object, const void *other,
                                      tally_weakref_callback *callback,
                                      void *context);

/* The object, owned, or NULL if it is dead; of a pair, the first and the
 * second. NULL for NULL. O(1). */
void *tally_weakref_get(const tally_weakref *ref);
void *tally_weakref_get_other(const tally_weakref *ref);

/* The object, owned. Where it is dead, or there is no reference, the program
 * ends with a message. O(1). */
void *tally_weakref_need(const tally_weakref *ref);

/* Asking counts nothing, and has no effect. True for NULL. O(1). */
int tally_weakref_is_dead(const tally_weakref *ref);
/* NULL if there is none, or when it has been called or never will be. O(1). */
tally_weakref_callback *tally_weakref_callback_of(const tally_weakref *ref);

/* The weak references to an object: the one without a callback first, others
 * newest first. Weak places are not among them. The visitor is given each,
 * borrowed, and gives nonzero to stop; it may neither make nor drop any. Gives
 * what it gave last, or 0. O(references). */
size_t tally_weakref_count(const void *object);
int tally_weakref_visit(const void *object, tally_weakref_visitor *visit,
                        void *context);

/* ---- finalizers from outside --------------------------------------------- */

/* function(context) is called when the object dies, as a callback; or at exit,
 * last made first; or by tally_weak_call: once at most. Lives until then,
 * whoever holds it. Owned; NULL for NULL. At exit all are called by one atexit
 * handler, which the first of them registers; one that is made after that is
 * dead from the start. O(1). */
tally_weak_finalizer *tally_weak_finalize(const void *object,
                                          tally_weak_function *function,
                                          void *context);

/* Has it still to be called? False for NULL. O(1). */
int tally_weak_is_alive(const tally_weak_finalizer *finalizer);
/* Calls it now, and gives its result; NULL if it is dead. */
void *tally_weak_call(tally_weak_finalizer *finalizer);
/* It is not to be called. Gives whether it was alive, and then the context.
 * `context` may be NULL. O(1). */
int tally_weak_detach(tally_weak_finalizer *finalizer, void **context);
/* The object, owned, if the finalizer is alive; NULL otherwise. Either pointer
 * may be NULL. O(1). */
void *tally_weak_peek(const tally_weak_finalizer *finalizer,
                      tally_weak_function **function, void **context);
/* Is it called at exit? It is, unless told otherwise. O(1). */
int tally_weak_at_exit(const tally_weak_finalizer *finalizer);
void tally_weak_set_at_exit(tally_weak_finalizer *finalizer, int called);

#else /* erased */

struct tally_weakref {
    const void *object, *other;
};

static inline tally_weakref *tally_weakref_new_pair(
    const void *object, const void *other, tally_weakref_callback *callback,
    void *context) {
    tally_weakref *ref = object && other ? tally_new(tally_weakref) : NULL;
    (void)callback, (void)context;
    if (ref) {
        ref->object = object;
        ref->other = other;
    }
    return ref;
}
static inline tally_weakref *
tally_weakref_new(const void *object, tally_weakref_callback *callback,
                  void *context) {
    return tally_weakref_new_pair(object, object, callback, context);
}
static inline void *tally_weakref_get(const tally_weakref *ref) {
    return ref ? (void *)(uintptr_t)ref->object : NULL;
}
static inline void *tally_weakref_get_other(const tally_weakref *ref) {
    return ref ? (void *)(uintptr_t)ref->other : NULL;
}
static inline void *tally_weakref_need(const tally_weakref *ref) {
    if (!ref)
        abort();
    return tally_weakref_get(ref);
}
static inline int tally_weakref_is_dead(const tally_weakref *ref) {
    return !ref;
}
static inline tally_weakref_callback *
tally_weakref_callback_of(const tally_weakref *ref) {
    (void)ref;
    return NULL;
}
static inline size_t tally_weakref_count(const void *object) {
    (void)object;
    return 0;
}
static inline int tally_weakref_visit(const void *object,
                                      tally_weakref_visitor *visit,
                                      void *context) {
    (void)object, (void)visit, (void)context;
    return 0;
}

/* At exit they are called as in a counted program; those of all units are on
 * one list where weak definitions exist. */
struct tally_weak_finalizer {
    const void *object;
    tally_weak_function *function; /* NULL: dead */
    void *context;
    int not_at_exit;
    tally_weak_finalizer *before;
};

#ifdef TALLY__WEAK
extern tally_weak_finalizer *tally__erased_finalizers TALLY__WEAK;
tally_weak_finalizer *tally__erased_finalizers TALLY__WEAK = NULL;
extern int tally__erased_finalizes TALLY__WEAK;
int tally__erased_finalizes TALLY__WEAK = 0;
#else
static tally_weak_finalizer *tally__erased_finalizers = NULL;
static int tally__erased_finalizes = 0;
#endif

static inline void *tally_weak_call(tally_weak_finalizer *finalizer) {
    tally_weak_function *function = finalizer ? finalizer->function : NULL;
    if (!function)
        return NULL;
    finalizer->function = NULL;
    return function(finalizer->context);
}
static inline void tally__erased_finalize_all(void) {
    while (tally__erased_finalizers) {
        tally_weak_finalizer *last = tally__erased_finalizers;
        tally__erased_finalizers = last->before;
        if (!last->not_at_exit)
            tally_weak_call(last);
    }
}
static inline tally_weak_finalizer *
tally_weak_finalize(const void *object, tally_weak_function *function,
                    void *context) {
    tally_weak_finalizer *made =
        object ? tally_new(tally_weak_finalizer) : NULL;
    if (!made)
        return NULL;
    made->object = object;
    made->function = function;
    made->context = context;
    made->before = tally__erased_finalizers;
    tally__erased_finalizers = made;
    if (!tally__erased_finalizes)
        atexit(tally__erased_finalize_all);
    tally__erased_finalizes = 1;
    return made;
}
static inline int tally_weak_is_alive(const tally_weak_finalizer *finalizer) {
    return finalizer && finalizer->function;
}
static inline void *tally_weak_peek(const tally_weak_finalizer *finalizer,
                                    tally_weak_function **function,
                                    void **context) {
    if (!tally_weak_is_alive(finalizer))
        return NULL;
    if (function)
        *function = finalizer->function;
    if (context)
        *context = finalizer->context;
    return (void *)(uintptr_t)finalizer->object;
}
static inline int tally_weak_detach(tally_weak_finalizer *finalizer,
                                    void **context) {
    if (!tally_weak_peek(finalizer, NULL, context))
        return 0;
    finalizer->function = NULL;
    return 1;
}
static inline int tally_weak_at_exit(const tally_weak_finalizer *finalizer) {
    return tally_weak_is_alive(finalizer) && !finalizer->not_at_exit;
}
static inline void tally_weak_set_at_exit(tally_weak_finalizer *finalizer,
                                          int called) {
    if (finalizer)
        finalizer->not_at_exit = !called;
}

#endif

#ifdef __cplusplus
}
#endif

#endif
