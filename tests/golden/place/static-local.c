/* A static local place.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node *f(void) {
    static Node *cache;
    if (!cache) cache = make();
    return cache;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   full 0 condition
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 return
 * IR-NEXT:   block 0 -> 1, 2
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load @cache
 * IR-NEXT:     use %1
 * IR-NEXT:     end 0
 * IR-NEXT:     branch
 * IR-NEXT:   block 1 -> 2
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = call make()
 * IR-NEXT:     store @cache, %2
 * IR-NEXT:     end 1
 * IR-NEXT:     jump
 * IR-NEXT:   block 2
 * IR-NEXT:     begin 2
 * IR-NEXT:     %3 = load @cache
 * IR-NEXT:     %4 = retain %3
 * IR-NEXT:     end 2
 * IR-NEXT:     return %4 in 2
 * IR-NEXT:   block 3
 * IR-NEXT:     return
 * C: Node *f(void) { tally__enter_unit(&tally__unit);
 * C-NEXT:     static Node *cache; tally__roots[0].place = &cache;
 * C-NEXT:     if (!cache) tally__set_Node(&cache, make());
 * C-NEXT:     return tally_incref(cache);
 * C-NEXT: }
 */
