/* Operands of sizeof and _Alignof are not evaluated: no object is made, no
 * count changes. */
#include <tally.h>

#include <stddef.h>
#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
    Node *next;
};

static int made;

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    made++;
    return tally_new(Node, .name = name);
}

/* Both evaluate their argument once. */
#define VALUE(p) ((void)sizeof(p), value_of(p))
#define OF(p) _Generic((p), Node *: value_of, char *: length_of)(p)

static int value_of(Node *n) {
    return n ? n->value : -1;
}

static int length_of(char *text) {
    return text ? (int)text[0] : -1;
}

static void makers(Node *n) {
    printf("%d\n", sizeof *tally_new(Node, .value = ++made) == sizeof *n);
    printf("%d\n", sizeof tally_new_array(Node *, made++) == sizeof(Node **));
    printf("%d\n", VALUE(tally_new(Node, .name = "one", .value = 1)));
    printf("%d\n", OF(tally_new(Node, .name = "two", .value = 2, .next = n)));
    printf("%d\n", OF(tally_try_new(Node, .name = "three")));
    printf("%d\n", OF(tally_new_array(char, 3)));
}

int main(void) {
    Node *n = make("n");
    Node *items[3] = {n, n, NULL};
    printf("%d %d\n", sizeof *n == sizeof(Node), sizeof n == sizeof items[0]);
    printf("%d\n", (int)(sizeof items / sizeof items[0]));
    printf("%d\n", sizeof make("never")->value == sizeof(int));
    printf("%d\n", sizeof *make("never") == sizeof(Node));
    printf("%d\n", _Alignof(Node) >= sizeof(int));
    printf("%d %d\n", offsetof(Node, name) == 0, made);
    makers(n);
    fprintf(stderr, "-- end\n");
    return 0;
}
