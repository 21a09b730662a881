/* A jump leaves a variable whose name means something else there.
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

int f(Node *n) {
    n = make();
    for (Node *w = n, *m = n;; m = m->next) {
        Node *n[2] = {make(), NULL};
        {
            enum { w = 2, other } m = other;
            int n = 1;
            if (n == w)
                return m;
        }
        if (n[0] == m)
            break;
    }
    return 0;
}

/*
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: static const struct tally_ref tally__refs_2_strong[] = {
 * CHECK-NEXT:     {0, 2, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_2_strong = {1, tally__refs_2_strong};
 * CHECK-NEXT: #line 18 "{{.*}}hidden-variable.c"
 * CHECK-NEXT: int f(Node *n) { void *tally_p1 = 0; void *tally_p2 = 0; void *tally_p3 = 0; void *tally_p4 = 0; tally_incref(n); tally_p4 = (void *)&n;
 * CHECK-NEXT:     tally__set_Node(&n, make());
 * CHECK-NEXT:     { Node *w = tally_incref(n), *m = tally_incref(n); tally_p2 = (void *)&m; tally_p3 = (void *)&w; for (;; tally__set_Node(&m, tally_incref(m->next))) {
 * CHECK-NEXT:         Node *n[2] = {make(), NULL}; tally_p1 = (void *)&n;
 * CHECK-NEXT:         {
 * CHECK-NEXT:             enum { w = 2, other } m = other;
 * CHECK-NEXT:             int n = 1;
 * CHECK-NEXT:             if (n == w)
 * CHECK-NEXT:                 { int tally_r = m; tally__drop_value(tally_p1, &tally__layout_2_strong); tally__drop_Node(tally_p2); tally__drop_Node(tally_p3); tally__drop_Node(tally_p4); return tally_r; }
 * CHECK-NEXT:         }
 * CHECK-NEXT:         if (n[0] == m)
 * CHECK-NEXT:             { tally__drop_value(&n, &tally__layout_2_strong); break; }
 * CHECK-NEXT:     tally__drop_value(&n, &tally__layout_2_strong); } tally_decref(m); tally_decref(w); }
 * CHECK-NEXT:     { int tally_r = 0; tally_decref(n); return tally_r; }
 * CHECK-NEXT: }
 */
