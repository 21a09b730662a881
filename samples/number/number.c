/* A number, deleted at once when the last reference to it goes; then two
 * numbers that refer to each other, which only the collector can delete.
 *
 * Nothing here counts or frees: `tally_object` says whose instances are
 * counted, `tally_weak` which reference does not keep its object alive. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Number Number;
struct Number {
    int value;
    Number *partner; /* strong: partners keep each other alive */
};

/* Runs once, when a Number dies. */
static void number_delete(Number *self) tally_finalizer;

static void number_delete(Number *self) {
    printf("  Number %d is deleted\n", self->value);
}

static Number *number_create(int value) {
    printf("  Number %d is created\n", value);
    return tally_new(Number, .value = value);
}

/* What a weak reference gives: the object, or NULL once that is dead. */
static void print_weak(const char *name, Number *number) {
    if (number != NULL)
        printf("  %s: alive, its value is %d\n", name, number->value);
    else
        printf("  %s: NULL\n", name);
}

static void collect(void) {
    size_t found = tally_collect();

    printf("  tally_collect() found %zu\n", found);
}

static void one_number(void) {
    Number *number = number_create(42);
    Number *tally_weak weak = number;

    print_weak("weak reference", weak);
    printf("  number = NULL\n");
    number = NULL;
    collect();
    print_weak("weak reference", weak);
}

static void two_partners(void) {
    Number *first = number_create(1);
    Number *second = number_create(2);
    Number *tally_weak weak_first = first;
    Number *tally_weak weak_second = second;

    first->partner = second;
    second->partner = first;
    printf("  first = NULL, second = NULL\n");
    first = NULL;
    second = NULL;
    print_weak("weak reference to first", weak_first);
    print_weak("weak reference to second", weak_second);
    collect();
    print_weak("weak reference to first", weak_first);
    print_weak("weak reference to second", weak_second);
}

int main(void) {
    printf("one number:\n");
    one_number();
    printf("two numbers in a cycle:\n");
    two_partners();
    return 0;
}
