/* Places whose evaluation has side effects: a[i++] = x, *p++ = x, a[f()] = x.
 * Each is evaluated exactly once. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

struct slot {
    int key;
    Node *node;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static int calls;

static int next_index(void) {
    return calls++;
}

static Node **next_place(Node **places) {
    return &places[calls++];
}

int main(void) {
    Node *items[4] = {NULL};
    int i = 0;
    items[i++] = make("a");
    items[i++] = items[0];
    items[i++] = make("c");
    printf("%d %s %s\n", i, items[1]->name, items[2]->name);
    items[--i] = NULL;
    fprintf(stderr, "-- c out\n");
    Node **p = items;
    *p++ = make("b");
    *p++ = make("d");
    fprintf(stderr, "-- a out\n");
    printf("%d %s %s\n", (int)(p - items), items[0]->name, items[1]->name);
    items[next_index()]->next = make("under b");
    items[next_index()] = make("e");
    fprintf(stderr, "-- d out\n");
    *next_place(items) = make("f");
    *next_place(items) = *items;
    printf("%d %s %s\n", calls, items[2]->name, items[3]->next->name);
    struct slot slots[2] = {{1, NULL}, {2, NULL}};
    struct slot *s = slots;
    s++->node = make("s0");
    (s--)->node = make("s1");
    (*s).node = s[1].node;
    fprintf(stderr, "-- s0 out\n");
    printf("%s %d\n", slots[0].node->name, s->key);
    2 [items] = 0 [items];
    fprintf(stderr, "-- f out\n");
    return 0;
}
