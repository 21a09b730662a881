/* Only objects are made by tally_new. */
#include <tally.h>

int *test(void) {
    return tally_new(int); // expect: TLY0028
}
