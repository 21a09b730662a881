/* A type without references: flag 1, an empty layout.
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11
 * RUN: %FileCheck --match-full-lines %s < %t.c
 * RUN: gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 * RUN: clang -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 */
#include <tally.h>

typedef struct tally_object {
    int x;
} Leaf;

Leaf *f(void) {
    return tally_try_new(Leaf, .x = 2);
}

/*
 * CHECK: static const struct tally_layout tally__layout_Leaf = {0, 0};
 * CHECK-NEXT: static struct tally_type tally__type_Leaf = {
 * CHECK-NEXT:     "Leaf", "{{.*}}descriptor-acyclic.c", 0x{{[0-9a-f]+}}u,
 * CHECK-NEXT:     sizeof(Leaf), 4, 1, 0, &tally__layout_Leaf, 0, 0, 0};
 * CHECK-NEXT: #line 13 "{{.*}}descriptor-acyclic.c"
 * CHECK-NEXT: Leaf *f(void) {
 * CHECK-NEXT:     return tally__try_new_with(Leaf, tally__type_Leaf, .x = 2);
 * CHECK-NEXT: }
 */
