/* Variables that hold the address of a place: of a local, an element, a
 * global, chosen by ?: or by a comma. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

struct range {
    Node **first;
    int count;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static Node *table[3];
static Node **const middle = &table[1];

static void clear(struct range range) {
    while (range.count-- > 0)
        *range.first++ = NULL;
}

int main(void) {
    Node *a = make("a"), *b = make("b");
    Node **place = &a;
    *place = make("c");
    fprintf(stderr, "-- a out\n");
    (*place)->next = make("d");
    *place = (*place)->next;
    fprintf(stderr, "-- c out\n");
    place = &b;
    *place = a;
    fprintf(stderr, "-- b out\n");
    printf("%s %s %d\n", a->name, b->name, *place == a);
    int i = 1;
    *(i ? &a : &b) = make("e");
    *(i++, &b) = make("f");
    fprintf(stderr, "-- d out\n");
    printf("%s %s %d\n", a->name, b->name, i);
    *middle = a;
    place = table;
    place[2] = place[1];
    *place = *(place + 1);
    place++;
    place[1] = b;
    Node ***deeper = &place;
    **deeper = make("g");
    printf("%s %s %s\n", table[0]->name, table[1]->name, table[2]->name);
    struct range range = {table, 2};
    clear(range);
    fprintf(stderr, "-- g out\n");
    return 0;
}
