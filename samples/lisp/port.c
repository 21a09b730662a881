/* Ports; see port.h. */
#include "port.h"

#include <string.h>

Port *port_stdout, *port_stdin;

/* ---- making them ----------------------------------------------------- */

Port *port_input(const char *name, FILE *file) {
    return tally_new(Port, .value.kind = VALUE_PORT, .name = tally_strdup(name),
                     .file = file, .line = 1, .start = 1);
}

Port *port_output(FILE *file) {
    return tally_new(Port, .value.kind = VALUE_PORT, .output = true,
                     .file = file);
}

Port *port_of_text(const char *name, const char *bytes, size_t length) {
    Port *port = port_input(name, NULL);

    text_add_bytes(&port->text, bytes, length);
    return port;
}

Port *port_open(const char *path) {
    FILE *file = fopen(path, "rb");
    Port *port = port_input(path, NULL);
    char bytes[4096];
    size_t got;
    bool good;

    if (file == NULL)
        return NULL;
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
        text_add_bytes(&port->text, bytes, got);
    good = !ferror(file);
    fclose(file);
    return good ? port : NULL;
}

Port *port_create(const char *path) {
    FILE *file = fopen(path, "wb");
    Port *port;

    if (file == NULL)
        return NULL;
    port = port_output(file);
    port->owned = true;
    return port;
}

bool port_close(Port *port) {
    FILE *file = port->file;
    bool good;

    if (file == NULL || !port->owned)
        return true;
    good = !ferror(file);
    port->file = NULL;
    return fclose(file) == 0 && good;
}

void port_delete(Port *self) {
    port_close(self);
}

/* ---- reading --------------------------------------------------------- */

/* Takes another line from the file. False at its end. */
static bool port_refill(Port *port) {
    char bytes[256];

    if (port->file == NULL)
        return false;
    port->text.length = port->at = 0;
    while (fgets(bytes, sizeof bytes, port->file) != NULL) {
        text_add(&port->text, bytes);
        if (strchr(bytes, '\n') != NULL)
            break;
    }
    return port->text.length > 0;
}

static bool port_has_more(Port *port) {
    return port->at < port->text.length || port_refill(port);
}

int port_peek(Port *port) {
    return port_has_more(port) ? (unsigned char)port->text.bytes[port->at] : -1;
}

int port_next(Port *port) {
    int byte = port_peek(port);

    if (byte >= 0)
        port->at++;
    if (byte == '\n')
        port->line++;
    return byte;
}

/* Gives the size of the next character. */
static size_t port_decode(Port *port, long *code) {
    uint32_t decoded;
    size_t size;

    if (!port_has_more(port)) {
        *code = -1;
        return 0;
    }
    size = utf8_decode(port->text.bytes + port->at,
                       port->text.length - port->at, &decoded);
    *code = (long)decoded;
    return size;
}

long port_peek_code(Port *port) {
    long code;

    port_decode(port, &code);
    return code;
}

long port_next_code(Port *port) {
    long code;

    port->at += port_decode(port, &code);
    if (code == '\n')
        port->line++;
    return code;
}

void port_discard(Port *port) {
    if (port->file != NULL)
        port->at = port->text.length;
}

/* ---- writing --------------------------------------------------------- */

void port_write(Port *port, const char *bytes, size_t length) {
    if (port->file != NULL)
        fwrite(bytes, 1, length, port->file);
    else
        text_add_bytes(&port->text, bytes, length);
}

void port_puts(Port *port, const char *text) {
    port_write(port, text, strlen(text));
}
