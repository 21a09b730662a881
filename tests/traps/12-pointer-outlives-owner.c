/* A pointer into an object is used when nobody else keeps that. Rule: a
 * variable that points into an object keeps it. */
#include "node.h"

int main(void) {
    const char *name = make(1, NULL)->name;
    printf("%s\n", name);
    return 0;
}
