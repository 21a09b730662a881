/* tally's threads: each has a heap of its own.
 *
 * An object belongs to the heap of the thread that made it, and only that thread
 * may count it, by whatever makes a reference to it or drops one. Units compiled
 * with TALLY_DEBUG end the program with both threads' names where another one
 * does. */
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
 * objects that are left, because something refers to them; if there are none,
 * the heap's memory goes back, and the thread's next use of the runtime begins
 * another one. What is left when the thread ends goes at exit, with the objects
 * of the thread that leaves the program; until then nobody may count it. Not in
 * finalizers and callbacks, where it ends the program. O(heap). */
size_t tally_thread_exit(void);

#else

static inline size_t tally_thread_exit(void) { return 0; }

#endif

#ifdef __cplusplus
}
#endif

#endif
