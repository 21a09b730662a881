/* A struct that holds references is assigned: all it holds is retained, then
 * stored, then what was there is released. */
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

struct pair {
    Node *left, *right;
    int weight;
};

struct holder {
    struct pair inner, more[2];
};

static struct pair global;

static void print(const char *what, const struct pair *p) {
    printf("%s %s %s %d\n", what, name(p->left), name(p->right), p->weight);
}

static void locals(void) {
    struct pair a = {make("a1"), make("a2"), 1}, b = {0};
    b = a;
    print("b", &b);
    struct pair *same = &a;
    *same = a;
    print("a", &a);
    b.left = NULL;
    a = b;
    print("a", &a);
    fprintf(stderr, "-- locals\n");
}

static void chained(void) {
    struct pair a = {make("c1"), make("c2"), 2}, b, c;
    c = b = a;
    print("c", &c);
    a = (struct pair){0};
    b = a;
    fprintf(stderr, "-- all in c\n");
    print("value", &(struct pair *[]){&c}[0][0]);
    printf("%s\n", name((a = c).right));
    c = b;
    fprintf(stderr, "-- chained\n");
}

static void parts(struct holder *to) {
    struct pair from = {make("p1"), make("p2"), 3};
    int i = 0;
    to->inner = from;
    to->more[i++] = to->inner;
    to->more[i] = to->more[i - 1];
    to->inner = to->more[1];
    global = to->inner;
    print("inner", &to->inner);
    print("more", &to->more[1]);
    printf("%d\n", i);
}

int main(void) {
    struct holder holder = {0};
    locals();
    chained();
    parts(&holder);
    parts(&holder);
    fprintf(stderr, "-- end of main\n");
    return 0;
}
