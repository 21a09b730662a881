/* Runs the two families one after the other. */
#include "family.h"

#include <stdio.h>

int main(void) {
    printf("parents are weak references:\n");
    family_with_weak_parents();
    printf("parents are strong references:\n");
    family_with_strong_parents();
    return 0;
}
