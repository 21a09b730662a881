/* Memory out of the cells in which tally's runtime has its objects, for
 * programs that count nothing: see memory.h. */
#ifndef BENCH_OWN_MEMORY_H
#define BENCH_OWN_MEMORY_H

#include <stddef.h>

/* Zeroed; NULL when memory is out. */
void *own_memory_take(size_t size);
/* `size` as it was taken; NULL is no memory. O(1). */
void own_memory_give(void *memory, size_t size);

#endif
