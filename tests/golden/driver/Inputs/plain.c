/* Nothing of ours. */
#include <stdio.h>

int main(void) {
    puts("plain");
    return 3;
}
