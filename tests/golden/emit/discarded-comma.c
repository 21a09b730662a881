/* A comma expression without parentheses is thrown away.
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

void f(int c, Node *p) {
    use(p), make();
    (void)(c ? make() : p);
}

/*
 * CHECK: void f(int c, Node *p) {
 * CHECK-NEXT:     tally_decref((use(p), make()));
 * CHECK-NEXT:     (void)tally_decref((c ? make() : tally_incref(p)));
 * CHECK-NEXT: }
 */
