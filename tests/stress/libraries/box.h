/* A Box, of which only its library knows what is inside; and a Label, which
 * only the program knows to refer to nothing. */
#ifndef BOX_H
#define BOX_H
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Inside Inside;
typedef struct tally_object Label Label;
typedef struct tally_object Box Box;
struct Box {
    int number;
    Inside *inside;
    Label *label;
};

typedef Box *box_filler(Box *box);
typedef void box_watcher(const char *when);

#endif
