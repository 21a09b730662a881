/* A call of a macro in an argument of the same macro.
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

#define NEXT(n) (n)->next
void both(Node *a, Node *b);

void f(Node *p) {
    both(NEXT(NEXT(p)), make());
}

/*
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 21 "{{.*}}macro-in-argument.c"
 * CHECK-NEXT: void f(Node *p) { struct Node *tally_t1 = 0; struct Node *tally_t2 = 0; struct Node *tally_t3 = 0;
 * CHECK-NEXT:     both( (tally_t2 = tally_incref(((tally_t1 = tally_incref((p)->next)))->next)) , (tally_t3 = make())), tally__drop_Node(&tally_t3), tally__drop_Node(&tally_t2), tally__drop_Node(&tally_t1);
 * CHECK-NEXT: }
 */
