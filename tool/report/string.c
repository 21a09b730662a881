/* Bytes of the user's, as JSON strings. */
#include "report/string.h"

#include <stdlib.h>
#include <string.h>

static const char replacement[] = "\xef\xbf\xbd";

/* How many bytes the lead byte of a character promises; 1 where it is none. */
static size_t promised(unsigned char lead) {
    if (lead >= 0xf0)
        return 4;
    if (lead >= 0xe0)
        return 3;
    return lead >= 0xc0 ? 2 : 1;
}

json_t *report_string(const char *bytes) {
    size_t length = strlen(bytes), end = 0;
    json_t *whole = json_stringn(bytes, length);
    char *clean = whole ? NULL : malloc(length * (sizeof replacement - 1) + 1);
    if (!clean)
        return whole;
    while (length) {
        size_t size = promised((unsigned char)*bytes);
        json_t *character =
            size <= length ? json_stringn(bytes, size) : NULL;
        if (!character)
            size = 1;
        const char *from = character ? bytes : replacement;
        size_t count = character ? size : sizeof replacement - 1;
        memcpy(clean + end, from, count);
        end += count;
        json_decref(character);
        bytes += size;
        length -= size;
    }
    whole = json_stringn(clean, end);
    free(clean);
    return whole;
}
