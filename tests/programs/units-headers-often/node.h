/* Objects; included once, by a guard. */
#ifndef NODE_H
#define NODE_H
#include <stdio.h>
#include <string.h>
#include <tally.h>
typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
    int value;
};
tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}
static inline Node *make(const char *name) {
    return tally_new(Node, .name = name, .value = (int)strlen(name));
}
#endif
