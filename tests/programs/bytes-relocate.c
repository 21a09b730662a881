/* A struct that holds references moves to other memory, with all it holds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static void gone(Node *self) tally_finalizer;
static void gone(Node *self) {
    fprintf(stderr, "gone %d\n", self->value);
}

struct entry {
    Node *node;
    Node *tally_weak seen;
    char *tally_array name;
    int number;
};

/* NULL: there is no other memory, and nothing has moved. */
static void *move(void *p tally_bytes(relocate), size_t size, int full) {
    void *to = full ? NULL : malloc(size);
    if (to) {
        memcpy(to, p, size);
        free(p);
    }
    return to;
}

static struct entry *moved(struct entry *e, int full) {
    struct entry *to = move(e, sizeof *e, full);
    return to ? to : e;
}

int main(void) {
    void *(*mover)(void *p tally_bytes(relocate), size_t size, int full) = move;
    Node *seen = tally_new(Node, .value = 2);
    struct entry *e = tally_emplace(struct entry, malloc(sizeof *e));
    if (!e)
        return 1;
    e->node = tally_new(Node, .value = 1, .next = seen);
    e->seen = seen;
    e->name = tally_strdup("entry");
    e->number = 3;
    e = moved(e, 0);
    e = moved(e, 1);
    struct entry *last = (struct entry *)mover(e, sizeof *e, 0);
    if (!last)
        return 1;
    printf("%d %d %s %d\n", last->node->value, last->seen->value, last->name,
           last->number);
    seen = NULL;
    fprintf(stderr, "-- clear\n");
    tally_clear(last);
    free(last);
    return 0;
}
