/* What the golden tests of placement are written with. */
#ifndef NODE_H
#define NODE_H
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
    Node *tally_weak parent;
    Node *tally_unowned peer;
    Node *kids[4];
    char name[8];
    int value;
};
struct pair {
    Node *first, *second;
    int count;
};
typedef struct tally_object Opaque Opaque;

Node *make(void);
Node *find(Node *in, int value);
Opaque *opaque(void);
void use(Node *node);
void use2(Node *a, Node *b);
int test(Node *node);
void out(Node **place);
void out_weak(Node *tally_weak *place);
void number(int value);
void text(const char *name);

#endif
