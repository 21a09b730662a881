/* An argument that is handed over if the result says so.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

int push(Node *list, Node *n tally_consumes_if(result == 0));

int f(Node *list, Node *n tally_consumes_if(result < 0)) {
    Node *local = make();
    if (push(list, local))
        use(local);
    push(list, make());
    return push(list, n);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 list param strong stable : Node *
 * IR-NEXT:   var 1 n param strong consumes_if stable : Node *
 * IR-NEXT:   var 2 local local strong owned stable : Node *
 * IR-NEXT:   var 3 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 condition
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   full 4 return
 * IR-NEXT:   block 0 -> 1, 2
 * IR-NEXT:     declare local
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init local, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load list
 * IR-NEXT:     %3 = load local
 * IR-NEXT:     call push(%2, maybe %3)
 * IR-NEXT:     give_if local
 * IR-NEXT:     end 1
 * IR-NEXT:     branch
 * IR-NEXT:   block 1 -> 2
 * IR-NEXT:     begin 2
 * IR-NEXT:     %4 = load local
 * IR-NEXT:     call use(%4)
 * IR-NEXT:     end 2
 * IR-NEXT:     jump
 * IR-NEXT:   block 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     %5 = load list hazard
 * IR-NEXT:     %6 = call make()
 * IR-NEXT:     %9 = hold tally_t1, %6
 * IR-NEXT:     call push(%5, maybe %9)
 * IR-NEXT:     give_if tally_t1
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 3
 * IR-NEXT:     begin 4
 * IR-NEXT:     %7 = load list
 * IR-NEXT:     %8 = load n
 * IR-NEXT:     %10 = retain %8
 * IR-NEXT:     %11 = hold tally_t1, %10
 * IR-NEXT:     call push(%7, maybe %11)
 * IR-NEXT:     give_if tally_t1
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 4
 * IR-NEXT:     drop local
 * IR-NEXT:     leave local
 * IR-NEXT:     drop_if n
 * IR-NEXT:     leave n
 * IR-NEXT:     return in 4
 * IR-NEXT:   block 3
 * IR-NEXT:     return
 * C: int f(Node *list, Node *n tally_consumes_if(result < 0)) { struct Node *tally_t1 = 0; int tally_v1; int tally_v2; int tally_v3;
 * C-NEXT:     Node *local = make();
 * C-NEXT:     if ((tally_v1 = push(list, local), tally__give_if_Node(&local, tally_v1 == 0), tally_v1))
 * C-NEXT:         use(local);
 * C-NEXT:     tally_v2 = push(list, (tally_t1 = make())), tally__give_if_Node(&tally_t1, tally_v2 == 0), tally__drop_Node(&tally_t1);
 * C-NEXT:     { int tally_r = (tally_v3 = push(list, (tally_t1 = tally_incref(n))), tally__give_if_Node(&tally_t1, tally_v3 == 0), tally_v3); tally__drop_Node(&tally_t1); tally_decref(local); tally__decref_if(n, tally_r < 0); return tally_r; }
 * C-NEXT: }
 */
