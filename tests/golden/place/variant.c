/* A union whose tag says which member counts.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

enum kind { NUMBER, NODE };
struct variant {
    enum kind kind;
    union {
        int number tally_case(NUMBER);
        Node *node tally_case(NODE);
    } as tally_variant(kind);
};

void f(struct variant *v, Node *n) {
    v->as.node = n;
    v->kind = NODE;
    v->as.node = v->as.node->next;
    v->kind = NUMBER;
    v->as.number = 1;
    v->as.number += 2;
    *v = (struct variant){NODE, {.node = n}};
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 n param strong stable : Node *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 statement
 * IR-NEXT:   full 4 statement
 * IR-NEXT:   full 5 statement
 * IR-NEXT:   full 6 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load n
 * IR-NEXT:     %7 = retain %1
 * IR-NEXT:     store [].node_if_1, %7
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %2 = load [].node
 * IR-NEXT:     %3 = load %2->next
 * IR-NEXT:     %8 = retain %3
 * IR-NEXT:     store [].node, %8
 * IR-NEXT:     end 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     end 3
 * IR-NEXT:     begin 4
 * IR-NEXT:     %4 = null
 * IR-NEXT:     store [].number_if_0:none, %4
 * IR-NEXT:     end 4
 * IR-NEXT:     begin 5
 * IR-NEXT:     end 5
 * IR-NEXT:     begin 6
 * IR-NEXT:     %5 = load n
 * IR-NEXT:     %9 = retain %5
 * IR-NEXT:     %6 = make variant(%9)
 * IR-NEXT:     store [].*:none, %6
 * IR-NEXT:     end 6
 * IR-NEXT:     return
 * C: void f(struct variant *v, Node *n) {
 * C-NEXT:     tally__become_variant_1(&v->as.node, tally_incref(n), 1);
 * C-NEXT:     TALLY__STORED(v->kind = NODE);
 * C-NEXT:     tally__put_variant_2(&v->as.node, tally_incref(tally__case_variant_4(v)->as.node->next));
 * C-NEXT:     TALLY__STORED(v->kind = NUMBER);
 * C-NEXT:     tally__become_variant_3(&v->as.number, 1, 0);
 * C-NEXT:     tally__only_variant_5(v)->as.number += 2;
 * C-NEXT:     tally__assign_variant(&*v, (struct variant){NODE, {.node = tally_incref(n)}});
 * C-NEXT: }
 */
