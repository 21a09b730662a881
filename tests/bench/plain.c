/* A unit of ordinary size that does not use tally: what tally-cc costs where
 * it has nothing to do. Counts the words of its input. */
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    struct entry *next;
    uint64_t hash;
    unsigned long count;
    char word[];
};

struct table {
    struct entry **buckets;
    size_t size, used;
};

static uint64_t hash_of(const char *word, size_t length) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)word[i]) * UINT64_C(1099511628211);
    return hash;
}

static void *checked(void *memory) {
    if (memory == NULL) {
        fprintf(stderr, "plain: %s\n", strerror(errno));
        exit(2);
    }
    return memory;
}

static void table_grow(struct table *table) {
    size_t size = table->size ? table->size * 2 : 64;
    struct entry **buckets = checked(calloc(size, sizeof *buckets));
    for (size_t i = 0; i < table->size; i++) {
        for (struct entry *entry = table->buckets[i]; entry != NULL;) {
            struct entry *next = entry->next;
            entry->next = buckets[entry->hash % size];
            buckets[entry->hash % size] = entry;
            entry = next;
        }
    }
    free(table->buckets);
    table->buckets = buckets;
    table->size = size;
}

static struct entry *table_find(struct table *table, const char *word,
                                size_t length, uint64_t hash) {
    if (table->size == 0)
        return NULL;
    struct entry *entry = table->buckets[hash % table->size];
    while (entry != NULL &&
           (entry->hash != hash || strlen(entry->word) != length ||
            memcmp(entry->word, word, length) != 0))
        entry = entry->next;
    return entry;
}

static void table_count(struct table *table, const char *word, size_t length) {
    uint64_t hash = hash_of(word, length);
    struct entry *entry = table_find(table, word, length, hash);
    if (entry == NULL) {
        if (table->used >= table->size)
            table_grow(table);
        entry = checked(calloc(1, sizeof *entry + length + 1));
        memcpy(entry->word, word, length);
        entry->hash = hash;
        entry->next = table->buckets[hash % table->size];
        table->buckets[hash % table->size] = entry;
        table->used++;
    }
    entry->count++;
}

static void count_words(struct table *table, FILE *in) {
    char word[256];
    size_t length = 0;
    int c;
    while ((c = getc(in)) != EOF) {
        if (isalnum(c) && length < sizeof word) {
            word[length++] = (char)tolower(c);
        } else if (length > 0) {
            table_count(table, word, length);
            length = 0;
        }
    }
    if (length > 0)
        table_count(table, word, length);
}

static int by_count(const void *left, const void *right) {
    const struct entry *a = *(struct entry *const *)left;
    const struct entry *b = *(struct entry *const *)right;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return strcmp(a->word, b->word);
}

static struct entry **table_sorted(const struct table *table) {
    struct entry **all = checked(calloc(table->used + 1, sizeof *all));
    size_t count = 0;
    for (size_t i = 0; i < table->size; i++)
        for (struct entry *e = table->buckets[i]; e != NULL; e = e->next)
            all[count++] = e;
    qsort(all, count, sizeof *all, by_count);
    return all;
}

static void table_free(struct table *table) {
    for (size_t i = 0; i < table->size; i++) {
        for (struct entry *entry = table->buckets[i]; entry != NULL;) {
            struct entry *next = entry->next;
            free(entry);
            entry = next;
        }
    }
    free(table->buckets);
}

int main(int argc, char **argv) {
    struct table table = {0};
    bool good = true;
    for (int i = 1; i < argc; i++) {
        FILE *in = fopen(argv[i], "r");
        if (in == NULL) {
            fprintf(stderr, "plain: %s: %s\n", argv[i], strerror(errno));
            good = false;
            continue;
        }
        count_words(&table, in);
        fclose(in);
    }
    struct entry **sorted = table_sorted(&table);
    for (size_t i = 0; i < table.used; i++)
        printf("%8lu %s\n", sorted[i]->count, sorted[i]->word);
    free(sorted);
    table_free(&table);
    return good ? 0 : 1;
}
