/* a = b = c retains once for each place.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *c) {
    Node *a, *b;
    a = b = c;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 c param strong stable : Node *
 * IR-NEXT:   var 1 a local strong owned stable : Node *
 * IR-NEXT:   var 2 b local strong owned stable : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare a
 * IR-NEXT:     declare b
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load c
 * IR-NEXT:     %2 = retain %1
 * IR-NEXT:     %3 = retain %1
 * IR-NEXT:     store b, %2
 * IR-NEXT:     store a, %3
 * IR-NEXT:     end 0
 * IR-NEXT:     drop b
 * IR-NEXT:     leave b
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     return
 * C: void f(Node *c) {
 * C-NEXT:     Node *a = 0, *b = 0;
 * C-NEXT:     tally__set_Node(&a, tally__set_Node(&b, tally_incref(tally_incref(c))));
 * C-NEXT: tally_decref(b); tally_decref(a); }
 */
