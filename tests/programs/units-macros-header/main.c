/* Macros of a header over a type of its own and over the type of another
 * unit. */
#include "shape.h"
#include "stack.h"

#include <stdio.h>

typedef struct tally_object Word Word;
struct Word {
    const char *text;
    Word *next;
};

tally_finalizer static void free_word(Word *self) {
    fprintf(stderr, "free word %s\n", self->text);
}

DEFINE_STACK(Word)

static Word *word(const char *text) {
    return tally_new(Word, .text = text);
}

int main(void) {
    struct Word_stack stack = {{NULL}, 0};
    Word *list = NULL, *other = word("other");
    PUSH(list, other);
    Word_stack_push(&stack, word("one"));
    Word_stack_push(&stack, word("two"));
    SET(list, Word_stack_pop(&stack));
    FOR_EACH(Word, w, list)
        printf("%s\n", w->text);
    SWAP(Word, list, NEXT(other));
    fprintf(stderr, "-- swapped\n");
    printf("%s %d\n", list->text, NEXT(other) == other);
    SET(other, NULL);
    Shape *shapes = shape_series(6);
    fprintf(stderr, "-- series\n");
    printf("%d\n", shape_count(shapes));
    Shape *tail = NULL;
    SWAP(Shape, tail, NEXT(shapes));
    fprintf(stderr, "-- cut\n");
    printf("%d %d\n", shape_count(shapes), shape_count(tail));
    return 0;
}
