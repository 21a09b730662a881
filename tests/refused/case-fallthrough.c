/* Nothing can be put between a fallthrough attribute and its case. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int test(int way) {
    int result = 0;
    switch (way) {
    case 1:;
        Node *n = tally_new(Node);
        result = n->value;
        __attribute__((fallthrough));
    case 2: // expect: TLY0012 TLY0038
        result += 2;
    }
    return result;
}

int behind_default(int way) {
    switch (way) {
    case 1:;
        Node *n = tally_new(Node);
        return n->value;
    default: // expect: TLY0038
        __attribute__((fallthrough));
    case 2: // expect: TLY0012 TLY0038
        return 2;
    }
}

int behind_block(int way) {
    switch (way) {
    case 1:;
        Node *n = tally_new(Node);
        return n->value;
    case 2: { // expect: TLY0038
        way++;
        __attribute__((fallthrough));
    }
    case 3: // expect: TLY0012 TLY0038
        return way;
    }
    return 0;
}
