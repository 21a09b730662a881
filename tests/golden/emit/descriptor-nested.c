/* Structs in objects, arrays of them, and members without a name.
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11
 * RUN: %FileCheck --match-full-lines %s < %t.c
 * RUN: gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 * RUN: clang -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 */
#include <tally.h>

typedef struct tally_object Node Node;
struct pair {
    int key;
    Node *tally_weak of;
    Node *value;
};
struct Node {
    struct pair pairs[3];
    struct {
        Node *inside;
        union {
            int i;
            float f;
        };
    };
    struct {
        int count;
        Node *grid[2][3];
    } table;
};

Node *f(void) {
    return tally_new(Node);
}

/*
 * CHECK: static const struct tally_ref tally__refs_pair[] = {
 * CHECK-NEXT:     {offsetof(struct pair, of), 1, sizeof(void *), 0, TALLY_REF_WEAK},
 * CHECK-NEXT:     {offsetof(struct pair, value), 1, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_pair = {2, tally__refs_pair};
 * CHECK-NEXT: static const struct tally_ref tally__refs_unnamed_3[] = {
 * CHECK-NEXT:     {8, 6, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_unnamed_3 = {1, tally__refs_unnamed_3};
 * CHECK-NEXT: static const struct tally_ref tally__refs_Node[] = {
 * CHECK-NEXT:     {offsetof(struct Node, pairs), 3, sizeof(struct pair), &tally__layout_pair, TALLY_REF_VALUE},
 * CHECK-NEXT:     {offsetof(struct Node, inside), 1, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT:     {offsetof(struct Node, table), 1, 56, &tally__layout_unnamed_3, TALLY_REF_VALUE},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_Node = {3, tally__refs_Node};
 * CHECK-NEXT: static struct tally_type tally__type_Node = {
 * CHECK-NEXT:     "Node", "{{.*}}descriptor-nested.c", 0x{{[0-9a-f]+}}u,
 * CHECK-NEXT:     sizeof(struct Node), 8, 0, 0, &tally__layout_Node, 0, 0, 0};
 * CHECK-NEXT: #line 30 "{{.*}}descriptor-nested.c"
 * CHECK-NEXT: Node *f(void) {
 * CHECK-NEXT:     return tally__new(Node, tally__type_Node);
 * CHECK-NEXT: }
 */
