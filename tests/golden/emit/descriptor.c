/* The descriptor of a type, in front of the first function that makes one;
 * once. Unowned places are left out.
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11
 * RUN: %FileCheck --match-full-lines %s < %t.c
 * RUN: gcc -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 * RUN: clang -std=c11 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I%include -I%S %t.c
 */
#include <tally.h>

typedef struct tally_object Tree Tree;
struct Tree {
    int key;
    Tree *left, *right;
    Tree *tally_weak up;
    Tree *tally_unowned peer;
    Tree *kids[4];
};

int f(void) {
    return 1;
}

Tree *g(void) {
    return tally_new(Tree);
}

Tree *h(Tree *p) {
    return tally_new(Tree, .left = p);
}

/*
 * CHECK: int f(void) {
 * CHECK-NEXT:     return 1;
 * CHECK-NEXT: }
 * CHECK: static const struct tally_ref tally__refs_Tree[] = {
 * CHECK-NEXT:     {offsetof(struct Tree, left), 1, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT:     {offsetof(struct Tree, right), 1, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT:     {offsetof(struct Tree, up), 1, sizeof(void *), 0, TALLY_REF_WEAK},
 * CHECK-NEXT:     {offsetof(struct Tree, kids), 4, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_Tree = {4, tally__refs_Tree};
 * CHECK-NEXT: static struct tally_type tally__type_Tree = {
 * CHECK-NEXT:     "Tree", "{{.*}}descriptor.c", 0x{{[0-9a-f]+}}u,
 * CHECK-NEXT:     sizeof(struct Tree), 8, 0, 0, &tally__layout_Tree, 0, 0, 0};
 * CHECK-NEXT: #line 23 "{{.*}}descriptor.c"
 * CHECK-NEXT: Tree *g(void) {
 * CHECK-NEXT:     return tally__new(Tree, tally__type_Tree);
 * CHECK-NEXT: }
 * CHECK: Tree *h(Tree *p) {
 * CHECK-NEXT:     return tally__new_with(Tree, tally__type_Tree, .left = tally_incref(p));
 * CHECK-NEXT: }
 */
