/* A variable whose type is that of its initialiser keeps it.
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

void f(Node *p) {
    __extension__ __auto_type n = p->next;
    use(n);
}

/*
 * CHECK: void f(Node *p) {
 * CHECK-NEXT:     __extension__ __auto_type n = (struct Node *)(tally_incref(p->next));
 * CHECK-NEXT:     use(n);
 * CHECK-NEXT: tally_decref(n); }
 */
