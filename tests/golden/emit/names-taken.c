/* Names of the user's that look like ours.
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

Node *f(void) {
    Node *tally_t1 = make();
    Node *tally_r = make();
    int tally_c1 = 1;
    if (make()->value == tally_c1)
        return tally_r;
    return tally_t1;
}

/*
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 18 "{{.*}}names-taken.c"
 * CHECK-NEXT: Node *f(void) { struct Node *tally_t4 = 0; int tally_c2;
 * CHECK-NEXT:     Node *tally_t1 = make();
 * CHECK-NEXT:     Node *tally_r = make();
 * CHECK-NEXT:     int tally_c1 = 1;
 * CHECK-NEXT:     if ((tally_c2 = ((tally_t4 = make())->value == tally_c1) != 0, tally__drop_Node(&tally_t4), tally_c2))
 * CHECK-NEXT:         { struct Node *tally_r6 = tally_incref(tally_r); tally_decref(tally_r); tally_decref(tally_t1); return tally_r6; }
 * CHECK-NEXT:     { struct Node *tally_r6 = tally_incref(tally_t1); tally_decref(tally_r); tally_decref(tally_t1); return tally_r6; }
 * CHECK-NEXT: }
 */
