/* The object whose elements are put in order is held: the comparator may release.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"
#include <stdlib.h>

int compare(const void *a, const void *b);

void f(Node *in) {
    qsort(in->next->kids, 4, sizeof in->kids[0], compare);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 in param strong stable : Node *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load in
 * IR-NEXT:     %2 = load %1->next
 * IR-NEXT:     %4 = retain %2
 * IR-NEXT:     %5 = hold tally_t1, %4
 * IR-NEXT:     %3 = address %5->kids, %5
 * IR-NEXT:     call qsort(%3)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(Node *in) { struct Node *tally_t1 = 0;
 * C-NEXT:     qsort((tally_t1 = tally_incref(in->next))->kids, 4, sizeof in->kids[0], compare), tally__drop_Node(&tally_t1);
 * C-NEXT: }
 */
