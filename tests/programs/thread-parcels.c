/* Graphs that are made in one thread and used in another: a queue of parcels.
 * This is not for tcc. */
#include <tally.h>
#include <tally_thread.h>

#include <pthread.h>
#include <stdio.h>

typedef struct tally_object Item Item;
typedef struct tally_object List List;
struct Item {
    int value;
    Item *next;
    List *tally_weak list;
};
struct List {
    Item *first, *last;
    char *tally_array name;
};

static void end(List *self) tally_finalizer;

static void end(List *self) { fprintf(stderr, "end %s\n", self->name); }

static void add(List *list, int value) {
    Item *item = tally_new(Item, .value = value, .list = list);
    if (list->last)
        list->last->next = item;
    else
        list->first = item;
    list->last = item;
}

static List *make(const char *name, int count) {
    List *list = tally_new(List);
    list->name = tally_strdup(name);
    for (int i = 1; i <= count; i++)
        add(list, i);
    return list;
}

/* Parcels are memory like any other. */
struct work {
    tally_parcel *parcel;
    int sum;
};

static void *sum_up(void *context) {
    struct work *work = context;
    List *list = tally_attach(List, work->parcel);
    for (Item *item = list->first; item; item = item->next) {
        work->sum += item->value;
        if (item->list != list)
            puts("another list");
    }
    add(list, work->sum);
    work->parcel = tally_detach(&list);
    if (list)
        puts(tally_thread_error());
    return NULL;
}

static int last_of(List *list) { return list->last->value; }

int main(void) {
    const char *names[] = {"one", "two", "three"};
    struct work works[3];
    pthread_t threads[3];
    for (int i = 0; i < 3; i++) {
        List *list = make(names[i], 10 * (i + 1));
        works[i] = (struct work){tally_detach(&list), 0};
        printf("%s\n", list ? "still here" : "gone");
        if (pthread_create(&threads[i], NULL, sum_up, &works[i]) != 0)
            return 1;
    }
    for (int i = 0; i < 3; i++) {
        pthread_join(threads[i], NULL);
        List *list = tally_attach(List, works[i].parcel);
        printf("%s: %d, %d\n", list->name, works[i].sum, last_of(list));
    }
    List *none = NULL;
    if (!tally_attach(List, (tally_parcel *)NULL) && !none)
        puts("nothing");
    return 0;
}
