/* An enum without a name is switched on as an integer.
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

struct color {
    enum { RED, GREEN } of;
};
struct color color_of(Node *node);

int f(void) {
    switch (color_of(make()).of) {
    case RED:
        return 1;
    default:
        return 2;
    }
}

/*
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 23 "{{.*}}switch-unnamed-enum.c"
 * CHECK-NEXT: int f(void) { struct Node *tally_t1 = 0; unsigned tally_v1;
 * CHECK-NEXT:     switch ((tally_v1 = (color_of((tally_t1 = make())).of), tally__drop_Node(&tally_t1), tally_v1)) {
 * CHECK-NEXT:     case RED:
 * CHECK-NEXT:         return 1;
 * CHECK-NEXT:     default:
 * CHECK-NEXT:         return 2;
 * CHECK-NEXT:     }
 * CHECK-NEXT: }
 */
