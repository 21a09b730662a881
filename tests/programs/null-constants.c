/* All spellings of the null pointer, in stores, arguments, results and
 * comparisons. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

#define NOTHING ((Node *)0)

enum { ZERO };

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name, Node *next) {
    return tally_new(Node, .name = name, .next = next);
}

static Node *none(int way) {
    if (way == 0)
        return 0;
    if (way == 1)
        return NULL;
    return way == 2 ? (void *)0 : NOTHING;
}

int main(void) {
    Node *n = 0, *m = (void *)0, *k = (Node *)NULL;
    printf("%d %d %d\n", n == m, m == NOTHING, k == 0);
    n = make("a", 0);
    n = (0);
    fprintf(stderr, "-- a\n");
    n = make("b", NULL);
    n = (Node *)(void *)0;
    fprintf(stderr, "-- b\n");
    n = make("c", NOTHING);
    n = NOTHING;
    fprintf(stderr, "-- c\n");
    n = make("d", ZERO ? n : NULL);
    for (int way = 0; way < 4; way++)
        printf("%d", none(way) == NULL);
    printf("\n");
    n->next = m = k = make("e", none(2));
    n->next = m = k = NULL;
    fprintf(stderr, "-- e\n");
    return 0;
}
