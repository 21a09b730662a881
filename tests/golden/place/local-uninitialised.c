/* A reference starts as NULL.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(int c) {
    Node *n;
    if (c) n = make();
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n local strong owned stable : Node *
 * IR-NEXT:   full 0 condition
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0 -> 1, 2
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     end 0
 * IR-NEXT:     branch
 * IR-NEXT:   block 1 -> 2
 * IR-NEXT:     begin 1
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     store n, %1
 * IR-NEXT:     end 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 2
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return
 * C: void f(int c) {
 * C-NEXT:     Node *n = 0;
 * C-NEXT:     if (c) tally__set_Node(&n, make());
 * C-NEXT: tally_decref(n); }
 */
