/* An owned result moves into a consumed parameter, through a pointer to a function.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

struct table {
    Node *(*wrap)(Node *n tally_consumed);
};

void f(const struct table *t) {
    t->wrap(t->wrap(make()));
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     %2 = call _(take %1)
 * IR-NEXT:     %3 = call _(take %2)
 * IR-NEXT:     release %3
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(const struct table *t) {
 * C-NEXT:     tally_decref(t->wrap(t->wrap(make())));
 * C-NEXT: }
 */
