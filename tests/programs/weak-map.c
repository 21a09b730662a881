/* Weak maps in annotated code: notes on objects, which may refer to what they
 * are notes on, and a table of names that keeps nothing. */
#include <stdio.h>
#include <string.h>
#include <tally_weak_map.h>

typedef struct tally_object City City;
struct City {
    const char *name;
};

typedef struct tally_object Note Note;
struct Note {
    City *about;
    const char *text;
};

tally_finalizer static void city_finalizer(City *self) {
    fprintf(stderr, "%s goes\n", self->name);
}

static uint64_t hash(const void *key) {
    return (uint64_t)strlen(key);
}
static int equal(const void *one, const void *other) {
    return strcmp(one, other) == 0;
}
static const struct tally_key_kind names = {hash, equal, NULL, NULL};

static int say(void *key, void *value, void *context) {
    const City *city = tally_borrow(City, key);
    const Note *note = tally_borrow(Note, value);
    printf("%s: %s%s\n", city->name, note->text, (const char *)context);
    return 0;
}

int main(void) {
    static char end[] = "!";
    tally_weak_map *notes = tally_weak_keys_new(NULL);
    tally_weak_map *table = tally_weak_values_new(&names);
    City *rome = tally_new(City, .name = "Rome");
    City *oslo = tally_new(City, .name = "Oslo");
    Note *note = tally_new(Note, .about = rome, .text = "old");
    tally_weak_map_set(notes, rome, note);
    note = tally_new(Note, .about = oslo, .text = "cold");
    tally_weak_map_set(notes, oslo, note);
    tally_weak_map_set(table, "Rome", rome);
    tally_weak_map_set(table, "Oslo", oslo);
    tally_weak_map_visit(notes, say, end);
    note = tally_adopt(Note, tally_weak_map_get(notes, rome));
    printf("%s is %s\n", note->about->name, note->text);
    City *found = tally_adopt(City, tally_weak_map_get(table, "Oslo"));
    printf("%d %zu\n", found == oslo, tally_weak_map_length(table));
    note = NULL;
    rome = NULL;
    tally_collect();
    fprintf(stderr, "%zu note, %zu name\n", tally_weak_map_length(notes),
            tally_weak_map_length(table));
    return 0;
}
