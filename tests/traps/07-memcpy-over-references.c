/* References are copied as bytes. Rule: refused. (TLY0032) */
#include "node.h"

#include <string.h>

int main(void) {
    Node *from[2] = {make(1, NULL), make(2, NULL)}, *to[2] = {NULL, NULL};
    memcpy(to, from, sizeof to);
    printf("%d %d\n", to[0]->value, to[1]->value);
    return 0;
}
