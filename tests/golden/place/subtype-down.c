/* A cast to a subtype is looked at in debug builds.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include <tally.h>

typedef struct tally_object tally_base Shape Shape;
struct Shape {
    Shape *next;
};
typedef struct tally_object Circle Circle;
struct Circle {
    Shape shape;
    int radius;
};
Circle *make(void);
void keep(Shape *shape tally_consumed);

Circle *f(Shape *shape) {
    shape->next = &((Circle *)shape->next)->shape;
    return (Circle *)shape;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 shape param strong stable : Shape *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : Shape *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load shape
 * IR-NEXT:     %2 = load shape
 * IR-NEXT:     %3 = load %2->next
 * IR-NEXT:     %8 = retain %3
 * IR-NEXT:     %9 = hold tally_t1, %8
 * IR-NEXT:     %4 = cast %9
 * IR-NEXT:     %5 = cast %4
 * IR-NEXT:     %10 = retain %5
 * IR-NEXT:     store %1->next, %10
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %6 = load shape
 * IR-NEXT:     %7 = cast %6
 * IR-NEXT:     %11 = retain %7
 * IR-NEXT:     end 1
 * IR-NEXT:     return %11 in 1
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Circle *f(Shape *shape) { struct Shape *tally_t1 = 0;
 * C-NEXT:     tally__set_Shape(&shape->next, tally_incref(&((Circle *)tally__down((tally_t1 = tally_incref(shape->next)), &tally__type_Circle))->shape)), tally__drop_Shape(&tally_t1);
 * C-NEXT:     return tally_incref((Circle *)tally__down(shape, &tally__type_Circle));
 * C-NEXT: }
 */
