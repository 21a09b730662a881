/* A table of words that keep objects, some with a mark in the lowest bit: only
 * the trace function says so. */
#include <tally.h>

#include <stdint.h>
#include <stdio.h>

typedef struct tally_object Node Node;
typedef struct tally_object Table Table;

struct Node {
    int number;
    Table *home;
};

/* The words stand in a counted array, which goes by itself. */
struct Table {
    int number;
    size_t used;
    uintptr_t *tally_array words;
    Node *first;
};

tally_finalizer static void node_dies(Node *self) {
    fprintf(stderr, "node %d dies\n", self->number);
}

tally_finalizer static void table_dies(Table *self) {
    fprintf(stderr, "table %d dies\n", self->number);
}

tally_trace static void table_trace(Table *self, tally_visitor *visitor) {
    for (size_t i = 0; i < self->used; i++) {
        void *kept = (void *)(self->words[i] & ~(uintptr_t)1);
        tally_visit(visitor, &kept);
    }
}

static Table *table_new(int number, size_t room) {
    return tally_new(Table, .number = number,
                     .words = tally_new_array(uintptr_t, room));
}

static void table_add(Table *table, Node *node, int mark) {
    table->words[table->used++] =
        (uintptr_t)tally_leak(node) | (uintptr_t)(mark != 0);
}

static Node *table_at(Table *table, size_t index) {
    return tally_borrow(Node, (void *)(table->words[index] & ~(uintptr_t)1));
}

static int total(Table *table) {
    int sum = 0;
    for (size_t i = 0; i < table->used; i++)
        sum += table_at(table, i)->number * (table->words[i] & 1 ? 10 : 1);
    return sum;
}

/* Released with the table. */
static void plain(void) {
    Table *table = table_new(1, 3);
    Node *kept = tally_new(Node, .number = 2);
    table->first = tally_new(Node, .number = 4);
    table_add(table, tally_new(Node, .number = 1), 0);
    table_add(table, kept, 1);
    table_add(table, tally_new(Node, .number = 3), 0);
    printf("total %d\n", total(table));
    table = NULL;
    printf("kept %d\n", kept->number);
}

/* A cycle that goes through the words. */
static void cyclic(void) {
    Table *table = table_new(2, 2);
    Node *kept = tally_new(Node, .number = 6);
    table_add(table, tally_new(Node, .number = 5, .home = table), 1);
    table_add(table, kept, 0);
    printf("total %d\n", total(table));
    kept = NULL;
    table = NULL;
#ifndef TALLY__ERASED
    fprintf(stderr, "found %zu\n", tally_collect());
#endif
}

/* What lives is not taken for garbage. */
static void alive(void) {
    Table *table = table_new(3, 2);
    table_add(table, tally_new(Node, .number = 7, .home = table), 0);
    table_add(table, tally_new(Node, .number = 8, .home = table), 1);
#ifndef TALLY__ERASED
    fprintf(stderr, "found %zu\n", tally_collect());
#endif
    printf("total %d\n", total(table));
    table_at(table, 0)->home = NULL;
    table_at(table, 1)->home = NULL;
}

int main(void) {
    plain();
    cyclic();
    alive();
    return 0;
}
