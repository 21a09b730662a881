/* Jumps past declarations within statement expressions: goto and switch, also
 * where a statement expression is what a variable starts with. */
#include <tally.h>

#include <stdio.h>

#pragma GCC diagnostic ignored "-Wpedantic"

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %d\n", self->value);
}

static Node *make(int value) {
    return tally_new(Node, .value = value);
}

static int with_goto(int way) {
    Node *outer = ({
        Node *inner = ({
            Node *first = make(10 + way);
            if (way)
                goto in;
            {
                Node *skipped;
                skipped = make(20);
            in:
                skipped = make(30);
                first->next = skipped;
            }
            first;
        });
        inner->next;
    });
    return outer->value;
}

static int with_switch(int way) {
    int rounds = 2;
    Node *outer = ({
        Node *last = NULL;
        switch (way) {
        case 0:
            do {
                Node *tally_weak seen;
                Node *mine;
                mine = make(40);
                seen = mine;
            case 1:
                mine = make(50);
                seen = mine;
            default:
                last = mine = make(60);
                seen = last;
                last->value += seen == mine;
            } while (--rounds > 0);
        }
        last;
    });
    return outer->value;
}

static int assigned(int way) {
    Node *n = make(70), *other;
    n->next = ({
        other = ({
            if (way)
                goto past;
            Node *skipped;
            skipped = make(80);
        past:
            skipped = make(90);
            skipped;
        });
        other;
    });
    return n->next->value;
}

int main(void) {
    for (int way = 0; way < 3; way++)
        printf("%d\n", with_goto(way));
    for (int way = 0; way < 3; way++)
        printf("%d\n", with_switch(way));
    for (int way = 0; way < 2; way++)
        printf("%d\n", assigned(way));
    return 0;
}
