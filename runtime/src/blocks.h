/* The memory of objects: cells of pages, and other blocks. A part of
 * internal.h, which includes it. */
#ifndef TALLY_BLOCKS_H
#define TALLY_BLOCKS_H

/* ---- pages.c ------------------------------------------------------------- */

/* Cells of one size, for objects with one prefix. */
struct cells {
    size_t size, prefix; /* bytes */
    struct page *open;   /* the pages that have room; taken from the first */
};

/* More bytes than this no cell has. */
#define CELL_MAX 1024

/* Steps of 8 bytes up to 128, of 16 up to 256, of 32 up to 512, of 64. */
#define CELL_SIZES 40
#define CELL_PREFIXES 4

/* A heap's cells. */
struct pool {
    struct chunk *chunks;
    size_t empty_pages, chunk_count;
    struct cells cells[CELL_PREFIXES][CELL_SIZES];
    char *returned; /* atomic: cells that other threads have freed, linked by
                       their payloads */
};

/* Are there cells for blocks of `size` bytes, so aligned? O(1). */
bool tally__has_cells(size_t size, size_t align, size_t prefix);
/* They, of this heap; at least one byte of the size is behind the prefix. NULL
 * if there are none so large or so aligned. O(1). */
struct cells *tally__cells_for(size_t size, size_t align, size_t prefix);
/* A zeroed cell. NULL when memory is out. O(its size). */
void *tally__cell_new(struct cells *cells);
/* O(1). */
void tally__cell_free(void *cell);
/* As tally__each_object, of those in cells. */
bool tally__each_cell(object_visitor *visit, void *context);
/* Bytes of address space that this heap's cells have from the system. */
size_t tally__cells_mapped(void);
/* The object whose block a cell is. */
void *tally__cell_object(void *cell);
/* Takes back what other threads have freed of this heap's, or of another's that
 * nobody uses meanwhile. */
void tally__cells_take_back(struct pool *pool);
/* Gives chunks without objects to the system. True if none remain. */
bool tally__pool_trim(struct pool *pool);
/* All cells of `from`, which nobody uses meanwhile, are this heap's; `from` is
 * empty then. O(pages). */
void tally__pool_merge(struct pool *from);

/* The number of the heap whose object is, or was, in the cell; 0 while it is
 * moved. Any thread may ask. */
size_t tally__cell_owner(const void *cell);
/* Room to note who owns the page's cells. False when memory is out. */
bool tally__cell_may_leave(const void *cell);
/* The object goes from this heap's objects, and joins them; the cell stays
 * where it is. Needs: it may leave; before it enters, tally__guests_reserve. */
void tally__cell_leave(void *cell);
void tally__cell_enter(void *cell);

/* ---- guest.c: this heap's objects in cells of other heaps ----------------- */

struct guests {
    void **cells;    /* open addressing, by address; NULL: free */
    size_t capacity; /* a power of two, or 0 */
    size_t count;
};

/* Room for so many more. False when memory is out. */
bool tally__guests_reserve(size_t more);
void tally__guest_add(void *cell);
void tally__guest_remove(void *cell);
/* As tally__each_object, of them. */
bool tally__each_guest(object_visitor *visit, void *context);
/* Those of `from`, which nobody uses meanwhile; and those in cells that are this
 * heap's by now are none any more. */
void tally__guests_merge(struct state *from);

/* ---- block.c ------------------------------------------------------------- */

/* The number of the heap that an object on the heap belongs to; 0 while it is
 * moved. Any thread may ask. */
size_t tally__owner_of(const void *object);
/* The object goes from this heap's objects, and joins them: as for cells. */
bool tally__block_may_leave(const void *object);
void tally__block_leave(void *object);
void tally__block_enter(void *object);
/* Those of `from` that are no cells, which nobody uses meanwhile, are this
 * heap's. */
void tally__blocks_merge(struct state *from);

struct block {
    void *memory; /* NULL: no block */
    bool is_cell;
};

/* Zeroed memory for an object with that payload. NULL when memory is out. */
void *tally__block_new(struct type *type, size_t payload);
/* Is an object of the type with that payload a cell? */
bool tally__is_celled(const struct type *type, size_t payload);
/* That of an object on the heap. */
struct block tally__block_of(const void *object);
void tally__block_free(struct block block);
/* Calls `visit` for what is, or was, an object on the heap, in no order, until
 * that says false; false then. Dead ones, whose count says so, and free cells,
 * whose meta is 0, are among them. Needs: `visit` neither makes nor frees
 * objects. */
bool tally__each_object(object_visitor *visit, void *context);
/* The block with another payload, perhaps elsewhere; new bytes are not cleared.
 * NULL when memory is out, or where it cannot be done: nothing has changed
 * then. */
void *tally__block_resized(struct type *type, void *block, size_t old,
                           size_t payload);

#endif
