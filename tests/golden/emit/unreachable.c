/* Code that nothing leads to has no counts, but it compiles.
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

int f(Node *p) {
    return 1;
    Node *n = tally_new(Node, .value = 3);
    n->next = p;
    return n->value;
}

/*
 * CHECK: static const struct tally_ref tally__refs_Node[] = {
 * CHECK-NEXT:     {offsetof(struct Node, next), 1, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT:     {offsetof(struct Node, back), 1, sizeof(void *), 0, TALLY_REF_WEAK},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_Node = {2, tally__refs_Node};
 * CHECK-NEXT: static struct tally_type tally__type_Node = {
 * CHECK-NEXT:     "Node", "{{.*}}unreachable.c", 0x{{[0-9a-f]+}}u,
 * CHECK-NEXT:     sizeof(struct Node), 8, 0, 0, &tally__layout_Node, 0, 0, 0};
 * CHECK-NEXT: #line 18 "{{.*}}unreachable.c"
 * CHECK-NEXT: int f(Node *p) {
 * CHECK-NEXT:     return 1;
 * CHECK-NEXT:     Node *n = tally__new_with(Node, tally__type_Node, .value = 3);
 * CHECK-NEXT:     n->next = p;
 * CHECK-NEXT:     return n->value;
 * CHECK-NEXT: }
 */
