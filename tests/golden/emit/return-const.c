/* A qualifier of the result is left out.
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11
 * RUN: %FileCheck --match-full-lines %s < %t.c
 * RUN: gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -Wno-ignored-qualifiers -fsyntax-only -I%include -I%S %t.c
 * RUN: clang -std=c11 -Wall -Wextra -Wpedantic -Werror -Wno-ignored-qualifiers -fsyntax-only -I%include -I%S %t.c
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

int *const f(int *p) {
    Node *n = make();
    use(n);
    return p;
}

/*
 * CHECK: int *const f(int *p) {
 * CHECK-NEXT:     Node *n = make();
 * CHECK-NEXT:     use(n);
 * CHECK-NEXT:     { int *tally_r = p; tally_decref(n); return tally_r; }
 * CHECK-NEXT: }
 */
