/* Compound literals whose address is taken.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void look(struct pair *pair);
void all(Node **nodes);

void f(Node *node) {
    look(&(struct pair){node, make()});
    all((Node *[]){node, make()});
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 node param strong stable : Node *
 * IR-NEXT:   var 1 tally_l1 local owned escapes : struct pair
 * IR-NEXT:   var 2 tally_l2 local owned escapes : Node *[2]
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare tally_l1
 * IR-NEXT:     declare tally_l2
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load node hazard
 * IR-NEXT:     %7 = retain %1
 * IR-NEXT:     %2 = call make()
 * IR-NEXT:     %3 = make pair(%7, %2)
 * IR-NEXT:     store tally_l1:none, %3
 * IR-NEXT:     call look()
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %4 = load node hazard
 * IR-NEXT:     %8 = retain %4
 * IR-NEXT:     %5 = call make()
 * IR-NEXT:     %6 = make array(%8, %5)
 * IR-NEXT:     store tally_l2:none, %6
 * IR-NEXT:     call all()
 * IR-NEXT:     end 1
 * IR-NEXT:     drop tally_l2
 * IR-NEXT:     leave tally_l2
 * IR-NEXT:     drop tally_l1
 * IR-NEXT:     leave tally_l1
 * IR-NEXT:     return
 * C: void f(Node *node) { struct pair tally_l1 = {0}; struct Node *tally_l2[2] = {0};
 * C-NEXT:     look(&(*(tally__assign_pair(&tally_l1, (struct pair){tally_incref(node), make()}), &tally_l1)));
 * C-NEXT:     all((*(tally__put_value(&tally_l2, (Node *[]){tally_incref(node), make()}, sizeof tally_l2, &tally__layout_2_strong), &tally_l2)));
 * C-NEXT: tally__drop_value(&tally_l2, &tally__layout_2_strong); tally__drop_value(&tally_l1, &tally__layout_pair); }
 */
