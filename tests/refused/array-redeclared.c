/* All declarations of a name have the same place annotations. */
#include <tally.h>

extern char *text;
extern char *tally_array text; // expect: TLY0005

void take(char *text);
void take(char *tally_array text); // expect: TLY0005
