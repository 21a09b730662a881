/* A type that only the function itself declares.
 * RUN: %not %tally rewrite --skip=all %s -o %t.c -- -std=c11 2>&1 | %FileCheck --check-prefix=ERROR %s
 */
#include <tally.h>

struct tally_object Late {
    int x;
} *f(void) {
    return tally_new(struct Late);
}
/*
 * ERROR: {{.*}}type-declared-late.c:[[@LINE-3]]:12: error: the type 'struct Late' cannot be named in front of this function [TLY0022]
 */
