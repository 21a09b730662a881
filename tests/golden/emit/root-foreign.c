/* A variable of another unit, for compilers without constructors.
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11
 * RUN: %FileCheck --match-full-lines %s < %t.c
 * RUN: gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 * RUN: clang -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
    Node *tally_weak back;
    int value;
};
Node *make(void);
void use(Node *node);

extern Node *global;

int f(void) {
    extern Node *elsewhere;
    return global == elsewhere;
}

/*
 * CHECK: static struct tally_root tally__roots[2];
 * CHECK-NEXT: static struct tally_unit tally__unit;
 * CHECK-NEXT: #line 20 "{{.*}}root-foreign.c"
 * CHECK-NEXT: int f(void) { tally__enter_unit(&tally__unit);
 * CHECK-NEXT:     extern Node *elsewhere;
 * CHECK-NEXT:     return global == elsewhere;
 * CHECK-NEXT: }
 * CHECK: static const struct tally_ref tally__refs_1_strong[] = {
 * CHECK-NEXT:     {0, 1, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_1_strong = {1, tally__refs_1_strong};
 * CHECK-NEXT: extern struct Node *elsewhere;
 * CHECK-NEXT: static struct tally_root tally__roots[2] = {
 * CHECK-NEXT:     {TALLY__FOREIGN(&global), &tally__layout_1_strong},
 * CHECK-NEXT:     {TALLY__FOREIGN(&elsewhere), &tally__layout_1_strong},
 * CHECK-NEXT: };
 * CHECK-NEXT: static struct tally_unit tally__unit = {"{{.*}}root-foreign.c", tally__roots, 2, 0, 0};
 * CHECK-NEXT: TALLY__UNIT(tally__unit)
 */
