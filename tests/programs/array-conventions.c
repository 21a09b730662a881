/* Arrays through functions: consumed, borrowed, in function pointers, in
 * headers' inline functions, variadic, through 'T **out'. */
#include <stdarg.h>
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Box Box;
struct Box {
    char *tally_array text;
    int *tally_array numbers;
};

typedef char *tally_array maker(const char *text);
typedef size_t user(char *tally_array text);

static void put(Box *box, char *tally_array text tally_consumed) {
    box->text = text;
}

tally_borrowed static char *tally_array peek(Box *box) {
    return box->text;
}

tally_borrowed_from(box) static const char *characters(const Box *box) {
    return box->text;
}

static char *tally_array copy_of(const char *text) {
    return tally_strdup(text);
}

static size_t length_of(char *tally_array text) {
    return tally_length(text);
}

static int apply(maker *make, user *use, const char *text) {
    return (int)use(make(text));
}

static int fill(int *tally_array *out, size_t count) {
    int *tally_array made = tally_try_new_array(int, count);
    if (!made)
        return -1;
    for (size_t i = 0; i < count; i++)
        made[i] = (int)(i * i);
    *out = made;
    return 0;
}

static size_t total(int count, ...) {
    va_list list;
    size_t sum = 0;
    va_start(list, count);
    while (count-- > 0)
        sum += tally_length(va_arg(list, char *tally_array));
    va_end(list);
    return sum;
}

static int largest(const int *numbers, size_t count) {
    int found = 0;
    for (size_t i = 0; i < count; i++)
        found = numbers[i] > found ? numbers[i] : found;
    return found;
}

int main(void) {
    Box *box = tally_new(Box);
    char *tally_array text = copy_of("given");
    static int *tally_array numbers;
    maker *make = copy_of;
    put(box, text);
    put(box, copy_of("given away"));
    text = peek(box);
    printf("%s %s\n", text, characters(box));
    printf("%d %zu\n", apply(make, length_of, "four"), length_of(make("")));
    if (fill(&numbers, 5) || fill(&box->numbers, 3))
        return 1;
    printf("%d %d\n", largest(numbers, tally_length(numbers)),
           largest(box->numbers, tally_length(box->numbers)));
    printf("%zu\n", total(2, text, copy_of("x")));
    for (char *tally_array at = copy_of("ab"); at; at = NULL)
        puts(at);
    do {
        char *tally_array inner = text;
        if (inner[0] == 'g')
            break;
    } while (1);
    return numbers[2] != 4;
}
