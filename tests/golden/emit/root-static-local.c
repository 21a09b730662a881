/* The static place of a block enters itself.
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

Node *f(int c) {
    if (c) {
        static int before;
        static Node *cache, *other;
        if (!cache)
            cache = make();
        before++;
        return other ? cache : other;
    }
    return NULL;
}

/*
 * CHECK: static struct tally_root tally__roots[2];
 * CHECK-NEXT: static struct tally_unit tally__unit;
 * CHECK-NEXT: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 18 "{{.*}}root-static-local.c"
 * CHECK-NEXT: Node *f(int c) { tally__enter_unit(&tally__unit);
 * CHECK-NEXT:     if (c) {
 * CHECK-NEXT:         static int before;
 * CHECK-NEXT:         static Node *cache, *other; tally__roots[0].place = &cache; tally__roots[1].place = &other;
 * CHECK-NEXT:         if (!cache)
 * CHECK-NEXT:             tally__set_Node(&cache, make());
 * CHECK-NEXT:         before++;
 * CHECK-NEXT:         return tally_incref(other ? cache : other);
 * CHECK-NEXT:     }
 * CHECK-NEXT:     return NULL;
 * CHECK-NEXT: }
 * CHECK: static const struct tally_ref tally__refs_1_strong[] = {
 * CHECK-NEXT:     {0, 1, sizeof(void *), 0, TALLY_REF_STRONG},
 * CHECK-NEXT: };
 * CHECK-NEXT: static const struct tally_layout tally__layout_1_strong = {1, tally__refs_1_strong};
 * CHECK-NEXT: static struct tally_root tally__roots[2] = {
 * CHECK-NEXT:     {0, &tally__layout_1_strong}, {{/[*]}} cache {{[*]}}/
 * CHECK-NEXT:     {0, &tally__layout_1_strong}, {{/[*]}} other {{[*]}}/
 * CHECK-NEXT: };
 * CHECK-NEXT: static struct tally_unit tally__unit = {"{{.*}}root-static-local.c", tally__roots, 2, 0, 0};
 * CHECK-NEXT: TALLY__UNIT(tally__unit)
 */
