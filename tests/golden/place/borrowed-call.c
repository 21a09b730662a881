/* A borrowed result is retained where it is kept, and held where something releases.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *lend(Node *in) tally_borrowed;

void f(Node *in) {
    Node *n = lend(in);
    use(lend(n));
    number(lend(n)->value);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 in param strong stable : Node *
 * IR-NEXT:   var 1 n local strong owned stable : Node *
 * IR-NEXT:   var 2 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load in
 * IR-NEXT:     %2 = call lend(%1) borrowed
 * IR-NEXT:     %7 = retain %2
 * IR-NEXT:     init n, %7
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = load n
 * IR-NEXT:     %4 = call lend(%3) borrowed
 * IR-NEXT:     %8 = retain %4
 * IR-NEXT:     %9 = hold tally_t1, %8
 * IR-NEXT:     call use(%9)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %5 = load n
 * IR-NEXT:     %6 = call lend(%5) borrowed
 * IR-NEXT:     use %6
 * IR-NEXT:     call number()
 * IR-NEXT:     end 2
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return
 * C: void f(Node *in) { struct Node *tally_t1 = 0;
 * C-NEXT:     Node *n = tally_incref(lend(in));
 * C-NEXT:     use((tally_t1 = tally_incref(lend(n)))), tally__drop_Node(&tally_t1);
 * C-NEXT:     number(lend(n)->value);
 * C-NEXT: tally_decref(n); }
 */
