/* Types that are taken from expressions.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=gnu11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=gnu11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(Node *n) {
    __typeof__(n->next) a = make();
    __auto_type b = n->next;
    const __auto_type c = b;
    use2(a, c);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   var 1 a local strong owned stable : Node *
 * IR-NEXT:   var 2 b local strong owned stable : Node *
 * IR-NEXT:   var 3 c local strong owned stable : const Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 init last
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare a
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init a, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     declare b
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load n
 * IR-NEXT:     %3 = load %2->next
 * IR-NEXT:     %7 = retain %3
 * IR-NEXT:     init b, %7
 * IR-NEXT:     end 1
 * IR-NEXT:     declare c
 * IR-NEXT:     begin 2
 * IR-NEXT:     %4 = load b
 * IR-NEXT:     %8 = retain %4
 * IR-NEXT:     init c, %8
 * IR-NEXT:     end 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     %5 = load a
 * IR-NEXT:     %6 = load c
 * IR-NEXT:     call use2(%5, %6)
 * IR-NEXT:     end 3
 * IR-NEXT:     drop c
 * IR-NEXT:     leave c
 * IR-NEXT:     drop b
 * IR-NEXT:     leave b
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     return
 * C: void f(Node *n) {
 * C-NEXT:     __typeof__(n->next) a = make();
 * C-NEXT:     __auto_type b = (struct Node *)(tally_incref(n->next));
 * C-NEXT:     const __auto_type c = (struct Node *)(tally_incref(b));
 * C-NEXT:     use2(a, c);
 * C-NEXT: tally_decref(c); tally_decref(b); tally_decref(a); }
 */
