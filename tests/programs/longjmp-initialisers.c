/* longjmp out of what declarations start with: conditions in the initialisers
 * of arrays and structs within loops, assignments between declarators, makers
 * that come out of macros, parameters handed over under a condition.
 * tally options: --unwind=shadow */
#include <tally.h>

#include <setjmp.h>
#include <stdio.h>

#define SET(place, value) ((place) = (value))
#define VALUE(value) (value)

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};
struct pair {
    Node *first;
    int between;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %d\n", self->value);
}

static jmp_buf top;
static int way;
static Node *global;

static Node *make(int value) {
    return tally_new(Node, .value = value);
}

static int fail(int here) {
    if (here == way)
        longjmp(top, here);
    return here;
}

static int arrays(Node *n) {
    int sum = 0;
    for (int i = 0; i < 2; i++) {
        Node *list[3] = {
            tally_new(Node, .value = 10 + i, .next = i ? n->next : NULL), n};
        sum += fail(1 + i) + list[0]->value;
    }
    return sum;
}

static int structs(Node *n) {
    int sum = 0;
    for (Node *p = n; p; p = p->next) {
        if (sum == 0) {
            Node *inner = make(20);
            sum += inner->value;
        }
        struct pair pair =
            p->next ? (struct pair){n, 3} : (struct pair){.between = 4};
        sum += fail(4) + pair.between;
    }
    return sum;
}

static int declarators(Node *n) {
    Node *a = make(30), *b = global = n, *c = make(fail(5));
    return a->value + b->value + c->value + fail(6);
}

static int macros(Node *n, Node *kept) {
    SET(n->next, tally_new(Node, .next = kept, .value = fail(7)));
    n->next = VALUE(tally_new(Node, .next = kept, .value = fail(8)));
    return n->next->value;
}

static int taken(Node *n tally_consumes_if(result > 3), int here) {
    Node *other = make(40);
    if (here == 0)
        return 0;
    other->next = n;
    return fail(here) + other->value;
}

static int attempt_all(void) {
    Node *n = make(100), *mine = make(101);
    n->next = make(102);
    int sum = arrays(n);
    sum += declarators(n);
    sum += macros(n, mine);
    sum += taken(make(41), 9);
    sum += taken(mine, 0);
    sum += taken(n->next, 10);
    return sum;
}

static void attempt(int where) {
    way = where;
    if (setjmp(top) == 0)
        printf("%d: %d\n", where, attempt_all());
    else
        printf("%d: left\n", where);
    global = NULL;
}

static int attempt_two(void) {
    Node *n = make(200);
    n->next = make(201);
    return structs(n);
}

static void attempt_structs(int where) {
    way = where;
    if (setjmp(top) == 0)
        printf("%d: %d\n", where, attempt_two());
    else
        printf("%d: left\n", where);
}

int main(void) {
    for (int i = 0; i < 12; i++)
        attempt(i);
    for (int i = 4; i < 6; i++)
        attempt_structs(i);
    return 0;
}
