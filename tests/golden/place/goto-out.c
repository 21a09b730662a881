/* goto out of two scopes.
 * RUN: %tally check --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c */
#include "node.h"

void f(int c) {
    Node *a = make();
    {
        Node *b = make();
        if (c) goto end;
        use(b);
    }
end:
    use(a);
}
