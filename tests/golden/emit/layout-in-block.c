/* A struct of a block has no name at file scope: numbers.
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
    struct pair {
        int key;
        Node *a, *b[2];
    } both;
    both.a = p;
    use(both.a);
}

/*
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: static const struct tally_ref tally__refs_pair[] = {
 * CHECK-NEXT:     {8, 1, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT:     {16, 2, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_pair = {2, tally__refs_pair};
 * CHECK-NEXT: #line 18 "{{.*}}layout-in-block.c"
 * CHECK-NEXT: void f(Node *p) { struct Node *tally_t1 = 0;
 * CHECK-NEXT:     struct pair {
 * CHECK-NEXT:         int key;
 * CHECK-NEXT:         Node *a, *b[2];
 * CHECK-NEXT:     } both = {0};
 * CHECK-NEXT:     tally__set_Node(&both.a, tally_incref(p));
 * CHECK-NEXT:     use((tally_t1 = tally_incref(both.a))), tally__drop_Node(&tally_t1);
 * CHECK-NEXT: tally__drop_value(&both, &tally__layout_pair); }
 */
