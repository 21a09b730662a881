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
    tally_oom_handler handler = load_shared(tally__process.oom_handler);
    if (handler && handler(size))
        return;
    if (type)
        tally__die("out of memory: %zu bytes for %s '%s'", size, what, type);
    tally__die("out of memory: %zu bytes for %s", size, what);
}

tally_oom_handler tally_set_oom_handler(tally_oom_handler handler) {
    tally_oom_handler previous;
    tally__lock();
    previous = tally__process.oom_handler;
    store_shared(tally__process.oom_handler, handler);
    tally__unlock();
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

static inline void count_bytes(struct state *state, size_t more,
                               size_t less) {
    state->bytes_live += more;
    state->bytes_live -= less;
    if (state->bytes_live > state->bytes_peak)
        state->bytes_peak = state->bytes_live;
}

static size_t payload_size(const struct type *type, uint64_t length) {
    return type->sized ? tally__sized_size(type, length) : type->size;
}

void *tally__object_new(struct type *type, uint64_t length, const char *site) {
    struct state *state = tally__heap; /* the type's use is there */
    struct type_use *use = &state->uses[type->index];
    size_t size = payload_size(type, length);
    char *block, *object;
    if (state->tracking && !tally__heap_reserve())
        return NULL;
    if (++state->allocations == state->fail_alloc)
        return NULL;
    block = use->cells ? tally__cell_new(use->cells)
                       : tally__block_new(type, size);
    if (!block)
        return NULL;
    object = block + type->prefix;
    *header_of(object) = (struct tally_header){type->count, type->meta};
    if (type->sized)
        tally__length_set(object, length);
    use->made++;
    use->made_bytes += size - type->size;
    count_bytes(state, size, 0);
    if (state->tracking)
        tally__heap_insert(object, site);
    return object;
}

/* Collecting first means that the new object is never seen half made. */
void *tally__make(struct tally_type *descriptor, const char *site) {
    struct type *type = tally__type_of_descriptor(descriptor, site, false);
    void *object;
    if (collection_may_be_due())
        tally__collect_if_due();
    while (!(object = tally__object_new(type, 0, site)))
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
    return tally__object_new(type, 0, site);
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

/* ---- another length ------------------------------------------------------ */

static void *moved_object(struct type *type, void *object, size_t old,
                          size_t size) {
    char *block = allocation_fails()
                      ? NULL
                      : tally__block_resized(type, (char *)object - type->prefix,
                                             old, size);
    return block ? block + type->prefix : NULL;
}

/* A pass forgets the object. Is it to be a candidate, as it was before the pass
 * took it off? */
static bool leave_pass(void *object) {
    struct tally_header *header = header_of(object);
    if (!tally__state.pass || !tally__pass_forget(object) ||
        !object_has(object, FLAG_CYCLIC) ||
        tally__count_state(header->count) != STATE_LATENT)
        return false;
    header->count -= COUNT_LATENT;
    return true;
}

/* The tables of objects and of candidates know it by its address. */
void *tally__object_resized(void *object, uint64_t length) {
    struct type *type = type_of(object);
    size_t size = tally__sized_size(type, length), old = tally__size_of(object);
    bool listed = object_has(object, FLAG_CYCLIC) &&
                  tally__candidate_is_listed(object);
    const char *site = tally__site_of(object);
    void *moved;
    if (tally__state.tracking && !tally__heap_reserve())
        return NULL;
    if (listed)
        tally__candidate_remove(object);
    if (leave_pass(object))
        listed = true;
    if (tally__state.tracking)
        tally__heap_remove(object);
    moved = moved_object(type, object, old, size);
    if (moved) {
        object = moved;
        if (size > old) {
            memset((char *)object + old, 0, size - old);
            tally__state.uses[type->index].made_bytes += size - old;
        }
        tally__length_set(object, length);
        count_bytes(&tally__state, size, old);
    }
    if (tally__state.tracking)
        tally__heap_insert(object, site);
    if (listed)
        tally__candidate_add(object);
    return moved;
}

/* ---- freeing objects ----------------------------------------------------- */

#ifdef TALLY_DEBUG

#define POISON 0xdf
#define QUARANTINE 1024 /* blocks */

static PER_THREAD struct block *quarantine; /* NULL until it is needed */
static PER_THREAD size_t quarantine_next;

#ifdef __GNUC__
extern void __asan_init(void) __attribute__((weak));
#define ASAN_PRESENT (&__asan_init != NULL)
#else
#define ASAN_PRESENT 0
#endif

static void give_back(void *object, struct block block) {
    struct block *place;
    if (!quarantine)
        quarantine = calloc(QUARANTINE, sizeof(*quarantine));
    if (ASAN_PRESENT || !quarantine) {
        tally__block_free(block);
        return;
    }
    place = &quarantine[quarantine_next++ % QUARANTINE];
    memset(object, POISON, tally__size_of(object));
    header_of(object)->count = COUNT_FREED;
    tally__block_free(*place);
    *place = block;
}

void tally__quarantine_end(void) {
    for (size_t i = 0; quarantine && i < QUARANTINE; i++)
        tally__block_free(quarantine[i]);
    free(quarantine);
    quarantine = NULL;
}

#else

static void give_back(void *object, struct block block) {
    (void)object;
    tally__block_free(block);
}

void tally__quarantine_end(void) {}

#endif

void tally__object_free(void *object) {
    struct type *type = type_of(object);
    struct block block = tally__block_of(object);
    struct state *state = tally__heap;
    if (type->dispose)
        type->dispose(object);
    state->uses[type->index].freed++;
    count_bytes(state, 0, type->sized ? tally__size_of(object) : type->size);
    if (state->mourning)
        tally__bury(object, block, tally__site_of(object));
    if (state->tracking)
        tally__heap_remove(object);
    if (!state->mourning)
        give_back(object, block);
}
