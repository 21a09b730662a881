/* Weak maps and sets (tally_weak_map.h).
 *
 * An entry watches the object that it refers to weakly. It is in its map's
 * table and in its list, which has the order of insertion. When it goes, it
 * leaves the table at once; the list, too, unless somebody walks along it: then
 * the last walk sweeps. What it held is given back when it is settled, since
 * that may run the program's code.
 *
 * For the collector, an entry of a map by keys is a reference to its value from
 * the key as much as from the map, and one that keeps the value alive only if
 * both live. It is subtracted once, when the first of the two is looked at, and
 * added back once: when both are found alive, or when one of them is garbage.
 * `phase` tells whether it is subtracted. */
#include "internal.h"
#include "tally_weak_map.h"

enum sort { KEYS, VALUES, SET };

struct entry {
    struct watcher watcher;
    tally_weak_map *map; /* whose list it is in; NULL: none */
    struct entry *chain; /* in the bucket */
    struct entry *next, *prev;
    const struct tally_key_kind *kind;
    uint64_t hash, phase;
    void *key, *value; /* value: NULL in sets */
    bool gone;         /* not in the table, perhaps still in the list */
    bool due;          /* to be settled */
};

struct tally_weak_map {
    const struct tally_key_kind *kind;
    struct entry **buckets;
    size_t bucket_count; /* a power of two */
    size_t length;
    uint64_t changes; /* of the table */
    struct entry *first, *last;
    size_t walks;
    bool unswept;
    enum sort sort;
};

static bool is_dying(const void *object) {
    return tally__count_state(header_of(object)->count) == STATE_DYING;
}

/* ---- entries go ---------------------------------------------------------- */

static void leave_list(struct entry *entry) {
    tally_weak_map *map = entry->map;
    *(entry->prev ? &entry->prev->next : &map->first) = entry->next;
    *(entry->next ? &entry->next->prev : &map->last) = entry->prev;
    entry->map = NULL;
}

static void leave_table(struct entry *entry) {
    tally_weak_map *map = entry->map;
    struct entry **link = &map->buckets[entry->hash & (map->bucket_count - 1)];
    while (*link != entry)
        link = &(*link)->chain;
    *link = entry->chain;
    entry->gone = true;
    map->length--;
    map->changes++;
}

/* It is to be settled: at once, if that is possible. */
static void remove_entry(struct entry *entry) {
    tally_weak_map *map = entry->map;
    tally__unwatch(&entry->watcher);
    if (map->sort != KEYS) /* it is not held */
        entry->value = NULL;
    leave_table(entry);
    if (map->walks == 0)
        leave_list(entry);
    else
        map->unswept = true;
    entry->due = true;
    tally__due_add(&entry->watcher);
}

static void settle(struct watcher *watcher) {
    struct entry *entry = (struct entry *)watcher;
    void *value = entry->value;
    entry->value = NULL;
    if (entry->kind && entry->kind->free)
        entry->kind->free(entry->key);
    entry->due = false;
    if (!entry->map)
        free(entry);
    tally_decref(value);
}

/* Garbage that is being taken apart is released by that, and a map that is
 * gives back its references itself. */
static void lost_key(struct watcher *watcher) {
    struct entry *entry = (struct entry *)watcher;
    if (is_dying(entry->map))
        return;
    if (entry->value && is_dying(entry->value))
        entry->value = NULL;
    remove_entry(entry);
}

static void lost_value(struct watcher *watcher) {
    struct entry *entry = (struct entry *)watcher;
    if (!is_dying(entry->map))
        remove_entry(entry);
}

static const struct watcher_kind key_kind = {.lost = lost_key,
                                             .settle = settle};
static const struct watcher_kind value_kind = {.lost = lost_value,
                                               .settle = settle};

/* ---- walks --------------------------------------------------------------- */

static void sweep(tally_weak_map *map) {
    struct entry *next;
    map->unswept = false;
    for (struct entry *entry = map->first; entry; entry = next) {
        next = entry->next;
        if (!entry->gone)
            continue;
        leave_list(entry);
        if (!entry->due)
            free(entry);
    }
}

static void walk_begins(tally_weak_map *map) { map->walks++; }

static void walk_ends(tally_weak_map *map) {
    if (--map->walks == 0 && map->unswept)
        sweep(map);
}

/* ---- the map as an object ------------------------------------------------ */

/* What release takes is what this names: entries that are due have taken
 * theirs with them. */
static void trace(void *object, tally_visitor *visitor) {
    const tally_weak_map *map = object;
    for (struct entry *entry = map->first; entry; entry = entry->next)
        if (map->sort == KEYS && !entry->gone && entry->value)
            tally_visit(visitor, &entry->value);
}

static void dispose(void *object) {
    tally_weak_map *map = object;
    struct entry *next;
    for (struct entry *entry = map->first; entry; entry = next) {
        next = entry->next;
        entry->map = NULL;
        tally__unwatch(&entry->watcher);
        if (entry->due)
            continue;
        if (!entry->gone && entry->kind && entry->kind->free)
            entry->kind->free(entry->key);
        free(entry);
    }
    free(map->buckets);
}

static struct tally_type map_type = {
    "tally_weak_map", NULL, 1,    sizeof(tally_weak_map), sizeof(void *), 0, 0,
    NULL,             NULL, trace, NULL};

/* ---- for the collector --------------------------------------------------- */

static bool is_alive(const void *object) {
    return object_colour(object) == COLOUR_NONE ||
           object_colour(object) == COLOUR_BLACK;
}

static void step(struct entry *entry, enum ephemeron_mode mode, uint64_t phase,
                 hidden_visitor *visit, void *context) {
    bool taken = entry->phase == phase;
    if (entry->gone || !entry->value)
        return;
    if (mode == EPHEMERON_FOLLOW) {
        if (!tally__pass_takes_for_live(entry->map) ||
            !tally__pass_takes_for_live(entry->key))
            return;
    } else if (mode == EPHEMERON_TAKE) {
        if (taken)
            return;
        entry->phase = phase;
    } else {
        if (!taken || (mode == EPHEMERON_GIVE_TO_LIVING &&
                       !(is_alive(entry->map) && is_alive(entry->key))))
            return;
        entry->phase = 0;
    }
    visit(entry->value, context);
}

static void each_value(void *object, enum ephemeron_mode mode, uint64_t phase,
                       hidden_visitor *visit, void *context) {
    struct watcher **list = tally__watchers_of(object);
    if (type_of(object)->dispose == dispose) {
        const tally_weak_map *map = object;
        for (struct entry *entry = map->first; entry && map->sort == KEYS;
             entry = entry->next)
            step(entry, mode, phase, visit, context);
    }
    for (struct watcher *at = list ? *list : NULL; at; at = at->next) {
        struct entry *entry = (struct entry *)at;
        if (at->kind == &key_kind && entry->map->sort == KEYS)
            step(entry, mode, phase, visit, context);
    }
}

/* The collector has to look at it, whatever its type says of cycles. */
static void track(const void *borrowed) {
    void *object = (void *)(uintptr_t)borrowed;
    const struct type *type = type_of(object);
    if (object_has(object, FLAG_CYCLIC) || (type->meta & FLAG_CYCLIC) ||
        object_has(object, FLAG_VARIABLE) ||
        tally__count_state(header_of(object)->count) != STATE_QUIET)
        return;
    tally__weak_watch(object);
    header_of(object)->meta |= FLAG_CYCLIC;
    tally__candidate_add(object);
}

/* ---- making maps --------------------------------------------------------- */

static tally_weak_map *make(enum sort sort, const struct tally_key_kind *kind) {
    struct type *type =
        tally__type_of_descriptor(&map_type, "tally_weak_map", false);
    struct entry **buckets;
    tally_weak_map *map;
    tally__type_dispose_by(type, dispose, true);
    tally__state.each_value = each_value;
    buckets = tally__allocate_surely(8 * sizeof(struct entry *),
                                     "a weak map's table");
    for (size_t i = 0; i < 8; i++)
        buckets[i] = NULL;
    map = tally__make(&map_type, "tally_weak_map");
    map->sort = sort;
    map->kind = kind;
    map->buckets = buckets;
    map->bucket_count = 8;
    return map;
}

tally_weak_map *tally_weak_keys_new(const struct tally_key_kind *kind) {
    return make(KEYS, kind);
}

tally_weak_map *tally_weak_values_new(const struct tally_key_kind *kind) {
    return make(VALUES, kind);
}

tally_weak_map *tally_weak_set_new(const struct tally_key_kind *kind) {
    return make(SET, kind);
}

size_t tally_weak_map_length(const tally_weak_map *map) { return map->length; }

/* ---- finding ------------------------------------------------------------- */

static uint64_t hash_of(const tally_weak_map *map, const void *key) {
    uint64_t hash = map->kind ? map->kind->hash(key)
                              : (uint64_t)(uintptr_t)key >> 3;
    hash *= UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 32;
}

/* The program's function may do anything to the map: what is seen after it is
 * only what `changes` has not changed. */
static bool is_equal(tally_weak_map *map, struct entry *entry,
                     const void *key) {
    void *held = NULL;
    bool equal;
    if (!map->kind)
        return entry->key == key;
    if (map->sort != VALUES) {
        if (tally__is_dead(entry->key))
            return false;
        held = tally_incref(entry->key);
    }
    walk_begins(map);
    equal = map->kind->equal(entry->key, key) != 0;
    tally_decref(held);
    walk_ends(map);
    return equal;
}

static struct entry *find(tally_weak_map *map, const void *key, uint64_t hash) {
    struct entry *entry = map->buckets[hash & (map->bucket_count - 1)];
    uint64_t changes = map->changes;
    while (entry) {
        bool equal = entry->hash == hash && is_equal(map, entry, key);
        if (map->changes != changes) {
            changes = map->changes;
            entry = map->buckets[hash & (map->bucket_count - 1)];
            continue;
        }
        if (equal)
            return entry;
        entry = entry->chain;
    }
    return NULL;
}

/* What a program gets to see of an entry, owned; NULL if it is dead. */
static void *value_of(const tally_weak_map *map, const struct entry *entry) {
    void *value = map->sort == SET ? entry->key : entry->value;
    if (!value || (map->sort != KEYS && tally__is_dead(value)))
        return NULL;
    return tally_incref(value);
}

void *tally_weak_map_get(tally_weak_map *map, const void *key) {
    struct entry *entry = find(map, key, hash_of(map, key));
    return entry ? value_of(map, entry) : NULL;
}

int tally_weak_map_has(tally_weak_map *map, const void *key) {
    void *value = tally_weak_map_get(map, key);
    tally_decref(value);
    return value != NULL;
}

/* ---- adding -------------------------------------------------------------- */

/* Without memory, chains only get longer. */
static void widen(tally_weak_map *map) {
    size_t count = 2 * map->bucket_count;
    struct entry **buckets = tally__allocate(count * sizeof(*buckets));
    if (!buckets)
        return;
    for (size_t i = 0; i < count; i++)
        buckets[i] = NULL;
    for (struct entry *entry = map->first; entry; entry = entry->next) {
        struct entry **bucket = &buckets[entry->hash & (count - 1)];
        if (entry->gone)
            continue;
        entry->chain = *bucket;
        *bucket = entry;
    }
    free(map->buckets);
    map->buckets = buckets;
    map->bucket_count = count;
}

static void insert(tally_weak_map *map, struct entry *entry) {
    struct entry **bucket;
    if (map->length >= map->bucket_count)
        widen(map);
    bucket = &map->buckets[entry->hash & (map->bucket_count - 1)];
    entry->chain = *bucket;
    *bucket = entry;
    entry->map = map;
    entry->prev = map->last;
    *(map->last ? &map->last->next : &map->first) = entry;
    map->last = entry;
    map->length++;
    map->changes++;
}

static void free_key(struct entry *entry) {
    if (entry->kind && entry->kind->free)
        entry->kind->free(entry->key);
}

static struct entry *entry_new(tally_weak_map *map, const void *key,
                               const void *value) {
    struct entry *entry =
        tally__allocate_surely(sizeof(*entry), "an entry of a weak map");
    *entry = (struct entry){.key = (void *)(uintptr_t)key,
                            .value = (void *)(uintptr_t)value,
                            .kind = map->sort == VALUES ? map->kind : NULL};
    entry->watcher.kind = map->sort == VALUES ? &value_kind : &key_kind;
    if (entry->kind && entry->kind->copy)
        entry->key = entry->kind->copy(key);
    return entry;
}

/* The entry that is there gets the other's value. */
static void replace(tally_weak_map *map, struct entry *entry, void *value) {
    void *old = entry->value;
    if (map->sort == SET)
        return;
    entry->value = value;
    if (map->sort == VALUES) {
        tally__unwatch(&entry->watcher);
        tally__watch(value, &entry->watcher);
        return;
    }
    tally_incref(value);
    track(value);
    tally_decref(old);
}

static int set(tally_weak_map *map, const void *key, const void *value) {
    const void *object = map->sort == VALUES ? value : key;
    struct entry *entry, *there;
    if (!object || tally__is_dead(object))
        return 0;
    tally__weak_watch(object);
    entry = entry_new(map, key, value);
    entry->hash = hash_of(map, key);
    there = find(map, key, entry->hash);
    if (there) {
        free_key(entry);
        free(entry);
        replace(map, there, (void *)(uintptr_t)value);
        return 0;
    }
    insert(map, entry);
    tally__watch(object, &entry->watcher);
    if (map->sort == KEYS) {
        tally_incref(value);
        track(key);
        track(value);
    }
    return 1;
}

int tally_weak_map_set(tally_weak_map *map, const void *key,
                       const void *value) {
    return value ? set(map, key, map->sort == SET ? NULL : value) : 0;
}

int tally_weak_set_add(tally_weak_map *map, const void *object) {
    return map->sort == SET ? set(map, object, NULL) : 0;
}

void *tally_weak_map_default(tally_weak_map *map, const void *key,
                             const void *value) {
    void *there = tally_weak_map_get(map, key);
    if (there)
        return there;
    tally_weak_map_set(map, key, value);
    return tally_incref(map->sort == SET ? key : value);
}

/* ---- removing ------------------------------------------------------------ */

void *tally_weak_map_pop(tally_weak_map *map, const void *key) {
    struct entry *entry = find(map, key, hash_of(map, key));
    void *value = entry ? value_of(map, entry) : NULL;
    if (entry) {
        remove_entry(entry);
        tally__settle_now();
    }
    return value;
}

int tally_weak_map_remove(tally_weak_map *map, const void *key) {
    void *value = tally_weak_map_pop(map, key);
    tally_decref(value);
    return value != NULL;
}

void *tally_weak_map_pop_last(tally_weak_map *map) {
    void *value = NULL;
    for (struct entry *entry = map->last; entry && !value;) {
        struct entry *prev = entry->prev;
        if (!entry->gone && (value = value_of(map, entry)) != NULL)
            remove_entry(entry);
        entry = prev;
    }
    tally__settle_now();
    return value;
}

void tally_weak_map_clear(tally_weak_map *map) {
    walk_begins(map);
    for (struct entry *entry = map->first; entry; entry = entry->next)
        if (!entry->gone)
            remove_entry(entry);
    walk_ends(map);
    tally__settle_now();
}

/* ---- visiting ------------------------------------------------------------ */

static int visit_one(const tally_weak_map *map, struct entry *entry,
                     tally_weak_map_visitor *visit, void *context) {
    void *value = value_of(map, entry), *key = entry->key;
    int result;
    if (!value)
        return 0;
    if (map->sort == KEYS) {
        if (tally__is_dead(key)) {
            tally_decref(value);
            return 0;
        }
        tally_incref(key);
    }
    result = visit(key, map->sort == SET ? NULL : value, context);
    if (map->sort == KEYS)
        tally_decref(key);
    tally_decref(value);
    return result;
}

int tally_weak_map_visit(tally_weak_map *map, tally_weak_map_visitor *visit,
                         void *context) {
    int result = 0;
    tally_incref(map);
    walk_begins(map);
    for (struct entry *entry = map->first; entry && !result;
         entry = entry->next)
        if (!entry->gone)
            result = visit_one(map, entry, visit, context);
    walk_ends(map);
    tally_decref(map);
    return result;
}

/* ---- all entries of two -------------------------------------------------- */

static int add_to(void *key, void *value, void *context) {
    set(context, key, value);
    return 0;
}

static int remove_from(void *key, void *value, void *context) {
    (void)value;
    tally_weak_map_remove(context, key);
    return 0;
}

struct two {
    tally_weak_map *map, *other;
};

static int remove_unless_there(void *key, void *value, void *context) {
    const struct two *two = context;
    (void)value;
    if (!tally_weak_map_has(two->other, key))
        tally_weak_map_remove(two->map, key);
    return 0;
}

static int is_missing(void *key, void *value, void *context) {
    (void)value;
    return !tally_weak_map_has(context, key);
}

/* To itself, an entry would be added again. */
void tally_weak_map_update(tally_weak_map *map, tally_weak_map *other) {
    if (map != other && map->sort == other->sort)
        tally_weak_map_visit(other, add_to, map);
}

void tally_weak_map_subtract(tally_weak_map *map, tally_weak_map *other) {
    tally_weak_map_visit(other, remove_from, map);
}

void tally_weak_map_intersect(tally_weak_map *map, tally_weak_map *other) {
    struct two two = {map, other};
    tally_weak_map_visit(map, remove_unless_there, &two);
}

tally_weak_map *tally_weak_map_copy(tally_weak_map *map) {
    tally_weak_map *copy = make(map->sort, map->kind);
    tally_weak_map_update(copy, map);
    return copy;
}

int tally_weak_map_is_within(tally_weak_map *map, tally_weak_map *other) {
    return !tally_weak_map_visit(map, is_missing, other);
}
