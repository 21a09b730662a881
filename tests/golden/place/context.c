/* A reference is given away with the context of a callback.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void later(void (*run)(void *), void *data tally_context(run, destroy), void (*destroy)(void *));
void run(void *data);

void f(Node *in) {
    Node *n = make();
    later(run, n, run);
    later(run, in->next, run);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 in param strong stable : Node *
 * IR-NEXT:   var 1 n local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare n
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init n, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = move n
 * IR-NEXT:     call later(take %2)
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %3 = load in
 * IR-NEXT:     %4 = load %3->next
 * IR-NEXT:     %5 = retain %4
 * IR-NEXT:     call later(take %5)
 * IR-NEXT:     end 2
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return
 * C: void f(Node *in) {
 * C-NEXT:     Node *n = make();
 * C-NEXT:     later(run, tally__take_Node(&n), run);
 * C-NEXT:     later(run, tally_incref(in->next), run);
 * C-NEXT: tally_decref(n); }
 */
