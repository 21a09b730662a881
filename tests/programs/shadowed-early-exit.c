/* Early ways out of a scope whose variable hides another one of the same name:
 * each of them is released, not one of them twice. */
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
    return tally_new(Node, .name = name, .value = 3);
}

static Node *leave(int way) {
    Node *n = make("outer");
    for (int i = 0; i < 2; i++) {
        Node *n = make("inner");
        if (way == 0)
            return n;
        if (way == 1)
            break;
        if (way == 2)
            continue;
        {
            Node *n = make("innermost");
            if (way == 3)
                goto out;
            if (way == 4)
                return n;
        }
    }
    fprintf(stderr, "-- loop left\n");
    return n;
out:
    fprintf(stderr, "-- out\n");
    return NULL;
}

static int hidden_parameter(Node *n) {
    n = make("parameter");
    {
        Node *n = make("hides it");
        for (Node *n = make("hides both"); n; n = NULL)
            return n->value;
        printf("not reached %s\n", n->name);
    }
    return n->value;
}

static int temporary_and_hidden(void) {
    Node *n = make("hidden");
    printf("%s\n", n->name);
    {
        int n = 4;
        return make("temporary")->value + n;
    }
}

int main(void) {
    for (int way = 0; way < 6; way++) {
        Node *n = leave(way);
        fprintf(stderr, "-- way %d\n", way);
        printf("%s\n", n ? n->name : "none");
    }
    printf("%d\n", hidden_parameter(make("argument")));
    printf("%d\n", temporary_and_hidden());
    return 0;
}
