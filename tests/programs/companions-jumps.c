/* Raw pointers that keep their object, with jumps into and out of the scope of
 * the variable. */
#include <stdio.h>
#include <string.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    char name[8];
    Node *next;
};
static void node_delete(Node *self) tally_finalizer;
static void node_delete(Node *self) {
    fprintf(stderr, "delete %s\n", self->name);
}

static Node *make(const char *name, Node *next) {
    Node *n = tally_new(Node, .next = next);
    strcpy(n->name, name);
    return n;
}

static void into_switch(Node *n, int which) {
    switch (which) {
        char *s;
    case 1:
        s = n->next->name;
        n->next = NULL;
        printf("%s\n", s);
        break;
    case 2:
        s = make("fresh", NULL)->name;
        printf("%s\n", s);
        /* fall through */
    default:
        printf("done\n");
    }
}

static void by_goto(Node *n, int times) {
    goto inside;
    for (;;) {
        char *s;
        if (0) {
        inside:
            s = "entered";
        } else {
            s = n->next->name;
            n->next = n->next->next;
        }
        printf("%s\n", s);
        if (times-- == 0)
            goto out;
    }
out:
    printf("out\n");
}

int main(void) {
    into_switch(make("a", make("b", NULL)), 1);
    into_switch(make("c", make("d", NULL)), 2);
    into_switch(make("e", NULL), 3);
    by_goto(make("f", make("g", make("h", NULL))), 2);
    return 0;
}
