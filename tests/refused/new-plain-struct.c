/* A struct that is not marked has no header and no count. */
#include <tally.h>

struct point {
    int x, y;
};

struct point *test(void) {
    return tally_new(struct point, .x = 1); // expect: TLY0028
}
