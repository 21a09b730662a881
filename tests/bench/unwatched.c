/* The runtime takes each object from malloc where a tool watches the memory,
 * which callgrind does not. Linked into a program, this hides valgrind from it,
 * so that the instructions of what is really run are counted. */
#define _DEFAULT_SOURCE
#include <stdlib.h>

__attribute__((constructor(101))) static void hide(void) {
    unsetenv("LD_PRELOAD");
}
