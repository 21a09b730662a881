/* Comments and line ends in the head of a for stay where they are.
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
    for // each
        (Node *n = p; // of
         n;
         n = n->next) {
        use(n);
    }
}

/*
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 18 "{{.*}}for-head.c"
 * CHECK-NEXT: void f(Node *p) {
 * CHECK-NEXT:     { // each
 * CHECK-NEXT:         Node *n = tally_incref(p); for (; // of
 * CHECK-NEXT:          n;
 * CHECK-NEXT:          tally__set_Node(&n, tally_incref(n->next))) {
 * CHECK-NEXT:         use(n);
 * CHECK-NEXT:     } tally_decref(n); }
 * CHECK-NEXT: }
 */
