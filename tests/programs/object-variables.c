/* Objects as variables: automatic ones end with their scope, on every way out
 * of it. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
typedef struct tally_object Leaf Leaf;

struct Leaf {
    int number;
};

struct Node {
    int number;
    Leaf *leaf;
    Node *next, *other;
};

tally_finalizer static void leaf_dies(Leaf *self) {
    fprintf(stderr, "leaf %d dies\n", self->number);
}

tally_finalizer static void node_dies(Node *self) {
    fprintf(stderr, "node %d dies\n", self->number);
}

static Leaf *leaf(int number) {
    return tally_new(Leaf, .number = number);
}

/* C's dummy list head. */
static Node *numbers(int count) {
    Node head = {0}, *tail = &head;
    for (int i = 0; i < count; i++) {
        tail->next = tally_new(Node, .number = i + 1, .leaf = leaf(10 + i));
        tail = tail->next;
    }
    tail = NULL;
    return head.next;
}

static int early(int way) {
    Node outer = {.number = 100, .leaf = leaf(100)};
    for (int i = 0; i < 3; i++) {
        Node inner = {101 + i, leaf(101 + i), NULL, NULL};
        if (way == 1 && i == 1)
            break;
        if (way == 2 && i == 1)
            return inner.leaf->number;
        if (way == 3)
            goto out;
        if (i == 0)
            continue;
        printf("inner %d, %zu\n", inner.number, sizeof inner / sizeof(Node));
    }
out:
    return outer.leaf->number;
}

static void look(Node *node) {
    printf("look %d %d\n", node->number, node->leaf ? node->leaf->number : 0);
}

static void set(Node **place, Node *value) {
    *place = value;
}

static void passed(void) {
    Leaf plain = {7};
    Node a = {.number = 1}, b = {.number = 2}, *c;
    a.leaf = leaf(1);
    b.leaf = a.leaf;
    set(&a.next, &b);
    look(&a);
    look(a.next);
    c = &a;
    c->number += plain.number;
    look(c);
    (&b)->leaf = leaf(2);
    b.next = tally_new(Node, .number = 3, .leaf = &plain);
    look(b.next);
    c = NULL;
    a.next = NULL;
}

/* A ring through the variable, which the end of the scope opens. */
static void ring(void) {
    Node head = {.number = 50};
    head.next = tally_new(Node, .number = 51);
    head.next->next = &head;
    look(head.next);
}

/* Garbage that refers to it is collected first. */
static void garbage(void) {
    Node head = {.number = 60};
    Node *a = tally_new(Node, .number = 61);
    Node *b = tally_new(Node, .number = 62, .next = a);
    struct tally_stats stats;
    a->next = b;
    b->leaf = leaf(62);
    b->other = &head;
    look(b->other);
    tally_get_stats(&stats);
}

static void weak(void) {
    Node *tally_weak seen;
    {
        Node node = {.number = 70};
        Node *now;
        seen = &node;
        now = seen;
        printf("%d\n", now->number);
    }
    fprintf(stderr, "%s\n", seen ? "alive" : "dead");
}

static void whole(void) {
    Node *made = tally_new(Node, .number = 80, .leaf = leaf(80));
    Node node;
    node = *made;
    look(&node);
    *made = (Node){.number = 81};
    node = (Node){.number = 82, .leaf = leaf(82)};
    look(&node);
}

int main(void) {
    Node *list = numbers(3);
    for (Node *at = list; at; at = at->next)
        printf("%d ", at->number);
    printf("\n");
    list = NULL;
    for (int way = 0; way < 4; way++)
        printf("early %d\n", early(way));
    passed();
    ring();
    garbage();
    weak();
    whole();
    return 0;
}
