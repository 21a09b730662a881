/* The erased header in C++. */
#include <tally.h>
#include <tally_gc.h>
#include <tally_weak.h>
#include <tally_weak_map.h>

struct tally_object Node;

struct Node {
    int value;
    Node *next;
    Node *tally_weak up;
};

tally_finalizer static void node_finalizer(Node *self) {
    (void)self;
}

static bool arrays_work() {
    char *tally_array text = tally_strdup("one");
    Node **tally_array nodes = tally_new_array(Node *, 2);
    nodes[1] = tally_new(Node);
    tally_resize(&nodes, 3);
    tally_copy(nodes, nodes + 1, 2);
    return tally_length(text) == 4 && tally_length(nodes) == 3 && nodes[0] &&
           !nodes[1] && tally_try_resize(&nodes, 1) == nodes;
}

int main() {
    Node *zero = tally_new(Node);
    Node *one = tally_new(Node, 3, zero, nullptr);
    Node *two = tally_try_new(struct Node, 4, one, nullptr);
    return !(arrays_work() && two->next->next->value == 0 && tally_collect() == 0 &&
             tally_adopt(Node, tally_leak(one))->value == 3);
}
