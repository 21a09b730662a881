/* A finalizer that is defined behind the function that makes the object.
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

Node *f(void) {
    return tally_new(Node);
}

tally_finalizer static void done(Node *self) {
    self->value = 0;
}

/*
 * CHECK: static const struct tally_layout tally__layout_Node = {0, 0};
 * CHECK-NEXT: static void done(struct Node *);
 * CHECK-NEXT: static void tally__finalize_Node(void *self) { done(self); }
 * CHECK-NEXT: static struct tally_type tally__type_Node = {
 * CHECK-NEXT:     "Node", "{{.*}}finalizer-later.c", 0x{{[0-9a-f]+}}u,
 * CHECK-NEXT:     sizeof(struct Node), 4, 1, 0, &tally__layout_Node, tally__finalize_Node, 0, 0};
 * CHECK-NEXT: #line 14 "{{.*}}finalizer-later.c"
 * CHECK-NEXT: Node *f(void) {
 * CHECK-NEXT:     return tally__new(Node, tally__type_Node);
 * CHECK-NEXT: }
 * CHECK: tally_finalizer static void done(Node *self) {
 * CHECK-NEXT:     self->value = 0;
 * CHECK-NEXT: }
 */
