/* A void expression is returned.
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

void f(int c) {
    Node *n = make();
    if (c)
        return use(n);
    else
        return;
}

/*
 * CHECK: void f(int c) {
 * CHECK-NEXT:     Node *n = make();
 * CHECK-NEXT:     if (c)
 * CHECK-NEXT:         { use(n); tally_decref(n); return; }
 * CHECK-NEXT:     else
 * CHECK-NEXT:         { tally_decref(n); return; }
 * CHECK-NEXT: }
 */
