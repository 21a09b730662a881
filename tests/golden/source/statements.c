/* Statements with their semicolons, and the parts of a for.
 * RUN: %tally check --dump=unit --stop-after=unit %s -- -std=gnu11 | %FileCheck --match-full-lines %s
 */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
    Node *tally_weak up;
    int value;
};
int f(Node *n, int k) {
    if (k) k--; else ;
    do k++; while (k < 3);
    for (; n; n = n->next) continue;
    for (int i = 0;; i++) break;
    switch (k) { case 1: default: goto out; }
out:
    return k;
}

/*
 * CHECK: unit {{.*}}statements.c
 * CHECK-NEXT: record struct Node object size 24
 * CHECK-NEXT:   field next at 0 : struct Node * strong
 * CHECK-NEXT:   field up at 8 : struct Node * weak
 * CHECK-NEXT:   field value at 16 : int
 * CHECK-NEXT: function f @12:1-20:2 : int
 * CHECK-NEXT:   param n @12:7-12:14 = : struct Node * strong
 * CHECK-NEXT:   param k @12:16-12:21 = : int
 * CHECK-NEXT:   compound @12:23-20:2
 * CHECK-NEXT:     if @13:5-13:23
 * CHECK-NEXT:       name k @13:9-13:10 : int
 * CHECK-NEXT:       expression @13:12-13:16
 * CHECK-NEXT:         increment '--' postfix @13:12-13:15 : int
 * CHECK-NEXT:           name k @13:12-13:13 : int
 * CHECK-NEXT:       null @13:22-13:23
 * CHECK-NEXT:     do @14:5-14:27
 * CHECK-NEXT:       expression @14:8-14:12
 * CHECK-NEXT:         increment '++' postfix @14:8-14:11 : int
 * CHECK-NEXT:           name k @14:8-14:9 : int
 * CHECK-NEXT:       binary '<' @14:20-14:25 : int
 * CHECK-NEXT:         name k @14:20-14:21 : int
 * CHECK-NEXT:         literal @14:24-14:25 : int
 * CHECK-NEXT:     for @15:5-15:37 token @15:5-15:8 extra @15:10-15:11
 * CHECK-NEXT:       -
 * CHECK-NEXT:       name n @15:12-15:13 : struct Node * strong
 * CHECK-NEXT:       assign '=' @15:15-15:26 token @15:17-15:18 : struct Node * strong
 * CHECK-NEXT:         name n @15:15-15:16 : struct Node * strong
 * CHECK-NEXT:         member '->' next @15:19-15:26 : struct Node * strong
 * CHECK-NEXT:           name n @15:19-15:20 : struct Node * strong
 * CHECK-NEXT:       continue @15:28-15:37
 * CHECK-NEXT:     for @16:5-16:33 token @16:5-16:8 extra @16:10-16:20
 * CHECK-NEXT:       declaration @16:10-16:20
 * CHECK-NEXT:         var i @16:10-16:19 declarator 16:15 = : int
 * CHECK-NEXT:           literal @16:18-16:19 : int
 * CHECK-NEXT:       -
 * CHECK-NEXT:       increment '++' postfix @16:22-16:25 : int
 * CHECK-NEXT:         name i @16:22-16:23 : int
 * CHECK-NEXT:       break @16:27-16:33
 * CHECK-NEXT:     switch @17:5-17:46
 * CHECK-NEXT:       name k @17:13-17:14 : int
 * CHECK-NEXT:       compound @17:16-17:46
 * CHECK-NEXT:         case @17:18-17:44
 * CHECK-NEXT:           default @17:26-17:44
 * CHECK-NEXT:             goto out @17:35-17:44
 * CHECK-NEXT:     label out @18:1-19:14
 * CHECK-NEXT:       return @19:5-19:14 token @19:5-19:11
 * CHECK-NEXT:         name k @19:12-19:13 : int
 */
