/* A pointer into an object, kept in a variable while the one that it was taken
 * from is assigned around it, or ended by a jump back. */
#include <stdio.h>
#include <string.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char name[16];
    Node *next;
};

struct arg {
    const char *name;
    int count;
};

static Node *make(int value) {
    Node *n = tally_new(Node, .value = value);
    snprintf(n->name, sizeof n->name, "number %d", value);
    return n;
}

static void assigned_around(void) {
    Node *head = make(1);
    head->next = make(2);
    const char *name;
    head = (name = head->name, head->next);
    printf("%s, %s\n", name, head->name);
}

static void assigned_in_a_loop(int count) {
    const char *name = "";
    Node *head;
again:
    head = make(count);
    printf("%s;", name);
    name = head->name;
    if (count-- > 0)
        goto again;
    printf("\n");
}

static void declared_in_a_loop(int count) {
    const char *name = "";
again:
    printf("%s;", name);
    Node *n = make(count);
    name = strchr(n->name, ' ') + 1;
    if (count-- > 0)
        goto again;
    printf("%s\n", name);
}

static void literal(void) {
    const struct arg *arg = &(struct arg){make(7)->name, 4};
    printf("%s %d\n", arg->name, arg->count);
}

int main(void) {
    assigned_around();
    assigned_in_a_loop(3);
    declared_in_a_loop(3);
    literal();
    return 0;
}
