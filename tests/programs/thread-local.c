/* Thread-local references: each thread has its own, which goes with it. Those
 * of the thread that ends the program go first.
 * This is not for tcc. */
#include <tally.h>

#include <pthread.h>
#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};
struct pair {
    Node *a;
    int n;
    Node *tally_weak b;
};

static _Thread_local Node *current;
static _Thread_local Node *table[2];
_Thread_local struct pair whole;
extern _Thread_local Node *elsewhere;
static _Thread_local Node *const never;

/* One that lives on in the place that it comes from. */
static void end(Node *self) tally_finalizer;

static Node *make(int value) {
    return tally_new(Node, .value = value);
}

static int count(int step) {
    static _Thread_local Node *last;
    Node *n = make(last ? last->value + step : step);
    n->next = last;
    last = n;
    return n->value;
}

static void fill(Node **place, int value) {
    *place = make(value);
}

static inline int sum(void) {
    int all = current ? current->value : 0;
    for (int i = 0; i < 2; i++)
        if (table[i])
            all += table[i]->value;
    return all + (whole.a ? whole.a->value : 0) + (never != NULL);
}

static void end(Node *self) {
    fprintf(stderr, "end %d\n", self->value);
    if (self->value == 77)
        current = make(78);
}

static void *work(void *unused) {
    (void)unused;
    current = make(10);
    fill(&table[1], 20);
    whole = (struct pair){.a = make(30), .n = 1, .b = current};
    elsewhere = make(40);
    int first = count(3), second = count(3);
    printf("%d %d %d %d\n", sum(), first, second, elsewhere->value);
    whole.a->next = whole.a;
    current = make(77);
    return NULL;
}

_Thread_local Node *elsewhere;

int main(void) {
    pthread_t thread;
    fill(&current, 1);
    whole.a = make(2);
    whole.b = whole.a;
    table[0] = whole.b;
    printf("%d %d\n", sum(), count(5));
    if (pthread_create(&thread, NULL, work, NULL) == 0)
        pthread_join(thread, NULL);
    fprintf(stderr, "joined\n");
    printf("%d %d\n", sum(), count(5));
    return 0;
}
