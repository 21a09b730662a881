/* Several units that know the same types better or worse: here Paint and Link
 * have no inside, so a Shape may be in a cycle as well as a Ring. */
#include <stdio.h>

#include "watch.h"

static Shape *saved;

static void shapes(void) {
    Shape *first = shape_painted("red", NULL);
    Shape *own = tally_new(Shape, .name = "own", .paint = first->paint);
    Shape *second = shape_painted("second", own);
    first = NULL;
    shape_show(own);
    shape_show(second);
    saved = second;
    watch(own, NULL);
    watch_report("in scope");
}

static void rings(void) {
    Ring *own = tally_new(Ring, .name = "own ring");
    Ring *other = ring_own("other ring");
    own->link = link_to(own);
    watch(saved, own);
    watch_report("two rings");
    printf("%s %s\n", own->name, other->name);
    other = NULL;
    fprintf(stderr, "found %zu\n", tally_collect());
}

int main(void) {
    shapes();
    watch_report("shapes left");
    rings();
    watch_report("rings left");
    fprintf(stderr, "found %zu\n", tally_collect());
    watch_report("collected");
    saved = NULL;
    fprintf(stderr, "found %zu\n", tally_collect());
    return 0;
}
