/* Objects whose references lie in nested structs, anonymous ones and arrays
 * of structs. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;

struct link {
    int weight;
    Node *to;
};

struct Node {
    const char *name;
    struct link first;
    struct {
        Node *inner;
        struct link deep;
    } nested;
    struct {
        Node *anonymous;
    };
    struct link links[2];
    unsigned flag : 1;
    Node *tally_weak back;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static void link_to(struct link *link, Node *to) {
    link->to = to;
    link->weight++;
}

int main(void) {
    Node *n = make("root");
    n->first.to = make("first");
    n->nested.inner = make("inner");
    n->nested.deep.to = make("deep");
    n->anonymous = make("anonymous");
    n->links[0].to = n->first.to;
    n->links[1].to = make("second link");
    n->flag = 1;
    n->nested.deep.to->back = n;
    link_to(&n->links[0], make("replaced"));
    link_to(&n->first, n->links[0].to);
    fprintf(stderr, "-- linked\n");
    printf("%s %s %s %s\n", n->first.to->name, n->links[0].to->name,
           n->nested.deep.to->back->name, n->anonymous->name);
    printf("%d %d %d\n", n->first.weight, n->links[0].weight, n->flag);
    struct link *second = &n->links[1];
    second->to = NULL;
    fprintf(stderr, "-- second cleared\n");
    return 0;
}
