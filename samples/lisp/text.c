/* Text that grows; see text.h. */
#include "text.h"

#include <string.h>

/* Room for `more` bytes and a NUL. */
static void text_reserve(struct text *text, size_t more) {
    size_t wanted = text->length + more + 1;
    size_t room = tally_length(text->bytes);

    if (wanted <= room)
        return;
    if (room < 16)
        room = 16;
    while (room < wanted)
        room *= 2;
    tally_resize(&text->bytes, room);
}

void text_add_bytes(struct text *text, const char *bytes, size_t count) {
    text_reserve(text, count);
    memcpy(text->bytes + text->length, bytes, count);
    text->length += count;
    text->bytes[text->length] = '\0';
}

void text_add(struct text *text, const char *more) {
    text_add_bytes(text, more, strlen(more));
}

void text_add_byte(struct text *text, char byte) {
    text_add_bytes(text, &byte, 1);
}

/* ---- UTF-8 ----------------------------------------------------------- */

void text_add_code(struct text *text, uint32_t code) {
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    char bytes[4];
    size_t i;

    bytes[0] = (char)(first[length == 1 ? 0 : length] |
                      code >> 6 * (unsigned)(length - 1));
    for (i = 1; i < length; i++)
        bytes[i] =
            (char)(0x80 | (code >> 6 * (unsigned)(length - 1 - i) & 0x3F));
    text_add_bytes(text, bytes, length);
}

char *tally_array text_of_string(String *string) {
    struct text text = {NULL, 0};
    size_t i;

    for (i = 0; i < tally_length(string->codes); i++)
        text_add_code(&text, string->codes[i]);
    text_reserve(&text, 0);
    tally_resize(&text.bytes, text.length + 1);
    return text.bytes;
}

static size_t utf8_length(unsigned char first) {
    if (first >= 0xC2 && first < 0xE0)
        return 2;
    if (first >= 0xE0 && first < 0xF0)
        return 3;
    if (first >= 0xF0 && first < 0xF5)
        return 4;
    return 1;
}

size_t utf8_decode(const char *bytes, size_t length, uint32_t *code) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first = (unsigned char)bytes[0];
    size_t size = utf8_length(first), i;
    uint32_t value = first & (0x7Fu >> size);

    *code = first;
    if (size == 1 || size > length)
        return 1;
    for (i = 1; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        if ((byte & 0xC0) != 0x80)
            return 1;
        value = value << 6 | (byte & 0x3Fu);
    }
    if (value < least[size] || value > 0x10FFFF ||
        (value >= 0xD800 && value < 0xE000))
        return 1;
    *code = value;
    return size;
}
