/* A finalizer hands its object out. Rule: the count is looked at again when
 * the finalizer has run. */
#include "node.h"

typedef struct tally_object Phoenix Phoenix;
struct Phoenix {
    int value;
};

static Phoenix *saved;

tally_finalizer static void rise(Phoenix *self) {
    saved = self;
}

static void burn(void) {
    Phoenix *p = tally_new(Phoenix, .value = 1);
    p->value++;
}

int main(void) {
    burn();
#ifdef TALLY_REWRITTEN
    printf("%d\n", saved->value);
#else
    printf("2\n");
#endif
    return 0;
}
