/* Arrays are made with their element type and length.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

Node **tally_array f(size_t n) {
    Node **tally_array *tally_array rows =
        tally_new_array(Node **tally_array, n);
    rows[0] = tally_try_new_array(Node *, n);
    return rows[0];
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 rows local strong owned stable : Node ** *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 return
 * IR-NEXT:   block 0
 * IR-NEXT:     declare rows
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = new struct_Node_**tally_array()
 * IR-NEXT:     init rows, %1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load rows hazard
 * IR-NEXT:     %3 = new struct_Node_*()
 * IR-NEXT:     store %2->[], %3
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %4 = load rows
 * IR-NEXT:     %5 = load %4->[]
 * IR-NEXT:     %6 = retain %5
 * IR-NEXT:     end 2
 * IR-NEXT:     drop rows
 * IR-NEXT:     leave rows
 * IR-NEXT:     return %6 in 2
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Node **tally_array f(size_t n) {
 * C-NEXT:     Node **tally_array *tally_array rows =
 * C-NEXT:         tally__new_array(Node **tally_array, tally__type_1_struct_Node_pp_tally_array, n);
 * C-NEXT:     tally__set_1_struct_Node_p(&rows[0], tally__try_new_array(Node *, tally__type_2_struct_Node_p, n));
 * C-NEXT:     { struct Node **tally_array tally_r = tally_incref(rows[0]); tally_decref(rows); return tally_r; }
 * C-NEXT: }
 */
