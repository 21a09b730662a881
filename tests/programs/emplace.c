/* Structs that hold references in memory of malloc: tally_emplace makes them,
 * tally_clear releases what they hold before they are freed. */
#include <stdio.h>
#include <stdlib.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static void gone(Node *self) tally_finalizer;
static void gone(Node *self) { fprintf(stderr, "gone %d\n", self->value); }

struct inner {
    char before;
    Node *tally_weak weak;
    char after;
};

struct entry {
    const char *name;
    Node *node, *pair[2];
    struct inner inner[2];
    struct entry *next;
    int used;
};

static struct entry *entry_make(const char *name, Node *node,
                                struct entry *next) {
    struct entry *e = tally_emplace(struct entry, malloc(sizeof *e));
    if (!e)
        return NULL;
    e->name = name;
    e->node = node;
    e->pair[1] = node;
    e->inner[1].weak = node;
    e->inner[1].after = 'x';
    e->next = next;
    e->used = 7;
    return e;
}

static void entry_free(struct entry *e) {
    if (!e)
        return;
    tally_clear(e);
    free(e);
}

/* What a struct holds lives as long as that. */
static void list(void) {
    struct entry *first = NULL;
    for (int i = 0; i < 3; i++)
        first = entry_make("entry", tally_new(Node, .value = i), first);
    for (struct entry *e = first; e; e = e->next)
        printf("%s %d %d %d\n", e->name, e->node->value,
               e->inner[1].weak == e->node, e->pair[0] == NULL);
    while (first) {
        struct entry *next = first->next;
        entry_free(first);
        first = next;
    }
    fprintf(stderr, "-- list\n");
}

/* Cleared on each way to the one free. */
static void ways(int way) {
    void *raw = malloc(sizeof(struct entry));
    if (!raw)
        return;
    struct entry *e = tally_emplace(struct entry, raw);
    e->node = tally_new(Node, .value = 10 + way);
    if (way == 1) {
        *e = (struct entry){.node = tally_new(Node, .value = 20)};
        tally_clear(e);
    } else {
        tally_clear(e);
    }
    free(e);
    fprintf(stderr, "-- way %d\n", way);
}

/* All of it is zero then, and it may be used again. */
static void again(void) {
    struct entry *e = entry_make("again", tally_new(Node, .value = 30), NULL);
    tally_clear(e);
    printf("%d %d %d %d %d\n", e->name == NULL, e->node == NULL,
           e->pair[1] == NULL, e->inner[1].after, e->used);
    e->node = tally_new(Node, .value = 31);
    tally_clear(e);
    free((void *)e);
    fprintf(stderr, "-- again\n");
}

/* Any struct that holds references may be cleared; nothing is fine, too. */
static void others(void) {
    struct entry local = {.name = "local",
                          .node = tally_new(Node, .value = 40), .used = 1};
    struct entry *none = tally_emplace(struct entry, NULL);
    tally_clear(&local);
    printf("%d %d %d\n", local.node == NULL, local.used, none == NULL);
    tally_clear(none);
    free(none);
    fprintf(stderr, "-- others\n");
}

/* A struct without references is only made zero. */
static void plain(void) {
    struct point {
        int x, y;
    } *p = malloc(sizeof *p);
    if (!p)
        return;
    p->x = p->y = 3;
    p = tally_emplace(struct point, p);
    printf("%d %d\n", p->x, p->y);
    free(p);
}

int main(void) {
    list();
    ways(0);
    ways(1);
    again();
    others();
    plain();
    return 0;
}
