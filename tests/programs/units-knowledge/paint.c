/* Knows all of Shape and Paint: both are acyclic here. */
#include <stdio.h>

#include "paint.h"

Shape *shape_painted(const char *name, Shape *like) {
    Paint *paint = like ? like->paint : tally_new(Paint, .colour = name);
    return tally_new(Shape, .name = name, .paint = paint);
}

void shape_show(const Shape *shape) {
    printf("%s %s\n", shape->name, shape->paint ? shape->paint->colour : "-");
}
