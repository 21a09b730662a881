/* Cells of tally's runtime, taken and given by hand.
 *
 * A cell has an object's header in front of what is handed out, since that is
 * how the runtime tells free cells; what has no cells comes from malloc. */
#include "../../runtime/src/internal.h"

#include "own_memory.h"

enum { PREFIX = sizeof(struct tally_header), ALIGN = 8 };

static bool has_cells(size_t size) {
    return size <= CELL_MAX - PREFIX;
}

void *own_memory_take(size_t size) {
    char *cell;
    if (!has_cells(size))
        return calloc(1, size);
    cell = tally__cell_new(tally__cells_for(size + PREFIX, ALIGN, PREFIX));
    return cell ? cell + PREFIX : NULL;
}

void own_memory_give(void *memory, size_t size) {
    if (!has_cells(size))
        free(memory);
    else if (memory)
        tally__cell_free((char *)memory - PREFIX);
}
