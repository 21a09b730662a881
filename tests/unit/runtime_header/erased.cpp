/* The erased header in C++. */
#include <tally.h>

struct tally_object Node;

struct Node {
    int value;
    Node *next;
    Node *tally_weak up;
};

tally_finalizer static void node_finalizer(Node *self) {
    (void)self;
}

int main() {
    Node *zero = tally_new(Node);
    Node *one = tally_new(Node, 3, zero, nullptr);
    Node *two = tally_try_new(struct Node, 4, one, nullptr);
    return !(two->next->next->value == 0 && tally_collect() == 0 &&
             tally_adopt(Node, tally_leak(one))->value == 3);
}
