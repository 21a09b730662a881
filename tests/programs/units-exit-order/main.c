/* At exit the places of a unit are released in reverse order of declaration,
 * also where another unit that mentions one of them was entered later. */
#include "shared.h"

Node *first, *second, *third;

void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

int main(void) {
    third = tally_new(Node, .name = "third");
    first = tally_new(Node, .name = "first");
    second = tally_new(Node, .name = "second");
    name_second();
    return 0;
}
