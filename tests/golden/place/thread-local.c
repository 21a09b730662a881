/* Thread-local places: a function enters those that it mentions, first.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

static _Thread_local Node *current;

Node *f(Node *p) {
    static _Thread_local Node *cache;
    if (!cache) cache = current;
    current = p;
    return cache;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 p param strong stable : Node *
 * IR-NEXT:   full 0 condition
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 return
 * IR-NEXT:   block 0 -> 1, 2
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load @cache
 * IR-NEXT:     use %1
 * IR-NEXT:     end 0
 * IR-NEXT:     branch
 * IR-NEXT:   block 1 -> 2
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load @current
 * IR-NEXT:     %5 = retain %2
 * IR-NEXT:     store @cache, %5
 * IR-NEXT:     end 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 2
 * IR-NEXT:     begin 2
 * IR-NEXT:     %3 = load p
 * IR-NEXT:     %6 = retain %3
 * IR-NEXT:     store @current, %6
 * IR-NEXT:     end 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     %4 = load @cache
 * IR-NEXT:     %7 = retain %4
 * IR-NEXT:     end 3
 * IR-NEXT:     return %7 in 3
 * IR-NEXT:   block 3
 * IR-NEXT:     return
 * C: Node *f(Node *p) { tally__enter_place(&tally__place_20, &current, &tally__layout_1_strong);
 * C-NEXT:     static _Thread_local Node *cache; tally__enter_place(&tally__place_23, &cache, &tally__layout_1_strong);
 * C-NEXT:     if (!cache) tally__set_Node(&cache, tally_incref(current));
 * C-NEXT:     tally__set_Node(&current, tally_incref(p));
 * C-NEXT:     return tally_incref(cache);
 * C-NEXT: }
 */
