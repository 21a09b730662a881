/* Variables that are const are released like others.
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
    Node *const both[2] = {p, make()};
    Node *tally_weak const weak = p;
    use(both[1]);
    use(weak);
}

/*
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: static const struct tally_ref tally__refs_2_strong[] = {
 * CHECK-NEXT:     {0, 2, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_2_strong = {1, tally__refs_2_strong};
 * CHECK-NEXT: #line 18 "{{.*}}layout-of-const.c"
 * CHECK-NEXT: void f(Node *p) { struct Node *tally_t1 = 0; struct Node *tally_t2 = 0;
 * CHECK-NEXT:     Node *const both[2] = {tally_incref(p), make()};
 * CHECK-NEXT:     Node *tally_weak const weak = tally__weak_init_Node(p);
 * CHECK-NEXT:     use((tally_t1 = tally_incref(both[1]))), tally__drop_Node(&tally_t1);
 * CHECK-NEXT:     use((tally_t2 = tally__weak_load_Node(&weak))), tally__drop_Node(&tally_t2);
 * CHECK-NEXT: tally__weak_drop_Node((void *)&weak); tally__drop_value((void *)&both, &tally__layout_2_strong); }
 */
