/* Bit fields beside references, in objects and in struct values. */
#include <tally.h>

#include <stdio.h>
#include <string.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
    int value;
};
tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}
__attribute__((unused)) static Node *make(const char *name) {
    return tally_new(Node, .name = name, .value = (int)strlen(name));
}
__attribute__((unused)) static void show(const Node *n) {
    printf("%s\n", n ? n->name : "none");
}
typedef struct tally_object Bits Bits;
struct Bits {
    unsigned a : 3;
    Node *n;
    unsigned b : 5, : 0, c : 17;
    Node *m;
    _Bool d : 1;
    signed e : 4;
};
struct value {
    unsigned f : 2;
    Node *n;
    unsigned g : 6;
};
static int counter;
static Node *next(void) {
    char *names[] = {"one", "two", "three", "four"};
    return make(names[counter++ % 4]);
}
int main(void) {
    Bits *b =
        tally_new(Bits, .a = 5, .n = next(), .c = 70000, .m = next(), .e = -3);
    b->b = 17;
    b->d = 1;
    b->a++;
    b->c += 4;
    b->n = b->m;
    b->a = (unsigned)b->n->value;
    printf("%u %u %u %d %d %s\n", b->a, b->b, b->c, b->d, b->e, b->n->name);
    struct value v = {1, next(), 33}, w = {.g = 3, .n = b->n, .f = 2};
    v.f = v.n->value;
    v = w;
    w.g = 0;
    printf("%u %u %s\n", v.f, v.g, v.n->name);
    *b = (Bits){.a = 1, .m = v.n};
    printf("%u %d\n", b->a, b->n == NULL);
    return 0;
}
