/* Arguments that the callee takes over if its result says so: locals, which
 * are empty then, fields, fresh objects, a consumed parameter, two at once;
 * conditions of numbers and of pointers. */
#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wunused-parameter"
#endif
#include <tally.h>

#include <stdbool.h>
#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};
typedef struct tally_object Queue Queue;
struct Queue {
    int length;
    Node *first;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %d\n", self->value);
}

static Node *make(int value) {
    return tally_new(Node, .value = value);
}

/* 0, or -1 if it is full. */
static int push(Queue *q, Node *n tally_consumes_if(result == 0));
static int push(Queue *q, Node *n) {
    if (q->length == 2)
        return -1;
    n->next = q->first;
    q->first = n;
    q->length++;
    return 0;
}

/* Takes it, and drops it. */
static bool swallow(Node *n tally_consumes_if(result)) {
    return n->value % 2 == 0;
}

static Node *swap(Node *old tally_consumes_if(result != NULL), int value) {
    if (value < 0)
        return NULL;
    Node *n = make(value);
    n->next = old;
    return n;
}

static int both(Node *a tally_consumes_if(result > 1),
                Node *b tally_consumes_if(result >= 1), int way) {
    printf("%d %d\n", a->value, b->value);
    return way;
}

static int keep_trying(Queue *q, int value) {
    Node *n = make(value);
    if (push(q, n) != 0) {
        printf("full: %d\n", n->value);
        q->first = q->first->next;
        q->length--;
        return push(q, n);
    }
    return 0;
}

static void tested(int value) {
    Node *n = make(value);
    bool gone = swallow(n);
    if (!gone)
        printf("kept %d\n", n->value);
    n = make(value + 100);
    if (swallow(n))
        return;
    printf("kept %d, too\n", n->value);
}

static void fields(Queue *q) {
    swallow(q->first);
    printf("still %d\n", q->first->value);
    printf("%d\n", 1 + swallow(make(30)));
    swallow(make(31));
    Node *n = make(33);
    for (int i = 0; i < 2 && !swallow(n); i++)
        n->value++;
}

static int given(Node *n tally_consumed) {
    if (swallow(n))
        return 1;
    return n->value;
}

static void pointers(void) {
    Node *n = make(40);
    Node *other = swap(n, -1);
    if (other != NULL)
        return;
    printf("none for %d\n", n->value);
    n = swap(n, 41);
    printf("%d behind %d\n", n->next->value, n->value);
}

/* Parameters that their functions do not mention. */
static void eat(Node *n tally_consumed) {
}

static int eat_zero(Node *n tally_consumes_if(result == 0), int way) {
    return way;
}

static void unmentioned(void) {
    int (*eater)(Node *n tally_consumes_if(result == 0), int) = eat_zero;
    eat(make(70));
    Node *n = make(71), *other = make(72);
    eat_zero(n, 0);
    eater(other, 1);
    puts("eaten");
    eater(make(73), 0);
    eater(make(74), 1);
}

static void pairs(void) {
    for (int i = 0; i < 3; i++) {
        Node *a = make(50 + i), *b = make(60 + i);
        int result = both(a, b, i);
        if (result < 1)
            printf("b is %d\n", b->value);
        if (result <= 1)
            printf("a is %d\n", a->value);
    }
}

/* NULL is nobody's, and the conditions of the others stay theirs. */
static int either(Node *a tally_consumes_if(result > 1),
                  Node *b tally_consumes_if(result == 1), int way) {
    return way;
}

static void nothing(void) {
    eat_zero(NULL, 0);
    for (int i = 0; i < 3; i++) {
        Node *n = make(80 + i);
        if (either(NULL, n, i) != 1)
            printf("%d is kept\n", n->value);
        either((n = make(90 + i), (Node *)NULL), NULL, i);
        either(n, NULL, 2);
    }
}

int main(void) {
    Queue *q = tally_new(Queue);
    for (int i = 1; i < 5; i++)
        printf("%d\n", keep_trying(q, i));
    tested(10);
    tested(11);
    fields(q);
    for (int i = 20; i < 22; i++)
        printf("%d\n", given(make(i)));
    pointers();
    pairs();
    unmentioned();
    nothing();
    return 0;
}
