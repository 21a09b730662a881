/* A thread counts an object of another one. */
// compilers: gcc clang
// flags: -DTALLY_DEBUG
#include <tally.h>

#include <pthread.h>
#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
};

static Node *shared;

static void *work(void *unused) {
    fprintf(stderr, "so far\n");
    Node *mine = shared; // stops: a 'Node', is counted by thread 2 (
    shared = NULL;
    fprintf(stderr, "too far %d\n", mine->value);
    return unused;
}

int main(void) {
    pthread_t thread;
    shared = tally_new(Node, .value = 1);
    if (pthread_create(&thread, NULL, work, NULL) == 0)
        pthread_join(thread, NULL);
    return 0;
}
