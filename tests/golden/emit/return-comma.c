/* A comma expression is returned.
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

Node *f(Node *p) {
    Node *n = make();
    return use(p), n;
}

/*
 * CHECK: Node *f(Node *p) {
 * CHECK-NEXT:     Node *n = make();
 * CHECK-NEXT:     { struct Node *tally_r = (use(p), tally_incref(n)); tally_decref(n); return tally_r; }
 * CHECK-NEXT: }
 */
