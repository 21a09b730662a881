/* goto past declarations of references: forward in a block, into blocks, into
 * the body of a loop, backward. The variables are NULL then, and what they
 * are given later is released as ever. (tally warns: TLY0038) */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
    Node *next;
};
struct pair {
    Node *first, *second;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s %d\n", self->name, self->value);
}

static Node *make(const char *name, int value) {
    return tally_new(Node, .name = name, .value = value);
}

/* Without the jump the variables hold objects; with it they are given some
 * behind the label. */
static int forward(int jump) {
    int result = 0;
    Node *outer = make("outer", jump);
    if (jump == 1)
        goto past;
    Node *a = make("a", jump);
    if (jump == 2)
        goto past;
    Node *b = make("b", jump);
    result = a->value + b->value;
past:
    if (jump == 1)
        a = make("late a", jump);
    b = make("late b", jump);
    result += a->value + b->value + outer->value;
    return result;
}

static int into_blocks(int jump) {
    int result = jump;
    if (jump)
        goto deep;
    {
        Node *a = make("shallow", 1);
        {
            Node *b = make("deep", 2), *c;
            result = a->value + b->value;
        deep:
            c = make("deepest", 3);
            result += c->value;
            if (result < 5)
                b = c;
        }
        result++;
    }
    return result;
}

static int into_loop(int jump) {
    int result = 0;
    Node *list = make("list", 1);
    list->next = make("list", 2);
    if (jump)
        goto inside;
    for (Node *n = list; n; n = n->next) {
        Node *kept = n;
        result += kept->value;
    inside:
        result += 100;
        kept = make("kept", result);
        if (jump)
            n = kept;
        jump = 0;
    }
    return result;
}

static int backward(void) {
    int rounds = 0, sum = 0;
    {
        Node *n = make("first", 1);
        sum = n->value;
    again:
        n = make("again", rounds);
        sum += n->value;
    }
    if (rounds++ < 2)
        goto again;
    return sum;
}

static int aggregates(int jump) {
    if (jump)
        goto past;
    Node *row[3] = {make("row", 0), make("row", 1), NULL};
    struct pair pair = {make("pair", 0), NULL};
    if (row[0]->value + pair.first->value)
        return 1;
past:
    row[2] = make("row", 2);
    pair.second = make("pair", 2);
    return row[2]->value + pair.second->value;
}

static int weak(int jump, Node *target) {
    if (jump)
        goto past;
    Node *tally_weak w = target;
past:
    w = target;
    return w != NULL;
}

/* A label that only jumps lead to, without a block around it. */
static int unbraced(int way) {
    int result = 0;
    if (way == 1)
        goto in;
    Node *n = make("plain", way);
    if (way == 2)
    in:
        result = 5;
    else
        result = n->value;
    n = make("other", result);
    return n->value;
}

/* A raw pointer whose hidden companion is entered, too. */
static int companion(int jump) {
    Node *list = make("list", jump);
    list->next = make("behind", jump);
    if (jump)
        goto past;
    int *value = &list->next->value;
    list->next = NULL;
    jump = *value;
past:
    list->next = make("new", 7);
    value = &list->next->value;
    list->next = NULL;
    return *value + jump;
}

int main(void) {
    for (int i = 0; i < 3; i++)
        printf("forward %d\n", forward(i));
    for (int i = 0; i < 2; i++)
        printf("blocks %d\n", into_blocks(i));
    for (int i = 0; i < 2; i++)
        printf("loop %d\n", into_loop(i));
    printf("backward %d\n", backward());
    for (int i = 0; i < 2; i++)
        printf("aggregates %d\n", aggregates(i));
    Node *target = make("target", 0);
    for (int i = 0; i < 2; i++)
        printf("weak %d\n", weak(i, target));
    for (int i = 0; i < 3; i++)
        printf("unbraced %d\n", unbraced(i));
    for (int i = 0; i < 2; i++)
        printf("companion %d\n", companion(i));
    return 0;
}
