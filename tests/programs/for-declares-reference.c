/* A reference declared in a for lives through the whole loop and is released
 * on every way out of it. */
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

static Node *push(Node *head, const char *name, int value) {
    return tally_new(Node, .name = name, .value = value, .next = head);
}

static Node *list(void) {
    return push(push(push(NULL, "c", 3), "b", 2), "a", 1);
}

static int find(int value) {
    for (Node *p = list(); p; p = p->next) {
        Node *copy = p;
        if (copy->value == value)
            return copy->value;
    }
    return 0;
}

int main(void) {
    for (Node *p = list(); p; p = p->next) {
        if (p->value == 2)
            continue;
        fprintf(stderr, "-- %s\n", p->name);
        printf("%s\n", p->name);
    }
    fprintf(stderr, "-- break\n");
    for (Node *p = list(); p; p = p->next)
        if (p->value == 2)
            break;
    fprintf(stderr, "-- return\n");
    printf("%d\n", find(2));
    fprintf(stderr, "-- two\n");
    for (Node *p = list(), *last = NULL; p; last = p, p = p->next) {
        fprintf(stderr, "-- %s after %s\n", p->name,
                last ? last->name : "nothing");
    }
    fprintf(stderr, "-- done\n");
    return 0;
}
