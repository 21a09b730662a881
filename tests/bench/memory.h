/* Where the programs by hand take their memory from, so that one source is
 * measured on several allocators. One macro chooses:
 *
 *   (none)           malloc and free
 *   MEMORY_MIMALLOC  mimalloc; linked with -lmimalloc
 *   MEMORY_OWN       the cells that tally's runtime has its objects in; linked
 *                    with own_memory.c and the static runtime
 *   MEMORY_BOEHM     Boehm's collector; linked with -lgc. Nothing is given
 *                    back: what only does that is not to be done
 *                    (MEMORY_IS_GIVEN is 0)
 *
 * Sizes are bytes. A program without memory aborts. */
#ifndef BENCH_MEMORY_H
#define BENCH_MEMORY_H

#include <stdlib.h>
#include <string.h>

#if defined MEMORY_MIMALLOC
#include <mimalloc.h>
#define MEMORY_TAKE(size) mi_malloc(size)
#define MEMORY_TAKE_ZEROED(size) mi_zalloc(size)
#define MEMORY_GIVE(memory, size) ((void)(size), mi_free(memory))
#elif defined MEMORY_OWN
#include "own_memory.h"
#define MEMORY_TAKE(size) own_memory_take(size)
#define MEMORY_TAKE_ZEROED(size) own_memory_take(size)
#define MEMORY_GIVE(memory, size) own_memory_give(memory, size)
#elif defined MEMORY_BOEHM
#include <gc.h>
#define MEMORY_TAKE(size) GC_MALLOC(size)
#define MEMORY_TAKE_ZEROED(size) GC_MALLOC(size)
#define MEMORY_GIVE(memory, size) ((void)(size), (void)(memory))
#else
#define MEMORY_TAKE(size) malloc(size)
#define MEMORY_TAKE_ZEROED(size) calloc(1, size)
#define MEMORY_GIVE(memory, size) ((void)(size), free(memory))
#endif

#ifdef MEMORY_BOEHM
enum { MEMORY_IS_GIVEN = 0 };
#else
enum { MEMORY_IS_GIVEN = 1 };
#endif

/* The first statement of main. */
static inline void memory_begin(void) {
#ifdef MEMORY_BOEHM
    GC_INIT();
#endif
}

static inline void *memory_checked(void *memory) {
    if (memory == NULL)
        abort();
    return memory;
}

/* Not cleared. The caller owns it and returns it by memory_give. */
static inline void *memory_take(size_t size) {
    return memory_checked(MEMORY_TAKE(size));
}

/* All bytes 0. */
static inline void *memory_take_zeroed(size_t size) {
    return memory_checked(MEMORY_TAKE_ZEROED(size));
}

/* `size` as it was taken. NULL is no memory: nothing happens. */
static inline void memory_give(void *memory, size_t size) {
    MEMORY_GIVE(memory, size);
}

#endif
