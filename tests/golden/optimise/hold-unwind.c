/* A temporary that holds nothing any more is not on the shadow stack.
 * RUN: %tally check --unwind=shadow --dump=optimise --function=f %s -- -std=c11 -I%S/../place | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --unwind=shadow --validate %s -o %t.c -- -std=c11 -I%S/../place && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(void) {
    Node *l = make();
    l = find(l, 1);
    use(l);
}

/* The function in the graph, and as it is written.
 * IR: func f placed unwinds
 * IR-NEXT:   var 0 l local strong owned stable : Node *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare l
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init l, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     own l
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load l
 * IR-NEXT:     %3 = call find(%2)
 * IR-NEXT:     store l, %3
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %4 = load l
 * IR-NEXT:     call use(%4)
 * IR-NEXT:     end 2
 * IR-NEXT:     exit
 * IR-NEXT:     drop l
 * IR-NEXT:     leave l
 * IR-NEXT:     return
 * C: void f(void) { struct tally_owner tally_o[] = {{[{][{]}}0, &tally__layout_1_strong, 0}, {0, &tally__layout_1_strong, 0}}; struct tally_frame tally_f = {tally_o, 2, 0, 0, 0}; tally__enter_frame(&tally_f);
 * C-NEXT:     Node *l = make(); tally__own(&tally_f, 0, &l);
 * C-NEXT:     tally__set_Node(&l, find(l, 1));
 * C-NEXT:     use(l);
 * C-NEXT: tally__leave_frame(&tally_f); tally_decref(l); }
 */
