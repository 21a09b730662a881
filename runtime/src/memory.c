/* Memory: the runtime's own, and the objects'.
 *
 * All allocations of the runtime go through tally__allocate and
 * tally__reallocate, so that TALLY_FAIL_ALLOC=N can make the Nth one fail.
 * Where a caller can do without the memory it does; otherwise the
 * out-of-memory handler is asked, and without its help the program ends.
 *
 * With TALLY_DEBUG, freed objects are poisoned and kept for a while, so that a
 * count operation on one is recognised. AddressSanitizer does this better:
 * where it is present, memory is given back at once for it to watch. */
#include "internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- failing ------------------------------------------------------------- */

void tally__die(const char *format, ...) {
    va_list arguments;
    fputs("tally: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    abort();
}

void tally__out_of_memory(size_t size, const char *what, const char *type) {
    tally_oom_handler handler = tally__state.oom_handler;
    if (handler && handler(size))
        return;
    if (type)
        tally__die("out of memory: %zu bytes for %s '%s'", size, what, type);
    tally__die("out of memory: %zu bytes for %s", size, what);
}

tally_oom_handler tally_set_oom_handler(tally_oom_handler handler) {
    tally_oom_handler previous = tally__state.oom_handler;
    tally__state.oom_handler = handler;
    return previous;
}

/* ---- the runtime's own memory -------------------------------------------- */

static bool allocation_fails(void) {
    struct state *state = &tally__state;
    return ++state->allocations == state->fail_alloc;
}

void *tally__allocate(size_t size) {
    return allocation_fails() ? NULL : malloc(size);
}

void *tally__reallocate(void *memory, size_t size) {
    return allocation_fails() ? NULL : realloc(memory, size);
}

void *tally__allocate_surely(size_t size, const char *what) {
    void *memory;
    while (!(memory = tally__allocate(size)))
        tally__out_of_memory(size, what, NULL);
    return memory;
}

char *tally__copy_text(const char *text, bool may_fail) {
    size_t size = strlen(text) + 1;
    char *copy = may_fail ? tally__allocate(size)
                          : tally__allocate_surely(size, "a text");
    if (copy)
        memcpy(copy, text, size);
    return copy;
}

/* ---- making objects ------------------------------------------------------ */

/* glibc's malloc is faster than its calloc while there is little to clear. */
#define SMALL_BLOCK 1024

/* A zeroed block with room for prefix and payload. malloc aligns to two
 * words, so prefixes that are a multiple of that keep the alignment. */
static char *block_new(const struct type *type) {
    size_t size = type->prefix + type->size;
    void *block;
    if (size < type->size || allocation_fails())
        return NULL;
    if (type->align > 2 * sizeof(void *)) {
        if (size > SIZE_MAX - type->align)
            return NULL;
        size = (size + type->align - 1) / type->align * type->align;
        block = aligned_alloc(type->align, size);
    } else if (size > SMALL_BLOCK) {
        return calloc(1, size);
    } else {
        block = malloc(size);
    }
    if (block)
        memset(block, 0, size);
    return block;
}

static void count_made(struct type *type) {
    struct state *state = &tally__state;
    type->made++;
    state->bytes_live += type->size;
    if (state->bytes_live > state->bytes_peak)
        state->bytes_peak = state->bytes_live;
}

/* NULL when memory is out. */
static void *object_new(struct type *type, const char *site) {
    char *block, *object;
    if (tally__state.tracking && !tally__heap_reserve())
        return NULL;
    block = block_new(type);
    if (!block)
        return NULL;
    object = block + type->prefix;
    *header_of(object) = (struct tally_header){type->count, type->meta};
    count_made(type);
    if (tally__state.tracking)
        tally__heap_insert(object, site);
    return object;
}

/* Collecting first means that the new object is never seen half made. */
void *tally__make(struct tally_type *descriptor, const char *site) {
    struct type *type = tally__type_of_descriptor(descriptor, site, false);
    void *object;
    if (collection_may_be_due())
        tally__collect_if_due();
    while (!(object = object_new(type, site)))
        tally__out_of_memory(type->prefix + type->size, "a", type->name);
    return object;
}

void *tally__make_with(struct tally_type *descriptor, const void *initial,
                       const char *site) {
    void *object = tally__make(descriptor, site);
    return memcpy(object, initial, descriptor->size);
}

void *tally__try_make(struct tally_type *descriptor, const char *site) {
    struct type *type = tally__type_of_descriptor(descriptor, site, true);
    if (!type)
        return NULL;
    if (collection_may_be_due())
        tally__collect_if_due();
    return object_new(type, site);
}

void *tally__try_make_with(struct tally_type *descriptor, void *initial,
                           const char *site) {
    void *object = tally__try_make(descriptor, site);
    if (object)
        return memcpy(object, initial, descriptor->size);
    if (descriptor->layout)
        tally__drop_value(initial, descriptor->layout);
    return NULL;
}

/* ---- freeing objects ----------------------------------------------------- */

#ifdef TALLY_DEBUG

#define POISON 0xdf
#define QUARANTINE 1024 /* blocks */

static void *quarantine[QUARANTINE];
static size_t quarantine_next;

#ifdef __GNUC__
extern void __asan_init(void) __attribute__((weak));
#define ASAN_PRESENT (&__asan_init != NULL)
#else
#define ASAN_PRESENT 0
#endif

static void block_free(void *object, const struct type *type) {
    void **place = &quarantine[quarantine_next++ % QUARANTINE];
    char *block = (char *)object - type->prefix;
    if (ASAN_PRESENT) {
        free(block);
        return;
    }
    memset(object, POISON, type->size);
    header_of(object)->count = COUNT_FREED;
    free(*place);
    *place = block;
}

#else

static void block_free(void *object, const struct type *type) {
    free((char *)object - type->prefix);
}

#endif

void tally__object_free(void *object) {
    struct type *type = type_of(object);
    if (type->weak.total > 0)
        tally__weak_places_release(object);
    type->freed++;
    tally__state.bytes_live -= type->size;
    if (tally__state.tracking)
        tally__heap_remove(object);
    block_free(object, type);
}
