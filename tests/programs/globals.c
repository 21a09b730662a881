/* Strong places of static storage: released when they are overwritten, and
 * what is left at exit. */
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

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

struct registry {
    int count;
    Node *first;
    Node *table[2];
};

Node *current;
static Node *list = NULL;
static struct registry registry;

static void push(Node *n) {
    n->next = list;
    list = n;
    registry.count++;
}

static Node *pop(void) {
    Node *n = list;
    if (n) {
        list = n->next;
        n->next = NULL;
    }
    return n;
}

int main(void) {
    push(make("a"));
    push(make("b"));
    push(make("c"));
    current = list;
    registry.first = list->next;
    registry.table[1] = registry.first;
    printf("%s %s %s %d\n", current->name, registry.first->name,
           registry.table[1]->next->name, registry.count);
    printf("%s\n", pop()->name);
    fprintf(stderr, "-- popped\n");
    current = NULL;
    fprintf(stderr, "-- current cleared\n");
    pop();
    registry.first = registry.table[0];
    fprintf(stderr, "-- first cleared\n");
    registry.table[1] = pop();
    fprintf(stderr, "-- all popped\n");
    printf("%s %d\n", registry.table[1]->name, list == NULL);
    return 0;
}
