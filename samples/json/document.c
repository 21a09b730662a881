/* Documents: reading a text whole, and saying where in it something is. */
#include "json.h"

#include <errno.h>
#include <string.h>

static bool read_all(struct document *document, FILE *file) {
    enum { PIECE = 1 << 16 };
    size_t got;

    do {
        char *room = buffer_reserve(&document->text, PIECE);

        got = fread(room, 1, PIECE, file);
        document->text.length += got;
    } while (got > 0);
    return !ferror(file);
}

static void complain(const struct document *document) {
    fprintf(stderr, "json: cannot read '%s': %s\n", document->name,
            strerror(errno));
}

bool document_read(struct document *document, const char *path) {
    FILE *file = path != NULL ? fopen(path, "rb") : stdin;
    bool good;

    *document =
        (struct document){path != NULL ? path : "<stdin>", {NULL, 0, 0}};
    if (file == NULL) {
        complain(document);
        return false;
    }
    good = read_all(document, file);
    if (!good) {
        complain(document);
        document_release(document);
    }
    if (path != NULL)
        fclose(file);
    return good;
}

void document_release(struct document *document) {
    buffer_release(&document->text);
}

/* Every byte that does not continue a character begins a column. */
static bool begins_character(char byte) {
    return ((unsigned char)byte & 0xC0) != 0x80;
}

void document_report(const struct document *document, size_t offset,
                     const char *message) {
    size_t line = 1, column = 1, i;

    for (i = 0; i < offset; i++) {
        if (document->text.bytes[i] == '\n') {
            line++;
            column = 1;
        } else if (begins_character(document->text.bytes[i])) {
            column++;
        }
    }
    fprintf(stderr, "%s:%zu:%zu: %s\n", document->name, line, column, message);
}
