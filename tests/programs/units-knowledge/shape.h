/* What a Shape is: but for whoever knows paint.h, its Paint may be anything. */
#ifndef SHAPE_H
#define SHAPE_H
#include <tally.h>

typedef struct tally_object Paint Paint;
typedef struct tally_object Shape Shape;
struct Shape {
    const char *name;
    Paint *paint;
};

Shape *shape_painted(const char *name, Shape *like);
void shape_show(const Shape *shape);

#endif
