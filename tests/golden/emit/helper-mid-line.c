/* Helpers for a function that does not begin its line.
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

int one(void) { return 1; }  void f(Node *p, Node *q) {
    p->next = q;
}

/*
 * CHECK: int one(void) { return 1; }  
 * CHECK-NEXT: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 18 "{{.*}}helper-mid-line.c"
 * CHECK-NEXT:                              void f(Node *p, Node *q) {
 * CHECK-NEXT:     tally__set_Node(&p->next, tally_incref(q));
 * CHECK-NEXT: }
 */
