/* A value that is shared until somebody writes to it: tally_is_unique tells
 * whether a copy has to be made. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Text Text;
struct Text {
    int length;
    char letters[16];
    Text *comment;
};

static int copies;

/* What the variable refers to is its own then. */
static void own(Text **place) {
    Text *old = *place;
    *place = NULL;
    if (tally_is_unique(old)) {
        *place = old;
        return;
    }
    copies++;
    *place = tally_new(Text, .length = old->length, .comment = old->comment);
    for (int i = 0; i < old->length; i++)
        (*place)->letters[i] = old->letters[i];
}

static void append(Text **place, char letter) {
    own(place);
    (*place)->letters[(*place)->length++] = letter;
}

int main(void) {
    Text *a = tally_new(Text);
    for (int i = 0; i < 5; i++)
        append(&a, (char)('a' + i));
    Text *b = a;
    append(&b, 'x');
    append(&b, 'y');
    append(&a, 'z');
    printf("%s %s\n", a->letters, b->letters);
    if (tally_is_unique(a) != tally_is_unique(b) || copies == 0)
        printf("wrong: %d copies\n", copies);
    a->comment = b;
    b = NULL;
    append(&a->comment, '!');
    printf("%s %s\n", a->letters, a->comment->letters);
    return 0;
}
