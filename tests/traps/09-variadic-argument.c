/* A function drops the place that a variadic argument was read from. Rule:
 * those are held for the call like others, and va_arg borrows. */
#include "node.h"

#include <stdarg.h>

static Node *head;

static int clear_and_read(int count, ...) {
    va_list args;
    int sum = 0;
    head = NULL;
    va_start(args, count);
    while (count-- > 0)
        sum += va_arg(args, Node *)->value;
    va_end(args);
    return sum;
}

int main(void) {
    head = make(1, NULL);
    printf("%d\n", clear_and_read(1, head));
    return 0;
}
