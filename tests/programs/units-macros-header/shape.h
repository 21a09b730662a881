/* Macros of a header that read and write references. */
#ifndef SHAPE_H
#define SHAPE_H

#include <tally.h>

typedef struct tally_object Shape Shape;
struct Shape {
    int sides;
    Shape *next;
};

tally_finalizer void shape_finalize(Shape *self);

int shape_count(Shape *list);
Shape *shape_series(int count);

#endif
