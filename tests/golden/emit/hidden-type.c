/* A type that a block or a parameter hides.
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

typedef struct tally_object {
    int x;
} Leaf;
Leaf *leaf(Leaf *of);
struct point {
    int x, y;
};
struct point point_of(Node *node);

struct point f(Leaf *Leaf) {
    Node *n = make();
    Leaf = leaf(leaf(Leaf));
    {
        struct point {
            int a;
        } p = {1};
        if (p.a)
            return point_of(n);
    }
    return point_of(NULL);
}

/*
 * CHECK: typedef Leaf *tally__named_1;
 * CHECK-NEXT: typedef Leaf *tally__named_2;
 * CHECK-NEXT: TALLY__REF(Leaf, Leaf *)
 * CHECK-NEXT: typedef struct point tally__named_3;
 * CHECK-NEXT: typedef struct point tally__named_4;
 * CHECK-NEXT: #line 27 "{{.*}}hidden-type.c"
 * CHECK-NEXT: struct point f(Leaf *Leaf) { tally__named_1 tally_t1 = 0; tally__named_2 tally_t2 = 0; tally_incref(Leaf);
 * CHECK-NEXT:     Node *n = make();
 * CHECK-NEXT:     tally__set_Leaf(&Leaf, leaf((tally_t2 = leaf((tally_t1 = tally_incref(Leaf)))))), tally__drop_Leaf(&tally_t2), tally__drop_Leaf(&tally_t1);
 * CHECK-NEXT:     {
 * CHECK-NEXT:         struct point {
 * CHECK-NEXT:             int a;
 * CHECK-NEXT:         } p = {1};
 * CHECK-NEXT:         if (p.a)
 * CHECK-NEXT:             { tally__named_3 tally_r = point_of(n); tally_decref(n); tally_decref(Leaf); return tally_r; }
 * CHECK-NEXT:     }
 * CHECK-NEXT:     { tally__named_4 tally_r = point_of(NULL); tally_decref(n); tally_decref(Leaf); return tally_r; }
 * CHECK-NEXT: }
 */
