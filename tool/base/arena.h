/* A region of memory that is freed as a whole.
 *
 * Every stage allocates what it builds from the arena of its unit (or of its
 * function) and frees nothing; the pipeline drops the arena when the unit is
 * written. Memory that runs out ends the process with a message and exit
 * code 70: no caller checks for NULL. */
#ifndef TALLY_BASE_ARENA_H
#define TALLY_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena; /* opaque; grows by chunks */

struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is fine */

/* Zeroed, aligned for any type. O(size). */
void *arena_alloc(struct arena *arena, size_t size);

/* Copies of text, NUL-terminated. */
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args);

#define ARENA_NEW(arena, T) ((T *)arena_alloc((arena), sizeof(T)))
#define ARENA_ARRAY(arena, T, n) ((T *)arena_alloc((arena), sizeof(T) * (n)))

#endif
