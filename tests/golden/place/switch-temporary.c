/* The value of a switch.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(void) {
    switch (make()->value) {
    case 1: number(1); break;
    default: number(2);
    }
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 switch
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0 -> 3, 5
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     %2 = hold tally_t1, %1
 * IR-NEXT:     use %2
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     switch
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 3 -> 1
 * IR-NEXT:     begin 1
 * IR-NEXT:     call number()
 * IR-NEXT:     end 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 4 -> 5
 * IR-NEXT:     jump
 * IR-NEXT:   block 5 -> 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     call number()
 * IR-NEXT:     end 2
 * IR-NEXT:     jump
 * C: void f(void) { struct Node *tally_t1 = 0; int tally_v1;
 * C-NEXT:     switch ((tally_v1 = ((tally_t1 = make())->value), tally__drop_Node(&tally_t1), tally_v1)) {
 * C-NEXT:     case 1: number(1); break;
 * C-NEXT:     default: number(2);
 * C-NEXT:     }
 * C-NEXT: }
 */
