/* A header is inlined, and helpers are written, where #line is the user's.
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11
 * RUN: %FileCheck --match-full-lines %s < %t.c
 * RUN: gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 * RUN: clang -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 */
#include <tally.h>

#line 50 "grammar.y"
#include "Inputs/list.h"
#line 200

void f(Node *p) {
    link_to(p, p->next);
}

void g(const Node *p, const Node **place) {
    *place = p;
}

/*
 * CHECK: #line 1 "{{.*}}list.h"
 * CHECK: #line 13 "{{.*}}list.h"
 * CHECK-NEXT: TALLY__UNUSED static inline void link_to(Node *node, Node *next) {
 * CHECK: #line 51 "grammar.y"
 * CHECK-NEXT: #line 200
 * CHECK: void f(Node *p) { struct Node *tally_t1 = 0;
 * CHECK: TALLY__REF(const_Node, const struct Node *)
 * CHECK-NEXT: #line 205 "grammar.y"
 * CHECK-NEXT: void g(const Node *p, const Node **place) {
 */
