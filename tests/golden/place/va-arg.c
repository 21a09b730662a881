/* A reference out of an argument list is lent.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

#include <stdarg.h>

Node *f(int n, ...) {
    va_list list;
    va_start(list, n);
    Node *kept = va_arg(list, Node *);
    use(va_arg(list, Node *));
    va_end(list);
    return kept;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 kept local strong owned stable : Node *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   full 4 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     call __builtin_va_start() quiet
 * IR-NEXT:     end 0
 * IR-NEXT:     declare kept
 * IR-NEXT:     begin 1
 * IR-NEXT:     %1 = load [].va_arg:unowned
 * IR-NEXT:     %4 = retain %1
 * IR-NEXT:     init kept, %4
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %2 = load [].va_arg:unowned
 * IR-NEXT:     %5 = retain %2
 * IR-NEXT:     %6 = hold tally_t1, %5
 * IR-NEXT:     call use(%6)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     call __builtin_va_end() quiet
 * IR-NEXT:     end 3
 * IR-NEXT:     begin 4
 * IR-NEXT:     %3 = load kept
 * IR-NEXT:     %7 = retain %3
 * IR-NEXT:     end 4
 * IR-NEXT:     drop kept
 * IR-NEXT:     leave kept
 * IR-NEXT:     return %7 in 4
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Node *f(int n, ...) { struct Node *tally_t1 = 0;
 * C-NEXT:     va_list list;
 * C-NEXT:     va_start(list, n);
 * C-NEXT:     Node *kept = tally_incref(va_arg(list, Node *));
 * C-NEXT:     use((tally_t1 = tally_incref(va_arg(list, Node *)))), tally__drop_Node(&tally_t1);
 * C-NEXT:     va_end(list);
 * C-NEXT:     { struct Node *tally_r = tally_incref(kept); tally_decref(kept); return tally_r; }
 * C-NEXT: }
 */
