/* The same headers again, from elsewhere. */
#define STACK mine
#define STACK_MAX 3
#include "stack.h"
#include "sub/node.h"
int other(void);

int other(void) {
    struct mine m = {.n = 0};
    mine_push(&m, make("om"));
    Node *n = mine_pop(&m);
    return second(n)->value;
}
