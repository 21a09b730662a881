/* An object is cast to a subtype that it is not. */
// flags: -DTALLY_DEBUG
#include <tally.h>

#include <stdio.h>

typedef struct tally_object tally_base Shape Shape;
typedef struct tally_object Circle Circle;
typedef struct tally_object Square Square;
struct Shape {
    int id;
};
struct Circle {
    Shape shape;
    int radius;
};
struct Square {
    Shape shape;
    int side;
};

int main(void) {
    Shape *s = &tally_new(Square, .side = 3)->shape;
    fprintf(stderr, "%d\n", ((Square *)s)->side);
    fprintf(stderr, "so far\n");
    Circle *c = (Circle *)s; // stops: an object of type 'Square' is cast to 'Circle' at cast-down.c:26
    fprintf(stderr, "too far %d\n", c->radius);
    return 0;
}
