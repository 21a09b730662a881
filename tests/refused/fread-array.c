/* Reading bytes over references. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

#include <stdio.h>

static Node *table[4];

size_t test(FILE *file) {
    return fread(table, sizeof table[0], 4, file); // expect: TLY0032
}
