/* Graphs full of cycles by hand: a graph is dropped along the list of its
 * nodes. Arguments: the number of graphs and of nodes in each. */
#include "../memory.h"

#include <stdint.h>
#include <stdio.h>

enum { DEGREE = 3 };

typedef struct Node Node;
struct Node {
    uint32_t number;
    Node *edges[DEGREE];
    Node *all; /* the node made before this one */
};

static uint32_t seed = 1;

static uint32_t random_below(uint32_t limit) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % limit;
}

static Node *make(uint32_t number, Node *all) {
    Node *node = memory_take(sizeof *node);
    node->number = number;
    node->all = all;
    return node;
}

static Node *nth(Node *node, uint32_t steps) {
    while (steps-- > 0)
        node = node->all;
    return node;
}

/* A ring of nodes, each with edges to near ones. Its newest node. */
static Node *build(uint32_t count) {
    Node *first = make(0, NULL);
    Node *newest = first;
    for (uint32_t i = 1; i < count; i++)
        newest = make(i, newest);
    first->all = newest;
    Node *node = newest;
    for (uint32_t i = 0; i < count; i++) {
        for (int edge = 0; edge < DEGREE; edge++)
            node->edges[edge] = nth(node, random_below(8));
        node = node->all;
    }
    return newest;
}

static void drop(Node *newest) {
    if (!MEMORY_IS_GIVEN)
        return;
    Node *node = newest;
    do {
        Node *all = node->all;
        memory_give(node, sizeof *node);
        node = all;
    } while (node != newest);
}

static uint64_t walk(Node *node, uint32_t steps) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < steps; i++) {
        sum += node->number;
        node = node->edges[i % DEGREE];
    }
    return sum;
}

int main(int argc, char **argv) {
    memory_begin();
    uint32_t graphs = argc > 1 ? (uint32_t)atoi(argv[1]) : 10000;
    uint32_t nodes = argc > 2 ? (uint32_t)atoi(argv[2]) : 1000;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < graphs; i++) {
        Node *graph = build(nodes);
        sum += walk(graph, nodes);
        drop(graph);
    }
    printf("%llu\n", (unsigned long long)sum);
    return 0;
}
