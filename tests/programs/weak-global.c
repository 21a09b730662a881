/* Weak places of static storage. */
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

static Node *tally_weak last_made;
static Node *tally_weak recent[2];

static Node *remember(Node *n) {
    static Node *tally_weak before;
    Node *was = before;
    before = n;
    recent[1] = recent[0];
    recent[0] = n;
    last_made = n;
    return was;
}

static void tell(void) {
    fprintf(stderr, "-- last %s, recent %s %s\n",
            last_made ? last_made->name : "none",
            recent[0] ? recent[0]->name : "none",
            recent[1] ? recent[1]->name : "none");
}

int main(void) {
    Node *a = make("a");
    printf("%d\n", remember(a) == NULL);
    {
        Node *b = make("b");
        printf("%s\n", remember(b)->name);
        printf("%s %s %s\n", last_made->name, recent[0]->name,
               recent[1]->name);
        tell();
    }
    tell();
    a = NULL;
    tell();
    return 0;
}
