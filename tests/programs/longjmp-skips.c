/* longjmp releases what the functions that it leaves own, innermost first:
 * temporaries, locals, loops' variables, parameters that are assigned or
 * handed over, weak locals, structs and arrays of references, companions.
 * tally options: --unwind=shadow */
#include <tally.h>

#include <setjmp.h>
#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char text[8];
    Node *next;
};
struct pair {
    Node *first;
    int between;
    Node *second;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %d\n", self->value);
}

static jmp_buf top;
static int way;

static Node *make(int value, Node *next) {
    Node *n = tally_new(Node, .value = value, .text = {'t'});
    n->next = next;
    return n;
}

static int fail(int here) {
    if (here == way)
        longjmp(top, here);
    return here;
}

static int look(const Node *n, int here) {
    return n->value + fail(here);
}

static int locals(Node *given) {
    Node *a = make(1, given), *b = make(2, a);
    Node *tally_weak seen = b;
    for (Node *p = b; p; p = p->next) {
        Node *inner = make(p->value + 10, NULL);
        fail(inner->value);
    }
    fail(1);
    return a->value + (seen != NULL);
}

static int assigned(Node *n) {
    n = make(20, n);
    fail(2);
    {
        Node *block = make(21, n);
        fail(3);
        n = block;
    }
    return n->value + fail(4);
}

static int handed(Node *n tally_consumed) {
    fail(5);
    return n->value;
}

static int values(void) {
    struct pair p = {NULL, 1, NULL}, q;
    Node *list[3] = {NULL};
    p.first = make(30, NULL);
    q = p;
    q.second = make(31, q.first);
    list[1] = q.second;
    fail(6);
    return p.first->value + list[1]->value;
}

static int temporaries(void) {
    return look(make(40, NULL), 7) + look(make(41, make(42, NULL)), 8);
}

static int raw(Node *n) {
    char *text = make(50, n)->next->text;
    fail(9);
    return text[0] == 't';
}

static int jumps(int from) {
    int sum = 0;
again:;
    Node *n = make(60 + from, NULL);
    if (from == 2) {
        sum += fail(10);
        return sum + n->value;
    }
    from++;
    sum += n->value;
    goto again;
}

static int run(void) {
    Node *outer = make(100, NULL);
    Node *given = make(101, NULL);
    int sum = locals(outer) + assigned(outer) + handed(given) + values();
    sum += temporaries() + raw(outer) + jumps(0);
    return sum + outer->value;
}

static void attempt(int where) {
    way = where;
    switch (setjmp(top)) {
    case 0:
        printf("%d: %d\n", where, run());
        break;
    case 12:
        printf("twelve\n");
        break;
    default:
        printf("%d: left\n", where);
    }
}

int main(void) {
    for (int i = 0; i < 14; i++)
        attempt(i);
    return 0;
}
