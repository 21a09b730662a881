/* *a = *b where what a holds keeps b itself alive, and a == b: the copy is
 * complete, and stored, before anything is released. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

tally_borrowed_from(n) static const char *name(Node *n) {
    return n ? n->name : "-";
}

typedef struct tally_object Box Box;
struct pair {
    Box *box;
    Node *node;
    Node *tally_weak back;
    int number;
};
struct Box {
    const char *name;
    struct pair pair;
};

static struct pair root;

tally_finalizer static void free_box(Box *self) {
    fprintf(stderr, "free box %s, root has %s %s %d\n", self->name,
            root.box ? root.box->name : "-", name(root.node), root.number);
}

static Box *box(const char *name, struct pair pair) {
    return tally_new(Box, .name = name, .pair = pair);
}

static void assign(struct pair *to, struct pair *from) {
    *to = *from;
}

static void print(struct pair pair) {
    printf("%s %s %d\n", pair.box ? pair.box->name : "-", name(pair.node),
           pair.number);
}

int main(void) {
    struct pair last = {NULL, make("n3"), NULL, 3};
    last.back = last.node;
    struct pair middle = {box("b2", last), make("n2"), last.node, 2};
    root = (struct pair){box("b1", middle), make("n1"), NULL, 1};
    middle = last = (struct pair){0};
    print(root);
    root = root.box->pair;
    print(root);
    assign(&root, &root);
    assign(&root, &root.box->pair);
    print(root);
    fprintf(stderr, "back %s\n", name(root.back));
    assign(&root, &last);
    print(root);
    return 0;
}
