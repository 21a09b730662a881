/* Two types that refer to each other, built and read by functions that call
 * each other; the last one closes the cycle. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Even Even;
typedef struct tally_object Odd Odd;

struct Even {
    int value;
    Odd *next;
};

struct Odd {
    int value;
    Even *next;
};

static int freed;

tally_finalizer static void free_even(Even *self);

static Even *make_even(int value, int end, Even **first);

static Odd *make_odd(int value, int end, Even **first) {
    Odd *odd = tally_new(Odd, .value = value);
    odd->next = value == end ? *first : make_even(value + 1, end, first);
    return odd;
}

static Even *make_even(int value, int end, Even **first) {
    Even *even = tally_new(Even, .value = value);
    if (!*first)
        *first = even;
    even->next = make_odd(value + 1, end, first);
    return even;
}

static int sum_odd(Odd *odd, Even *until);

static int sum_even(Even *even, Even *until) {
    return even->value + sum_odd(even->next, until);
}

static int sum_odd(Odd *odd, Even *until) {
    return odd->value + (odd->next == until ? 0 : sum_even(odd->next, until));
}

static void free_even(Even *self) {
    freed += self->value >= 0;
}

int main(void) {
    Even *tally_weak watched = NULL;
    {
        Even *first = NULL;
        Even *cycle = make_even(0, 5, &first);
        watched = cycle;
        printf("%d %d\n", cycle == first, sum_even(cycle, first));
    }
    fprintf(stderr, "-- %s, freed %d\n", watched ? "alive" : "gone", freed);
    unsigned found = (unsigned)tally_collect();
    fprintf(stderr, "-- %s, found %u, freed %d\n", watched ? "alive" : "gone",
            found, freed);
    return 0;
}
