/* Trap 1: the callee overwrites the place that its argument was read from. The
 * caller holds the argument until the call is over. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
    self->value = -1;
}

static Node *make(const char *name, int value) {
    return tally_new(Node, .name = name, .value = value);
}

static Node *global;
static Node *table[2];

static void clear_global(Node *n) {
    global = NULL;
    fprintf(stderr, "-- global cleared\n");
    printf("%s %d\n", n->name, n->value);
}

static void clear_next(Node *owner, Node *n) {
    owner->next = NULL;
    fprintf(stderr, "-- field cleared\n");
    printf("%s %d\n", n->name, n->value);
}

static void clear_place(Node **place, Node *n) {
    *place = NULL;
    fprintf(stderr, "-- place cleared\n");
    printf("%s %d\n", n->name, n->value);
}

static int clear_table(Node *n) {
    table[0] = table[1] = NULL;
    fprintf(stderr, "-- table cleared\n");
    return n->value;
}

static void clear_static(int again, Node *n) {
    static Node *kept;
    if (again) {
        kept = make("static", 5);
        clear_static(0, kept);
        return;
    }
    kept = NULL;
    fprintf(stderr, "-- static cleared\n");
    printf("%s %d\n", n->name, n->value);
}

int main(void) {
    Node *holder = make("holder", 0);
    Node *local = make("local", 1);
    global = make("global", 2);
    clear_global(global);
    holder->next = make("field", 3);
    clear_next(holder, holder->next);
    clear_place(&local, local);
    table[1] = make("element", 4);
    printf("element %d\n", clear_table(table[1]));
    clear_static(1, NULL);
    fprintf(stderr, "-- done\n");
    return 0;
}
