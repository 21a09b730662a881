/* Labels of one name, each of its own block (GNU).
 * RUN: %tally rewrite --skip=all --validate %s -o %t.c -- -std=gnu11
 * RUN: %FileCheck --match-full-lines %s < %t.c
 * RUN: gcc -std=gnu11 -Wall -Wextra -Werror -fsyntax-only -I%include -I%S %t.c
 * RUN: clang -std=gnu11 -Wall -Wextra -Werror -fsyntax-only -I%include -I%S %t.c
 */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
    int value;
};

int f(Node *list) {
    int found = 0;
    {
        __label__ done;
        for (Node *p = list; p; p = p->next)
            if (p->value == 1)
                goto done;
        found++;
    done:;
    }
    {
        __label__ done;
        Node *n = list;
        if (n)
            goto done;
        found++;
    done:;
    }
    return found;
}

int g(Node *list) {
    __label__ again;
    __label__ done, empty;
again:
    if (!list)
        goto empty;
    if (list->value)
        goto done;
    list = list->next;
    goto again;
empty:
done:
    return list != NULL;
}

/*
 * CHECK: int f(Node *list) {
 * CHECK:                 { tally_decref(p); goto done; } } tally_decref(p); }
 * CHECK-NEXT:         found++;
 * CHECK-NEXT:     done:;
 * CHECK-NEXT:     }
 * CHECK:         Node *n = tally_incref(list);
 * CHECK:             goto done;
 * CHECK:     done:;
 * CHECK-NEXT:     tally_decref(n); }
 * CHECK: int g(Node *list) {
 * CHECK-NEXT:     __label__ again;
 * CHECK-NEXT:     __label__ done, empty; tally_incref(list);
 * CHECK-NEXT: again:
 */
