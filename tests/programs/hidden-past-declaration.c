/* A variable whose declaration is jumped past, and which another one of its
 * name hides where it is left: it is released all the same.
 * tally warns: TLY0038 */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %d\n", self->value);
}

static Node *make(int value) { return tally_new(Node, .value = value); }

static int by_case(int way) {
    switch (way) {
    case 0:;
        Node *n = make(7);
        printf("%d\n", n->value);
        break;
    case 1:
    case 2:
        n = make(way);
        {
            Node *n = make(10 * way);
            if (way == 2)
                return n->value;
        }
        printf("%d\n", n->value);
    }
    return 0;
}

static int by_goto(int way) {
    int rounds = 2;
    if (way)
        goto in;
    {
        Node *n = make(3);
        printf("%d\n", n->value);
    in:
        n = make(4);
        for (; rounds > 0; rounds--) {
            Node *n = make(5);
            if (way == 2)
                goto out;
            printf("%d\n", n->value);
        }
    }
    return 1;
out:
    printf("out\n");
    return 2;
}

int main(void) {
    for (int way = 0; way < 3; way++) {
        printf("%d\n", by_case(way));
        printf("%d\n", by_goto(way));
    }
    return 0;
}
