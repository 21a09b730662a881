/* goto out of two scopes.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void f(int c) {
    Node *a = make();
    {
        Node *b = make();
        if (c) goto end;
        use(b);
    }
end:
    use(a);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 a local strong owned stable : Node *
 * IR-NEXT:   var 1 b local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 condition
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   full 4 statement
 * IR-NEXT:   block 0 -> 1, 3
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
 * IR-NEXT:     begin 2
 * IR-NEXT:     end 2
 * IR-NEXT:     branch
 * IR-NEXT:   block 1 -> 4
 * IR-NEXT:     drop b
 * IR-NEXT:     leave b
 * IR-NEXT:     jump
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 3 -> 4
 * IR-NEXT:     begin 3
 * IR-NEXT:     %3 = load b
 * IR-NEXT:     call use(%3)
 * IR-NEXT:     end 3
 * IR-NEXT:     drop b
 * IR-NEXT:     leave b
 * IR-NEXT:     jump
 * IR-NEXT:   block 4
 * IR-NEXT:     begin 4
 * IR-NEXT:     %4 = load a
 * IR-NEXT:     call use(%4)
 * IR-NEXT:     end 4
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     return
 * C: void f(int c) {
 * C-NEXT:     Node *a = make();
 * C-NEXT:     {
 * C-NEXT:         Node *b = make();
 * C-NEXT:         if (c) { tally_decref(b); goto end; }
 * C-NEXT:         use(b);
 * C-NEXT:     tally_decref(b); }
 * C-NEXT: end:
 * C-NEXT:     use(a);
 * C-NEXT: tally_decref(a); }
 */
