/* Blocks: the memory of objects, prefix and payload.
 *
 * Small ones are cells (pages.c), others come from malloc. Where a tool watches
 * the memory (AddressSanitizer, LeakSanitizer, MemorySanitizer, valgrind), or
 * in builds with TALLY_DEBUG, all do, so that the tool sees each object as an
 * allocation of its own. Which way a block was made follows from its size, and
 * is the same when it is freed. */
#include "internal.h"

#include <string.h>

/* ---- who watches? -------------------------------------------------------- */

#if defined __GNUC__ && !defined TALLY_DEBUG
extern void __asan_init(void) __attribute__((weak));
extern void __lsan_init(void) __attribute__((weak));
extern void __msan_init(void) __attribute__((weak));

/* valgrind loads its own functions this way. */
static bool is_watched(void) {
    const char *preloaded = getenv("LD_PRELOAD");
    return &__asan_init || &__lsan_init || &__msan_init ||
           (preloaded && strstr(preloaded, "vgpreload_"));
}
#else
static bool is_watched(void) { return true; }
#endif

static enum { UNDECIDED, CELLS, MALLOC } way;

static bool takes_cells(void) {
    if (way == UNDECIDED)
        way = is_watched() ? MALLOC : CELLS;
    return way == CELLS;
}

/* ---- blocks -------------------------------------------------------------- */

/* glibc's malloc is faster than its calloc while there is little to clear. */
#define SMALL_BLOCK 1024

/* malloc aligns to two words, so prefixes that are a multiple of that keep the
 * alignment. */
static bool is_aligned_enough(const struct type *type) {
    return type->align <= 2 * sizeof(void *);
}

/* The last byte is never in front of the payload, whose address would else
 * belong to no block, to the eyes of a leak detector for one. */
static size_t block_size(const struct type *type, size_t payload) {
    return type->prefix + (payload > 0 ? payload : 1);
}

static struct cells *cells_of(struct type *type, size_t payload) {
    size_t size = block_size(type, payload);
    if (type->cells)
        return type->cells;
    if (size > CELL_MAX || !takes_cells())
        return NULL;
    return tally__cells_for(size, type->align, type->prefix);
}

static void *aligned_block(const struct type *type, size_t size) {
    void *block;
    if (size > SIZE_MAX - type->align)
        return NULL;
    size = (size + type->align - 1) / type->align * type->align;
    block = aligned_alloc(type->align, size);
    return block ? memset(block, 0, size) : NULL;
}

static void *malloc_block(const struct type *type, size_t size) {
    void *block;
    if (!is_aligned_enough(type))
        return aligned_block(type, size);
    if (size > SMALL_BLOCK)
        return calloc(1, size);
    block = malloc(size);
    return block ? memset(block, 0, size) : NULL;
}

void *tally__block_new(struct type *type, size_t payload) {
    struct cells *cells;
    if (payload > SIZE_MAX - type->prefix)
        return NULL;
    cells = cells_of(type, payload);
    if (!cells)
        return malloc_block(type, block_size(type, payload));
    if (!type->sized)
        type->cells = cells;
    return tally__cell_new(cells);
}

struct block tally__block_of(const void *object) {
    struct type *type = type_of(object);
    char *start = (char *)(uintptr_t)object - type->prefix;
    bool is_cell = type->sized
                       ? cells_of(type, tally__size_of(object)) != NULL
                       : type->cells != NULL;
    return (struct block){start, is_cell};
}

void tally__block_free(struct block block) {
    if (block.is_cell)
        tally__cell_free(block.start);
    else
        free(block.start);
}

/* ---- another size -------------------------------------------------------- */

/* Debug builds want to see uses of the old memory. */
static bool may_move(const struct type *type) {
#ifdef TALLY_DEBUG
    (void)type;
    return false;
#else
    return is_aligned_enough(type);
#endif
}

static void *moved_block(struct type *type, struct block block, size_t old,
                         size_t payload) {
    size_t kept = type->prefix + (old < payload ? old : payload);
    void *moved = tally__block_new(type, payload);
    if (!moved)
        return NULL;
    memcpy(moved, block.start, kept);
    tally__block_free(block);
    return moved;
}

void *tally__block_resized(struct type *type, void *block, size_t old,
                           size_t payload) {
    struct cells *from = cells_of(type, old), *to;
    if (payload > SIZE_MAX - type->prefix || !may_move(type))
        return NULL;
    to = cells_of(type, payload);
    if (from && from == to)
        return block;
    if (from || to)
        return moved_block(type, (struct block){block, from != NULL}, old,
                           payload);
    return realloc(block, block_size(type, payload));
}
