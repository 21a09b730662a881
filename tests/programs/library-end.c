/* Where strtol and its likes leave a pointer, it points into what they were
 * given: that is kept as long as the pointer. */
#define _XOPEN_SOURCE 700
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
    char text[16];
    char *tally_array words;
};
static void node_delete(Node *self) tally_finalizer;
static void node_delete(Node *self) {
    fprintf(stderr, "delete '%s'\n", self->text);
}

static Node *global;

static void renew(const char *text, const char *words) {
    global = tally_new(Node, .words = tally_strdup(words));
    strcpy(global->text, text);
}

static int sum(Node *n) {
    int total = 0;
    for (char *at = n->text, *end;; at = end) {
        long number = strtol(at, &end, 10);
        if (end == at)
            return total;
        total += (int)number;
    }
}

static int sum_in_place(void) {
    int total = 0;
    char *at = global->text;
    while (*at && *at != 'x') {
        total += (int)strtol(at, &at, 10);
        global = NULL;
    }
    printf("rest '%s'\n", at);
    return total;
}

int main(void) {
    char *end, *save;
    const char *rest;
    renew("1 and more", "2.5and more");
    long number = strtol(global->text, &end, 10);
    global = NULL;
    printf("%ld '%s'\n", number, end);
    renew("0x1fg", "2.5and more");
    double real = strtod(global->words, &end);
    global->words = NULL;
    printf("%g '%s'\n", real, end);
    unsigned long bits = strtoul(global->text, (char **)&rest, 0);
    renew("1 2 30x", "pear,,apple,fig");
    printf("%lu '%s'\n", bits, rest);
    for (char *word = strtok_r(global->words, ",", &save); word;
         word = strtok_r(NULL, ",", &save)) {
        global->words = NULL;
        printf("<%s>", word);
    }
    printf(" %d\n", sum(global));
    printf("%d\n", sum_in_place());
    renew("4", "5");
    printf("%ld\n", strtol(global->words, NULL, 10));
    end = NULL;
    return 0;
}
