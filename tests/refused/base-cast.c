/* Casts go along the line of bases; down needs one to be written. */
#include <tally.h>

typedef struct tally_object Plain Plain;
struct Plain {
    int value;
};

typedef struct tally_object tally_base Shape Shape;
struct Shape {
    int id;
};

typedef struct tally_object Circle Circle;
struct Circle {
    Shape shape;
};

int test(Shape *shape) {
    Plain *plain = (Plain *)shape; // expect: TLY0006
    Circle *circle = shape; // expect: TLY0006
    return plain->value + circle->shape.id;
}
