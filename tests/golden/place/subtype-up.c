/* The base part of an object is that object.
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

Shape *f(Circle *c) {
    keep(&make()->shape);
    c->shape.next = (Shape *)make();
    return &c->shape;
}

/* The function in the graph, and as it is written.
 * IR: func f placed
 * IR-NEXT:   var 0 c param strong stable : Circle *
 * IR-NEXT:   full 0 statement
 * IR-NEXT:   full 1 statement
 * IR-NEXT:   full 2 return
 * IR-NEXT:   block 0
 * IR-NEXT:     begin 0
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     %2 = cast %1 owned
 * IR-NEXT:     call keep(take %2)
 * IR-NEXT:     end 0
 * IR-NEXT:     begin 1
 * IR-NEXT:     %3 = load c hazard
 * IR-NEXT:     %4 = call make()
 * IR-NEXT:     %5 = cast %4 owned
 * IR-NEXT:     store %3->next, %5
 * IR-NEXT:     end 1
 * IR-NEXT:     begin 2
 * IR-NEXT:     %6 = load c
 * IR-NEXT:     %7 = cast %6
 * IR-NEXT:     %8 = retain %7
 * IR-NEXT:     end 2
 * IR-NEXT:     return %8 in 2
 * IR-NEXT:   block 1
 * IR-NEXT:     return
 * C: Shape *f(Circle *c) {
 * C-NEXT:     keep(&((struct Circle *)(make()))->shape);
 * C-NEXT:     tally__set_Shape(&c->shape.next, (Shape *)make());
 * C-NEXT:     return tally_incref(&c->shape);
 * C-NEXT: }
 */
