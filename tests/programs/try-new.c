/* tally_try_new gives NULL when memory is out, else an object like
 * tally_new's. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static int append(Node *to, const char *name) {
    Node *n = tally_try_new(Node, .name = name);
    if (!n)
        return 0;
    n->next = tally_try_new(Node);
    if (n->next)
        n->next->name = "blank";
    to->next = n;
    return 1;
}

int main(void) {
    Node *n = tally_new(Node, .name = "n");
    if (!append(n, "first") || !append(n, "second"))
        return 1;
    fprintf(stderr, "-- appended\n");
    Node *m = tally_try_new(Node, .name = "m", .next = n->next);
    printf("%s %s\n", n->next->name, m->next->next->name);
    return 0;
}
