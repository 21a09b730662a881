/* Which ends lie in a macro call: they are marked by a tilde.
 * RUN: %tally check --dump=unit --stop-after=unit %s -- -std=gnu11 | %FileCheck --match-full-lines %s
 */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
    Node *tally_weak up;
    int value;
};
#define NEXT(n) (n)->next
#define SET(a, b) a = b
#define CHECK(n) if (!(n)) return
#define STORE(a, b) do { a = b; } while (0)
void f(Node *n, Node *m) {
    n = NEXT(m);
    n = NULL;
    SET(n, NEXT(m));
    CHECK(n);
    STORE(n, m);
}

/*
 * CHECK: unit {{.*}}macro-calls.c
 * CHECK-NEXT: macro 0 NEXT @17:9-17:16
 * CHECK-NEXT: macro 1 NULL @18:9-18:13
 * CHECK-NEXT: macro 2 SET @19:5-19:20
 * CHECK-NEXT: macro 3 CHECK @20:5-20:13
 * CHECK-NEXT: macro 4 STORE @21:5-21:16
 * CHECK-NEXT: record struct Node object size 24
 * CHECK-NEXT:   field next at 0 : struct Node * strong
 * CHECK-NEXT:   field up at 8 : struct Node * weak
 * CHECK-NEXT:   field value at 16 : int
 * CHECK-NEXT: function f @16:1-22:2 : void
 * CHECK-NEXT:   param n @16:8-16:15 = : struct Node * strong
 * CHECK-NEXT:   param m @16:17-16:24 : struct Node * strong
 * CHECK-NEXT:   compound @16:26-22:2
 * CHECK-NEXT:     expression @17:5-17:17
 * CHECK-NEXT:       assign '=' @17:5-17:16 token @17:7-17:8 : struct Node * strong
 * CHECK-NEXT:         name n @17:5-17:6 : struct Node * strong
 * CHECK-NEXT:         member '->' next @17:9-17:16 : struct Node * strong
 * CHECK-NEXT:           paren @17:9-17:16~ : struct Node * strong
 * CHECK-NEXT:             name m @17:9~-17:16~ : struct Node * strong
 * CHECK-NEXT:     expression @18:5-18:14
 * CHECK-NEXT:       assign '=' @18:5-18:13 token @18:7-18:8 : struct Node * strong
 * CHECK-NEXT:         name n @18:5-18:6 : struct Node * strong
 * CHECK-NEXT:         paren @18:9-18:13 null : void *
 * CHECK-NEXT:           cast @18:9~-18:13~ null : void *
 * CHECK-NEXT:             literal @18:9~-18:13~ : int
 * CHECK-NEXT:     expression @19:5~-19:21
 * CHECK-NEXT:       assign '=' @19:5~-19:20~ token @19:5~-19:20~ : struct Node * strong
 * CHECK-NEXT:         name n @19:5~-19:20~ : struct Node * strong
 * CHECK-NEXT:         member '->' next @19:5~-19:20~ : struct Node * strong
 * CHECK-NEXT:           paren @19:5~-19:20~ : struct Node * strong
 * CHECK-NEXT:             name m @19:5~-19:20~ : struct Node * strong
 * CHECK-NEXT:     if @20:5-20:14
 * CHECK-NEXT:       unary '!' @20:5~-20:13~ : int
 * CHECK-NEXT:         paren @20:5~-20:13~ : struct Node * strong
 * CHECK-NEXT:           name n @20:5~-20:13~ : struct Node * strong
 * CHECK-NEXT:       return @20:5~-20:14 token @20:5~-20:13~
 * CHECK-NEXT:       -
 * CHECK-NEXT:     do @21:5-21:17
 * CHECK-NEXT:       compound @21:5~-21:16~
 * CHECK-NEXT:         expression @21:5~-21:16~
 * CHECK-NEXT:           assign '=' @21:5~-21:16~ token @21:5~-21:16~ : struct Node * strong
 * CHECK-NEXT:             name n @21:5~-21:16~ : struct Node * strong
 * CHECK-NEXT:             name m @21:5~-21:16~ : struct Node * strong
 * CHECK-NEXT:       literal @21:5~-21:16~ : int
 */
