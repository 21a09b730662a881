/* The arm of _Generic that is selected.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

typedef struct tally_object Other Other;
int other(Other *o);
#define TEST(x) _Generic((x), Node *: test, Other *: other)(x)

int f(Node *n) {
    return TEST(n->next) + _Generic(n, Node *: make()->value, default: "");
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   var 2 tally_t2 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load n hazard
 * IR-NEXT:     %2 = load %1->next hazard
 * IR-NEXT:     %4 = retain %2
 * IR-NEXT:     %5 = hold tally_t1, %4
 * IR-NEXT:     call test(%5)
 * IR-NEXT:     %3 = call make()
 * IR-NEXT:     %6 = hold tally_t2, %3
 * IR-NEXT:     use %6
 * IR-NEXT:     drop tally_t2
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     return in 0
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: int f(Node *n) { struct Node *tally_t1 = 0; struct Node *tally_t2 = 0;
 * C-NEXT:     { int tally_r =  _Generic((n->next), Node *: test, Other *: other)((tally_t1 = tally_incref(n->next)))  + _Generic(n, Node *: (tally_t2 = make())->value, default: ""); tally__drop_Node(&tally_t2); tally__drop_Node(&tally_t1); return tally_r; }
 * C-NEXT: }
 */
