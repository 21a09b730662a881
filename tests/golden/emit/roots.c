/* Static places of all shapes, in order; what stays NULL is none.
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
Node *tally_weak last;
static Node *table[2][3], *const nothing = NULL;
static Node *tally_unowned peer;
static struct pair {
    int count;
    Node *a;
} pairs[2];

void f(Node *p) {
    head = last = p;
}

int g(void) {
    return nothing == peer;
}

int main(void) {
    use(table[1][2]);
    return pairs[0].a != NULL;
}

/*
 * CHECK: static struct tally_root tally__roots[4];
 * CHECK-NEXT: static struct tally_unit tally__unit;
 * CHECK-NEXT: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 27 "{{.*}}roots.c"
 * CHECK-NEXT: void f(Node *p) { tally__enter_unit(&tally__unit);
 * CHECK-NEXT:     tally__set_Node(&head, tally__weak_store_Node(&last, tally_incref(p)));
 * CHECK-NEXT: }
 * CHECK: int g(void) {
 * CHECK-NEXT:     return nothing == tally__unowned_Node(peer, TALLY__SITE);
 * CHECK-NEXT: }
 * CHECK: int main(void) { struct Node *tally_t1 = 0; tally__enter_unit(&tally__unit);
 * CHECK-NEXT:     use((tally_t1 = tally_incref(table[1][2]))), tally__drop_Node(&tally_t1);
 * CHECK-NEXT:     return pairs[0].a != NULL;
 * CHECK-NEXT: }
 * CHECK: static const struct tally_ref tally__refs_1_strong[] = {
 * CHECK-NEXT:     {0, 1, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_1_strong = {1, tally__refs_1_strong};
 * CHECK-NEXT: static const struct tally_ref tally__refs_1_weak[] = {
 * CHECK-NEXT:     {0, 1, sizeof(void *), 0, TALLY_REF_WEAK},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_1_weak = {1, tally__refs_1_weak};
 * CHECK-NEXT: static const struct tally_ref tally__refs_6_strong[] = {
 * CHECK-NEXT:     {0, 6, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_6_strong = {1, tally__refs_6_strong};
 * CHECK-NEXT: static const struct tally_ref tally__refs_pair[] = {
 * CHECK-NEXT:     {offsetof(struct pair, a), 1, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_pair = {1, tally__refs_pair};
 * CHECK-NEXT: static const struct tally_ref tally__refs_2_of_pair[] = {
 * CHECK-NEXT:     {0, 2, sizeof(struct pair), &tally__layout_pair, TALLY_REF_VALUE},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_2_of_pair = {1, tally__refs_2_of_pair};
 * CHECK-NEXT: static struct tally_root tally__roots[4] = {
 * CHECK-NEXT:     {&head, &tally__layout_1_strong},
 * CHECK-NEXT:     {&last, &tally__layout_1_weak},
 * CHECK-NEXT:     {&table, &tally__layout_6_strong},
 * CHECK-NEXT:     {&pairs, &tally__layout_2_of_pair},
 * CHECK-NEXT: };
 * CHECK-NEXT: static struct tally_unit tally__unit = {"{{.*}}roots.c", tally__roots, 4, 0, 0};
 * CHECK-NEXT: TALLY__UNIT(tally__unit)
 */
