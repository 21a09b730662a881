/* A stack called STACK, of STACK_MAX nodes; included for each. */
#include "util.h"
#define PASTE_(a, b) a##b
#define PASTE(a, b) PASTE_(a, b)
struct STACK {
    Node *at[STACK_MAX];
    int n;
};
static void PASTE(STACK, _push)(struct STACK *s, Node *n) {
    if (s->n < STACK_MAX)
        s->at[s->n++] = n;
}
static Node *PASTE(STACK, _pop)(struct STACK *s) {
    Node *n = s->at[--s->n];
    s->at[s->n] = NULL;
    return n;
}
#undef STACK
#undef STACK_MAX
#undef PASTE
#undef PASTE_
