/* The value keeps its type, so that -Wswitch sees the same.
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

enum color { RED, GREEN };
enum color color_of(Node *node);

int f(void) {
    switch (use(NULL), color_of(make())) {
    case RED:
        return 1;
    case GREEN:
        return 2;
    }
    return 0;
}

/*
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 21 "{{.*}}switch-enum.c"
 * CHECK-NEXT: int f(void) { struct Node *tally_t1 = 0; enum color tally_v1;
 * CHECK-NEXT:     switch ((tally_v1 = (use(NULL), color_of((tally_t1 = make()))), tally__drop_Node(&tally_t1), tally_v1)) {
 * CHECK-NEXT:     case RED:
 * CHECK-NEXT:         return 1;
 * CHECK-NEXT:     case GREEN:
 * CHECK-NEXT:         return 2;
 * CHECK-NEXT:     }
 * CHECK-NEXT:     return 0;
 * CHECK-NEXT: }
 */
