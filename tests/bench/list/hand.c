/* Lists by hand. Arguments: the length and the number of rounds. */
#include "../memory.h"

#include <stdint.h>
#include <stdio.h>

typedef struct Cell Cell;
struct Cell {
    int64_t value;
    Cell *next;
};

static Cell *cons(int64_t value, Cell *next) {
    Cell *cell = memory_take(sizeof *cell);
    cell->value = value;
    cell->next = next;
    return cell;
}

static void drop(Cell *list) {
    if (!MEMORY_IS_GIVEN)
        return;
    while (list != NULL) {
        Cell *next = list->next;
        memory_give(list, sizeof *list);
        list = next;
    }
}

static Cell *build(int length) {
    Cell *list = NULL;
    for (int i = 0; i < length; i++)
        list = cons(i, list);
    return list;
}

static Cell *reverse(Cell *list) {
    Cell *result = NULL;
    for (; list != NULL; list = list->next)
        result = cons(list->value, result);
    return result;
}

static Cell *map(Cell *list) {
    Cell *result = NULL;
    for (; list != NULL; list = list->next)
        result = cons(list->value * 3 + 1, result);
    return result;
}

static Cell *odd(Cell *list) {
    Cell *result = NULL;
    for (; list != NULL; list = list->next)
        if (list->value & 1)
            result = cons(list->value, result);
    return result;
}

static uint64_t hash(Cell *list) {
    uint64_t hash = 0;
    for (; list != NULL; list = list->next)
        hash = hash * 31 + (uint64_t)list->value;
    return hash >> 1;
}

int main(int argc, char **argv) {
    memory_begin();
    int length = argc > 1 ? atoi(argv[1]) : 1000000;
    int rounds = argc > 2 ? atoi(argv[2]) : 8;
    uint64_t sum = 0;
    for (int i = 0; i < rounds; i++) {
        Cell *list = build(length);
        Cell *reversed = reverse(list);
        drop(list);
        Cell *mapped = map(reversed);
        drop(reversed);
        Cell *filtered = odd(mapped);
        drop(mapped);
        sum += hash(filtered);
        drop(filtered);
    }
    printf("%llu\n", (unsigned long long)sum);
    return 0;
}
