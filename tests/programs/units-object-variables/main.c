/* Static objects that several units mention, by a header and its macros. */
#include "shared.h"

#include <stdio.h>

static int guarded(int way) {
    LOCAL(first, 20);
    Node *const *place;
again:
    place = &first.next;
    {
        LOCAL(second, 30 + way);
        first.next = &second;
        switch (way) {
        case 0:
            first.next = NULL;
            way++;
            goto again;
        case 1:
            first.next = NULL;
            return (*place ? 1 : 0) + second.number;
        default:
            break;
        }
        first.next = NULL;
    }
    return first.number;
}

static int deep(int level) {
    LOCAL(here, level);
    if (level > 0)
        return deep(level - 1) + here.number;
    enter(tally_new(Node, .number = 40));
    return here.number;
}

int main(void) {
    enter(tally_new(Node, .number = 2));
    enter(tally_new(Node, .number = 3));
    printf("%d %d %d\n", count(&registry), IS_NIL(registry.next), registry.number);
    printf("%d\n", guarded(0));
    printf("%d\n", guarded(2));
    printf("%d\n", deep(3));
    printf("%d\n", count(&registry));
    registry.number = 5;
    return 0;
}
