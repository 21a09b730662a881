/* Bytes that grow, and UTF-8: the text basics that C leaves out. */
#include "json.h"

#include <stdlib.h>
#include <string.h>

static void out_of_memory(void) {
    fputs("json: out of memory\n", stderr);
    exit(EXIT_USE);
}

char *bytes_copy(const char *bytes, size_t length) {
    char *copy = malloc(length > 0 ? length : 1);

    if (copy == NULL)
        out_of_memory();
    if (length > 0)
        memcpy(copy, bytes, length);
    return copy;
}

/* ---- buffers --------------------------------------------------------- */

char *buffer_reserve(struct buffer *buffer, size_t size) {
    size_t wanted = buffer->length + size;

    if (wanted < size)
        out_of_memory();
    if (wanted > buffer->capacity) {
        size_t capacity = buffer->capacity == 0 ? 64 : buffer->capacity * 2;
        char *bytes;

        if (capacity < wanted)
            capacity = wanted;
        bytes = realloc(buffer->bytes, capacity);
        if (bytes == NULL)
            out_of_memory();
        buffer->bytes = bytes;
        buffer->capacity = capacity;
    }
    return buffer->bytes + buffer->length;
}

void buffer_add(struct buffer *buffer, const char *bytes, size_t length) {
    if (length == 0)
        return;
    memcpy(buffer_reserve(buffer, length), bytes, length);
    buffer->length += length;
}

void buffer_add_byte(struct buffer *buffer, char byte) {
    *buffer_reserve(buffer, 1) = byte;
    buffer->length++;
}

void buffer_release(struct buffer *buffer) {
    free(buffer->bytes);
    *buffer = (struct buffer){NULL, 0, 0};
}

/* ---- UTF-8 ----------------------------------------------------------- */

void buffer_add_utf8(struct buffer *buffer, uint32_t code) {
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    size_t i;

    if (length == 1) {
        buffer_add_byte(buffer, (char)code);
        return;
    }
    buffer_add_byte(buffer, (char)(first[length] | code >> 6 * (length - 1)));
    for (i = length - 1; i > 0; i--)
        buffer_add_byte(buffer, (char)(0x80 | (code >> 6 * (i - 1) & 0x3F)));
}

static size_t utf8_length(unsigned char first) {
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first < 0xE0)
        return 2;
    if (first >= 0xE0 && first < 0xF0)
        return 3;
    if (first >= 0xF0 && first < 0xF5)
        return 4;
    return 0;
}

size_t utf8_decode(const char *bytes, size_t length, uint32_t *code) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t size, i;

    size = length > 0 ? utf8_length((unsigned char)bytes[0]) : 0;
    if (size == 0 || size > length)
        return 0;
    *code = (unsigned char)bytes[0];
    if (size == 1)
        return 1;
    *code &= 0x7Fu >> size;
    for (i = 1; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        if ((byte & 0xC0) != 0x80)
            return 0;
        *code = *code << 6 | (byte & 0x3Fu);
    }
    if (*code < least[size] || *code > 0x10FFFF ||
        (*code >= 0xD800 && *code < 0xE000))
        return 0;
    return size;
}
