/* Variables are released in reverse order of declaration.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(void) {
    Node *a = make(), *b = make();
    Node *c = make();
    use2(a, b);
    use(c);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 a local strong owned stable : Node *
 * IR-NEXT:   var 1 b local strong owned stable : Node *
 * IR-NEXT:   var 2 c local strong owned stable : Node *
 * IR-NEXT:   full 0 init
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 init last
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   full 4 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     declare a
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     init a, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     declare b
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = call make()
 * IR-NEXT:     init b, %2
 * IR-NEXT:     end 1
 * IR-NEXT:     declare c
 * IR-NEXT:     begin 2
 * IR-NEXT:     %3 = call make()
 * IR-NEXT:     init c, %3
 * IR-NEXT:     end 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     %4 = load a
 * IR-NEXT:     %5 = load b
 * IR-NEXT:     call use2(%4, %5)
 * IR-NEXT:     end 3
 * IR-NEXT:     begin 4
 * IR-NEXT:     %6 = load c
 * IR-NEXT:     call use(%6)
 * IR-NEXT:     end 4
 * IR-NEXT:     drop c
 * IR-NEXT:     leave c
 * IR-NEXT:     drop b
 * IR-NEXT:     leave b
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     return
 * C: void f(void) {
 * C-NEXT:     Node *a = make(), *b = make();
 * C-NEXT:     Node *c = make();
 * C-NEXT:     use2(a, b);
 * C-NEXT:     use(c);
 * C-NEXT: tally_decref(c); tally_decref(b); tally_decref(a); }
 */
