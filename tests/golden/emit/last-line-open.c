/* What stands behind a last line without an end.
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

static Node *head;

int f(void) {
    return head != NULL;
}

/*
 * CHECK: static struct tally_root tally__roots[1];
 * CHECK-NEXT: static struct tally_unit tally__unit;
 * CHECK-NEXT: #line 20 "{{.*}}last-line-open.c"
 * CHECK-NEXT: int f(void) { tally__enter_unit(&tally__unit);
 * CHECK-NEXT:     return head != NULL;
 * CHECK-NEXT: }
 * CHECK: static const struct tally_ref tally__refs_1_strong[] = {
 * CHECK-NEXT:     {0, 1, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_1_strong = {1, tally__refs_1_strong};
 * CHECK-NEXT: static struct tally_root tally__roots[1] = {
 * CHECK-NEXT:     {&head, &tally__layout_1_strong},
 * CHECK-NEXT: };
 * CHECK-NEXT: static struct tally_unit tally__unit = {"{{.*}}last-line-open.c", tally__roots, 1, 0, 0};
 * CHECK-NEXT: TALLY__UNIT(tally__unit)
 */