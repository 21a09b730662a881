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
 * This is the usual design of small-object allocators (Bonwick, "The Slab
 * Allocator", 1994; Leijen et al., "Mimalloc: Free List Sharding in Action",
 * 2019), for one thread.
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
    bool listed; /* it has room */
};

/* In its first page, behind that page's own head. */
struct chunk {
    struct chunk *next, *prev; /* all chunks */
    uint64_t empty;            /* one bit a page */
};

#define PAGE_HEAD 64
#define FIRST_PAGE_HEAD 128

static struct chunk *chunks;
static size_t empty_pages, chunk_count;

/* ---- sizes --------------------------------------------------------------- */

/* Steps of 8 bytes up to 128, of 16 up to 256, of 32 up to 512, of 64. */
#define SIZES 40
#define PREFIXES 4

static struct cells all_cells[PREFIXES][SIZES];

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

struct cells *tally__cells_for(size_t size, size_t align, size_t prefix) {
    size_t row = prefix / 8 - 1;
    struct cells *cells;
    if (align > 8)
        size = (size + 15) / 16 * 16;
    if (size > CELL_MAX || align > 16 || row >= PREFIXES)
        return NULL;
    cells = &all_cells[row][size_index(size)];
    cells->size = size_at(size_index(size));
    cells->prefix = prefix;
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

static void link_chunk(struct chunk *chunk) {
    chunk->prev = NULL;
    chunk->next = chunks;
    if (chunks)
        chunks->prev = chunk;
    chunks = chunk;
}

static void unlink_chunk(struct chunk *chunk) {
    if (chunk->prev)
        chunk->prev->next = chunk->next;
    else
        chunks = chunk->next;
    if (chunk->next)
        chunk->next->prev = chunk->prev;
}

static struct chunk *chunk_new(void) {
    char *begin = map_chunk();
    struct chunk *chunk;
    if (!begin)
        return NULL;
    chunk = (struct chunk *)(begin + PAGE_HEAD);
    chunk->empty = ~UINT64_C(0);
    link_chunk(chunk);
    chunk_count++;
    empty_pages += PAGES;
    return chunk;
}

static void chunk_free(struct chunk *chunk) {
    unlink_chunk(chunk);
    chunk_count--;
    empty_pages -= PAGES;
    munmap((char *)chunk - PAGE_HEAD, CHUNK_SIZE);
}

/* One with an empty page comes to the front, to be found at once. */
static struct chunk *chunk_with_room(void) {
    struct chunk *chunk = chunks;
    if (empty_pages == 0)
        return chunk_new();
    while (!chunk->empty)
        chunk = chunk->next;
    if (chunk != chunks) {
        unlink_chunk(chunk);
        link_chunk(chunk);
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

static struct page *page_new(struct cells *cells) {
    struct chunk *chunk = chunk_with_room();
    struct page *page;
    size_t index;
    if (!chunk)
        return NULL;
    index = first_empty(chunk->empty);
    chunk->empty &= ~(UINT64_C(1) << index);
    empty_pages--;
    page = page_at(chunk, index);
    page->cells = cells;
    page->freed = NULL;
    page->fresh = (char *)page + (index ? PAGE_HEAD : FIRST_PAGE_HEAD);
    page->end = (char *)page + PAGE_SIZE;
    page->used = 0;
    list_page(page);
    return page;
}

static void page_free(struct page *page) {
    struct chunk *chunk = chunk_of(page);
    size_t index = (size_t)((char *)page - (char *)page_at(chunk, 0)) /
                   PAGE_SIZE;
    unlist_page(page);
    page->cells = NULL;
    chunk->empty |= UINT64_C(1) << index;
    empty_pages++;
    if (chunk->empty == ~UINT64_C(0) && chunk_count > 1)
        chunk_free(chunk);
    else if (empty_pages > KEPT_EMPTY && index > 0)
        madvise(page, PAGE_SIZE, MADV_DONTNEED);
}

/* ---- cells --------------------------------------------------------------- */

static bool has_room(const struct page *page) {
    return page->freed || page->fresh + page->cells->size <= page->end;
}

static void **link_in(char *cell, const struct cells *cells) {
    return (void **)(cell + cells->prefix);
}

void *tally__cell_new(struct cells *cells) {
    struct page *page = cells->open;
    char *cell;
    if (!page && !(page = page_new(cells)))
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

void tally__cell_free(void *memory) {
    char *cell = memory;
    struct page *page = page_of(cell);
    struct cells *cells = page->cells;
    struct tally_header *header =
        (struct tally_header *)(cell + cells->prefix) - 1;
    *header = (struct tally_header){COUNT_FREED, 0};
    *link_in(cell, cells) = page->freed;
    page->freed = cell;
    if (!page->listed)
        list_page(page);
    if (--page->used == 0 && (page->next || page->prev))
        page_free(page);
}

static bool each_cell_of(struct page *page, object_visitor *visit,
                         void *context) {
    size_t index = (size_t)((char *)page - (char *)page_at(chunk_of(page), 0)) /
                   PAGE_SIZE;
    char *cell = (char *)page + (index ? PAGE_HEAD : FIRST_PAGE_HEAD);
    for (; cell < page->fresh; cell += page->cells->size)
        if (!visit(cell + page->cells->prefix, context))
            return false;
    return true;
}

bool tally__each_cell(object_visitor *visit, void *context) {
    for (struct chunk *chunk = chunks; chunk; chunk = chunk->next)
        for (size_t i = 0; i < PAGES; i++)
            if (!(chunk->empty >> i & 1) &&
                !each_cell_of(page_at(chunk, i), visit, context))
                return false;
    return true;
}

size_t tally__cells_mapped(void) { return chunk_count * CHUNK_SIZE; }
