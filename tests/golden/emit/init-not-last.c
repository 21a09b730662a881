/* Temporaries of an initialiser die before the next declarator.
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

int f(void) {
    int a = make()->value, b = make()->value;
    return a + b;
}

/*
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 18 "{{.*}}init-not-last.c"
 * CHECK-NEXT: int f(void) { struct Node *tally_t1 = 0; int tally_v1;
 * CHECK-NEXT:     int a = (tally_v1 = ((tally_t1 = make())->value), tally__drop_Node(&tally_t1), tally_v1), b = (tally_t1 = make())->value; tally__drop_Node(&tally_t1);
 * CHECK-NEXT:     return a + b;
 * CHECK-NEXT: }
 */
