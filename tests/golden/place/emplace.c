/* A struct in memory of malloc: made, cleared, freed.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

#include <stdlib.h>


void f(Node *n) {
    struct pair *p = tally_emplace(struct pair, malloc(sizeof *p));
    if (!p)
        return;
    p->first = n;
    tally_clear(p);
    free(p);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 condition
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   full 4 statement
 * IR-NEXT:   block 0 -> 1, 3
 * IR-NEXT:     begin 0
 * IR-NEXT:     call malloc() quiet
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     end 1
 * IR-NEXT:     branch
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 3
 * IR-NEXT:     begin 2
 * IR-NEXT:     %1 = load n
 * IR-NEXT:     %2 = retain %1
 * IR-NEXT:     store [].first, %2
 * IR-NEXT:     end 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     call tally_clear()
 * IR-NEXT:     end 3
 * IR-NEXT:     begin 4
 * IR-NEXT:     call free() quiet
 * IR-NEXT:     end 4
 * IR-NEXT:     return
 * C: void f(Node *n) {
 * C-NEXT:     struct pair *p = tally_emplace(struct pair, malloc(sizeof *p));
 * C-NEXT:     if (!p)
 * C-NEXT:         return;
 * C-NEXT:     tally__set_Node(&p->first, tally_incref(n));
 * C-NEXT:     tally__clear(p, sizeof(struct pair), &tally__layout_pair);
 * C-NEXT:     free(p);
 * C-NEXT: }
 */
