/* A return in a macro is expanded only where something dies.
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

#define RETURN_IF(c) \
    if (c)           \
    return

void f(int c) {
    RETURN_IF(c > 2);
    Node *n = make();
    RETURN_IF(c > 1);
    use(n);
}

/*
 * CHECK: void f(int c) {
 * CHECK-NEXT:     RETURN_IF(c > 2);
 * CHECK-NEXT:     Node *n = make();
 * CHECK-NEXT:      if (c > 1) { tally_decref(n); return ; }
 * CHECK-NEXT:     use(n);
 * CHECK-NEXT: tally_decref(n); }
 */
