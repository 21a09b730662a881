/* Inline functions of a header beside functions of another unit that uses the
 * same ones. */
#include "list.h"
#include "other.h"

#include <stdio.h>

static struct list shared;

int main(void) {
    struct list list = {NULL, 0};
    other_fill(&list, 1, 5);
    printf("%d %zu\n", list_sum(&list), list.length);
    list_push(&list, plain(5));
    printf("%d\n", list_pop(&list)->value);
    fprintf(stderr, "-- popped\n");
    Node *found = list_find(&list, 3);
    Node *taken = other_take(&list, 4);
    fprintf(stderr, "-- taken\n");
    printf("%d %d %zu\n", found->value, taken->value, list.length);
    list_pop(&list);
    printf("%d\n", list_find(&list, 9) == NULL);
    other_fill(&shared, 7, 8);
    found = NULL;
    fprintf(stderr, "-- end\n");
    return 0;
}
