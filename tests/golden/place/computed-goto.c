/* Computed goto out of a block and past a declaration.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(int c) {
    static const void *const labels[] = {&&one, &&two};
    {
        Node *a = make();
        goto *labels[c];
    }
    Node *b = make();
one:
    use(b);
two:
    use(0);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 a local strong owned stable : Node *
 * IR-NEXT:   var 1 b local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 switch
 * IR-NEXT:   full 2 init last
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   full 4 statement
 * IR-NEXT:   block 0 -> 4, 5
 * IR-NEXT:     declare a
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init a, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     end 1
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     switch
 * IR-NEXT:   block 1 -> 2
 * IR-NEXT:     declare b
 * IR-NEXT:     begin 2
 * IR-NEXT:     %2 = call make()
 * IR-NEXT:     init b, %2
 * IR-NEXT:     end 2
 * IR-NEXT:     jump
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     begin 3
 * IR-NEXT:     %3 = load b
 * IR-NEXT:     call use(%3)
 * IR-NEXT:     end 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 3
 * IR-NEXT:     begin 4
 * IR-NEXT:     %4 = null
 * IR-NEXT:     call use(%4)
 * IR-NEXT:     end 4
 * IR-NEXT:     drop b
 * IR-NEXT:     leave b
 * IR-NEXT:     return
 * IR-NEXT:   block 4 -> 2
 * IR-NEXT:     declare b
 * IR-NEXT:     jump
 * IR-NEXT:   block 5 -> 3
 * IR-NEXT:     declare b
 * IR-NEXT:     jump
 * C: void f(int c) {
 * C-NEXT:     static const void *const labels[] = {&&tally_l1, &&tally_l2};
 * C-NEXT:     {
 * C-NEXT:         Node *a = make();
 * C-NEXT:         { const void *tally_g3 = labels[c]; tally_decref(a); goto *tally_g3; }
 * C-NEXT:     }
 * C-NEXT:     Node *b = make();
 * C-NEXT: goto one; tally_l1: b = 0; one:
 * C-NEXT:     use(b);
 * C-NEXT: goto two; tally_l2: b = 0; two:
 * C-NEXT:     use(0);
 * C-NEXT: tally_decref(b); }
 */
