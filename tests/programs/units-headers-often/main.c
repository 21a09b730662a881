/* Headers that need edits, with include guards, #pragma once and neither,
 * included again and again, with other macros each time. */
#include "node.h"
#include "sub/node.h"
#include "util.h"

#include "sub/node.h" /* once by its pragma */

int other(void);

static void show(const Node *n) {
    printf("%s\n", n ? n->name : "none");
}
#define STACK small
#define STACK_MAX 2
#include "stack.h"
#define STACK large
#define STACK_MAX 10
#include "stack.h"
#define ITEM(n, v)                \
    static Node *item_##n(void) { \
        Node *it = make(#n);      \
        it->value = v;            \
        return it;                \
    }
#include "list.def"
#undef ITEM
static Node *items[] = {
#define ITEM(n, v) NULL,
#include "list.def"
#undef ITEM
};
static void fill(void) {
    int i = 0;
#define ITEM(n, v) items[i++] = item_##n();
#include "list.def"
#undef ITEM
}
int main(void) {
    Node *head = make("head");
    push(&head, make("pushed"));
    show(second(head));
    show(last(head));
    struct small s = {{0}, 0};
    struct large l = {.n = 0};
    for (int i = 0; i < 3; i++) {
        small_push(&s, make("s"));
        large_push(&l, make("l"));
    }
    show(small_pop(&s));
    show(large_pop(&l));
    small_pop(&s);
    fill();
    show(items[1]);
    {
#include "body.inc"
    }
    {
#include "body.inc"
    }
    printf("%d %d\n", __LINE__, other());
    return 0;
}
