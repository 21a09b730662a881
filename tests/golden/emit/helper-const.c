/* References to const have helpers of their own.
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

const Node *f(const Node *p) {
    const Node *q;
    q = p->next;
    return q;
}

/*
 * CHECK: TALLY__REF(const_Node, const struct Node *)
 * CHECK-NEXT: #line 18 "{{.*}}helper-const.c"
 * CHECK-NEXT: const Node *f(const Node *p) {
 * CHECK-NEXT:     const Node *q = 0;
 * CHECK-NEXT:     tally__set_const_Node(&q, tally_incref(p->next));
 * CHECK-NEXT:     { const struct Node *tally_r = tally_incref(q); tally_decref(q); return tally_r; }
 * CHECK-NEXT: }
 */
