/* Weak references: side records.
 *
 * A weak place holds the address of its object's record, not of the object. An
 * object gets a record when the first weak place is set to it, and keeps it as
 * long as it lives; the record lives on while weak places hold it.
 *
 *     object  --(word, or the table)-->  record  <--  weak places
 *                                        record->object, NULL once it is dead
 *
 * An object that has a word finds its record there, and what stood in the word
 * stands in the record. Other objects find theirs in a table keyed by address,
 * chained through the records: entering and leaving it needs no memory, and if
 * there is none to widen it, it only gets slower. */
#include "internal.h"

struct weak_record {
    void *object;             /* NULL: dead */
    uintptr_t word;           /* what stood in the object's word */
    struct weak_record *next; /* in the table's bucket */
    uint64_t holds;           /* weak places; the object is not counted */
    struct watcher *watchers; /* see watch.c */
    struct weak_record *heir; /* while its object goes to another heap and this
                                 stays: the one that goes with it */
    bool published;           /* its object is: holds are not counted */
};

/* ---- tables -------------------------------------------------------------- */

static struct weak_record **bucket_of(const struct weak_table *table,
                                      const void *object) {
    uint64_t hash =
        (uint64_t)((uintptr_t)object >> 3) * UINT64_C(0x9e3779b97f4a7c15);
    return &table->buckets[(hash >> 32) & (table->bucket_count - 1)];
}

static void table_insert(struct weak_table *table, struct weak_record *record) {
    struct weak_record **bucket = bucket_of(table, record->object);
    record->next = *bucket;
    *bucket = record;
    table->count++;
}

/* Twice the buckets, if there is memory for them. False if there are none. */
static bool table_widen(struct weak_table *table) {
    struct weak_table old = *table;
    size_t count = old.bucket_count ? 2 * old.bucket_count : 64;
    struct weak_record **buckets = tally__allocate(count * sizeof(*buckets));
    if (!buckets)
        return old.bucket_count > 0;
    for (size_t i = 0; i < count; i++)
        buckets[i] = NULL;
    *table = (struct weak_table){buckets, count, 0};
    for (size_t i = 0; i < old.bucket_count; i++) {
        struct weak_record *record = old.buckets[i];
        while (record) {
            struct weak_record *next = record->next;
            table_insert(table, record);
            record = next;
        }
    }
    free(old.buckets);
    return true;
}

static bool table_reserve(struct weak_table *table) {
    return table->count < table->bucket_count || table_widen(table);
}

/* The link to the object's record, or to NULL. Needs: there are buckets. */
static struct weak_record **table_find(const struct weak_table *table,
                                       const void *object) {
    struct weak_record **link = bucket_of(table, object);
    while (*link && (*link)->object != object)
        link = &(*link)->next;
    return link;
}

static void table_remove(struct weak_table *table, const void *object) {
    struct weak_record **link = table_find(table, object);
    *link = (*link)->next;
    table->count--;
}

/* Without memory for more buckets they get longer, but one there has to be. */
void tally__weak_merge(struct state *from) {
    struct weak_table *table = &from->weak;
    for (size_t i = 0; i < table->bucket_count; i++)
        while (table->buckets[i]) {
            struct weak_record *record = table->buckets[i];
            table->buckets[i] = record->next;
            while (!table_reserve(&tally__state.weak))
                tally__out_of_memory(sizeof(void *),
                                     "the table of weak references", NULL);
            table_insert(&tally__state.weak, record);
        }
    free(table->buckets);
    *table = (struct weak_table){NULL, 0, 0};
}

void tally__weak_free(void) {
    free(tally__state.weak.buckets);
    tally__state.weak = (struct weak_table){NULL, 0, 0};
}

/* ---- records ------------------------------------------------------------- */

/* Needs: FLAG_WEAK. */
static struct weak_record *record_of(const void *object) {
    if (!object_has(object, FLAG_WORD))
        return *table_find(&tally__state.weak, object);
    return (
        struct weak_record *)((uintptr_t *)(uintptr_t)header_of(object))[-1];
}

uintptr_t *tally__weak_word(const void *object) {
    return &record_of(object)->word;
}

bool tally__weak_is_sound(const void *object) {
    const struct weak_record *record =
        is_published(object) ? NULL : record_of(object);
    return is_published(object) || (record && record->object == object);
}

static struct weak_record *record_new(void *object) {
    struct weak_record *record =
        tally__allocate_surely(sizeof(*record), "a weak reference");
    while (!object_has(object, FLAG_WORD) &&
           !table_reserve(&tally__state.weak))
        tally__out_of_memory(sizeof(void *), "the table of weak references",
                             NULL);
    if (object_has(object, FLAG_WEAK)) { /* an out-of-memory handler did it */
        free(record);
        return record_of(object);
    }
    *record = (struct weak_record){.object = object};
    if (object_has(object, FLAG_WORD)) {
        uintptr_t *word = tally__word(object);
        record->word = *word;
        *word = (uintptr_t)record;
    } else {
        table_insert(&tally__state.weak, record);
    }
    header_of(object)->meta |= FLAG_WEAK;
    tally__state.stats.weak_records++;
    return record;
}

static void record_free(struct weak_record *record) {
    tally__state.stats.weak_records--;
    free(record);
}

struct watcher **tally__watchers_of(const void *object) {
    return object_has(object, FLAG_WEAK) && !is_published(object)
               ? &record_of(object)->watchers
               : NULL;
}

void tally__weak_watch(const void *object) {
    if (!object_has(object, FLAG_WEAK) && !is_published(object))
        record_new((void *)(uintptr_t)object);
}

/* The object goes back to having no record. */
void tally__weak_clear(void *object) {
    struct weak_record *record = record_of(object);
    if (record->watchers)
        tally__watchers_tell(&record->watchers, true);
    if (object_has(object, FLAG_WORD))
        ((uintptr_t *)header_of(object))[-1] = record->word;
    else
        table_remove(&tally__state.weak, object);
    if (!object_has(object, FLAG_WORD)) /* without a record, it has no word */
        header_of(object)->meta &= ~FLAG_CYCLIC;
    header_of(object)->meta &= ~FLAG_WEAK;
    record->object = NULL;
    if (record->holds == 0)
        record_free(record);
}

/* ---- objects that go to another heap ------------------------------------- */

void *tally__weak_target(const void *place) {
    const struct weak_record *record = place;
    return record ? record->object : NULL;
}

bool tally__weak_may_leave(void *object, uint64_t holds) {
    struct weak_record *record = record_of(object), *heir;
    record->heir = NULL;
    if (record->holds == holds)
        return true;
    heir = tally__allocate(sizeof(*heir));
    if (heir)
        *heir = (struct weak_record){.object = object, .holds = holds};
    record->heir = heir;
    return heir != NULL;
}

void tally__weak_stays(void *object) {
    if (object_has(object, FLAG_WEAK))
        free(record_of(object)->heir);
}

/* Weak places elsewhere, if there are any, keep the record, of nothing. */
struct weak_record *tally__weak_leave(void *object) {
    struct weak_record *record = record_of(object), *heir = record->heir;
    if (!object_has(object, FLAG_WORD))
        table_remove(&tally__state.weak, object);
    if (!heir) {
        tally__state.stats.weak_records--;
        return record;
    }
    heir->word = record->word;
    record->holds -= heir->holds;
    record->object = NULL;
    if (object_has(object, FLAG_WORD))
        ((uintptr_t *)header_of(object))[-1] = (uintptr_t)heir;
    return heir;
}

void tally__weak_places_follow(void *object) {
    struct run run;
    for (uint64_t i = 0; tally__weak_run(object, i, &run); i += run.count)
        for (uint64_t k = 0; k < run.count; k++, run.place += run.stride) {
            reference *place = (reference *)run.place;
            const struct weak_record *record = *place;
            if (record && record->heir)
                *place = record->heir;
        }
}

void tally__weak_enter(void *object, struct weak_record *record) {
    tally__state.stats.weak_records++;
    record->heir = NULL;
    if (object_has(object, FLAG_WORD))
        return;
    while (!table_reserve(&tally__state.weak))
        tally__out_of_memory(sizeof(void *), "the table of weak references",
                             NULL);
    table_insert(&tally__state.weak, record);
}

/* ---- published objects --------------------------------------------------- */

bool tally__weak_publish_reserve(size_t count) {
    struct weak_table *table = &tally__process.published;
    bool done = true;
    tally__lock();
    while (done && table->bucket_count < count) {
        size_t before = table->bucket_count;
        done = table_widen(table) && table->bucket_count > before;
    }
    done = done && table_reserve(table);
    tally__unlock();
    return done;
}

/* A record in the word stays there. */
void tally__weak_publish(void *object) {
    struct weak_record *record = record_of(object);
    bool word = object_has(object, FLAG_WORD);
    if (!word)
        table_remove(&tally__state.weak, object);
    tally__state.stats.weak_records--;
    record->published = true;
    tally__lock();
    if (word) {
        record->next = tally__process.published_words;
        tally__process.published_words = record;
    } else {
        table_insert(&tally__process.published, record);
    }
    tally__unlock();
}

/* Needs: the lock. NULL when memory is out. */
static struct weak_record *find_or_make(const void *object) {
    struct weak_table *table = &tally__process.published;
    struct weak_record *record = *table_find(table, object);
    if (record || !table_reserve(table))
        return record;
    record = tally__allocate(sizeof(*record));
    if (!record)
        return NULL;
    *record = (struct weak_record){.object = (void *)(uintptr_t)object,
                                   .published = true};
    table_insert(table, record);
    return record;
}

/* The header says where it is, and does not change. */
static struct weak_record *published_record(const void *object) {
    struct weak_record *record;
    if (object_has(object, FLAG_WORD) && object_has(object, FLAG_WEAK))
        return record_of(object);
    for (;;) {
        tally__lock();
        record = find_or_make(object);
        tally__unlock();
        if (record)
            return record;
        tally__out_of_memory(sizeof(*record), "a weak reference", NULL);
    }
}

static void records_free(struct weak_record *record) {
    while (record) {
        struct weak_record *next = record->next;
        free(record);
        record = next;
    }
}

void tally__weak_published_free(void) {
    struct weak_table *table = &tally__process.published;
    for (size_t i = 0; i < table->bucket_count; i++)
        records_free(table->buckets[i]);
    free(table->buckets);
    *table = (struct weak_table){NULL, 0, 0};
    records_free(tally__process.published_words);
    tally__process.published_words = NULL;
}

/* ---- what weak places do ------------------------------------------------- */

bool tally__is_dead(const void *object) {
    if (tally__state.veiled && object_colour(object) == COLOUR_WHITE)
        return true;
    switch (tally__count_state(header_of(object)->count)) {
    case STATE_WAITING:
    case STATE_OPENED:
    case STATE_DYING:
        return true;
    default:
        return false;
    }
}

void *tally__weak_load(const void *place) {
    const struct weak_record *record = place;
    if (!record || !record->object)
        return NULL;
    if (tally__state.mourning)
        tally__check_thread(record->object);
    if (tally__is_dead(record->object))
        return NULL;
    return tally_incref(record->object);
}

void *tally__weak_hold(const void *borrowed) {
    void *object = (void *)(uintptr_t)borrowed;
    struct weak_record *record;
    if (!object || tally__is_dead(object))
        return NULL;
    if (is_published(object))
        return published_record(object);
    if (tally__state.mourning)
        tally__check_thread(object);
    record =
        object_has(object, FLAG_WEAK) ? record_of(object) : record_new(object);
    record->holds++;
    return record;
}

void tally__weak_keep(const void *place) {
    struct weak_record *record = (struct weak_record *)(uintptr_t)place;
    if (record && !record->published)
        record->holds++;
}

void tally__weak_release(const void *place) {
    struct weak_record *record = (struct weak_record *)(uintptr_t)place;
    if (record && !record->published && --record->holds == 0 &&
        !record->object)
        record_free(record);
}

void tally__weak_share(const void *place) {
    struct weak_record *record = (struct weak_record *)(uintptr_t)place;
    if (record && !record->published)
        record->holds++;
}

void tally__weak_places_release(void *object) {
    struct run run;
    for (uint64_t i = 0; tally__weak_run(object, i, &run); i += run.count)
        for (uint64_t k = 0; k < run.count; k++, run.place += run.stride)
            tally__weak_release(*(reference *)run.place);
}
