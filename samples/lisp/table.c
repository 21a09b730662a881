/* Hash tables: chains of entries. */
#include "value.h"

enum { BUCKETS_LEAST = 8 };

Table *table_create(void) {
    return tally_new(Table, .value.kind = VALUE_TABLE,
                     .buckets = tally_new_array(Entry *, BUCKETS_LEAST));
}

static Entry **bucket_of(Entry **tally_array buckets, uint32_t hash)
    tally_borrowed_from(buckets) {
    return &buckets[hash & (tally_length(buckets) - 1)];
}

Entry *table_find(Table *table, Value *key) {
    uint32_t hash = value_hash(key);
    Entry *entry = *bucket_of(table->buckets, hash);

    while (entry != NULL &&
           !(entry->hash == hash && values_equal(entry->key, key)))
        entry = entry->next;
    return entry;
}

static void bucket_add(Entry **bucket, Entry *entry) {
    entry->next = *bucket;
    *bucket = entry;
}

static void table_grow(Table *table) {
    Entry **tally_array old = table->buckets;
    size_t i;

    table->buckets = tally_new_array(Entry *, 2 * tally_length(old));
    for (i = 0; i < tally_length(old); i++) {
        Entry *entry = old[i];

        while (entry != NULL) {
            Entry *next = entry->next;

            bucket_add(bucket_of(table->buckets, entry->hash), entry);
            entry = next;
        }
    }
}

void table_put(Table *table, Value *key, Value *item) {
    Entry *entry = table_find(table, key);
    uint32_t hash;

    if (entry != NULL) {
        entry->item = item;
        return;
    }
    if (table->count == tally_length(table->buckets))
        table_grow(table);
    hash = value_hash(key);
    entry = tally_new(Entry, .key = key, .item = item, .hash = hash);
    bucket_add(bucket_of(table->buckets, hash), entry);
    table->count++;
}

bool table_delete(Table *table, Value *key) {
    uint32_t hash = value_hash(key);
    Entry **place = bucket_of(table->buckets, hash);

    while (*place != NULL) {
        if ((*place)->hash == hash && values_equal((*place)->key, key)) {
            *place = (*place)->next;
            table->count--;
            return true;
        }
        place = &(*place)->next;
    }
    return false;
}

void table_clear(Table *table) {
    table->buckets = tally_new_array(Entry *, BUCKETS_LEAST);
    table->count = 0;
}

Value *table_list(Table *table) {
    Value *list = value_nil;
    size_t i;

    for (i = 0; i < tally_length(table->buckets); i++) {
        Entry *entry;

        for (entry = table->buckets[i]; entry != NULL; entry = entry->next)
            list = pair_create(pair_create(entry->key, entry->item), list);
    }
    return list;
}
