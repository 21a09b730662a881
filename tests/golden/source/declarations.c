/* Declarators, places of initialisers, what happens to variables.
 * RUN: %tally check --dump=unit --stop-after=unit %s -- -std=gnu11 | %FileCheck --match-full-lines %s
 */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    Node *next;
    Node *tally_weak up;
    int value;
};
static Node *global, *array[3] = {0}, **far;
int f(Node *n) {
    Node *a, *tally_weak b = n, *(*c)(int) = 0;
    struct pair { Node *one; int two; } d = {.one = n, 3};
    far = &a;
    a = d.one;
    return b != 0 && c != 0;
}

/*
 * CHECK: unit {{.*}}declarations.c
 * CHECK-NEXT: record struct Node object size 24
 * CHECK-NEXT:   field next at 0 : struct Node * strong
 * CHECK-NEXT:   field up at 8 : struct Node * weak
 * CHECK-NEXT:   field value at 16 : int
 * CHECK-NEXT: record struct pair size 16
 * CHECK-NEXT:   field one at 0 : struct Node * strong
 * CHECK-NEXT:   field two at 8 : int
 * CHECK-NEXT: var global @12:1-12:20 declarator 12:20 static : struct Node * strong
 * CHECK-NEXT: var array @12:1-12:37 declarator 12:31 static : struct Node *[3] strong
 * CHECK-NEXT:   init-list @12:34-12:37 : struct Node *[3] strong
 * CHECK-NEXT:     literal @12:35-12:36 null : int
 * CHECK-NEXT: var far @12:1-12:44 declarator 12:44 static = : struct Node ** strong
 * CHECK-NEXT: function f @13:1-19:2 : int
 * CHECK-NEXT:   param n @13:7-13:14 : struct Node * strong
 * CHECK-NEXT:   compound @13:16-19:2
 * CHECK-NEXT:     declaration @14:5-14:48
 * CHECK-NEXT:       var a @14:5-14:12 declarator 14:12 & = : struct Node * strong
 * CHECK-NEXT:       var b @14:26-14:31 declarator 14:27 : struct Node * weak
 * CHECK-NEXT:         name n @14:30-14:31 : struct Node * strong
 * CHECK-NEXT:       var c @14:36-14:47 declarator 14:43 : struct Node *(*)(int)
 * CHECK-NEXT:         literal @14:46-14:47 null : int
 * CHECK-NEXT:     declaration @15:5-15:59
 * CHECK-NEXT:       var d @15:41-15:58 declarator 15:42 : struct pair
 * CHECK-NEXT:         init-list @15:45-15:58 : struct pair
 * CHECK-NEXT:           designated @15:46-15:54 : struct Node * strong of struct Node * strong
 * CHECK-NEXT:             name n @15:53-15:54 : struct Node * strong
 * CHECK-NEXT:           literal @15:56-15:57 : int
 * CHECK-NEXT:     expression @16:5-16:14
 * CHECK-NEXT:       assign '=' @16:5-16:13 token @16:9-16:10 : struct Node ** strong
 * CHECK-NEXT:         name far @16:5-16:8 : struct Node ** strong
 * CHECK-NEXT:         address '&' @16:11-16:13 : struct Node ** strong
 * CHECK-NEXT:           name a @16:12-16:13 : struct Node * strong
 * CHECK-NEXT:     expression @17:5-17:15
 * CHECK-NEXT:       assign '=' @17:5-17:14 token @17:7-17:8 : struct Node * strong
 * CHECK-NEXT:         name a @17:5-17:6 : struct Node * strong
 * CHECK-NEXT:         member '.' one @17:9-17:14 : struct Node * strong
 * CHECK-NEXT:           name d @17:9-17:10 : struct pair
 * CHECK-NEXT:     return @18:5-18:29 token @18:5-18:11
 * CHECK-NEXT:       and '&&' @18:12-18:28 : int
 * CHECK-NEXT:         binary '!=' @18:12-18:18 : int
 * CHECK-NEXT:           name b @18:12-18:13 : struct Node * weak
 * CHECK-NEXT:           literal @18:17-18:18 null : int
 * CHECK-NEXT:         binary '!=' @18:22-18:28 : int
 * CHECK-NEXT:           name c @18:22-18:23 : struct Node *(*)(int)
 * CHECK-NEXT:           literal @18:27-18:28 null : int
 */
