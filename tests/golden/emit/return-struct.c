/* A struct without references is returned.
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

struct point {
    int x, y;
};
struct point point_of(Node *node);

struct point f(void) {
    return point_of(make());
}

/*
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 23 "{{.*}}return-struct.c"
 * CHECK-NEXT: struct point f(void) { struct Node *tally_t1 = 0;
 * CHECK-NEXT:     { struct point tally_r = point_of((tally_t1 = make())); tally__drop_Node(&tally_t1); return tally_r; }
 * CHECK-NEXT: }
 */
