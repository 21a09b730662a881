/* Hash tables, as programs see them. */
#include "builtin.h"

static Table *argument_table(Frame *arguments, size_t index) {
    return (Table *)argument_kind(arguments, index, VALUE_TABLE);
}

static Value *table_make(Frame *arguments) {
    (void)arguments;
    return &table_create()->value;
}

static Value *table_is_table(Frame *arguments) {
    return value_boolean(is_kind(arguments->slots[0], VALUE_TABLE));
}

static Value *table_ref_default(Frame *arguments) {
    Entry *entry =
        table_find(argument_table(arguments, 0), arguments->slots[1]);

    return entry != NULL ? entry->item : arguments->slots[2];
}

/* (hash-table-ref table key [missing]): what the procedure gives if there is
 * no entry. */
static void table_ref(struct machine *machine, Frame *arguments) {
    Entry *entry =
        table_find(argument_table(arguments, 0), arguments->slots[1]);

    if (entry != NULL)
        machine_return(machine, entry->item);
    else if (has_argument(arguments, 2))
        machine_apply(machine, arguments->slots[2], value_nil);
    else
        fail("there is no such key:", arguments->slots[1]);
}

static Value *table_set(Frame *arguments) {
    table_put(argument_table(arguments, 0), arguments->slots[1],
              arguments->slots[2]);
    return value_unspecified;
}

static Value *table_remove(Frame *arguments) {
    table_delete(argument_table(arguments, 0), arguments->slots[1]);
    return value_unspecified;
}

static Value *table_empty(Frame *arguments) {
    table_clear(argument_table(arguments, 0));
    return value_unspecified;
}

static Value *table_contains(Frame *arguments) {
    return value_boolean(
        table_find(argument_table(arguments, 0), arguments->slots[1]) != NULL);
}

static Value *table_count(Frame *arguments) {
    return integer_create((int64_t)argument_table(arguments, 0)->count);
}

static Value *table_to_list(Frame *arguments) {
    return table_list(argument_table(arguments, 0));
}

const struct primitive table_primitives[] = {
    {"make-hash-table", 0, 0, table_make, NULL},
    {"make-equal-hash-table", 0, 0, table_make, NULL},
    {"hash-table?", 1, 1, table_is_table, NULL},
    {"hash-table-ref", 2, 3, NULL, table_ref},
    {"hash-table-ref/default", 3, 3, table_ref_default, NULL},
    {"hash-table-set!", 3, 3, table_set, NULL},
    {"hash-table-delete!", 2, 2, table_remove, NULL},
    {"hash-table-clear!", 1, 1, table_empty, NULL},
    {"hash-table-contains?", 2, 2, table_contains, NULL},
    {"hash-table-count", 1, 1, table_count, NULL},
    {"hash-table->alist", 1, 1, table_to_list, NULL},
    {NULL, 0, 0, NULL, NULL},
};
