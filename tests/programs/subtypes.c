/* Subtypes: a base part by value as the first member, casts up and down,
 * finalizers of the derived type, then of the base, references in both. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object tally_base Shape Shape;
struct Shape {
    int id;
    Shape *below;
    Shape *tally_weak above;
};
void shape_end(Shape *self) tally_finalizer;

typedef struct tally_object tally_base Circle Circle;
struct Circle {
    Shape shape;
    Circle *twin;
    int radius;
};

typedef struct tally_object Ring Ring;
struct Ring {
    Circle circle;
    Shape *inner;
    int width;
};
void ring_end(Ring *self) tally_finalizer;

void shape_end(Shape *self) {
    fprintf(stderr, "shape %d\n", self->id);
}

void ring_end(Ring *self) {
    fprintf(stderr, "ring %d\n", self->circle.shape.id);
}

static Shape *top;

static Circle *make_circle(int id) {
    return tally_new(Circle, .shape.id = id, .radius = 10 * id);
}

static Ring *make_ring(int id, Shape *inner) {
    Ring *ring = tally_new(Ring, .circle = {.shape = {.id = id}, .radius = 7},
                           .inner = inner, .width = 1);
    return ring;
}

static Shape *put(Shape *on, Shape *shape) {
    shape->below = on;
    if (on)
        on->above = shape;
    return shape;
}

static int sum(Shape *shape) {
    int total = 0;
    for (; shape; shape = shape->below)
        total += shape->id;
    return total;
}

static Circle *circle_of(Shape *shape) {
    return (Circle *)shape;
}

static int inner_id(void) {
    Ring *ring = make_ring(50, &make_circle(51)->shape);
    ring->circle.twin = make_circle(52);
    ring->circle.twin->shape.below = &ring->circle.shape;
    return ring->inner->id + ((Ring *)ring->circle.twin->shape.below)->width;
}

int main(void) {
    Shape *stack = put(NULL, tally_new(Shape, .id = 1));
    stack = put(stack, &make_circle(2)->shape);
    stack = put(stack, (Shape *)make_ring(3, stack));
    printf("%d %d\n", sum(stack), stack->below->above == stack);
    Circle *circle = circle_of(stack->below);
    printf("%d\n", circle->radius);
    Ring *ring = (Ring *)stack;
    printf("%d %d %d\n", ring->width, ring->circle.radius, ring->inner->id);
    Circle *part = &ring->circle;
    Shape *root = &ring->circle.shape, *same = &(*ring).circle.shape;
    part->twin = circle;
    printf("%d %d\n", root == same, root == (Shape *)part);
    top = &part->shape;
    stack = NULL;
    ring = NULL;
    part = NULL;
    root = same = NULL;
    printf("%d\n", ((Ring *)top)->circle.twin->radius);
    top = &(top ? (Circle *)top : make_circle(9))->shape;
    top = NULL;
    printf("%d\n", inner_id());
    const Shape *looked = (const Shape *)&circle->shape;
    printf("%d\n", looked->id);
    return 0;
}
