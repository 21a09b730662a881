/* Macros that read and write references: NEXT(n), SET(n, x) and loops. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

#define NEXT(n) ((n)->next)
#define SET(n, x) ((n)->next = (x))
#define MAKE(text) tally_new(Node, .name = (text))
#define EACH(p, list) for (Node *p = (list); p; p = NEXT(p))
#define CLEAR(place)                                                           \
    do {                                                                       \
        (place) = NULL;                                                        \
    } while (0)
#define RETURN_IF(n)                                                           \
    if (n)                                                                     \
    return n

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return MAKE(name);
}

static Node *either(Node *a, Node *b) {
    RETURN_IF(a);
    RETURN_IF(b);
    return MAKE("neither");
}

int main(void) {
    Node *a = MAKE("a");
    NEXT(a) = make("b");
    SET(NEXT(a), make("c"));
    NEXT(NEXT(NEXT(a))) = MAKE("d");
    EACH(p, a)
        printf("%s ", p->name);
    printf("\n");
    SET(a, NEXT(NEXT(a)));
    fprintf(stderr, "-- b out\n");
    printf("%s %s\n", NEXT(a)->name, NEXT(NEXT(a))->name);
    a = NEXT(a);
    fprintf(stderr, "-- a out\n");
    CLEAR(NEXT(a));
    fprintf(stderr, "-- d out\n");
    printf("%s %s\n", either(NEXT(a), a)->name,
           either(NULL, NEXT(a))->name);
    fprintf(stderr, "-- neither\n");
    return 0;
}
