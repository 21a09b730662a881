/* tally_resize is given the address of a place.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

size_t f(Node **tally_array nodes) {
    tally_resize(&nodes, tally_length(nodes) + 1);
    return tally_length(nodes);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 nodes param strong owned escapes : Node **
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 return
 * IR-NEXT:   block 0
 * IR-NEXT:     copy_param nodes
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load nodes
 * IR-NEXT:     call tally_length(%1) quiet
 * IR-NEXT:     call tally_resize()
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load nodes
 * IR-NEXT:     call tally_length(%2) quiet
 * IR-NEXT:     end 1
 * IR-NEXT:     drop nodes
 * IR-NEXT:     leave nodes
 * IR-NEXT:     return in 1
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: size_t f(Node **tally_array nodes) { tally_incref(nodes);
 * C-NEXT:     tally__resize(&nodes, tally_length(nodes) + 1, tally__type_1_struct_Node_p);
 * C-NEXT:     { unsigned long tally_r = tally_length(nodes); tally__drop_1_struct_Node_p(&nodes); return tally_r; }
 * C-NEXT: }
 */
