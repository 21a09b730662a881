/* A for whose body is empty.
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
    for (Node *n = p; n; n = n->next) ;
}

/*
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 18 "{{.*}}for-without-body.c"
 * CHECK-NEXT: void f(Node *p) {
 * CHECK-NEXT:     { Node *n = tally_incref(p); { for (; n; tally__set_Node(&n, tally_incref(n->next))) ; } tally_decref(n); }
 * CHECK-NEXT: }
 */
