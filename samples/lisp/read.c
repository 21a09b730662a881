/* From text to data: one function for each thing that can be written.
 *
 * Each begins at the first character of what it reads and leaves the port
 * behind the last one. What is wrong goes to fail(). */
#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "fail.h"
#include "port.h"

/* Lists may stand this deep in each other. It bounds the recursion of the
 * reader, and of the compiler for what was read. */
enum { NESTED_MAX = 1000 };

static Value *read_at(Port *port, unsigned depth);

static char *tally_array place_message(Port *port, const char *what) {
    struct text text = {NULL, 0};
    char line[32];

    snprintf(line, sizeof line, ":%lu: ", (unsigned long)port->line);
    text_add(&text, port->name);
    text_add(&text, line);
    text_add(&text, what);
    return text.bytes;
}

static _Noreturn void fail_reading(Port *port, const char *what) {
    char *tally_array message = place_message(port, what);

    fail_as(NULL, message, NULL);
}

/* ---- space and comments ---------------------------------------------- */

/* Behind "#|"; these may be nested. */
static void skip_block(Port *port) {
    unsigned depth = 1;

    while (depth > 0) {
        int byte = port_next(port);

        if (byte < 0)
            fail_reading(port, "a comment has no end");
        if (byte == '|' && port_peek(port) == '#') {
            port_next(port);
            depth--;
        } else if (byte == '#' && port_peek(port) == '|') {
            port_next(port);
            depth++;
        }
    }
}

static void skip_line(Port *port) {
    while (port_peek(port) >= 0 && port_peek(port) != '\n')
        port_next(port);
}

static void skip_space(Port *port) {
    int byte;

    while ((byte = port_peek(port)) >= 0) {
        if (byte == ';')
            skip_line(port);
        else if (isspace(byte))
            port_next(port);
        else
            break;
    }
}

/* ---- tokens ---------------------------------------------------------- */

static bool ends_token(int byte) {
    return byte < 0 || isspace(byte) || strchr("()\";'`,", byte) != NULL;
}

static void read_token(Port *port, struct text *token) {
    while (!ends_token(port_peek(port)))
        text_add_byte(token, (char)port_next(port));
}

static Value *integer_of_text(const char *text, int radix) {
    char *end;
    long long number;

    errno = 0;
    number = strtoll(text, &end, radix);
    if (*end != '\0' || end == text || errno != 0)
        return NULL;
    return integer_create(number);
}

static bool looks_like_number(const char *text) {
    if (*text == '+' || *text == '-')
        text++;
    if (*text == '.')
        text++;
    return isdigit((unsigned char)*text) &&
           strspn(text, "0123456789.eE+-") == strlen(text);
}

static Value *infinity_of_text(const char *text) {
    if (strcmp(text, "+inf.0") == 0)
        return real_create(strtod("inf", NULL));
    if (strcmp(text, "-inf.0") == 0)
        return real_create(-strtod("inf", NULL));
    if (strcmp(text, "+nan.0") == 0)
        return real_create(strtod("nan", NULL));
    return NULL;
}

Value *number_of_text(const char *text, int radix) {
    Value *integer;
    char *end;
    double number;

    if (radix != 10)
        return integer_of_text(text, radix);
    if (!looks_like_number(text))
        return infinity_of_text(text);
    integer = integer_of_text(text, 10);
    if (integer != NULL)
        return integer;
    number = strtod(text, &end);
    return *end == '\0' ? real_create(number) : NULL;
}

/* A number or a symbol. */
static Value *read_word(Port *port) {
    struct text token = {NULL, 0};
    Value *number;

    read_token(port, &token);
    number = number_of_text(token.bytes, 10);
    return number != NULL ? number : &symbol_intern(token.bytes)->value;
}

/* ---- strings and characters ------------------------------------------ */

static uint32_t read_hex(Port *port) {
    uint32_t code = 0;

    while (isxdigit(port_peek(port)) && code < 0x110000) {
        int byte = port_next(port);

        code = code * 16 + (uint32_t)(isdigit(byte) ? byte - '0'
                                                    : tolower(byte) - 'a' + 10);
    }
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        fail_reading(port, "no such character");
    return code;
}

static void read_escape(Port *port, struct text *text) {
    static const char letters[] = "abtnr0";
    static const char meanings[] = "\a\b\t\n\r";
    int byte = port_next(port);
    const char *found = byte > 0 ? strchr(letters, byte) : NULL;

    if (found != NULL) {
        text_add_byte(text, meanings[found - letters]);
    } else if (byte == 'x') {
        text_add_code(text, read_hex(port));
        if (port_next(port) != ';')
            fail_reading(port, "'\\x' needs digits and ';'");
    } else if (byte == '\n') {
        while (port_peek(port) == ' ' || port_peek(port) == '\t')
            port_next(port);
    } else if (byte >= 0) {
        text_add_byte(text, (char)byte);
    }
}

static Value *read_string(Port *port) {
    struct text text = {NULL, 0};
    int byte;

    port_next(port);
    while ((byte = port_next(port)) != '"') {
        if (byte < 0)
            fail_reading(port, "a string has no end");
        if (byte == '\\')
            read_escape(port, &text);
        else
            text_add_byte(&text, (char)byte);
    }
    return &string_of_text(text.bytes != NULL ? text.bytes : "", text.length)
                ->value;
}

static long code_of_name(const char *name) {
    static const struct {
        const char *name;
        long code;
    } names[] = {{"space", ' '},    {"newline", '\n'},   {"tab", '\t'},
                 {"nul", 0},        {"null", 0},         {"return", '\r'},
                 {"delete", 0x7F},  {"backspace", '\b'}, {"alarm", '\a'},
                 {"linefeed", '\n'}};
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i].name) == 0)
            return names[i].code;
    return -1;
}

/* Behind "#\". */
static Value *read_character(Port *port) {
    struct text name = {NULL, 0};
    long code = port_next_code(port);

    if (code < 0)
        fail_reading(port, "'#\\' at the end");
    if (code == 'x' && isxdigit(port_peek(port)))
        return character_create(read_hex(port));
    text_add_code(&name, (uint32_t)code);
    read_token(port, &name);
    if (utf8_decode(name.bytes, name.length, &(uint32_t){0}) == name.length)
        return character_create((uint32_t)code);
    code = code_of_name(name.bytes);
    if (code < 0)
        fail_reading(port, "no such character");
    return character_create((uint32_t)code);
}

/* ---- compounds ------------------------------------------------------- */

static bool closes(Port *port, unsigned depth) {
    for (;;) {
        skip_space(port);
        if (port_peek(port) < 0)
            fail_reading(port, "a list has no end");
        if (port_peek(port) != '#')
            return port_peek(port) == ')';
        if (port->at + 1 >= port->text.length)
            return false;
        if (port->text.bytes[port->at + 1] == '|') {
            port_next(port);
            port_next(port);
            skip_block(port);
        } else if (port->text.bytes[port->at + 1] == ';') {
            port_next(port);
            port_next(port);
            read_at(port, depth);
        } else {
            return false;
        }
    }
}

/* Is a '.' next that stands alone? */
static bool takes_dot(Port *port) {
    size_t behind = port->at + 1;

    if (port_peek(port) != '.' ||
        (behind < port->text.length && !ends_token(port->text.bytes[behind])))
        return false;
    port_next(port);
    return true;
}

static Value *read_rest(Port *port, unsigned depth) {
    Value *rest = read_at(port, depth);

    if (!closes(port, depth))
        fail_reading(port, "one datum stands behind '.'");
    return rest;
}

/* Behind "(". */
static Value *read_list(Port *port, unsigned depth) {
    struct list list = {NULL, NULL};
    Value *rest = value_nil;

    while (!closes(port, depth)) {
        if (list.first != NULL && takes_dot(port)) {
            rest = read_rest(port, depth);
            break;
        }
        list_add(&list, read_at(port, depth));
    }
    port_next(port);
    return list_end(&list, rest);
}

static Value *read_marked(Port *port, const char *mark, unsigned depth) {
    Value *datum = read_at(port, depth);

    return pair_create(&symbol_intern(mark)->value,
                       pair_create(datum, value_nil));
}

static Value *read_unquote(Port *port, unsigned depth) {
    port_next(port);
    if (port_peek(port) != '@')
        return read_marked(port, "unquote", depth);
    port_next(port);
    return read_marked(port, "unquote-splicing", depth);
}

/* ---- data ------------------------------------------------------------ */

static Value *read_named(Port *port) {
    static const struct {
        const char *name;
        int radix;
    } radices[] = {{"x", 16}, {"b", 2}, {"o", 8}, {"d", 10}};
    struct text token = {NULL, 0};
    Value *number = NULL;
    size_t i;

    read_token(port, &token);
    if (token.length == 0)
        fail_reading(port, "nothing known begins so with '#'");
    if (strcmp(token.bytes, "t") == 0 || strcmp(token.bytes, "true") == 0)
        return value_true;
    if (strcmp(token.bytes, "f") == 0 || strcmp(token.bytes, "false") == 0)
        return value_false;
    for (i = 0; i < sizeof radices / sizeof *radices; i++)
        if (token.bytes[0] == radices[i].name[0])
            number = number_of_text(token.bytes + 1, radices[i].radix);
    if (number == NULL)
        fail_reading(port, "nothing known begins so with '#'");
    return number;
}

static Value *read_special(Port *port, unsigned depth) {
    port_next(port);
    switch (port_peek(port)) {
    case '(':
        port_next(port);
        return vector_of_list(read_list(port, depth));
    case '\\':
        port_next(port);
        return read_character(port);
    case '|':
        port_next(port);
        skip_block(port);
        return read_at(port, depth - 1);
    case ';':
        port_next(port);
        read_at(port, depth);
        return read_at(port, depth - 1);
    default:
        return read_named(port);
    }
}

static Value *read_at(Port *port, unsigned depth) {
    if (depth == NESTED_MAX)
        fail_reading(port, "nested too deeply");
    skip_space(port);
    switch (port_peek(port)) {
    case -1:
        if (depth > 0)
            fail_reading(port, "the text ends inside of a datum");
        return value_end;
    case '(':
        port_next(port);
        return read_list(port, depth + 1);
    case ')':
        port_next(port);
        fail_reading(port, "')' closes nothing");
    case '\'':
        port_next(port);
        return read_marked(port, "quote", depth + 1);
    case '`':
        port_next(port);
        return read_marked(port, "quasiquote", depth + 1);
    case ',':
        return read_unquote(port, depth + 1);
    case '"':
        return read_string(port);
    case '#':
        return read_special(port, depth + 1);
    default:
        return read_word(port);
    }
}

bool datum_follows(Port *port) {
    skip_space(port);
    return port_peek(port) >= 0;
}

Value *datum_read(Port *port) {
    skip_space(port);
    port->start = port->line;
    return read_at(port, 0);
}
