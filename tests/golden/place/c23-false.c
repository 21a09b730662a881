/* The false of C23 is a constant: what is given away in a loop that it ends is
 * not read again.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c2x | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c2x && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void take(Node *n tally_consumed);

void f(Node *n tally_consumed) {
    do
        take(n);
    while (false);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong owned consumed stable : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 condition
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = move n
 * IR-NEXT:     call take(take %1)
 * IR-NEXT:     end 0
 * IR-NEXT:     jump
 * IR-NEXT:   block 2 -> 1, 3
 * IR-NEXT:     begin 1
 * IR-NEXT:     end 1
 * IR-NEXT:     branch
 * IR-NEXT:   block 3
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return
 * C: void f(Node *n tally_consumed) {
 * C-NEXT:     do
 * C-NEXT:         take(tally__take_Node(&n));
 * C-NEXT:     while (false);
 * C-NEXT: tally_decref(n); }
 */
