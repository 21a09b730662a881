/* A place is assigned to itself, and to one that moves on. Rule: the place is
 * evaluated once, and its old content released last. */
#include "node.h"

int main(void) {
    Node *list = make(1, make(2, NULL)), *array[3] = {NULL};
    int i = 0;
    list->next = list->next;
    array[i++] = list->next;
    array[i++] = list;
    printf("%d %d %d %d\n", i, list->next->value, array[0]->value,
           array[1]->value);
    return 0;
}
