/* Maps and sets that refer weakly.
 *
 *   keys     weak objects to values, which are objects and held strongly: what
 *            else is to be known of an object, as long as it lives
 *   values   keys of any kind to weak objects: a cache, a table of names
 *   set      weak objects
 *
 * An entry goes with the object that it refers to weakly. A value of a map by
 * keys may refer to its own key: it is found to be garbage with it (such a map
 * is made of *ephemerons*), where the references in between are of objects that
 * are tracked (see tally_gc.h), or of the value itself.
 *
 * All three are objects of one type. Objects are passed as pointers to const
 * void, and looked at by tally_borrow(T, p); what is said to be owned is taken
 * by tally_adopt(T, p). Entries are kept in the order in which they were added.
 * Everything may be done to a map while it is visited, and while its keys are
 * compared; finalizers and callbacks may do everything, too. Where memory is
 * out, the handler of tally_set_oom_handler is asked. In an erased program nothing
 * dies, so entries stay; there, finding one takes O(entries). */
#ifndef TALLY_WEAK_MAP_H
#define TALLY_WEAK_MAP_H

#include "tally.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tally_object tally_weak_map tally_weak_map;

/* How keys are compared. Equal ones have equal hashes, as long as they are in
 * a map. In a map of values, `copy` gives the key that the map keeps, and
 * `free` ends it; either may be NULL, and both are unused where keys are
 * objects. `free` may neither call this header nor count. Without a kind, keys
 * are the same if their addresses are. */
struct tally_key_kind {
    uint64_t (*hash)(const void *key);
    int (*equal)(const void *one, const void *other);
    void *(*copy)(const void *key);
    void (*free)(void *key);
};

/* Gives 0 to be given the next entry and something else to stop. Both are
 * borrowed, and held meanwhile; in a set, the value is NULL. */
typedef int tally_weak_map_visitor(void *key, void *value, void *context);

#ifndef TALLY__ERASED

/* Owned. The kind is not copied. */
tally_weak_map *tally_weak_keys_new(const struct tally_key_kind *kind);
tally_weak_map *tally_weak_values_new(const struct tally_key_kind *kind);
tally_weak_map *tally_weak_set_new(const struct tally_key_kind *kind);

/* Entries whose objects live. O(1). */
size_t tally_weak_map_length(const tally_weak_map *map);

/* The value, owned; NULL if there is none. Of a set: the object that is in it.
 * O(1), as are those that follow, in the mean over many. */
void *tally_weak_map_get(tally_weak_map *map, const void *key);
int tally_weak_map_has(tally_weak_map *map, const void *key);

/* Sets the key's value, neither of them NULL, and gives true if there was none.
 * Adding to a set leaves an object that is equal in it. Objects that are dead
 * already are not added. */
int tally_weak_map_set(tally_weak_map *map, const void *key, const void *value);
int tally_weak_set_add(tally_weak_map *set, const void *object);
/* The value that is there, or else this one, which is there then. Owned. */
void *tally_weak_map_default(tally_weak_map *map, const void *key,
                             const void *value);

/* Removes the entry, if there is one. Pop gives its value (a set's object),
 * owned, or NULL. */
int tally_weak_map_remove(tally_weak_map *map, const void *key);
void *tally_weak_map_pop(tally_weak_map *map, const void *key);
/* The one added last. O(1 + entries that died during visits). */
void *tally_weak_map_pop_last(tally_weak_map *map);
void tally_weak_map_clear(tally_weak_map *map);

/* Visits the entries that are there when their turn comes. Gives what the
 * visitor gave last, or 0. O(entries). */
int tally_weak_map_visit(tally_weak_map *map, tally_weak_map_visitor *visit,
                         void *context);

/* Adds all entries of another map of the same sort; removes those whose keys
 * are in it; removes those whose keys are not. The maps may be the same one.
 * O(entries of both). */
void tally_weak_map_update(tally_weak_map *map, tally_weak_map *other);
void tally_weak_map_subtract(tally_weak_map *map, tally_weak_map *other);
void tally_weak_map_intersect(tally_weak_map *map, tally_weak_map *other);
/* Owned. O(entries). */
tally_weak_map *tally_weak_map_copy(tally_weak_map *map);
/* Is each key of this one in the other? O(entries). */
int tally_weak_map_is_within(tally_weak_map *map, tally_weak_map *other);

#else /* erased: a list, in the order of insertion */

struct tally__erased_entry {
    void *key, *value;
    struct tally__erased_entry *next; /* stays when the entry has gone */
    int gone;
};

struct tally_weak_map {
    const struct tally_key_kind *kind;
    struct tally__erased_entry *first;
    size_t length;
    char sort; /* 'k', 'v' or 's' */
};

static inline tally_weak_map *
tally__erased_map(char sort, const struct tally_key_kind *kind) {
    tally_weak_map *map = tally_new(tally_weak_map);
    map->kind = kind;
    map->sort = sort;
    return map;
}
static inline tally_weak_map *
tally_weak_keys_new(const struct tally_key_kind *kind) {
    return tally__erased_map('k', kind);
}
static inline tally_weak_map *
tally_weak_values_new(const struct tally_key_kind *kind) {
    return tally__erased_map('v', kind);
}
static inline tally_weak_map *
tally_weak_set_new(const struct tally_key_kind *kind) {
    return tally__erased_map('s', kind);
}
static inline size_t tally_weak_map_length(const tally_weak_map *map) {
    return map->length;
}
static inline struct tally__erased_entry *
tally__erased_find(tally_weak_map *map, const void *key) {
    struct tally__erased_entry *at = map->first;
    while (at && (at->gone || !(map->kind ? map->kind->equal(at->key, key)
                                          : at->key == key)))
        at = at->next;
    return at;
}
static inline void *
tally__erased_value(const tally_weak_map *map,
                    const struct tally__erased_entry *entry) {
    return !entry ? NULL : map->sort == 's' ? entry->key : entry->value;
}
static inline void *tally_weak_map_get(tally_weak_map *map, const void *key) {
    return tally__erased_value(map, tally__erased_find(map, key));
}
static inline int tally_weak_map_has(tally_weak_map *map, const void *key) {
    return tally_weak_map_get(map, key) != NULL;
}
static inline int tally__erased_set(tally_weak_map *map, const void *key,
                                    const void *value) {
    struct tally__erased_entry *there = tally__erased_find(map, key);
    struct tally__erased_entry **end = &map->first;
    if (there) {
        there->value = (void *)(uintptr_t)value;
        return 0;
    }
    while (*end)
        end = &(*end)->next;
    *end = tally_new(struct tally__erased_entry);
    (*end)->key = map->sort == 'v' && map->kind && map->kind->copy
                      ? map->kind->copy(key)
                      : (void *)(uintptr_t)key;
    (*end)->value = (void *)(uintptr_t)value;
    map->length++;
    return 1;
}
static inline int tally_weak_map_set(tally_weak_map *map, const void *key,
                                     const void *value) {
    return value && (key || map->sort == 'v') &&
           tally__erased_set(map, key, map->sort == 's' ? NULL : value);
}
static inline int tally_weak_set_add(tally_weak_map *set, const void *object) {
    return object && set->sort == 's' && tally__erased_set(set, object, NULL);
}
static inline void *tally_weak_map_default(tally_weak_map *map, const void *key,
                                           const void *value) {
    if (!tally_weak_map_has(map, key))
        tally_weak_map_set(map, key, value);
    return tally_weak_map_get(map, key);
}
static inline void *tally__erased_remove(tally_weak_map *map,
                                         struct tally__erased_entry *entry) {
    struct tally__erased_entry **link = &map->first;
    if (!entry)
        return NULL;
    while (*link != entry)
        link = &(*link)->next;
    *link = entry->next;
    entry->gone = 1;
    map->length--;
    return tally__erased_value(map, entry);
}
static inline void *tally_weak_map_pop(tally_weak_map *map, const void *key) {
    return tally__erased_remove(map, tally__erased_find(map, key));
}
static inline int tally_weak_map_remove(tally_weak_map *map, const void *key) {
    return tally_weak_map_pop(map, key) != NULL;
}
static inline void *tally_weak_map_pop_last(tally_weak_map *map) {
    struct tally__erased_entry *last = map->first;
    while (last && last->next)
        last = last->next;
    return tally__erased_remove(map, last);
}
static inline void tally_weak_map_clear(tally_weak_map *map) {
    while (map->first)
        tally__erased_remove(map, map->first);
}
static inline int tally_weak_map_visit(tally_weak_map *map,
                                       tally_weak_map_visitor *visit,
                                       void *context) {
    struct tally__erased_entry *at = map->first;
    int result = 0;
    for (; at && !result; at = at->next)
        if (!at->gone)
            result = visit(at->key, at->value, context);
    return result;
}
static inline void tally_weak_map_update(tally_weak_map *map,
                                         tally_weak_map *other) {
    struct tally__erased_entry *at = other->first;
    for (; at && map != other; at = at->next)
        tally__erased_set(map, at->key, at->value);
}
static inline void tally_weak_map_subtract(tally_weak_map *map,
                                           tally_weak_map *other) {
    struct tally__erased_entry *at = other->first;
    for (; at; at = at->next)
        tally_weak_map_remove(map, at->key);
}
static inline void tally_weak_map_intersect(tally_weak_map *map,
                                            tally_weak_map *other) {
    struct tally__erased_entry *at = map->first;
    for (; at; at = at->next)
        if (!tally_weak_map_has(other, at->key))
            tally__erased_remove(map, at);
}
static inline tally_weak_map *tally_weak_map_copy(tally_weak_map *map) {
    tally_weak_map *copy = tally__erased_map(map->sort, map->kind);
    tally_weak_map_update(copy, map);
    return copy;
}
static inline int tally_weak_map_is_within(tally_weak_map *map,
                                           tally_weak_map *other) {
    struct tally__erased_entry *at = map->first;
    while (at && tally_weak_map_has(other, at->key))
        at = at->next;
    return !at;
}

#endif

#ifdef __cplusplus
}
#endif

#endif
