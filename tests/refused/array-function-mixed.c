/* A function of arrays is no function of plain pointers. */
#include <tally.h>

typedef void taker(char *text);
typedef char *giver(void);

void take(char *tally_array text);
char *give(void);
char *tally_array give_array(void);

taker *test(void) {
    char *tally_array (*array_giver)(void) = give; // expect: TLY0005
    giver *plain_giver = give_array; // expect: TLY0005
    (void)array_giver;
    (void)plain_giver;
    return take; // expect: TLY0005
}

void *mention(char *tally_array text) {
    return tally_leak(text);
}
