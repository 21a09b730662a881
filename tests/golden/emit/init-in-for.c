/* Nothing can be written behind the declaration of a for.
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11
 * RUN: %FileCheck --match-full-lines %s < %t.c
 * RUN: gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 * RUN: clang -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
    Node *tally_weak back;
    int value;
};
Node *make(void);
void use(Node *node);

void f(void) {
    for (int i = make()->value; i; i--)
        use(NULL);
    for (Node *n = make()->next; n; n = n->next)
        use(n);
}

/*
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 18 "{{.*}}init-in-for.c"
 * CHECK-NEXT: void f(void) { struct Node *tally_t1 = 0; int tally_v1; struct Node *tally_v2 = 0;
 * CHECK-NEXT:     for (int i = (tally_v1 = ((tally_t1 = make())->value), tally__drop_Node(&tally_t1), tally_v1); i; i--)
 * CHECK-NEXT:         use(NULL);
 * CHECK-NEXT:     { Node *n = (tally_v2 = (tally_incref((tally_t1 = make())->next)), tally__drop_Node(&tally_t1), tally_v2); { for (; n; tally__set_Node(&n, tally_incref(n->next)))
 * CHECK-NEXT:         use(n); } tally_decref(n); }
 * CHECK-NEXT: }
 */
