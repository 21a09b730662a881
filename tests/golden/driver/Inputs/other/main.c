#include "list.h"
#include "scale.h"

#include <stdio.h>

int main(void) {
    Node *list = NULL;
    for (int i = 0; i < 5; i++)
        list = push(list, i);
    printf("%d\n", sum(list) * SCALE);
    return 0;
}
