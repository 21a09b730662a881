/* switch cases past declarations of references, Duff's device, cases that fall
 * through into the scope and cases that jump into it.
 * tally warns: TLY0038 */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s %d\n", self->name, self->value);
}

static Node *make(const char *name, int value) {
    return tally_new(Node, .name = name, .value = value);
}

static int cases(int way) {
    int result = 0;
    switch (way) {
        Node *early;
    case 0:
        early = make("early", way);
        result = early->value;
        break;
    case 1:;
        Node *n = make("one", way);
        result = n->value;
        if (result > 5)
            break;
        /* fall through */
    case 2:
    case 3:
        n = make("two or three", way);
        result += n->value;
        break;
    default: {
        Node *inner = make("inner", way);
        result = inner->value;
        break;
    case 4:
        inner = make("four", way);
        result = inner->value * 10;
    }
        result++;
    }
    return result;
}

static int duff(Node *source, int count) {
    int sum = 0, rounds = (count + 3) / 4;
    switch (count % 4) {
    case 0:
        do {
            Node *held = source;
            sum += held->value;
            /* fall through */
        case 3:
            held = make("three", sum);
            sum += held->value;
            /* fall through */
        case 2:
            held = make("two", sum);
            sum += 1;
            /* fall through */
        case 1:
            held = source;
            sum += held->value;
        } while (--rounds > 0);
    }
    return sum;
}

int main(void) {
    for (int i = 0; i < 7; i++)
        printf("cases %d\n", cases(i));
    Node *source = make("source", 2);
    for (int i = 1; i < 9; i++)
        printf("duff %d\n", duff(source, i));
    return 0;
}
