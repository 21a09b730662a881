/* Struct types of blocks and types without names, as variables that hold
 * references. */
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

static struct {
    int count;
    Node *items[2];
} unnamed;

static void test(int round) {
    struct pair {
        Node *left;
        struct {
            Node *inner, *tally_weak watched;
        } part;
    } pair = {make("left"), {make("inner"), NULL}}, *p = &pair;
    static struct pair kept;
    struct {
        char tag;
        Node *node;
    } list[2] = {{'a', p->left}, {'b', NULL}};
    p->part.watched = kept.part.inner;
    kept.part.inner = p->part.inner;
    list[1].node = make("element");
    unnamed.items[round] = list[round].node;
    unnamed.count++;
    printf("%s %s %d\n", list[0].node->name, kept.part.inner->name,
           unnamed.count);
    fprintf(stderr, "-- watched %s\n",
            p->part.watched ? p->part.watched->name : "none");
}

int main(void) {
    test(0);
    fprintf(stderr, "-- once\n");
    test(1);
    fprintf(stderr, "-- twice\n");
    return 0;
}
