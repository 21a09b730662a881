/* Arenas: chunks of memory in a list, bumped from the front.
 *
 * Terms. A *chunk* is one allocation of the heap; `used <= size` bytes of its
 * `bytes` are handed out. The newest chunk is the only one that is bumped.
 * A request larger than a chunk gets a chunk of its own, which goes behind the
 * newest one so that the room left there is not lost.
 *
 * Chunks come zeroed from calloc and nothing is ever handed out twice, so
 * arena_alloc has nothing to clear. */
#include "base/arena.h"

#include "base/diag.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 1024 * 1024 };

struct chunk {
    struct chunk *next; /* the one filled before */
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct chunk *newest; /* NULL until the first allocation */
    size_t next_size;     /* of the next ordinary chunk; doubles */
};

static _Noreturn void out_of_memory(void) {
    fputs("tally: out of memory\n", stderr);
    exit(70);
}

struct arena *arena_new(void) {
    struct arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        out_of_memory();
    arena->next_size = FIRST_CHUNK;
    return arena;
}

void arena_free(struct arena *arena) {
    if (!arena)
        return;
    for (struct chunk *chunk = arena->newest; chunk;) {
        struct chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    free(arena);
}

static struct chunk *chunk_new(size_t size) {
    if (size > SIZE_MAX - sizeof(struct chunk))
        out_of_memory();
    struct chunk *chunk = calloc(1, sizeof *chunk + size);
    if (!chunk)
        out_of_memory();
    chunk->size = size;
    return chunk;
}

/* A chunk of exactly `size` bytes, all of them in use. */
static void *alloc_alone(struct arena *arena, size_t size) {
    struct chunk *chunk = chunk_new(size);
    chunk->used = size;
    if (arena->newest) {
        chunk->next = arena->newest->next;
        arena->newest->next = chunk;
    } else {
        arena->newest = chunk;
    }
    return chunk->bytes;
}

static void add_chunk(struct arena *arena) {
    struct chunk *chunk = chunk_new(arena->next_size);
    chunk->next = arena->newest;
    arena->newest = chunk;
    if (arena->next_size < LARGEST_CHUNK)
        arena->next_size *= 2;
}

void *arena_alloc(struct arena *arena, size_t size) {
    const size_t align = alignof(max_align_t);
    if (size > SIZE_MAX - align)
        out_of_memory();
    size = (size + align - 1) / align * align;
    if (!arena->newest || arena->newest->size - arena->newest->used < size) {
        if (size > arena->next_size / 4)
            return alloc_alone(arena, size);
        add_chunk(arena);
    }
    struct chunk *chunk = arena->newest;
    void *result = chunk->bytes + chunk->used;
    chunk->used += size;
    return result;
}

char *arena_strndup(struct arena *arena, const char *text, size_t length) {
    const char *end = memchr(text, '\0', length);
    if (end)
        length = (size_t)(end - text);
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text) {
    return arena_strndup(arena, text, strlen(text));
}

char *arena_vprintf(struct arena *arena, const char *format, va_list args) {
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    if (length < 0)
        BUG("malformed format '%s'", format);
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}
