/* An opaque type is counted through its header alone.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(void) {
    Opaque *a = opaque();
    Opaque *b = a;
    (void)b;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 a local strong owned stable : Opaque *
 * IR-NEXT:   var 1 b local strong owned stable : Opaque *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare a
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call opaque()
 * IR-NEXT:     init a, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     declare b
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load a
 * IR-NEXT:     %4 = retain %2
 * IR-NEXT:     init b, %4
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %3 = load b
 * IR-NEXT:     end 2
 * IR-NEXT:     drop b
 * IR-NEXT:     leave b
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     return
 * C: void f(void) {
 * C-NEXT:     Opaque *a = opaque();
 * C-NEXT:     Opaque *b = tally_incref(a);
 * C-NEXT:     (void)b;
 * C-NEXT: tally_decref(b); tally_decref(a); }
 */
