/* tally_new is one node, and its arguments can be edited.
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
void f(Node *n) {
    n = tally_new(Node, .next = NEXT(n), .value = 1);
    n = tally_try_new(Node);
}

/*
 * CHECK: unit {{.*}}makers.c
 * CHECK-NEXT: macro 0 NEXT @14:33-14:40
 * CHECK-NEXT: record struct Node object size 24
 * CHECK-NEXT:   field next at 0 : struct Node * strong
 * CHECK-NEXT:   field up at 8 : struct Node * weak
 * CHECK-NEXT:   field value at 16 : int
 * CHECK-NEXT: function f @13:1-16:2 : void
 * CHECK-NEXT:   param n @13:8-13:15 = : struct Node * strong
 * CHECK-NEXT:   compound @13:17-16:2
 * CHECK-NEXT:     expression @14:5-14:54
 * CHECK-NEXT:       assign '=' @14:5-14:53 token @14:7-14:8 : struct Node * strong
 * CHECK-NEXT:         name n @14:5-14:6 : struct Node * strong
 * CHECK-NEXT:         new struct Node @14:9-14:53 token @14:9-14:18 extra @14:19-14:23 : struct Node * strong
 * CHECK-NEXT:           designated @14:25-14:40 : struct Node * strong of struct Node * strong
 * CHECK-NEXT:             member '->' next @14:33-14:40 : struct Node * strong
 * CHECK-NEXT:               paren @14:33-14:40~ : struct Node * strong
 * CHECK-NEXT:                 name n @14:33~-14:40~ : struct Node * strong
 * CHECK-NEXT:           designated @14:42-14:52 : int of int
 * CHECK-NEXT:             literal @14:51-14:52 : int
 * CHECK-NEXT:     expression @15:5-15:29
 * CHECK-NEXT:       assign '=' @15:5-15:28 token @15:7-15:8 : struct Node * strong
 * CHECK-NEXT:         name n @15:5-15:6 : struct Node * strong
 * CHECK-NEXT:         new try struct Node @15:9-15:28 token @15:9-15:22 extra @15:23-15:27 : struct Node * strong
 */
