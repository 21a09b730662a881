/* Looks at Shapes and Rings by weak references, the only ones there are. */
#ifndef WATCH_H
#define WATCH_H
#include "ring.h"
#include "shape.h"

void watch(Shape *shape, Ring *ring);
void watch_report(const char *when);

#endif
