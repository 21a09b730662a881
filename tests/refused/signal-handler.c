/* A handler may come in the middle of a count operation. */
#define _POSIX_C_SOURCE 200809L
#include <tally.h>

#include <signal.h>
#include <stddef.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static Node *current;
static volatile sig_atomic_t hits;

static void clear(int number) {
    (void)number;
    current = NULL; // expect: TLY0050
}

static void make(void) {
    current = tally_new(Node); // expect: TLY0050
}

static void calls(int number) {
    if (number)
        make();
}

static void pops(int number) {
    (void)number;
    current = current->next; // expect: TLY0050
}

static void counts(int number) {
    (void)number;
    hits = hits + 1;
    if (current)
        current->value++;
}

static struct sigaction initialised = {.sa_handler = pops};

int test(void) {
    struct sigaction action = {.sa_flags = 0};
    signal(SIGTERM, clear);
    action.sa_handler = calls;
    sigaction(SIGINT, &action, NULL);
    action.sa_handler = counts;
    sigaction(SIGHUP, &action, NULL);
    return sigaction(SIGUSR1, &initialised, NULL);
}
