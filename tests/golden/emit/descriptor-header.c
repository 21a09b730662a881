/* A type of a header is the same in every unit: no file.
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11
 * RUN: %FileCheck --match-full-lines %s < %t.c
 * RUN: gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 * RUN: clang -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 */
#include <tally.h>

#include "../place/node.h"

Opaque *g(void);

Node *f(void) {
    return tally_new(Node, .value = 2);
}

/*
 * CHECK: static const struct tally_ref tally__refs_Node[] = {
 * CHECK-NEXT:     {offsetof(struct Node, next), 1, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT:     {offsetof(struct Node, parent), 1, sizeof(void *), 0, TALLY_REF_WEAK},
 * CHECK-NEXT:     {offsetof(struct Node, kids), 4, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_Node = {3, tally__refs_Node};
 * CHECK-NEXT: static struct tally_type tally__type_Node = {
 * CHECK-NEXT:     "Node", 0, 0x{{[0-9a-f]+}}u,
 * CHECK-NEXT:     sizeof(struct Node), 8, 0, 0, &tally__layout_Node, 0, 0, 0};
 * CHECK-NEXT: #line 13 "{{.*}}descriptor-header.c"
 * CHECK-NEXT: Node *f(void) {
 * CHECK-NEXT:     return tally__new_with(Node, tally__type_Node, .value = 2);
 * CHECK-NEXT: }
 */
