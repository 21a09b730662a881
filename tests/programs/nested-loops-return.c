/* Returns, breaks and jumps out of loops in loops. */
#include <tally.h>

#include <stdio.h>
#include <string.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
    int value;
};
tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}
__attribute__((unused)) static Node *make(const char *name) {
    return tally_new(Node, .name = name, .value = (int)strlen(name));
}
__attribute__((unused)) static void show(const Node *n) {
    printf("%s\n", n ? n->name : "none");
}
static Node *find(Node *head, const char *name) {
    for (Node *a = head; a; a = a->next) {
        Node *k = a;
        for (Node *b = k; b; b = b->next) {
            Node *q = b;
            while (1) {
                Node *t = make("inner");
                if (!strcmp(q->name, name))
                    return q;
                do {
                    Node *u = t;
                    if (u->value > 3)
                        break;
                    if (u->value == 1)
                        goto out;
                    return u;
                } while (0);
                if (t)
                    break;
            }
            if (b->value == 5)
                continue;
        }
    }
out:
    return NULL;
}
int main(void) {
    Node *h = make("a");
    h->next = make("bb");
    h->next->next = make("ccc");
    show(find(h, "ccc"));
    show(find(h, "zz"));
    for (int i = 0; i < 3; i++)
        for (Node *n = h; n; n = n->next) {
            Node *m = n;
            for (;;) {
                Node *o = make("o");
                if (i == 1)
                    break;
                if (m->next)
                    goto next;
                return o->value;
            }
        next:;
        }
    return 0;
}
