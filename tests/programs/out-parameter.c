/* `T **out`: the callee overwrites a place of the caller, which may be a
 * local, a field, an element or a global; its old content is released. */
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

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

static void fill(const char *name, Node **out) {
    *out = make(name);
}

static int find(Node *list, int value, Node **out) {
    for (Node *p = list; p; p = p->next) {
        if (p->value == value) {
            *out = p;
            return 1;
        }
    }
    *out = NULL;
    return 0;
}

static void pass_on(const char *name, Node **out) {
    if (out)
        fill(name, out);
}

static Node *global;

int main(void) {
    Node *local, *elements[2] = {NULL};
    fill("first", &local);
    fill("second", &local);
    fprintf(stderr, "-- local\n");
    fill("field", &local->next);
    fill("element", &elements[1]);
    fill("other", elements);
    fill("global", &global);
    fprintf(stderr, "-- filled\n");
    printf("%s %s %s %s %s\n", local->name, local->next->name,
           elements[1]->name, elements[0]->name, global->name);
    local->next->value = 5;
    Node *found = NULL;
    printf("%d", find(local, 5, &found));
    printf(" %s\n", found->name);
    printf("%d", find(local, 6, &found));
    printf(" %s\n", found ? found->name : "none");
    pass_on("passed", &global);
    pass_on("not made", NULL);
    fprintf(stderr, "-- passed\n");
    printf("%s\n", global->name);
    global = NULL;
    return 0;
}
