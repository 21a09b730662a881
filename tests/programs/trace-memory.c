/* Entries in memory of malloc, where only the trace function says that they are;
 * the finalizer gives them back. A list of tables that is as long as it likes. */
#include <tally.h>

#include <stdio.h>
#include <stdlib.h>

typedef struct tally_object tally_base Table Table;
typedef struct tally_object Named Named;

struct entry {
    int key;
    Table *value;
};

struct Table {
    struct entry *entry;
};

/* Its base's trace function is called, too. */
struct Named {
    Table table;
    void *name;
};

typedef struct tally_object Text Text;
struct Text {
    char text[8];
};

tally_finalizer static void table_dies(Table *self) {
    struct entry *entry = self->entry;
    tally_clear(entry);
    free(entry);
    self->entry = NULL;
}

tally_trace static void table_trace(Table *self, tally_visitor *visitor) {
    if (self->entry)
        tally_visit(visitor, &self->entry->value);
}

tally_trace static void named_trace(Named *self, tally_visitor *visitor);

static void put(Table *table, int key, Table *value) {
    if (!table->entry)
        table->entry =
            tally_emplace(struct entry, malloc(sizeof(struct entry)));
    table->entry->key = key;
    table->entry->value = value;
}

static void ring(void) {
    Table *a = tally_new(Table), *b = tally_new(Table);
    Named *c = tally_new(Named);
    c->name = tally_leak(tally_new(Text, .text = "three"));
    put(a, 1, b);
    put(b, 2, &c->table);
    put(&c->table, 3, a);
    printf("%d %d %s\n", a->entry->key, a->entry->value->entry->key,
           tally_borrow(Text, c->name)->text);
}

static void chain(void) {
    Table *head = tally_new(Table);
    for (int i = 0; i < 100000; i++) {
        Table *next = tally_new(Table);
        put(next, i, head);
        head = next;
    }
    printf("%d\n", head->entry->key);
}

tally_trace static void named_trace(Named *self, tally_visitor *visitor) {
    tally_visit(visitor, &self->name);
}

int main(void) {
    ring();
#ifndef TALLY__ERASED
    fprintf(stderr, "found %zu\n", tally_collect());
#endif
    chain();
    return 0;
}
