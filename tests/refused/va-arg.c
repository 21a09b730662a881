/* A reference out of a variable argument list. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

#include <stdarg.h>

int test(int count, ...) {
    va_list list;
    va_start(list, count);
    Node *n = va_arg(list, Node *); // expect: TLY0013
    va_end(list);
    return n->value;
}
