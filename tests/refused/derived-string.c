/* So is a pointer that was read out of such an object. */
#include <tally.h>

typedef struct tally_object Name Name;
struct Name {
    char *text;
    Name *next;
};

static Name *names;

char test(void) {
    char *text = names->next->text; // expect: TLY0017
    names = 0;
    return text[0];
}
