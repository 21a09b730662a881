/* An initialiser list cannot be kept in a variable.
 * RUN: %not %tally rewrite --skip=all %s -o %t.c -- -std=c11 2>&1 | %FileCheck --check-prefix=ERROR %s
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

int f(void) {
    int a[] = {make()->value, 2}, b = 2;
    return a[0] + b;
}
/*
 * ERROR: {{.*}}init-list-not-last.c:[[@LINE-4]]:15: error: the initialiser of 'a' makes temporary objects, and other variables are declared behind it [TLY0013]
 */
