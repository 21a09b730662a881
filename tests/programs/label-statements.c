/* Labels and case labels directly before what is rewritten: stores,
 * temporaries, returns, blocks and the end of a block. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name, .value = 2);
}

static int use(Node *n) {
    return n->value;
}

static int test(int way) {
    Node *n = NULL;
    int rounds = 0;
    if (way == 0)
        goto store;
    if (way == 1)
    temporary:
        use(make("temporary"));
    switch (way) {
    case 2:
    store:
        n = make("stored");
        break;
    case 3: {
        Node *inner = make("inner");
        rounds += use(inner);
        goto leave;
    }
    case 4:
    case 5:
        return use(make("returned"));
    default:
        rounds++;
        if (rounds < 2)
            goto temporary;
    }
leave:
    if (n && rounds++ < 1)
        goto leave;
    goto end;
end:
    return rounds;
}

static void at_the_end(int skip) {
    Node *n = make("at the end");
    if (skip)
        goto end;
    printf("%s\n", n->name);
end:;
}

int main(void) {
    for (int way = 0; way < 6; way++) {
        printf("%d\n", test(way));
        fprintf(stderr, "-- way %d\n", way);
    }
    at_the_end(0);
    at_the_end(1);
    return 0;
}
