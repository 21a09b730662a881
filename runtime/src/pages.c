/* Cells: memory for small objects.
 *
 * Memory comes from the system in *chunks* of 4 MiB, each divided into *pages*
 * of 64 KiB. A page has *cells* of one size for objects of one prefix; which
 * page a cell belongs to follows from its address. A page's cells are linked
 * when they are freed, the last one first, and taken from the page's end when
 * none is. A page that becomes empty goes back to its chunk, which forgets of
 * its size; a chunk that becomes empty goes back to the system, but the last
 * one.
 *
 * Each heap has chunks of its own, and no other thread takes cells from them. An
 * object that was moved to another thread stays in its cell: its page notes
 * whose it is, and its new heap that it is a *guest* there. When it dies, its
 * cell is put on a list of the heap whose chunk it is in, which takes it back
 * when it needs memory; so frees by others need no lock.
 *
 * This is the usual design of small-object allocators (Bonwick, "The Slab
 * Allocator", 1994; Leijen et al., "Mimalloc: Free List Sharding in Action",
 * 2019).
 *
 * A free cell looks like an object: its count is COUNT_FREED, so that a count
 * operation on it is recognised, and its meta is 0. */
#define _DEFAULT_SOURCE

#include "internal.h"

#include <string.h>
#include <sys/mman.h>

#define PAGE_SIZE ((size_t)1 << 16)
#define CHUNK_SIZE ((size_t)1 << 22)
#define PAGES (CHUNK_SIZE / PAGE_SIZE)
/* So many empty pages keep their memory; that of more is given back. */
#define KEPT_EMPTY 16

struct page {
    struct cells *cells;      /* NULL: it is empty and its chunk's */
    struct page *next, *prev; /* of those with room, if it is one */
    char *freed;              /* cells, linked by their payloads */
    char *fresh, *end;        /* the cells from here on were never used */
    uint32_t used;
    bool listed;        /* it has room */
    uint32_t *owners;   /* of each cell the heap, by number, if it is another
                           one, LENT while it is moved, or 0. NULL: all 0.
                           Written by who owns the cell */
};

#define LENT UINT32_MAX

/* In its first page, behind that page's own head. */
struct chunk {
    struct chunk *next, *prev; /* all chunks */
    uint64_t empty;            /* one bit a page */
    struct pool *pool;         /* that it belongs to */
};

#define PAGE_HEAD 64
#define FIRST_PAGE_HEAD 128

/* ---- sizes --------------------------------------------------------------- */

static size_t size_index(size_t size) {
    if (size <= 128)
        return (size + 7) / 8 - 1;
    if (size <= 256)
        return 15 + (size - 128 + 15) / 16;
    if (size <= 512)
        return 23 + (size - 256 + 31) / 32;
    return 31 + (size - 512 + 63) / 64;
}

static size_t size_at(size_t index) {
    if (index < 16)
        return 8 * (index + 1);
    if (index < 24)
        return 128 + 16 * (index - 15);
    if (index < 32)
        return 256 + 32 * (index - 23);
    return 512 + 64 * (index - 31);
}

static size_t aligned_size(size_t size, size_t align) {
    return align > 8 ? (size + 15) / 16 * 16 : size;
}

bool tally__has_cells(size_t size, size_t align, size_t prefix) {
    return aligned_size(size, align) <= CELL_MAX && align <= 16 &&
           prefix / 8 - 1 < CELL_PREFIXES;
}

struct cells *tally__cells_for(size_t size, size_t align, size_t prefix) {
    struct cells *cells;
    if (!tally__has_cells(size, align, prefix))
        return NULL;
    size = aligned_size(size, align);
    cells = &tally__state.pool.cells[prefix / 8 - 1][size_index(size)];
    if (cells->size == 0) { /* else other threads may be reading it */
        cells->size = size_at(size_index(size));
        cells->prefix = prefix;
    }
    return cells;
}

/* ---- chunks -------------------------------------------------------------- */

static struct page *page_at(struct chunk *chunk, size_t index) {
    char *begin = (char *)chunk - PAGE_HEAD;
    return (struct page *)(begin + index * PAGE_SIZE);
}

static struct page *page_of(const void *cell) {
    return (struct page *)((uintptr_t)cell & ~(PAGE_SIZE - 1));
}

static struct chunk *chunk_of(const void *cell) {
    uintptr_t begin = (uintptr_t)cell & ~(CHUNK_SIZE - 1);
    return (struct chunk *)(begin + PAGE_HEAD);
}

/* Memory that begins at a multiple of its size: what is around it in twice as
 * much is given back at once. */
static char *map_chunk(void) {
    char *wide = mmap(NULL, 2 * CHUNK_SIZE, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *begin;
    size_t before;
    if (wide == MAP_FAILED)
        return NULL;
    before = -(uintptr_t)wide & (CHUNK_SIZE - 1);
    begin = wide + before;
    if (before > 0)
        munmap(wide, before);
    munmap(begin + CHUNK_SIZE, CHUNK_SIZE - before);
    return begin;
}

static void link_chunk(struct pool *pool, struct chunk *chunk) {
    chunk->prev = NULL;
    chunk->next = pool->chunks;
    if (pool->chunks)
        pool->chunks->prev = chunk;
    pool->chunks = chunk;
}

static void unlink_chunk(struct pool *pool, struct chunk *chunk) {
    if (chunk->prev)
        chunk->prev->next = chunk->next;
    else
        pool->chunks = chunk->next;
    if (chunk->next)
        chunk->next->prev = chunk->prev;
}


static struct chunk *chunk_new(struct pool *pool) {
    char *begin = map_chunk();
    struct chunk *chunk;
    if (!begin)
        return NULL;
    chunk = (struct chunk *)(begin + PAGE_HEAD);
    chunk->empty = ~UINT64_C(0);
    chunk->pool = pool;
    link_chunk(pool, chunk);
    pool->chunk_count++;
    pool->empty_pages += PAGES;
    return chunk;
}

static void chunk_free(struct pool *pool, struct chunk *chunk) {
    unlink_chunk(pool, chunk);
    pool->chunk_count--;
    pool->empty_pages -= PAGES;
    munmap((char *)chunk - PAGE_HEAD, CHUNK_SIZE);
}

/* One with an empty page comes to the front, to be found at once. */
static struct chunk *chunk_with_room(struct pool *pool) {
    struct chunk *chunk = pool->chunks;
    if (pool->empty_pages == 0) {
        tally__heaps_tidy();
        return chunk_new(pool);
    }
    while (!chunk->empty)
        chunk = chunk->next;
    if (chunk != pool->chunks) {
        unlink_chunk(pool, chunk);
        link_chunk(pool, chunk);
    }
    return chunk;
}

static size_t first_empty(uint64_t empty) {
    size_t index = 0;
    while (!(empty >> index & 1))
        index++;
    return index;
}

/* ---- pages --------------------------------------------------------------- */

static void list_page(struct page *page) {
    struct cells *cells = page->cells;
    page->listed = true;
    page->prev = NULL;
    page->next = cells->open;
    if (cells->open)
        cells->open->prev = page;
    cells->open = page;
}

static void unlist_page(struct page *page) {
    page->listed = false;
    if (page->prev)
        page->prev->next = page->next;
    else
        page->cells->open = page->next;
    if (page->next)
        page->next->prev = page->prev;
}

static struct page *page_new(struct pool *pool, struct cells *cells) {
    struct chunk *chunk = chunk_with_room(pool);
    struct page *page;
    size_t index;
    if (!chunk)
        return NULL;
    index = first_empty(chunk->empty);
    chunk->empty &= ~(UINT64_C(1) << index);
    pool->empty_pages--;
    page = page_at(chunk, index);
    page->cells = cells;
    page->freed = NULL;
    page->fresh = (char *)page + (index ? PAGE_HEAD : FIRST_PAGE_HEAD);
    page->end = (char *)page + PAGE_SIZE;
    page->used = 0;
    page->owners = NULL;
    list_page(page);
    return page;
}

static void page_free(struct pool *pool, struct page *page) {
    struct chunk *chunk = chunk_of(page);
    size_t index = (size_t)((char *)page - (char *)page_at(chunk, 0)) /
                   PAGE_SIZE;
    unlist_page(page);
    free(page->owners);
    page->cells = NULL;
    chunk->empty |= UINT64_C(1) << index;
    pool->empty_pages++;
    if (chunk->empty == ~UINT64_C(0) && pool->chunk_count > 1)
        chunk_free(pool, chunk);
    else if (pool->empty_pages > KEPT_EMPTY && index > 0)
        madvise(page, PAGE_SIZE, MADV_DONTNEED);
}

/* ---- cells --------------------------------------------------------------- */

static bool has_room(const struct page *page) {
    return page->freed || page->fresh + page->cells->size <= page->end;
}

static void **link_in(char *cell, const struct cells *cells) {
    return (void **)(cell + cells->prefix);
}

/* A page with room for a cell, if there is memory. */
static struct page *open_page(struct cells *cells) {
    struct pool *pool = &tally__state.pool;
    if (load_shared(pool->returned))
        tally__cells_take_back(pool);
    return cells->open ? cells->open : page_new(pool, cells);
}

void *tally__cell_new(struct cells *cells) {
    struct page *page = cells->open;
    char *cell;
    if (!page && !(page = open_page(cells)))
        return NULL;
    cell = page->freed;
    if (cell) {
        page->freed = *link_in(cell, cells);
    } else {
        cell = page->fresh;
        page->fresh += cells->size;
    }
    page->used++;
    if (!has_room(page))
        unlist_page(page);
    return memset(cell, 0, cells->size);
}

static inline void cell_free(struct pool *pool, struct page *page, char *cell) {
    struct cells *cells = page->cells;
    struct tally_header *header =
        (struct tally_header *)(cell + cells->prefix) - 1;
    *header = (struct tally_header){COUNT_FREED, 0};
    *link_in(cell, cells) = page->freed;
    page->freed = cell;
    if (!page->listed)
        list_page(page);
    if (--page->used == 0 && (page->next || page->prev))
        page_free(pool, page);
}

static bool is_of_pool(const struct pool *pool, const struct cells *cells) {
    return (uintptr_t)cells - (uintptr_t)pool < sizeof(*pool);
}

/* ---- guests -------------------------------------------------------------- */

static char *first_cell(struct page *page) {
    size_t index = (size_t)((char *)page - (char *)page_at(chunk_of(page), 0)) /
                   PAGE_SIZE;
    return (char *)page + (index ? PAGE_HEAD : FIRST_PAGE_HEAD);
}

static size_t index_of(const char *cell) {
    struct page *page = page_of(cell);
    return (size_t)(cell - first_cell(page)) / page->cells->size;
}

/* The heap that has this pool. */
static const struct state *heap_of(struct pool *pool) {
    return (void *)((char *)pool - offsetof(struct state, pool));
}

static void set_owner(const char *cell, uint32_t owner) {
    store_shared(page_of(cell)->owners[index_of(cell)], owner);
}

size_t tally__cell_owner(const void *cell) {
    const struct page *page = page_of(cell);
    const uint32_t *owners = load_shared(page->owners);
    uint32_t owner = owners ? load_shared(owners[index_of(cell)]) : 0;
    if (owner == LENT)
        return 0;
    return owner ? owner : heap_of(chunk_of(cell)->pool)->number;
}

bool tally__cell_may_leave(const void *cell) {
    struct page *page = page_of(cell);
    size_t cells = PAGE_SIZE / page->cells->size;
    uint32_t *owners;
    if (page->owners)
        return true;
    owners = calloc(cells, sizeof(*owners));
    store_shared(page->owners, owners);
    return owners != NULL;
}

void tally__cell_leave(void *cell) {
    if (!is_of_pool(&tally__state.pool, page_of(cell)->cells))
        tally__guest_remove(cell);
    set_owner(cell, LENT);
}

void tally__cell_enter(void *cell) {
    bool home = is_of_pool(&tally__state.pool, page_of(cell)->cells);
    if (!home)
        tally__guest_add(cell);
    set_owner(cell, home ? 0 : tally__state.number);
}

/* Its page is another heap's, which takes it back when it likes. */
static void give_back(char *cell) {
    struct pool *home = chunk_of(cell)->pool;
    void **link = link_in(cell, page_of(cell)->cells);
    tally__guest_remove(cell);
#ifdef __GNUC__
    *link = __atomic_load_n(&home->returned, __ATOMIC_RELAXED);
    while (!__atomic_compare_exchange_n(&home->returned, (char **)link, cell,
                                        true, __ATOMIC_RELEASE,
                                        __ATOMIC_RELAXED))
        continue;
#else
    tally__lock();
    *link = home->returned;
    home->returned = cell;
    tally__unlock();
#endif
}

static char *take_returned(struct pool *pool) {
    char *first;
#ifdef __GNUC__
    first = __atomic_exchange_n(&pool->returned, NULL, __ATOMIC_ACQUIRE);
#else
    tally__lock();
    first = pool->returned;
    pool->returned = NULL;
    tally__unlock();
#endif
    return first;
}

void tally__cells_take_back(struct pool *pool) {
    char *next;
    for (char *cell = take_returned(pool); cell; cell = next) {
        next = *link_in(cell, page_of(cell)->cells);
        set_owner(cell, 0);
        cell_free(pool, page_of(cell), cell);
    }
}

void tally__cell_free(void *cell) {
    struct pool *pool = &tally__heap->pool;
    struct page *page = page_of(cell);
    if (is_of_pool(pool, page->cells))
        cell_free(pool, page, cell);
    else
        give_back(cell);
}

/* ---- all cells ----------------------------------------------------------- */

static bool each_cell_of(struct page *page, object_visitor *visit,
                         void *context) {
    size_t i = 0;
    for (char *cell = first_cell(page); cell < page->fresh;
         cell += page->cells->size, i++)
        if (!(page->owners && load_shared(page->owners[i])) &&
            !visit(cell + page->cells->prefix, context))
            return false;
    return true;
}

bool tally__each_cell(object_visitor *visit, void *context) {
    struct chunk *chunk = tally__state.pool.chunks;
    for (; chunk; chunk = chunk->next)
        for (size_t i = 0; i < PAGES; i++)
            if (!(chunk->empty >> i & 1) &&
                !each_cell_of(page_at(chunk, i), visit, context))
                return false;
    return true;
}

size_t tally__cells_mapped(void) {
    return tally__state.pool.chunk_count * CHUNK_SIZE;
}

void *tally__cell_object(void *cell) {
    return (char *)cell + page_of(cell)->cells->prefix;
}

/* ---- whole pools --------------------------------------------------------- */

bool tally__pool_trim(struct pool *pool) {
    struct chunk *next;
    for (size_t i = 0; i < CELL_PREFIXES * CELL_SIZES; i++) {
        struct page *page = pool->cells[i / CELL_SIZES][i % CELL_SIZES].open;
        while (page) {
            struct page *after = page->next;
            if (page->used == 0)
                page_free(pool, page);
            page = after;
        }
    }
    for (struct chunk *chunk = pool->chunks; chunk; chunk = next) {
        next = chunk->next;
        if (chunk->empty == ~UINT64_C(0))
            chunk_free(pool, chunk);
    }
    return !pool->chunks;
}

static void page_move(struct page *page, struct pool *from, struct pool *to) {
    size_t index = (size_t)(page->cells - &from->cells[0][0]);
    struct cells *cells = &to->cells[index / CELL_SIZES][index % CELL_SIZES];
    bool listed = page->listed;
    cells->size = page->cells->size;
    cells->prefix = page->cells->prefix;
    if (listed)
        unlist_page(page);
    page->cells = cells;
    if (listed)
        list_page(page);
}

void tally__pool_merge(struct pool *from) {
    struct pool *pool = &tally__state.pool;
    tally__cells_take_back(from);
    pool->empty_pages += from->empty_pages;
    pool->chunk_count += from->chunk_count;
    while (from->chunks) {
        struct chunk *chunk = from->chunks;
        for (size_t i = 0; i < PAGES; i++)
            if (!(chunk->empty >> i & 1))
                page_move(page_at(chunk, i), from, pool);
        unlink_chunk(from, chunk);
        link_chunk(pool, chunk);
        chunk->pool = pool;
    }
    from->empty_pages = from->chunk_count = 0;
}
