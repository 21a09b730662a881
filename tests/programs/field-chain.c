/* Long chains of fields, read and written, through temporaries as well. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
    Node *next, *other;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static Node *chain(void) {
    Node *a = make("a");
    a->next = make("b");
    a->next->next = make("c");
    a->next->next->next = make("d");
    return a;
}

int main(void) {
    Node *a = chain();
    a->next->next->next->next = make("e");
    a->next->next->value = 5;
    a->next->next->next->value += a->next->next->value++;
    printf("%s %d %d\n", a->next->next->next->next->name,
           a->next->next->value, a->next->next->next->value);
    a->next->other = a->next->next->next;
    a->next->next = a->next->next->next;
    fprintf(stderr, "-- c out\n");
    a->next->next->next = a->next->next->next->next;
    fprintf(stderr, "-- e out\n");
    Node *d = chain()->next->next->next;
    fprintf(stderr, "-- second chain\n");
    printf("%s\n", d->name);
    chain()->next->next = d;
    fprintf(stderr, "-- third chain\n");
    a->next = a->next->next->other ? a : NULL;
    fprintf(stderr, "-- end\n");
    return 0;
}
