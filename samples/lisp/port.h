/* Ports: where characters come from and go to; reading and printing data. */
#ifndef PORT_H
#define PORT_H

#include <stdio.h>

#include "text.h"

/* An input port gives text[at], text[at + 1] ...; if it has a file, more text
 * is taken from there, line by line, when that is used up. What is written to
 * an output port goes to its file, or is kept in `text` if it has none. */
struct Port {
    Value value;
    bool output;
    bool owned;             /* closes its file when it dies */
    char *tally_array name; /* for messages */
    FILE *file;             /* or NULL */
    struct text text;
    size_t at;
    size_t line;  /* of what comes next, from 1 */
    size_t start; /* the line in which the last datum began */
};

/* Closes a file that nobody closed. */
void port_delete(Port *self) tally_finalizer;

Port *port_input(const char *name, FILE *file);
Port *port_output(FILE *file);
/* To read `length` bytes of a text. */
Port *port_of_text(const char *name, const char *bytes, size_t length);
/* To read a file, whose text is taken at once. NULL if it cannot be read. */
Port *port_open(const char *path);
/* To write a file. NULL if it cannot be written. */
Port *port_create(const char *path);
/* Closes the file, if it is the port's own; what is written later is kept.
 * False if not all could be written. */
bool port_close(Port *port);

/* The next byte, -1 at the end. */
int port_peek(Port *port);
int port_next(Port *port);
/* The next character of UTF-8, or -1. */
long port_peek_code(Port *port);
long port_next_code(Port *port);
/* Forgets what has been taken from the file and was not read yet. */
void port_discard(Port *port);

void port_write(Port *port, const char *bytes, size_t length);
void port_puts(Port *port, const char *text);

/* Where `display` writes, unless it is told otherwise. */
extern Port *port_stdout, *port_stdin;

/* ---- read.c ---------------------------------------------------------- */

/* The next datum, or value_end. Fails where the text is none. */
Value *datum_read(Port *port);
/* Skips space and comments: is there more? */
bool datum_follows(Port *port);
/* The number that the whole text spells, or NULL. */
Value *number_of_text(const char *text, int radix);

/* ---- print.c --------------------------------------------------------- */

/* As `write` does, so that it can be read again, or as `display`. Never fails:
 * of what is nested too deeply, or has no end, it writes "...". */
void datum_print(Value *value, bool write, Port *port);
void text_add_number(struct text *text, Value *number, int radix);

#endif
