/* tally's threads: each has a heap of its own.
 *
 * An object belongs to the heap of the thread that made it, and only that thread
 * may count it, by whatever makes a reference to it or drops one. Units compiled
 * with TALLY_DEBUG end the program with both threads' names where another one
 * does. A whole graph of objects can be moved to another thread, or published,
 * for all to read. In an erased program all of this does nothing, but for the
 * handing over itself. */
#ifndef TALLY_THREAD_H
#define TALLY_THREAD_H

#include "tally.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef TALLY__ERASED

/* What the end of a thread does by itself, after thread-local places have been
 * released and destructors of thread-specific data have run: calls finalizers
 * from outside, newest first; drops what was saved, and the callbacks of
 * collections; collects all cycles, until nothing more dies. Gives the number of
 * objects that are left, because something refers to them or they are
 * published; if there are none, the heap's memory goes back, and the thread's
 * next use of the runtime begins another one. What is left when the thread ends
 * goes at exit, with the objects of the thread that leaves the program; until
 * then nobody may count it, unless it is published. Not in finalizers and
 * callbacks, where it ends the program. O(heap). */
size_t tally_thread_exit(void);

/* ---- moving objects to another thread ------------------------------------ */

/* A graph of objects that is no thread's. It may be handed on like any other
 * memory. */
typedef struct tally_parcel tally_parcel;

/* Takes the object that a strong place refers to, with all that it reaches, off
 * this thread: `tally_parcel *parcel = tally_detach(&root);` The place is empty
 * then. It must be isolated: nothing but the place refers to the object, and
 * nothing but objects of the graph to the others. Weak places elsewhere that
 * refer to them read NULL from then on; those in the graph stay, but may not
 * refer to objects elsewhere. Pinned and published objects may be referred to,
 * and do not move. Variables that are objects, weak maps, weak references that
 * are objects, and whatever those watch, do not go, nor does anything while a
 * finalizer or callback runs.
 *
 * Gives NULL where this is not so or memory is out: nothing has changed then,
 * and tally_thread_error says why. O(graph), and O(heap) on refusal. */
tally_parcel *tally_detach(void *place tally_bytes(permute));

/* Why this thread's last tally_detach or tally_publish has refused, as "a 'list'
 * at 0x5581 refers to its 'node' at 0x5590"; NULL if it has not. Valid until
 * the next one. */
const char *tally_thread_error(void);

/* tally_attach(T, parcel)   makes all objects of the parcel this thread's, and
 *                           gives the one that was detached, owned. The parcel is
 *                           gone then. NULL of NULL. O(graph). */
void *tally__attach(tally_parcel *parcel);
#define tally_attach(T, parcel) tally_adopt(T, tally__attach(parcel))

/* ---- objects that all threads may read ------------------------------------ */

/* Publishes the object and all that it reaches by strong references: from now on
 * every thread may count them, take weak references to them, and refer to them
 * from its own objects. They must not change any more, and never die:
 * finalizers do not run, weak places that refer to them never read NULL. At
 * exit, when static places have been released, their memory goes. Other threads
 * get to know of them in a way that orders the two, like a mutex or
 * pthread_create; those of their units that count them are compiled with
 * -pthread, or with TALLY_THREADS. Publishing what is published, or pinned, has
 * no effect.
 *
 * Gives false, and nothing has changed, where the graph has variables that are
 * objects, weak maps, weak references that are objects, or objects watched by
 * those or by tally_weak_finalize; where a weak place in it refers to an object
 * outside that is not published; for NULL; in finalizers and callbacks; and when
 * memory is out. O(graph). */
int tally_publish(const void *object);

#else

static inline int tally_publish(const void *object) { return object != NULL; }

static inline size_t tally_thread_exit(void) { return 0; }

typedef struct tally_parcel tally_parcel;

static inline tally_parcel *tally_detach(void *place) {
    void *root = *(void **)place;
    *(void **)place = NULL;
    return (tally_parcel *)root;
}

static inline const char *tally_thread_error(void) { return NULL; }

#define tally_attach(T, parcel) ((T *)(void *)(parcel))

#endif

#ifdef __cplusplus
}
#endif

#endif
