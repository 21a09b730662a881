/* The bytes of references are not copied, cleared or read from a file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *kids[4];
};
struct pair {
    Node *a, *b;
};
typedef struct tally_object Opaque Opaque;

void copy(Node *to, Node *from) {
    memcpy(to->kids, from->kids, sizeof to->kids); // expect: TLY0032
    memmove(to, from, sizeof *to); // expect: TLY0032
}

void clear(struct pair *pair, Node *n) {
    memset(pair, 0, sizeof *pair); // expect: TLY0032
    memset(&n->kids[1], 0, sizeof n->kids[1]); // expect: TLY0032
}

void from_file(FILE *file, Node *n, Opaque *o) {
    if (fread(&n, sizeof n, 1, file)) // expect: TLY0032
        fread((char *)o, 1, 1, file); // expect: TLY0032
}

void built_in(Node *n) {
    __builtin_memset(n->kids, 0, sizeof n->kids); // expect: TLY0032
}

void others(Node *n, void *raw) {
    qsort(n, 1, sizeof *n, NULL); // expect: TLY0007
    free(n->kids); // expect: TLY0007
    Node **place = raw; // expect: TLY0006
    Node *const *look = raw;
    (void)place;
    (void)look;
}

