/* A finalizer whose prototype stands beside the type.
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11
 * RUN: %FileCheck --match-full-lines %s < %t.c
 * RUN: gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 * RUN: clang -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
};
void done(Node *self) tally_finalizer;

Node *f(void) {
    return tally_new(Node);
}

/*
 * CHECK: static const struct tally_layout tally__layout_Node = {0, 0};
 * CHECK-NEXT: static void tally__finalize_Node(void *self) { done(self); }
 * CHECK-NEXT: static struct tally_type tally__type_Node = {
 * CHECK-NEXT:     "Node", "{{.*}}finalizer-declared.c", 0x{{[0-9a-f]+}}u,
 * CHECK-NEXT:     sizeof(struct Node), 4, 1, 0, &tally__layout_Node, tally__finalize_Node, 0, 0};
 * CHECK-NEXT: #line 15 "{{.*}}finalizer-declared.c"
 * CHECK-NEXT: Node *f(void) {
 * CHECK-NEXT:     return tally__new(Node, tally__type_Node);
 * CHECK-NEXT: }
 */
