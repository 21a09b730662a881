/* What stands at the start of a body, in its order.
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

static Node *head;

void f(Node *p, Node *q) {
    p = make()->next;
    q = p;
    head = q;
}

/*
 * CHECK: static struct tally_root tally__roots[1];
 * CHECK-NEXT: static struct tally_unit tally__unit;
 * CHECK-NEXT: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 20 "{{.*}}entry.c"
 * CHECK-NEXT: void f(Node *p, Node *q) { struct Node *tally_t1 = 0; tally__enter_unit(&tally__unit); tally_incref(p); tally_incref(q);
 * CHECK-NEXT:     tally__set_Node(&p, tally_incref((tally_t1 = make())->next)), tally__drop_Node(&tally_t1);
 * CHECK-NEXT:     tally__set_Node(&q, tally_incref(p));
 * CHECK-NEXT:     tally__set_Node(&head, tally_incref(q));
 * CHECK-NEXT: tally_decref(q); tally_decref(p); }
 * CHECK: static const struct tally_ref tally__refs_1_strong[] = {
 * CHECK-NEXT:     {0, 1, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_1_strong = {1, tally__refs_1_strong};
 * CHECK-NEXT: static struct tally_root tally__roots[1] = {
 * CHECK-NEXT:     {&head, &tally__layout_1_strong},
 * CHECK-NEXT: };
 * CHECK-NEXT: static struct tally_unit tally__unit = {"{{.*}}entry.c", tally__roots, 1, 0, 0};
 * CHECK-NEXT: TALLY__UNIT(tally__unit)
 */
