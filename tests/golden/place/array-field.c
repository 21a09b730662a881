/* An array of characters in an object is a reference like others.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include "node.h"

struct tally_object Word {
    char *tally_array text;
};

void f(struct Word *word, const char *text) {
    word->text = tally_strdup(text);
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 word param strong stable : struct Word *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load word hazard
 * IR-NEXT:     %2 = call tally_strdup()
 * IR-NEXT:     store %1->text, %2
 * IR-NEXT:     end 0
 * IR-NEXT:     return
 * C: void f(struct Word *word, const char *text) {
 * C-NEXT:     tally__set_1_char(&word->text, tally_strdup(text));
 * C-NEXT: }
 */
