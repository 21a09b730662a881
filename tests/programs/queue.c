/* A queue with a head and a tail in a struct that functions get by address. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Item Item;
struct Item {
    int value;
    Item *next;
};

struct queue {
    Item *head, *tail;
    int length;
};

tally_finalizer static void free_item(Item *self) {
    fprintf(stderr, "free %d\n", self->value);
}

static void put(struct queue *q, int value) {
    Item *item = tally_new(Item, .value = value);
    if (q->tail)
        q->tail->next = item;
    else
        q->head = item;
    q->tail = item;
    q->length++;
}

static Item *get(struct queue *q) {
    Item *item = q->head;
    if (!item)
        return NULL;
    q->head = item->next;
    if (!q->head)
        q->tail = NULL;
    item->next = NULL;
    q->length--;
    return item;
}

static void drain(struct queue *q) {
    Item *item;
    while ((item = get(q)) != NULL)
        printf("%d ", item->value);
    printf("\n");
}

static struct queue shared;

static struct queue *the_queue(void) {
    return &shared;
}

int main(void) {
    struct queue q = {NULL, NULL, 0};
    for (int i = 1; i <= 4; i++)
        put(&q, i);
    printf("%d\n", get(&q)->value);
    fprintf(stderr, "-- got one\n");
    Item *second = get(&q);
    put(&q, 5);
    printf("%d %d\n", second->value, q.length);
    drain(&q);
    fprintf(stderr, "-- drained\n");
    put(&q, 6);
    put(the_queue(), 7);
    the_queue()->head->next = q.head;
    the_queue()->tail = the_queue()->head->next;
    printf("%d %d\n", shared.tail->value, the_queue()->length);
    return 0;
}
