/* Several owners of one declaration, companions among them: in their order on
 * the shadow stack.
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

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %d\n", self->value);
}

static jmp_buf top;
static int way, calls;
static Node *table[2];

static Node *make(int value) {
    if (++calls == way)
        longjmp(top, 1);
    return tally_new(Node, .value = value, .text = "text");
}

static int index_of(Node *n) {
    return make(n->value)->value & 1;
}

static int three(void) {
    Node *a, *b, *c = make(1), *d = make(2);
    a = make(3);
    b = make(4);
    a->next = c;
    Node **place = &make(10)->next, **other = &table[index_of(d)];
    char *text = make(11)->text;
    *place = a;
    *other = b;
    make(12);
    return b->value + (*place)->value + (*other)->value + (text[0] == 't');
}

int main(void) {
    for (way = 0; way < 9; way++) {
        calls = 0;
        if (setjmp(top) == 0)
            printf("%d\n", three());
        else
            puts("left");
        table[0] = table[1] = NULL;
    }
    return 0;
}
