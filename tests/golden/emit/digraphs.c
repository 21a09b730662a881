/* Braces that are spelled otherwise.
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

void f(Node *p) <%
    Node *n = p->next;
    n = make();
    use(p->next);
%>

/*
 * CHECK: TALLY__REF(Node, struct Node *)
 * CHECK-NEXT: #line 18 "{{.*}}digraphs.c"
 * CHECK-NEXT: void f(Node *p) <% struct Node *tally_t1 = 0;
 * CHECK-NEXT:     Node *n = tally_incref(p->next);
 * CHECK-NEXT:     tally__set_Node(&n, make());
 * CHECK-NEXT:     use((tally_t1 = tally_incref(p->next))), tally__drop_Node(&tally_t1);
 * CHECK-NEXT: tally_decref(n); %>
 */
