/* Records: objects, places, proofs about cycles, finalizers.
 * RUN: %tally check --dump=unit --stop-after=unit %s -- -std=gnu11 | %FileCheck --match-full-lines %s
 */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
    Node *tally_weak up;
    int value;
};
struct tally_object Leaf { int n; };
struct tally_object List { struct List *next; Node *tally_unowned nodes[2]; };
struct plain { struct { struct Leaf *leaf; } inner; };
tally_finalizer void end(struct Leaf *self);

/*
 * CHECK: unit {{.*}}types.c
 * CHECK-NEXT: record struct Node object size 24
 * CHECK-NEXT:   field next at 0 : struct Node * strong
 * CHECK-NEXT:   field up at 8 : struct Node * weak
 * CHECK-NEXT:   field value at 16 : int
 * CHECK-NEXT: record struct Leaf object acyclic finalizer end size 4
 * CHECK-NEXT:   field n at 0 : int
 * CHECK-NEXT: record struct List object size 24
 * CHECK-NEXT:   field next at 0 : struct List * strong
 * CHECK-NEXT:   field nodes at 8 : struct Node *[2] unowned
 * CHECK-NEXT: record struct plain size 8
 * CHECK-NEXT:   field inner at 0 : struct (unnamed struct)
 * CHECK-NEXT: record (unnamed) size 8
 * CHECK-NEXT:   field leaf at 0 : struct Leaf * strong
 */
