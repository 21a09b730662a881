/* Structs with names that the header's own functions end with. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object value value;
struct value {
    int number;
};

struct values {
    value *first, *second;
};

tally_finalizer static void free_value(value *self) {
    fprintf(stderr, "free %d\n", self->number);
}

static struct values pair(int number) {
    value *first = tally_new(value, .number = number);
    return (struct values){first, tally_new(value, .number = number + 1)};
}

int main(void) {
    struct values values = pair(1);
    value *kept = values.second;
    values = pair(3);
    printf("%d %d\n", kept->number, values.first->number);
    return 0;
}
