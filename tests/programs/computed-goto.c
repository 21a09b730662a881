/* Computed goto: an interpreter whose handlers hold references, labels behind
 * declarations, jumps out of blocks.
 * tally warns: TLY0038 */
#ifdef __GNUC__
#pragma GCC diagnostic ignored "-Wpedantic"
#endif
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s %d\n", self->name, self->value);
}

static Node *make(const char *name, int value) {
    return tally_new(Node, .name = name, .value = value);
}

enum { PUSH, ADD, POP, DROP, HALT };

static int run(const int *code) {
    static const void *const handlers[] = {&&push, &&add, &&pop,
                                                         &&drop, &&halt};
    Node *stack = NULL;
    int result = 0;
    goto *handlers[*code];
push: {
    Node *top = make("top", *++code);
    top->next = stack;
    stack = top;
    goto *handlers[*++code];
}
add: {
    Node *first = stack, *second = stack->next;
    stack = make("sum", first->value + second->value);
    stack->next = second->next;
    goto *handlers[*++code];
}
pop:
    result = result * 100 + stack->value;
drop:
    stack = stack->next;
    goto *handlers[*++code];
halt:
    return result;
}

/* Labels in a block, behind a declaration; what is left is not what is
 * entered. The target is read out of an object that is left. */
struct target {
    const void *label;
};
typedef struct tally_object Jump Jump;
struct Jump {
    struct target to;
};

static int into_block(int way) {
    int result = 0;
    {
        Jump *jump = tally_new(Jump);
        jump->to.label = way == 1 ? &&one : way == 2 ? &&two : &&out;
        goto *jump->to.label;
    }
    {
        Node *n = make("skipped", 0);
        result = n->value;
    one:
        n = make("one", 1);
        result += n->value;
    two:
        n = make("two", 2);
        result += n->value;
    out:
        result += 10;
    }
    return result;
}

/* A static place behind it that none of its targets is behind. */
static int static_behind(int way) {
    static const void *const targets[] = {&&first, &&second};
    Node *n = make("static", way);
    goto *targets[way & 1];
first:
    n->value += 10;
second:
    n->value += 20;
    static Node *kept;
    kept = n;
    if (way < 0)
        goto unused;
unused:
    return kept->value;
}

int main(void) {
    static const int code[] = {PUSH, 1, PUSH, 2, ADD, PUSH, 4, PUSH, 5, DROP,
                               POP, POP, HALT};
    printf("%d\n", run(code));
    for (int i = 1; i < 4; i++)
        printf("%d\n", into_block(i));
    for (int i = 0; i < 2; i++)
        printf("%d\n", static_behind(i));
    return 0;
}
