/* What follows on its line is not taken for guarded (-Wmisleading-indentation).
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
    Node *n = p;
    if (n)
        use(n); }

void g(Node *p) {
    Node *n = p;
    while (n) n = n->next; }

/*
 * CHECK: void f(Node *p) {
 * CHECK-NEXT:     Node *n = tally_incref(p);
 * CHECK-NEXT:     if (n)
 * CHECK-NEXT:         use(n); ; tally_decref(n); }
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 23 "{{.*}}leave-behind-guard.c"
 * CHECK-NEXT: void g(Node *p) {
 * CHECK-NEXT:     Node *n = tally_incref(p);
 * CHECK-NEXT:     while (n) tally__set_Node(&n, tally_incref(n->next)); ; tally_decref(n); }
 */
