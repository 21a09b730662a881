/* What may still hold references is not freed. */
#include <stdlib.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};
struct entry {
    Node *node;
    struct entry *next;
};

void uncleared(struct entry *e) {
    free(e); // expect: TLY0041
}

void some_ways(struct entry *e) {
    if (e->node)
        tally_clear(e);
    free((void *)e); // expect: TLY0041
}

void filled_again(struct entry *e, Node *n) {
    tally_clear(e);
    e->node = n;
    free(e); // expect: TLY0041
}

void other(struct entry *e) {
    tally_clear(e);
    e = e->next;
    free(e); // expect: TLY0041
}

void in_memory(struct entry *e) {
    tally_clear(e->next);
    free(e->next); // expect: TLY0041
}

void seen(struct entry *e, struct entry **(*see)(struct entry **)) {
    see(&e);
    tally_clear(e);
    free(e); // expect: TLY0041
}

void behind(Node *n) {
    void *raw = malloc(sizeof(struct entry));
    struct entry *e = tally_emplace(struct entry, raw);
    if (e)
        e->node = n;
    free(raw); // expect: TLY0041
}

void before(void) {
    for (int i = 0; i < 2; i++) {
        void *raw = malloc(sizeof(struct entry));
        if (i)
            free(raw);
        else if (raw)
            tally_emplace(struct entry, raw)->node = NULL;
    }
}
