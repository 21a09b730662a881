/* Expressions: implicit casts are gone, parentheses stay, null is seen.
 * RUN: %tally check --dump=unit --stop-after=unit %s -- -std=gnu11 | %FileCheck --match-full-lines %s
 */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
    Node *tally_weak up;
    int value;
};
Node *make(int);
int f(Node *n, Node **p, int k) {
    *p = (n) ? n->next : NULL;
    p[k] = make(k++)->next ?: 0;
    return !n + k * -2, n == *p && sizeof *n > 1;
}

/*
 * CHECK: unit {{.*}}expressions.c
 * CHECK-NEXT: macro 0 NULL @14:26-14:30
 * CHECK-NEXT: record struct Node object size 24
 * CHECK-NEXT:   field next at 0 : struct Node * strong
 * CHECK-NEXT:   field up at 8 : struct Node * weak
 * CHECK-NEXT:   field value at 16 : int
 * CHECK-NEXT: function f @13:1-17:2 : int
 * CHECK-NEXT:   param n @13:7-13:14 : struct Node * strong
 * CHECK-NEXT:   param p @13:16-13:24 : struct Node ** strong
 * CHECK-NEXT:   param k @13:26-13:31 = : int
 * CHECK-NEXT:   compound @13:33-17:2
 * CHECK-NEXT:     expression @14:5-14:31
 * CHECK-NEXT:       assign '=' @14:5-14:30 token @14:8-14:9 : struct Node * strong
 * CHECK-NEXT:         deref '*' @14:5-14:7 : struct Node * strong
 * CHECK-NEXT:           name p @14:6-14:7 : struct Node ** strong
 * CHECK-NEXT:         conditional '?' @14:10-14:30 token @14:14-14:15 : struct Node * strong
 * CHECK-NEXT:           paren @14:10-14:13 : struct Node * strong
 * CHECK-NEXT:             name n @14:11-14:12 : struct Node * strong
 * CHECK-NEXT:           member '->' next @14:16-14:23 : struct Node * strong
 * CHECK-NEXT:             name n @14:16-14:17 : struct Node * strong
 * CHECK-NEXT:           paren @14:26-14:30 null : void *
 * CHECK-NEXT:             cast @14:26~-14:30~ null : void *
 * CHECK-NEXT:               literal @14:26~-14:30~ : int
 * CHECK-NEXT:     expression @15:5-15:33
 * CHECK-NEXT:       assign '=' @15:5-15:32 token @15:10-15:11 : struct Node * strong
 * CHECK-NEXT:         subscript @15:5-15:9 : struct Node * strong
 * CHECK-NEXT:           name p @15:5-15:6 : struct Node ** strong
 * CHECK-NEXT:           name k @15:7-15:8 : int
 * CHECK-NEXT:         conditional '?:' @15:12-15:32 token @15:28-15:29 : struct Node * strong
 * CHECK-NEXT:           member '->' next @15:12-15:27 : struct Node * strong
 * CHECK-NEXT:             call @15:12-15:21 token @15:16-15:17 : struct Node * strong
 * CHECK-NEXT:               name make @15:12-15:16 : struct Node *(*)(int)
 * CHECK-NEXT:               increment '++' postfix @15:17-15:20 : int
 * CHECK-NEXT:                 name k @15:17-15:18 : int
 * CHECK-NEXT:           -
 * CHECK-NEXT:           literal @15:31-15:32 null : int
 * CHECK-NEXT:     return @16:5-16:50 token @16:5-16:11
 * CHECK-NEXT:       comma ',' @16:12-16:49 : int
 * CHECK-NEXT:         binary '+' @16:12-16:23 : int
 * CHECK-NEXT:           unary '!' @16:12-16:14 : int
 * CHECK-NEXT:             name n @16:13-16:14 : struct Node * strong
 * CHECK-NEXT:           binary '*' @16:17-16:23 : int
 * CHECK-NEXT:             name k @16:17-16:18 : int
 * CHECK-NEXT:             unary '-' @16:21-16:23 : int
 * CHECK-NEXT:               literal @16:22-16:23 : int
 * CHECK-NEXT:         and '&&' @16:25-16:49 : int
 * CHECK-NEXT:           binary '==' @16:25-16:32 : int
 * CHECK-NEXT:             name n @16:25-16:26 : struct Node * strong
 * CHECK-NEXT:             deref '*' @16:30-16:32 : struct Node * strong
 * CHECK-NEXT:               name p @16:31-16:32 : struct Node ** strong
 * CHECK-NEXT:           binary '>' @16:36-16:49 : int
 * CHECK-NEXT:             literal @16:36-16:45 : unsigned long
 * CHECK-NEXT:             literal @16:48-16:49 : int
 */
