/* goto past two declarations: pads in front of the label make them empty.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(int c) {
    if (c) goto in;
    {
        Node *a = make();
        if (c) goto in;
        Node *b = a;
    in:
        b = a;
        use(b);
    }
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 a local strong owned stable : Node *
 * IR-NEXT:   var 1 b local strong owned stable : Node *
 * IR-NEXT:   full 0 condition
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 condition
 * IR-NEXT:   full 3 init last
 * IR-NEXT:   full 4 statement
 * IR-NEXT:   full 5 statement
 * IR-NEXT:   block 0 -> 1, 3
 * IR-NEXT:     begin 0
 * IR-NEXT:     end 0
 * IR-NEXT:     branch
 * IR-NEXT:   block 1 -> 9
 * IR-NEXT:     jump
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 3 -> 4, 6
 * IR-NEXT:     declare a
 * IR-NEXT:     begin 1
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init a, %1
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     end 2
 * IR-NEXT:     branch
 * IR-NEXT:   block 4 -> 8
 * IR-NEXT:     jump
 * IR-NEXT:   block 5 -> 6
 * IR-NEXT:     jump
 * IR-NEXT:   block 6 -> 7
 * IR-NEXT:     declare b
 * IR-NEXT:     begin 3
 * IR-NEXT:     %2 = load a
 * IR-NEXT:     %5 = retain %2
 * IR-NEXT:     init b, %5
 * IR-NEXT:     end 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 7
 * IR-NEXT:     begin 4
 * IR-NEXT:     %3 = load a
 * IR-NEXT:     %6 = retain %3
 * IR-NEXT:     store b, %6
 * IR-NEXT:     end 4
 * IR-NEXT:     begin 5
 * IR-NEXT:     %4 = load b
 * IR-NEXT:     call use(%4)
 * IR-NEXT:     end 5
 * IR-NEXT:     drop b
 * IR-NEXT:     leave b
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     return
 * IR-NEXT:   block 8 -> 7
 * IR-NEXT:     declare b
 * IR-NEXT:     jump
 * IR-NEXT:   block 9 -> 8
 * IR-NEXT:     declare a
 * IR-NEXT:     jump
 * C: void f(int c) {
 * C-NEXT:     if (c) goto tally_l1;
 * C-NEXT:     {
 * C-NEXT:         Node *a = make();
 * C-NEXT:         if (c) goto tally_l2;
 * C-NEXT:         Node *b = tally_incref(a);
 * C-NEXT:     goto in; tally_l1: a = 0; tally_l2: b = 0; in:
 * C-NEXT:         tally__set_Node(&b, tally_incref(a));
 * C-NEXT:         use(b);
 * C-NEXT:     tally_decref(b); tally_decref(a); }
 * C-NEXT: }
 */
