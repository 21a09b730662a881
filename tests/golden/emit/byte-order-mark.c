/* A file that begins with a byte order mark: it stays in front, where compilers
 * take it.
 * RUN: printf '\357\273\277' > %t.in.c && cat %s >> %t.in.c
 * RUN: %tally rewrite --skip=all %t.in.c -o %t.c -- -std=c11
 * RUN: gcc -std=c11 -Wall -Werror -I %include -fsyntax-only %t.c
 * RUN: %FileCheck %s < %t.c
 */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
};

void f(Node *n) {
    n->next = n;
}
/* CHECK: tally__set_Node(&n->next, tally_incref(n));
 */
