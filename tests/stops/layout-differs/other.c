/* Sees another Node than main.c. */
#define WIDE
#include "node.h"

Node *other_make(Node *next) {
    return tally_new(Node, .next = next);
}
