/* struct Node here is another type than struct Node of main.c: a type that is
 * defined in a .c file belongs to that file. */
#include "text.h"

#include <tally.h>

#include <stdio.h>

struct tally_object Node;
struct Node {
    struct Node *lines[2];
    char text[16];
    int length;
};

static struct Node *root;

tally_finalizer static void finalize(struct Node *self) {
    fprintf(stderr, "free line %s\n", self->text);
}

static struct Node *make(const char *text) {
    struct Node *n = tally_new(struct Node);
    n->length = snprintf(n->text, sizeof n->text, "%s", text);
    return n;
}

int text_test(int rounds) {
    root = make("first");
    for (int i = 0; i < rounds; i++) {
        struct Node *n = make("other");
        n->lines[1] = root;
        root = n;
    }
    int length = 0;
    for (struct Node *n = root; n; n = n->lines[1])
        length += n->length;
    root = NULL;
    return length;
}
