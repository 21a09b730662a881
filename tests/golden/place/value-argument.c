/* A struct argument out of a variable that nobody else can write.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

void look(struct pair pair);

void f(struct pair pair) {
    look(pair);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 pair param stable : struct pair
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load pair:none
 * IR-NEXT:     call look(%1)
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(struct pair pair) {
 * C-NEXT:     look(pair);
 * C-NEXT: }
 */
