/* A cast of a ?: one of whose arms is counted, and so a void *.
 * RUN: %tally check --skip=all --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 */
#include <tally.h>

typedef struct tally_object tally_base Shape Shape;
typedef struct tally_object Circle Circle;
struct Shape {
    int id;
};
struct Circle {
    Shape shape;
};
Circle *make(void);

Shape *f(Circle **place) {
    Shape *tally_weak shape = (Shape *)(*place ? *place : make());
    return shape;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 shape local weak owned : Shape *
 * IR-NEXT:   var 1 tally_t1 temp strong owned stable conditional : Shape *
 * IR-NEXT:   full 0 init last
 * IR-NEXT:   full 1 return
 * IR-NEXT:   block 0 -> 1, 2
 * IR-NEXT:     declare shape
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = load [].*
 * IR-NEXT:     use %1
 * IR-NEXT:     branch
 * IR-NEXT:   block 1 -> 3
 * IR-NEXT:     %2 = load [].*
 * IR-NEXT:     %7 = retain %2
 * IR-NEXT:     jump
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     %3 = call make()
 * IR-NEXT:     jump
 * IR-NEXT:   block 3
 * IR-NEXT:     %4 = phi 1: %7, 2: %3 owned
 * IR-NEXT:     %5 = cast %4 owned
 * IR-NEXT:     %8 = hold tally_t1, %5
 * IR-NEXT:     init_weak shape, %8
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %6 = load_weak shape
 * IR-NEXT:     end 1
 * IR-NEXT:     drop shape
 * IR-NEXT:     leave shape
 * IR-NEXT:     return %6 in 1
 * IR-NEXT:   block 4
 * IR-NEXT:     return
 * C: Shape *f(Circle **place) { struct Shape *tally_t1 = 0;
 * C-NEXT:     Shape *tally_weak shape = tally__weak_init_Shape((tally_t1 = (Shape *)((struct Circle *)((*place ? tally_incref(*place) : make()))))); tally__drop_Shape(&tally_t1);
 * C-NEXT:     { struct Shape *tally_r = tally__weak_load_Shape(&shape); tally__weak_drop_Shape(&shape); return tally_r; }
 * C-NEXT: }
 */
