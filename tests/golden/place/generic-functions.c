/* Functions of one type that _Generic selects from need not be told apart.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

int count(Node *n);

int f(Node *n) {
    return _Generic(n, Node *: test, Opaque *: count)(n->next);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load n
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %3 = retain %2
 * IR-NEXT:     %4 = hold tally_t1, %3
 * IR-NEXT:     call _(%4)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     return in 0
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: int f(Node *n) { struct Node *tally_t1 = 0;
 * C-NEXT:     { int tally_r = _Generic(n, Node *: test, Opaque *: count)((tally_t1 = tally_incref(n->next))); tally__drop_Node(&tally_t1); return tally_r; }
 * C-NEXT: }
 */
