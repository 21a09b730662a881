/* What the function that called setjmp owns stays, unless it came into scope
 * later; buffers in memory, several of them, jumps out of inner attempts and
 * through frames of others.
 * tally options: --unwind=shadow */
#define _POSIX_C_SOURCE 200809L
#include <tally.h>

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};
typedef struct tally_object Machine Machine;
struct Machine {
    jmp_buf failed;
    int error;
    Node *stack;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %d\n", self->value);
}

static Node *make(int value) {
    return tally_new(Node, .value = value);
}

static void push(Machine *m, int value) {
    Node *n = make(value);
    if (value == 3) {
        m->error = value;
        longjmp(m->failed, 1);
    }
    n->next = m->stack;
    m->stack = n;
}

static int in_object(Machine *m) {
    Node *kept = make(10);
    if (setjmp(m->failed)) {
        Node *n = make(12);
        printf("error %d, kept %d\n", m->error, kept->value);
        return n->value;
    }
    Node *later = make(11);
    for (int i = 1; i < 5; i++)
        push(m, i);
    return later->value;
}

/* Control comes back several times. */
static int again(void) {
    static jmp_buf back;
    Node *volatile best = make(20);
    volatile int times = 0;
    int way = setjmp(back);
    Node *inner = make(21 + way);
    if (times++ < 3) {
        best = inner;
        longjmp(back, times);
    }
    return best->value * 100 + inner->value;
}

static jmp_buf outer;

static void attempt(int where) {
    jmp_buf inner;
    Node *n = make(30 + where);
    if (setjmp(inner) == 0) {
        Node *deep = make(40 + where);
        if (where == 1)
            longjmp(inner, 1);
        if (where == 2)
            longjmp(outer, 1);
        printf("through %d\n", deep->value);
    } else {
        printf("inner %d\n", n->value);
    }
    if (where == 3)
        longjmp(outer, 1);
}

static void nested(void) {
    Node *n = make(50);
    for (volatile int i = 0; i < 4; i++) {
        if (setjmp(outer))
            printf("outer %d\n", n->value);
        else
            attempt(i);
    }
}

static int compare(const void *a, const void *b) {
    Node *n = make(60);
    if (*(const int *)a + *(const int *)b == 5)
        longjmp(outer, n->value);
    return *(const int *)a - *(const int *)b;
}

/* Through frames of others. */
static int through_library(void) {
    int numbers[] = {3, 2};
    Node *n = make(61);
    int got = 0;
    switch (setjmp(outer)) {
    case 0:
        qsort(numbers, 2, sizeof *numbers, compare);
        break;
    case 60:
        got = n->value;
    }
    return got;
}

static sigjmp_buf masked;

static int with_mask(void) {
    Node *n = make(70);
    if (sigsetjmp(masked, 1) == 0) {
        Node *inner = make(71);
        siglongjmp(masked, inner->value);
    }
    return n->value;
}

int main(void) {
    Machine *m = tally_new(Machine);
    printf("%d\n", in_object(m));
    printf("%d\n", again());
    nested();
    printf("%d\n", through_library());
    printf("%d\n", with_mask());
    return 0;
}
