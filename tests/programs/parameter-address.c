/* A parameter whose address is taken is a variable of its own, too. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static void replace(Node **place, const char *name) {
    *place = make(name);
}

static void advance(Node **place) {
    *place = (*place)->next;
}

static Node *changed(Node *n) {
    replace(&n, "changed");
    return n;
}

static void walk(Node *n) {
    Node **place = &n;
    while (*place) {
        printf("%s\n", n->name);
        advance(place);
    }
}

static void show(Node *n, Node **also) {
    *also = NULL;
    printf("%s %d\n", n->name, *also == NULL);
}

static void both(Node *n) {
    show(n, &n);
    fprintf(stderr, "-- shown\n");
}

int main(void) {
    Node *n = make("n");
    n->next = make("next");
    printf("%s\n", changed(n)->name);
    fprintf(stderr, "-- changed\n");
    walk(n);
    both(n);
    both(make("temporary"));
    printf("%s\n", n->next->name);
    return 0;
}
