/* Raw memory does not become a struct that holds references by itself. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

#include <stdlib.h>

struct pair {
    Node *left, *right;
};

void test(Node *n) {
    struct pair *p = malloc(sizeof *p); // expect: TLY0040
    p->left = n;
    p = (struct pair *)calloc(1, sizeof *p); // expect: TLY0040
    p = realloc(p, 2 * sizeof *p); // expect: TLY0040
    void *raw = malloc(sizeof *p);
    p = raw; // expect: TLY0040
    p = (struct pair *)(char *)raw; // expect: TLY0040
}

struct pair *move(struct pair *p) {
    return tally_emplace(struct pair, realloc(p, 80)); // expect: TLY0040
}
