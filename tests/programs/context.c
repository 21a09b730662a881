/* References as the context of a callback: given away with it, borrowed by the
 * callback, taken back by `destroy`; without one, the callback adopts. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};
static void node_delete(Node *self) tally_finalizer;
static void node_delete(Node *self) {
    fprintf(stderr, "delete %d\n", self->value);
}

struct event {
    void (*run)(void *data);
    void (*destroy)(void *data);
    void *data;
};
static struct event events[4];
static int event_count;

static void add(void (*run)(void *data), void *data tally_context(run, destroy),
                void (*destroy)(void *data)) {
    events[event_count++] = (struct event){run, destroy, data};
}
static void once(void (*run)(void *data), void *data tally_context(run, NULL)) {
    run(data);
}

static void show(void *data) {
    Node *n = tally_borrow(Node, data);
    printf("show %d\n", n->value);
}
static void drop(void *data) {
    Node *n = tally_adopt(Node, data);
    printf("drop %d\n", n ? n->value : -1);
}
static void show_number(void *data) {
    printf("number %d\n", *(int *)data);
}
static void nothing(void *data) {
    (void)data;
}

int main(void) {
    static int number = 7;
    Node *n = tally_new(Node, .value = 1);
    Node *m = tally_new(Node, .value = 2, .next = n);
    add(show, n, drop);
    add(show, m->next, drop);
    add(show, tally_new(Node, .value = 3), drop);
    add(show_number, &number, nothing);
    once(drop, m);
    once(drop, NULL);
    for (int i = 0; i < event_count; i++) {
        events[i].run(events[i].data);
        events[i].destroy(events[i].data);
    }
    return 0;
}
