/* A return out of loops in loops.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

int f(Node *n) {
    for (Node *a = n; a; a = a->next) {
        for (Node *b = a; b; b = b->next) {
            Node *c = b;
            if (test(c))
                return 1;
            if (c->value)
                break;
        }
    }
    return 0;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   var 1 a local strong owned stable : Node *
 * IR-NEXT:   var 2 b local strong owned stable : Node *
 * IR-NEXT:   var 3 c local strong owned stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 condition
 * IR-NEXT:   full 2 init last
 * IR-NEXT:   full 3 condition
 * IR-NEXT:   full 4 init last
 * IR-NEXT:   full 5 condition
 * IR-NEXT:   full 6 return
 * IR-NEXT:   full 7 condition
 * IR-NEXT:   full 8 statement
 * IR-NEXT:   full 9 statement
 * IR-NEXT:   full 10 return
 * IR-NEXT:   block 0 -> 1
 * IR-NEXT:     declare a
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load n
 * IR-NEXT:     %12 = retain %1
 * IR-NEXT:     init a, %12
 * IR-NEXT:     end 0
 * IR-NEXT:     jump
 * IR-NEXT:   block 1 -> 2, 4
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load a
 * IR-NEXT:     use %2
 * IR-NEXT:     end 1
 * IR-NEXT:     branch
 * IR-NEXT:   block 2 -> 5
 * IR-NEXT:     declare b
 * IR-NEXT:     begin 2
 * IR-NEXT:     %3 = load a
 * IR-NEXT:     %13 = retain %3
 * IR-NEXT:     init b, %13
 * IR-NEXT:     end 2
 * IR-NEXT:     jump
 * IR-NEXT:   block 3 -> 1
 * IR-NEXT:     begin 9
 * IR-NEXT:     %10 = load a
 * IR-NEXT:     %11 = load %10->next
 * IR-NEXT:     %14 = retain %11
 * IR-NEXT:     store a, %14
 * IR-NEXT:     end 9
 * IR-NEXT:     jump
 * IR-NEXT:   block 4
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     begin 10
 * IR-NEXT:     end 10
 * IR-NEXT:     return in 10
 * IR-NEXT:   block 5 -> 6, 8
 * IR-NEXT:     begin 3
 * IR-NEXT:     %4 = load b
 * IR-NEXT:     use %4
 * IR-NEXT:     end 3
 * IR-NEXT:     branch
 * IR-NEXT:   block 6 -> 9, 11
 * IR-NEXT:     declare c
 * IR-NEXT:     begin 4
 * IR-NEXT:     %5 = load b
 * IR-NEXT:     %15 = retain %5
 * IR-NEXT:     init c, %15
 * IR-NEXT:     end 4
 * IR-NEXT:     begin 5
 * IR-NEXT:     %6 = load c
 * IR-NEXT:     call test(%6)
 * IR-NEXT:     end 5
 * IR-NEXT:     branch
 * IR-NEXT:   block 7 -> 5
 * IR-NEXT:     begin 8
 * IR-NEXT:     %8 = load b
 * IR-NEXT:     %9 = load %8->next
 * IR-NEXT:     %16 = retain %9
 * IR-NEXT:     store b, %16
 * IR-NEXT:     end 8
 * IR-NEXT:     jump
 * IR-NEXT:   block 8 -> 3
 * IR-NEXT:     drop b
 * IR-NEXT:     leave b
 * IR-NEXT:     jump
 * IR-NEXT:   block 9
 * IR-NEXT:     begin 6
 * IR-NEXT:     end 6
 * IR-NEXT:     drop c
 * IR-NEXT:     leave c
 * IR-NEXT:     drop b
 * IR-NEXT:     leave b
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     return in 6
 * IR-NEXT:   block 10 -> 11
 * IR-NEXT:     jump
 * IR-NEXT:   block 11 -> 12, 14
 * IR-NEXT:     begin 7
 * IR-NEXT:     %7 = load c
 * IR-NEXT:     use %7
 * IR-NEXT:     end 7
 * IR-NEXT:     branch
 * IR-NEXT:   block 12 -> 8
 * IR-NEXT:     drop c
 * IR-NEXT:     leave c
 * IR-NEXT:     jump
 * IR-NEXT:   block 13 -> 14
 * IR-NEXT:     jump
 * IR-NEXT:   block 14 -> 7
 * IR-NEXT:     drop c
 * IR-NEXT:     leave c
 * IR-NEXT:     jump
 * IR-NEXT:   block 15
 * IR-NEXT:     return
 * C: int f(Node *n) {
 * C-NEXT:     { Node *a = tally_incref(n); for (; a; tally__set_Node(&a, tally_incref(a->next))) {
 * C-NEXT:         { Node *b = tally_incref(a); for (; b; tally__set_Node(&b, tally_incref(b->next))) {
 * C-NEXT:             Node *c = tally_incref(b);
 * C-NEXT:             if (test(c))
 * C-NEXT:                 { int tally_r = 1; tally_decref(c); tally_decref(b); tally_decref(a); return tally_r; }
 * C-NEXT:             if (c->value)
 * C-NEXT:                 { tally_decref(c); break; }
 * C-NEXT:         tally_decref(c); } tally_decref(b); }
 * C-NEXT:     } tally_decref(a); }
 * C-NEXT:     return 0;
 * C-NEXT: }
 */
