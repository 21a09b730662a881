/* A pointer to the elements is a borrow; the array is held in a call.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

extern void look(const char *text);
extern char *tally_array word;

char f(void) {
    char *tally_array mine = word;
    char *end = mine + 3;
    look(word);
    return *end;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 mine local strong owned stable : char *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : char *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 init last
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 return
 * IR-NEXT:   block 0
 * IR-NEXT:     declare mine
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load @word
 * IR-NEXT:     %6 = retain %1
 * IR-NEXT:     init mine, %6
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %2 = load mine
 * IR-NEXT:     use %2
 * IR-NEXT:     %3 = raw %2
 * IR-NEXT:     use %3
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %4 = load @word
 * IR-NEXT:     %7 = retain %4
 * IR-NEXT:     %8 = hold tally_t1, %7
 * IR-NEXT:     %5 = raw %8
 * IR-NEXT:     call look(%5)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 2
 * IR-NEXT:     begin 3
 * IR-NEXT:     end 3
 * IR-NEXT:     drop mine
 * IR-NEXT:     leave mine
 * IR-NEXT:     return in 3
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: char f(void) { char *tally_array tally_t1 = 0; tally__enter_unit(&tally__unit);
 * C-NEXT:     char *tally_array mine = tally_incref(word);
 * C-NEXT:     char *end = mine + 3;
 * C-NEXT:     look((tally_t1 = tally_incref(word))), tally__drop_1_char(&tally_t1);
 * C-NEXT:     { char tally_r = *end; tally_decref(mine); return tally_r; }
 * C-NEXT: }
 */
