/* Bodies without braces: what is inserted around a statement must not change
 * which statement belongs to what. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name, int value) {
    return tally_new(Node, .name = name, .value = value);
}

static int use(Node *n) {
    return n->value;
}

static int find(Node *list, int value) {
    for (Node *p = list; p; p = p->next)
        if (p->value == value)
            return use(p);
        else if (use(make("probe", p->value)) == 9)
            break;
        else
            continue;
    return -1;
}

static Node *either(Node *n, int flag) {
    if (flag)
        return n;
    else
        return make("either", 1);
}

int main(void) {
    Node *n = NULL;
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 2; k++)
            if (i == k)
                n = make("diagonal", i);
            else
                use(make("side", k));
    fprintf(stderr, "-- loops\n");
    if (n)
        if (n->value == 0)
            n = NULL;
        else
            n->next = make("next", 9);
    else
        n = make("unmade", 0);
    printf("%s %s\n", n->name, n->next->name);
    while (n->value < 3)
        n->value += use(make("one", 1));
    do
        use(make("do", 0));
    while (--n->value);
    fprintf(stderr, "-- searching\n");
    printf("%d\n", find(n, 9));
    printf("%d\n", find(n, 8));
    n->value = 9;
    n->next->value = 1;
    printf("%d\n", find(n->next, 2));
    if (either(n, 1) != n)
        ;
    else
        printf("%s\n", either(n, 0)->name);
    switch (n->value)
    case 9:
        n = n->next;
    fprintf(stderr, "-- end\n");
    return 0;
}
