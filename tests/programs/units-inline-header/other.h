/* The second unit, which shares the inline functions of list.h. */
#ifndef OTHER_H
#define OTHER_H

#include "list.h"

void other_fill(struct list *list, int from, int to);
Node *other_take(struct list *list, int value);

#endif
