/* Symbols: one of each name.
 *
 * The table refers to its symbols weakly: a symbol that nothing else refers to
 * is gone, and its entry is dropped by the next search that comes by, or before
 * the table grows. */
#include <stdio.h>
#include <string.h>

#include "value.h"

typedef struct tally_object Name Name;
struct Name {
    Symbol *tally_weak symbol;
    uint32_t hash;
    Name *next;
};

static Name **tally_array table; /* a power of two */
static size_t names;             /* entries, those of dead symbols included */

static Symbol *symbol_create(char *tally_array name, uint32_t hash) {
    return tally_new(Symbol, .value.kind = VALUE_SYMBOL, .name = name,
                     .hash = hash);
}

/* ---- the table ------------------------------------------------------- */

static size_t bucket_of(uint32_t hash) {
    return hash & (tally_length(table) - 1);
}

static void table_add(Name *name) {
    size_t bucket = bucket_of(name->hash);

    name->next = table[bucket];
    table[bucket] = name;
}

/* How many are in the bucket once the others have been unlinked. */
static size_t names_living(Name **place) {
    size_t count = 0;

    while (*place != NULL) {
        if ((*place)->symbol == NULL) {
            *place = (*place)->next;
            continue;
        }
        place = &(*place)->next;
        count++;
    }
    return count;
}

/* Room for more names: without those of dead symbols, and twice as many
 * buckets if the others are still too many. */
static void table_grow(void) {
    Name **tally_array old = table;
    size_t length = tally_length(old), i;

    names = 0;
    for (i = 0; i < length; i++)
        names += names_living(&old[i]);
    if (names < length / 2)
        return;
    table = tally_new_array(Name *, old != NULL ? length * 2 : 256);
    for (i = 0; i < length; i++) {
        Name *name = old[i];

        while (name != NULL) {
            Name *next = name->next;

            table_add(name);
            name = next;
        }
    }
}

/* The symbol of that name, or NULL. Unlinks what is dead on the way. */
static Symbol *table_find_name(const char *text, uint32_t hash) {
    Name **place = &table[bucket_of(hash)];

    while (*place != NULL) {
        Symbol *symbol = (*place)->symbol;

        if (symbol == NULL) {
            *place = (*place)->next;
            names--;
            continue;
        }
        if (symbol->hash == hash && strcmp(symbol->name, text) == 0)
            return symbol;
        place = &(*place)->next;
    }
    return NULL;
}

Symbol *symbol_intern(const char *name) {
    uint32_t hash = text_hash(name);
    Symbol *symbol;

    if (names >= tally_length(table))
        table_grow();
    symbol = table_find_name(name, hash);
    if (symbol == NULL) {
        symbol = symbol_create(tally_strdup(name), hash);
        table_add(tally_new(Name, .symbol = symbol, .hash = hash));
        names++;
    }
    return symbol;
}

/* ---- others ---------------------------------------------------------- */

Symbol *symbol_fresh(const char *name) {
    static unsigned long count;
    char text[80];

    snprintf(text, sizeof text, "%.40s%lu", name, ++count);
    return symbol_create(tally_strdup(text), text_hash(text));
}

Symbol *symbol_alias(Symbol *original, Scope *scope) {
    Symbol *alias = symbol_create(original->name, original->hash);

    alias->original = original;
    alias->scope = scope;
    return alias;
}

Symbol *symbol_strip(Symbol *symbol) {
    while (symbol->original != NULL)
        symbol = symbol->original;
    return symbol;
}

bool symbol_named(Value *value, const char *name) {
    return value->kind == VALUE_SYMBOL &&
           strcmp(((Symbol *)value)->name, name) == 0;
}

static Value *vector_strip(Vector *vector) {
    size_t length = tally_length(vector->items), i;
    Value *copy = vector_create(length, value_nil);

    for (i = 0; i < length; i++)
        ((Vector *)copy)->items[i] = datum_strip(vector->items[i]);
    return copy;
}

/* Does it have to be copied? What a program wrote itself is kept, so that a
 * constant is one object. */
static bool has_alias(Value *datum) {
    size_t i;

    for (; datum->kind == VALUE_PAIR; datum = cdr(datum))
        if (has_alias(car(datum)))
            return true;
    if (datum->kind == VALUE_SYMBOL)
        return ((Symbol *)datum)->original != NULL;
    if (datum->kind == VALUE_VECTOR)
        for (i = 0; i < tally_length(((Vector *)datum)->items); i++)
            if (has_alias(((Vector *)datum)->items[i]))
                return true;
    return false;
}

Value *datum_strip(Value *datum) {
    struct list copy = {NULL, NULL};

    if (!has_alias(datum))
        return datum;
    if (datum->kind == VALUE_VECTOR)
        return vector_strip((Vector *)datum);
    for (; datum->kind == VALUE_PAIR; datum = cdr(datum))
        list_add(&copy, datum_strip(car(datum)));
    if (datum->kind == VALUE_SYMBOL)
        return list_end(&copy, &symbol_strip((Symbol *)datum)->value);
    return list_end(&copy, datum);
}
