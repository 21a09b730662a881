/* Blocks: the memory of objects, prefix and payload.
 *
 * Small ones are cells (pages.c), others come from malloc. Where a tool watches
 * the memory (AddressSanitizer, LeakSanitizer, MemorySanitizer, valgrind), or
 * in builds with TALLY_DEBUG, all do, so that the tool sees each object as an
 * allocation of its own. Which way a block was made follows from its size, and
 * is the same when it is freed. */
#include "internal.h"

#include <string.h>

/* ---- the list of blocks that are no cells --------------------------------- */

/* It stands in front of each. The addresses are complements: a leak detector
 * shall not take an object for reachable because it is listed. */
struct block_link {
    uintptr_t next, prev; /* of struct block_link; ~0: none */
    size_t payload;       /* from here to the object */
    size_t owner;         /* number of the heap; 0: none, it is being moved.
                             Written by the owner, read by checks of others */
};

#define NO_BLOCK UINTPTR_MAX

static struct block_link *link_at(uintptr_t hidden) {
    return (struct block_link *)~hidden;
}

static void list_block(struct block_link *link, size_t payload) {
    struct state *state = &tally__state;
    link->next = state->first_block;
    link->prev = NO_BLOCK;
    link->payload = payload;
    relaxed_store(&link->owner, state->number);
    if (state->first_block != NO_BLOCK)
        link_at(state->first_block)->prev = ~(uintptr_t)link;
    state->first_block = ~(uintptr_t)link;
}

static void unlist_block(const struct block_link *link) {
    if (link->prev == NO_BLOCK)
        tally__state.first_block = link->next;
    else
        link_at(link->prev)->next = link->next;
    if (link->next != NO_BLOCK)
        link_at(link->next)->prev = link->prev;
}

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

/* Decided once, by whoever comes first, and always in the same way. */
static enum { UNDECIDED, CELLS, MALLOC } way;

static bool takes_cells(void) {
    int decided = load_shared(way);
    if (decided == UNDECIDED) {
        decided = is_watched() ? MALLOC : CELLS;
        store_shared(way, decided);
    }
    return decided == CELLS;
}

/* ---- blocks -------------------------------------------------------------- */

/* glibc's malloc is faster than its calloc while there is little to clear. */
#define SMALL_BLOCK 1024

/* malloc aligns to two words, so prefixes that are a multiple of that keep the
 * alignment. */
static bool is_aligned_enough(const struct type *type) {
    return type->align <= 2 * sizeof(void *);
}

/* From the memory that malloc gave to the block: room for the link. */
static size_t lead_of(const struct type *type) {
    size_t lead = sizeof(struct block_link);
    return type->align > lead ? type->align : lead;
}

/* The last byte is never in front of the payload, whose address would else
 * belong to no block, to the eyes of a leak detector for one. */
static size_t block_size(const struct type *type, size_t payload) {
    return type->prefix + (payload > 0 ? payload : 1);
}

bool tally__is_celled(const struct type *type, size_t payload) {
    return payload <= CELL_MAX && takes_cells() &&
           tally__has_cells(block_size(type, payload), type->align,
                            type->prefix);
}

/* Those of this heap. */
static struct cells *cells_of(const struct type *type, size_t payload) {
    if (!tally__is_celled(type, payload))
        return NULL;
    return tally__cells_for(block_size(type, payload), type->align,
                            type->prefix);
}

static bool in_cell(const void *object, const struct type *type) {
    return type->sized ? tally__is_celled(type, tally__size_of(object))
                       : type->celled;
}

static void *aligned_memory(const struct type *type, size_t size) {
    void *memory;
    if (size > SIZE_MAX - type->align)
        return NULL;
    size = (size + type->align - 1) / type->align * type->align;
    memory = aligned_alloc(type->align, size);
    return memory ? memset(memory, 0, size) : NULL;
}

static void *zeroed_memory(const struct type *type, size_t size) {
    void *memory;
    if (!is_aligned_enough(type))
        return aligned_memory(type, size);
    if (size > SMALL_BLOCK)
        return calloc(1, size);
    memory = malloc(size);
    return memory ? memset(memory, 0, size) : NULL;
}

static void *malloc_block(const struct type *type, size_t size) {
    size_t lead = lead_of(type);
    char *memory;
    if (size > SIZE_MAX - lead)
        return NULL;
    memory = zeroed_memory(type, lead + size);
    if (!memory)
        return NULL;
    list_block((struct block_link *)(void *)memory, lead + type->prefix);
    return memory + lead;
}

void *tally__block_new(struct type *type, size_t payload) {
    struct cells *cells;
    if (payload > SIZE_MAX - type->prefix)
        return NULL;
    cells = cells_of(type, payload);
    if (!cells)
        return malloc_block(type, block_size(type, payload));
    if (!type->sized)
        tally__state.uses[type->index].cells = cells;
    return tally__cell_new(cells);
}

struct block tally__block_of(const void *object) {
    struct type *type = type_of(object);
    char *start = (char *)(uintptr_t)object - type->prefix;
    bool is_cell = in_cell(object, type);
    return (struct block){is_cell ? start : start - lead_of(type), is_cell};
}

void tally__block_free(struct block block) {
    if (block.is_cell) {
        tally__cell_free(block.memory);
    } else if (block.memory) {
        unlist_block(block.memory);
        free(block.memory);
    }
}

bool tally__each_object(object_visitor *visit, void *context) {
    uintptr_t at = tally__state.first_block;
    for (; at != NO_BLOCK; at = link_at(at)->next)
        if (!visit((char *)link_at(at) + link_at(at)->payload, context))
            return false;
    return tally__each_cell(visit, context) &&
           tally__each_guest(visit, context);
}

/* ---- whose it is --------------------------------------------------------- */

static struct block_link *link_of_block(struct block block) {
    return (struct block_link *)block.memory;
}

size_t tally__owner_of(const void *object) {
    struct block block = tally__block_of(object);
    return block.is_cell ? tally__cell_owner(block.memory)
                         : relaxed_load(&link_of_block(block)->owner);
}

bool tally__block_may_leave(const void *object) {
    struct block block = tally__block_of(object);
    return !block.is_cell || tally__cell_may_leave(block.memory);
}

void tally__block_leave(void *object) {
    struct block block = tally__block_of(object);
    if (block.is_cell) {
        tally__cell_leave(block.memory);
        return;
    }
    unlist_block(link_of_block(block));
    relaxed_store(&link_of_block(block)->owner, 0);
}

void tally__block_enter(void *object) {
    struct block block = tally__block_of(object);
    if (block.is_cell)
        tally__cell_enter(block.memory);
    else
        list_block(link_of_block(block), link_of_block(block)->payload);
}

void tally__blocks_merge(struct state *from) {
    while (from->first_block != NO_BLOCK) {
        struct block_link *link = link_at(from->first_block);
        from->first_block = link->next;
        list_block(link, link->payload);
    }
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

static void *moved_block(struct type *type, char *start, bool is_cell,
                         size_t old, size_t payload) {
    size_t kept = type->prefix + (old < payload ? old : payload);
    void *moved = tally__block_new(type, payload);
    if (!moved)
        return NULL;
    memcpy(moved, start, kept);
    tally__block_free((struct block){
        is_cell ? start : start - lead_of(type), is_cell});
    return moved;
}

/* Neither the old nor the new block is a cell. */
static void *grown_block(const struct type *type, char *start, size_t payload) {
    size_t lead = lead_of(type), size = block_size(type, payload);
    struct block_link *link = (struct block_link *)(void *)(start - lead);
    char *moved;
    if (size > SIZE_MAX - lead)
        return NULL;
    unlist_block(link);
    moved = realloc(link, lead + size);
    list_block(moved ? (struct block_link *)(void *)moved : link,
               lead + type->prefix);
    return moved ? moved + lead : NULL;
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
        return moved_block(type, block, from != NULL, old, payload);
    return grown_block(type, block, payload);
}
