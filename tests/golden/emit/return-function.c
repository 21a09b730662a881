/* A result whose declarator goes around its name.
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

void (*f(void))(Node *) {
    Node *n = make();
    n->value = 1;
    return use;
}

/*
 * CHECK: void (*f(void))(Node *) {
 * CHECK-NEXT:     Node *n = make();
 * CHECK-NEXT:     n->value = 1;
 * CHECK-NEXT:     { void (*tally_r)(struct Node *) = use; tally_decref(n); return tally_r; }
 * CHECK-NEXT: }
 */
