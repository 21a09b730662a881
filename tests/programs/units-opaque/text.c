/* A unit without tally.h: it reaches the compiler as it is. */
#include "text.h"

#include <stdio.h>

void text_print(const char *text) {
    printf("%s\n", text);
}
