/* Memory is out, and nobody handles it. */
#include <tally.h>

#include <stdint.h>
#include <stdio.h>

static int length_of(size_t length) {
    char *tally_array text = tally_new_array(char, length); // stops: out of memory
    return text[0] == 0;
}

int main(void) {
    fprintf(stderr, "so far %d\n", length_of(10));
    fprintf(stderr, "too far %d\n", length_of(SIZE_MAX / 4));
    return 0;
}
