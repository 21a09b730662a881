/* Uses the same macros as main.c, over another type. */
#include "shape.h"
#include "stack.h"

#include <stdio.h>

DEFINE_STACK(Shape)

void shape_finalize(Shape *self) {
    fprintf(stderr, "free shape %d\n", self->sides);
}

int shape_count(Shape *list) {
    int count = 0;
    FOR_EACH(Shape, p, list)
        count++;
    return count;
}

Shape *shape_series(int count) {
    struct Shape_stack stack = {{NULL}, 0};
    for (int i = 0; i < count; i++)
        if (!Shape_stack_push(&stack, tally_new(Shape, .sides = i)))
            fprintf(stderr, "-- full\n");
    Shape *list = NULL, *item;
    while ((item = Shape_stack_pop(&stack)) != NULL)
        PUSH(list, item);
    return list;
}
