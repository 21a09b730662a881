/* goto out of blocks: the variables of every scope that is left are released,
 * the innermost first; those of the scope of the label stay. */
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

static int work(int fail) {
    int result = -1;
    Node *a = make("a");
    {
        Node *b = make("b");
        if (fail == 1)
            goto done;
        for (;;) {
            Node *c = make("c");
            Node *d = make("d");
            if (fail == 2)
                goto done;
            printf("%s %s %s %s\n", a->name, b->name, c->name, d->name);
            break;
        }
    }
    result = 0;
done:
    fprintf(stderr, "-- done\n");
    return result;
}

int main(void) {
    for (int fail = 0; fail < 3; fail++)
        printf("%d\n", work(fail));
    return 0;
}
