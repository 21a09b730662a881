/* Threads that work at a time, each with objects of its own: trees, rings, weak
 * references, arrays, finalizers. */
#include <tally.h>
#include <tally_thread.h>

#include <pthread.h>
#include <stdio.h>
#include <string.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next, *other;
    Node *tally_weak back;
    char *tally_array name;
};

typedef struct tally_object Ended Ended;
struct Ended {
    Node *node;
    long *sum;
};

static void end(Ended *self) tally_finalizer;

static _Thread_local Node *current;

static void end(Ended *self) {
    if (self->node)
        *self->sum += self->node->value;
}

static Node *make(int value, Node *next) {
    Node *node = tally_new(Node, .value = value, .next = next);
    node->name = tally_strdup("a node");
    if (next)
        next->back = node;
    return node;
}

static void ring(int length, long *sum) {
    Node *last = make(0, NULL), *first = last;
    for (int i = 1; i < length; i++)
        first = make(i, first);
    last->next = first;
    first->other = last;
    Ended *ended = tally_new(Ended, .node = last->back, .sum = sum);
    current = ended->node;
}

static void *work(void *result) {
    long *sum = result;
    for (int i = 0; i < 2000; i++) {
        ring(2 + i % 30, sum);
        Node *list = NULL;
        for (int k = 0; k < 20; k++)
            list = make(k, list);
        *sum += (long)tally_length(list->next->name);
        if (list->next->back != list)
            *sum = -1000000000;
        if (i % 500 == 0)
            tally_collect();
    }
    current = NULL;
    if (tally_thread_exit() != 0)
        *sum = -1000000000;
    return NULL;
}

#define THREADS 4

int main(void) {
    pthread_t threads[THREADS];
    long sums[THREADS] = {0};
    int wrong = 0;
    for (int i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, work, &sums[i]);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        wrong += sums[i] != sums[0] || sums[i] < 0;
    }
    printf("%ld, %d wrong\n", sums[0], wrong);
    return wrong;
}
