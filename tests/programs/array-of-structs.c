/* Arrays of structs that hold references, strong and weak, and of plain ones;
 * their members are places. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Value Value;
struct Value {
    int number;
};

struct entry {
    char *tally_array key;
    Value *value;
    Value *tally_weak seen;
    int row[2];
};

struct point {
    double x, y;
};

typedef struct tally_object Table Table;
struct Table {
    struct entry *tally_array entries;
    size_t used;
};

void value_delete(Value *self) tally_finalizer;

void value_delete(Value *self) {
    fprintf(stderr, "-%d\n", self->number);
}

static struct entry *find(struct entry *entries, size_t count, char key) {
    for (size_t i = 0; i < count; i++)
        if (entries[i].key && entries[i].key[0] == key)
            return &entries[i];
    return NULL;
}

static void put(Table *t, const char *key, int number) {
    if (t->used == tally_length(t->entries))
        tally_resize(&t->entries, 2 * t->used + 1);
    t->entries[t->used].key = tally_strdup(key);
    t->entries[t->used].value = tally_new(Value, .number = number);
    t->entries[t->used].seen = t->entries[t->used / 2].value;
    t->entries[t->used++].row[1] = number;
}

int main(void) {
    Table *t = tally_new(Table);
    struct entry *tally_array all;
    struct point *tally_array points = tally_new_array(struct point, 3);
    put(t, "one", 1);
    put(t, "two", 2);
    put(t, "three", 3);
    all = t->entries;
    printf("%s %d %d\n", find(all, t->used, 't')->key,
           find(all, t->used, 't')->value->number, all[2].seen->number);
    all[1].value = all[0].value;
    fprintf(stderr, "replaced\n");
    fprintf(stderr, "%d\n", all[2].seen == NULL);
    printf("%d\n", all[1].row[1]);
    tally_copy(all, all + 1, 2);
    printf("%s %s %d\n", all[0].key, all[1].key, all[0].value->number);
    tally_resize(&t->entries, 1);
    all = NULL;
    fprintf(stderr, "cut\n");
    points[1].x = 2;
    points[2] = points[1];
    printf("%g %s\n", points[2].x + points->y, t->entries->key);
    return 0;
}
