/* Lists, counted: built, reversed, mapped, filtered and summed again and
 * again. A list is a value: each step makes a new one. Arguments: the length
 * and the number of rounds. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <tally.h>

typedef struct tally_object Cell Cell;
struct Cell {
    int64_t value;
    Cell *next;
};

static Cell *cons(int64_t value, Cell *next) {
    return tally_new(Cell, .value = value, .next = next);
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
    int length = argc > 1 ? atoi(argv[1]) : 1000000;
    int rounds = argc > 2 ? atoi(argv[2]) : 8;
    uint64_t sum = 0;
    for (int i = 0; i < rounds; i++) {
        Cell *list = build(length);
        list = reverse(list);
        list = map(list);
        list = odd(list);
        sum += hash(list);
    }
    printf("%llu\n", (unsigned long long)sum);
    return 0;
}
