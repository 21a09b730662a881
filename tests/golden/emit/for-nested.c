/* Loops in loops, without braces, under if and else.
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

void f(Node *p) {
    if (p)
        for (Node *n = p; n; n = n->next)
            for (Node *m = n, *k = NULL; m; m = m->next)
                use(k);
    else
        use(p);
}

/*
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 18 "{{.*}}for-nested.c"
 * CHECK-NEXT: void f(Node *p) {
 * CHECK-NEXT:     if (p)
 * CHECK-NEXT:         { Node *n = tally_incref(p); { for (; n; tally__set_Node(&n, tally_incref(n->next)))
 * CHECK-NEXT:             { Node *m = tally_incref(n), *k = NULL; { for (; m; tally__set_Node(&m, tally_incref(m->next)))
 * CHECK-NEXT:                 use(k); } tally_decref(k); tally_decref(m); } } tally_decref(n); }
 * CHECK-NEXT:     else
 * CHECK-NEXT:         use(p);
 * CHECK-NEXT: }
 */
