/* Digraphs and trigraphs are seen through, wherever a reference is near.
 * RUN: %tally rewrite --validate %s -o %t.c -- -std=c11
 * RUN: %FileCheck --match-full-lines %s < %t.c
 * RUN: gcc -std=c11 -Wall -Wextra -Wpedantic -Wno-trigraphs -Werror -fsyntax-only -I%include %t.c
 * RUN: clang -std=c11 -Wall -Wextra -Wpedantic -Wno-trigraphs -Werror -fsyntax-only -I%include %t.c
 */
%:include <tally.h>
%:define FIRST(n) (n)->next<:0:>
??=define ONE 1

typedef struct tally_object Node Node;
struct Node ??< Node *next??(2:>; int value; %>;

Node *f(Node *node);
Node *f(Node *node)
??<
    Node *m = node->next??(ONE??);
    Node *all<:2:> = { <:1:> = m, [0] = node ??>;
    FIRST(node) = all<:1:>;
    for (Node *q<:1??) = <% node %>, *r = q<:0:>; r; r = r->next<:0:>)
        m = r;
    if (m) <% all<:0:> = m; return all[0]; %>
    return 0??(all??);
??>
/*
 * CHECK: {{^}}Node *f(Node *node)
 * CHECK-NEXT: {{\?\?<}}
 * CHECK-NEXT:     Node *m = tally_incref(node->next??(ONE??));
 * CHECK-NEXT:     Node *all<:2:> = { <:1:> = tally_incref(m), [0] = tally_incref(node) ??>;
 * CHECK-NEXT:     tally__set_Node(&FIRST(node), tally_incref(all<:1:>));
 * CHECK-NEXT:     { Node *q<:1??) = <% tally_incref(node) %>, *r = tally_incref(q<:0:>); { for (; r; tally__set_Node(&r, tally_incref(r->next<:0:>)))
 * CHECK-NEXT:         tally__set_Node(&m, tally_incref(r)); } tally_decref(r); tally__drop_value(&q, &{{.*}}); }
 * CHECK-NEXT:     if (m) <% tally__set_Node(&all<:0:>, tally_incref(m)); { struct Node *tally_r = tally_incref(all[0]); {{.*}} return tally_r; } %>
 * CHECK-NEXT:     { struct Node *tally_r = tally_incref(0??(all??)); {{.*}} return tally_r; }
 * CHECK-NEXT: {{\?\?>}}
 */
