/* a ?: b: the condition is evaluated once and is what it gives, nested, owned,
 * weak. */
#include <tally.h>

#include <stdio.h>
#include <string.h>

#pragma GCC diagnostic ignored "-Wpedantic"

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
static Node *maybe(Node *n, const char *s) {
    printf("maybe %s\n", s);
    return n ? n : NULL;
}
static Node *pick(Node *a, Node *b) {
    return a ?: b;
}
int main(void) {
    Node *n = make("n"), *null = NULL;
    show(n ?: make("x"));
    show(null ?: make("y"));
    show(null ?: null ?: make("z"));
    Node *a = maybe(NULL, "a") ?: maybe(n, "b") ?: make("never");
    show(a);
    n->next = n->next ?: make("next");
    n->next = n->next ?: make("next2");
    show(n->next);
    a = (null ?: maybe(null, "c")) ?: make("d");
    show(a);
    show(pick(null, n));
    show(pick(make("p"), n));
    printf("%d\n", (make("v") ?: n)->value);
    Node *tally_weak w = n;
    show(w ?: make("w"));
    show(make("made") ?: n->next);
    int k = n->value ?: 5;
    printf("%d\n", k);
    if (null ?: maybe(n, "cond"))
        printf("cond\n");
    const char *s = n->name ?: "none";
    printf("%s\n", s);
    return 0;
}
