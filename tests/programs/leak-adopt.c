/* tally_leak, tally_borrow and tally_adopt: a reference on its way through
 * `void *`, as a context of callbacks for instance. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int calls;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s after %d\n", self->name, self->calls);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

struct callback {
    void (*call)(void *context);
    void (*destroy)(void *context);
    void *context;
};

static void call(void *context) {
    Node *n = tally_borrow(Node, context);
    n->calls++;
    tally_borrow(Node, context)->calls++;
}

static void destroy(void *context) {
    printf("%s\n", tally_adopt(Node, context)->name);
    fprintf(stderr, "-- adopted\n");
}

static struct callback subscribe(Node *n) {
    struct callback callback = {call, destroy, tally_leak(n)};
    return callback;
}

static void show(Node *n) {
    printf("%s %d\n", n->name, n->calls);
}

int main(void) {
    struct callback callback = subscribe(make("context"));
    fprintf(stderr, "-- subscribed\n");
    callback.call(callback.context);
    callback.call(callback.context);
    callback.destroy(callback.context);
    Node *n = make("n");
    void *raw = tally_leak(n);
    n = NULL;
    fprintf(stderr, "-- leaked\n");
    Node *m = tally_borrow(Node, raw);
    show(m);
    m = NULL;
    fprintf(stderr, "-- borrowed\n");
    m = tally_adopt(Node, raw);
    m = NULL;
    fprintf(stderr, "-- gone\n");
    raw = tally_leak(make("argument"));
    show(tally_adopt(Node, raw));
    raw = tally_leak(m);
    printf("%d %d\n", raw == NULL, tally_adopt(Node, raw) == NULL);
    return 0;
}
