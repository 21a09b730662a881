/* Several owners in one declaration: each is on the shadow stack when the next
 * one's initialiser is left, and they are released in reverse order.
 * tally options: --unwind=shadow */
#include <tally.h>

#include <setjmp.h>
#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %d\n", self->value);
}

static jmp_buf back;

static Node *make(int value) {
    if (value > 4)
        longjmp(back, value);
    return tally_new(Node, .value = value);
}

static int fill(Node **place, int value) {
    *place = make(value);
    return value;
}

static int several(int last) {
    Node *a = make(1), *b, *c, *d = make(2), *e, *f = make(last);
    b = make(3);
    c = make(4);
    e = d;
    return a->value + b->value + c->value + e->value + f->value;
}

static int between(int last) {
    Node *a = make(1), *b, *c;
    int n = fill(&b, 2) + fill(&c, 3), m = fill(&a, last);
    return n + m + b->value + c->value;
}

static Node *next_of(Node *list, int last) {
    Node **place = &list->next, **other = &list->next->next;
    while (*place != NULL) {
        Node *a = make(3), *b, **inner = &(*place)->next;
        b = make(last);
        place = inner;
        a->next = b;
    }
    return *other;
}

static void try(int (*function)(int), int last) {
    if (setjmp(back)) {
        printf("left\n");
        return;
    }
    printf("%d\n", function(last));
}

static int lists(int last) {
    Node *list = make(1);
    list->next = make(2);
    return next_of(list, last) == NULL;
}

int main(void) {
    for (int last = 4; last < 6; last++) {
        try(several, last);
        try(between, last);
        try(lists, last);
    }
    return 0;
}
