/* Helpers of a function that is inlined with its header.
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11
 * RUN: %FileCheck --match-full-lines %s < %t.c
 * RUN: gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 * RUN: clang -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 */
#include <tally.h>

#include "Inputs/list.h"

void f(Node *p) {
    link_to(p, p->next);
}

/*
 * CHECK: #line 1 "{{.*}}list.h"
 * CHECK-NEXT: #ifndef LIST_H
 * CHECK-NEXT: #define LIST_H
 * CHECK: typedef struct tally_object Node Node;
 * CHECK-NEXT: struct Node {
 * CHECK-NEXT:     Node *next;
 * CHECK-NEXT: };
 * CHECK: TALLY__UNUSED static inline int is_last(const Node *node) {
 * CHECK-NEXT:     return !node->next;
 * CHECK-NEXT: }
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 13 "{{.*}}list.h"
 * CHECK-NEXT: TALLY__UNUSED static inline void link_to(Node *node, Node *next) {
 * CHECK-NEXT:     if (is_last(node))
 * CHECK-NEXT:         tally__set_Node(&node->next, tally_incref(next));
 * CHECK-NEXT: }
 * CHECK: #endif
 * CHECK-NEXT: #line 10 "{{.*}}header-inlined.c"
 * CHECK: void f(Node *p) { struct Node *tally_t1 = 0;
 * CHECK-NEXT:     link_to(p, (tally_t1 = tally_incref(p->next))), tally__drop_Node(&tally_t1);
 * CHECK-NEXT: }
 */
