/* From text to values: a recursive descent over the grammar of RFC 8259.
 *
 * Each parse_ function begins at the first character of what it reads and
 * leaves `at` behind the last one. Where the text is wrong it reports that,
 * once, and gives NULL, which everybody above passes on; what was made so far
 * dies with the variables that held it. Numbers are checked and kept as they
 * were written, so that nothing is lost. */
#include "json.h"

#include <stdarg.h>
#include <string.h>

/* Names of members repeat: the last String of each hash is used again. */
enum { NAMES_SIZE = 256 };

struct parser {
    const struct document *document;
    size_t at;
    unsigned depth;
    struct buffer scratch; /* the string being read */
    String *names[NAMES_SIZE];
};

/* ---- looking at the text --------------------------------------------- */

/* The next byte, or -1 at the end. */
static int peek(const struct parser *parser) {
    const struct buffer *text = &parser->document->text;

    return parser->at < text->length ? (unsigned char)text->bytes[parser->at]
                                     : -1;
}

static bool take(struct parser *parser, int byte) {
    if (peek(parser) != byte)
        return false;
    parser->at++;
    return true;
}

static bool is_digit(int byte) {
    return byte >= '0' && byte <= '9';
}

static bool is_letter(int byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static void skip_space(struct parser *parser) {
    int byte = peek(parser);

    while (byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t') {
        parser->at++;
        byte = peek(parser);
    }
}

/* ---- errors ---------------------------------------------------------- */

static void fail_at(const struct parser *parser, size_t offset,
                    const char *format, ...) {
    char message[160];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    document_report(parser->document, offset, message);
}

/* "expected ..., found ...", where the parser stands. */
static void fail_expected(const struct parser *parser, const char *expected) {
    const struct buffer *text = &parser->document->text;
    int byte = peek(parser);
    uint32_t code = 0;

    if (byte < 0)
        fail_at(parser, parser->at, "expected %s, found the end", expected);
    else if (byte > ' ' && byte < 0x7F)
        fail_at(parser, parser->at, "expected %s, found '%c'", expected, byte);
    else if (utf8_decode(text->bytes + parser->at, text->length - parser->at,
                         &code) > 0)
        fail_at(parser, parser->at, "expected %s, found U+%04lX", expected,
                (unsigned long)code);
    else
        fail_at(parser, parser->at, "expected %s, found the byte 0x%02X",
                expected, (unsigned)byte);
}

/* ---- strings --------------------------------------------------------- */

static int hex_digit(char byte) {
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return -1;
}

/* Four hexadecimal digits. */
static bool parse_hex(const char *bytes, size_t length, uint32_t *code) {
    size_t i;

    if (length < 4)
        return false;
    *code = 0;
    for (i = 0; i < 4; i++) {
        int digit = hex_digit(bytes[i]);

        if (digit < 0)
            return false;
        *code = *code << 4 | (uint32_t)digit;
    }
    return true;
}

/* \uXXXX, or two of them that are one character. `*at` stands on the '\'. */
static const char *parse_unicode(const char *bytes, size_t length, size_t *at,
                                 struct buffer *buffer) {
    uint32_t code, low;

    if (!parse_hex(bytes + *at + 2, length - *at - 2, &code))
        return "'\\u' needs four hexadecimal digits";
    if (code >= 0xDC00 && code < 0xE000)
        return "a low surrogate without a high one before it";
    if (code < 0xD800 || code >= 0xDC00) {
        buffer_add_utf8(buffer, code);
        *at += 6;
        return NULL;
    }
    if (length - *at < 12 || bytes[*at + 6] != '\\' || bytes[*at + 7] != 'u' ||
        !parse_hex(bytes + *at + 8, 4, &low) || low < 0xDC00 || low >= 0xE000)
        return "a high surrogate without a low one behind it";
    buffer_add_utf8(buffer, 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00));
    *at += 12;
    return NULL;
}

static const char *parse_escape(const char *bytes, size_t length, size_t *at,
                                struct buffer *buffer) {
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    const char *found;

    if (length - *at < 2)
        return "the string does not end";
    if (bytes[*at + 1] == 'u')
        return parse_unicode(bytes, length, at, buffer);
    found = bytes[*at + 1] != '\0' ? strchr(letters, bytes[*at + 1]) : NULL;
    if (found == NULL)
        return "unknown escape; one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u "
               "is possible";
    buffer_add_byte(buffer, meanings[found - letters]);
    *at += 2;
    return NULL;
}

/* One character as it is. */
static const char *parse_character(const char *bytes, size_t length, size_t *at,
                                   struct buffer *buffer) {
    uint32_t code;
    size_t size = utf8_decode(bytes + *at, length - *at, &code);

    if (size == 0)
        return "not UTF-8";
    if (code < 0x20)
        return "a control character in a string has to be escaped";
    buffer_add(buffer, bytes + *at, size);
    *at += size;
    return NULL;
}

const char *parse_quoted(const char *bytes, size_t length, size_t *at,
                         struct buffer *buffer) {
    size_t start = *at;
    const char *wrong = NULL;

    (*at)++;
    while (wrong == NULL && *at < length) {
        if (bytes[*at] == '"') {
            (*at)++;
            return NULL;
        }
        if (bytes[*at] == '\\')
            wrong = parse_escape(bytes, length, at, buffer);
        else
            wrong = parse_character(bytes, length, at, buffer);
    }
    if (wrong != NULL)
        return wrong;
    *at = start;
    return "the string does not end";
}

/* Fills parser->scratch. */
static bool parse_string(struct parser *parser) {
    const struct buffer *text = &parser->document->text;
    const char *wrong;

    parser->scratch.length = 0;
    wrong =
        parse_quoted(text->bytes, text->length, &parser->at, &parser->scratch);
    if (wrong != NULL)
        fail_at(parser, parser->at, "%s", wrong);
    return wrong == NULL;
}

static Value *parse_string_value(struct parser *parser) {
    if (!parse_string(parser))
        return NULL;
    return value_create(VALUE_STRING, string_create(parser->scratch.bytes,
                                                    parser->scratch.length));
}

static size_t name_slot(const char *bytes, size_t length) {
    uint32_t hash = 2166136261u;
    size_t i;

    for (i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return hash % NAMES_SIZE;
}

/* A member's name: one String for all members that are called so, mostly. */
static String *parse_name(struct parser *parser) {
    const struct buffer *scratch = &parser->scratch;
    size_t slot;

    if (peek(parser) != '"') {
        fail_expected(parser, "a member's name in '\"'");
        return NULL;
    }
    if (!parse_string(parser))
        return NULL;
    slot = name_slot(scratch->bytes, scratch->length);
    if (parser->names[slot] == NULL ||
        !string_equals(parser->names[slot], scratch->bytes, scratch->length))
        parser->names[slot] = string_create(scratch->bytes, scratch->length);
    return parser->names[slot];
}

/* ---- numbers and words ----------------------------------------------- */

static bool parse_digits(struct parser *parser) {
    if (!is_digit(peek(parser))) {
        fail_expected(parser, "a digit");
        return false;
    }
    while (is_digit(peek(parser)))
        parser->at++;
    return true;
}

static bool parse_integer_part(struct parser *parser) {
    if (!take(parser, '0'))
        return parse_digits(parser);
    if (is_digit(peek(parser))) {
        fail_at(parser, parser->at - 1, "a number has no leading zeros");
        return false;
    }
    return true;
}

static Value *parse_number(struct parser *parser) {
    size_t start = parser->at;

    take(parser, '-');
    if (!parse_integer_part(parser))
        return NULL;
    if (take(parser, '.') && !parse_digits(parser))
        return NULL;
    if (take(parser, 'e') || take(parser, 'E')) {
        if (!take(parser, '+'))
            take(parser, '-');
        if (!parse_digits(parser))
            return NULL;
    }
    return value_create(VALUE_NUMBER,
                        string_create(parser->document->text.bytes + start,
                                      parser->at - start));
}

static Value *parse_word(struct parser *parser) {
    static const char *const words[] = {"null", "false", "true"};
    const char *start = parser->document->text.bytes + parser->at;
    size_t length = 0, i;

    while (is_letter(peek(parser))) {
        parser->at++;
        length++;
    }
    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && memcmp(words[i], start, length) == 0)
            return value_literal((enum value_kind)(VALUE_NULL + i));
    fail_at(parser, parser->at - length,
            "unknown word '%.*s'; null, false and true are possible",
            length < 40 ? (int)length : 40, start);
    return NULL;
}

/* ---- arrays and objects ---------------------------------------------- */

static Value *parse_value(struct parser *parser);

/* Behind an element or member: true if another one follows. At the end
 * `*done` is set; neither means an error. */
static bool parse_comma(struct parser *parser, int closing,
                        const char *expected, bool *done) {
    skip_space(parser);
    if (take(parser, ',')) {
        skip_space(parser);
        return true;
    }
    *done = take(parser, closing);
    if (!*done)
        fail_expected(parser, expected);
    return false;
}

static Value *parse_array(struct parser *parser) {
    Value *array = value_create(VALUE_ARRAY, NULL);
    Element *tail = NULL;
    bool done = false;

    parser->at++;
    skip_space(parser);
    if (take(parser, ']'))
        return array;
    do {
        Value *value = parse_value(parser);

        if (value == NULL)
            return NULL;
        tail = array_append(array, tail, value);
    } while (parse_comma(parser, ']', "',' or ']'", &done));
    return done ? array : NULL;
}

static Member *parse_member(struct parser *parser, Value *object,
                            Member *tail) {
    String *name = parse_name(parser);
    Value *value;

    if (name == NULL)
        return NULL;
    skip_space(parser);
    if (!take(parser, ':')) {
        fail_expected(parser, "':'");
        return NULL;
    }
    skip_space(parser);
    value = parse_value(parser);
    return value != NULL ? object_append(object, tail, name, value) : NULL;
}

static Value *parse_object(struct parser *parser) {
    Value *object = value_create(VALUE_OBJECT, NULL);
    Member *tail = NULL;
    bool done = false;

    parser->at++;
    skip_space(parser);
    if (take(parser, '}'))
        return object;
    do {
        tail = parse_member(parser, object, tail);
        if (tail == NULL)
            return NULL;
    } while (parse_comma(parser, '}', "',' or '}'", &done));
    return done ? object : NULL;
}

static Value *parse_nested(struct parser *parser) {
    Value *value;

    if (parser->depth == DEPTH_MAX) {
        fail_at(parser, parser->at, "more than %d arrays and objects deep",
                DEPTH_MAX);
        return NULL;
    }
    parser->depth++;
    value = peek(parser) == '[' ? parse_array(parser) : parse_object(parser);
    parser->depth--;
    return value;
}

static Value *parse_value(struct parser *parser) {
    int byte = peek(parser);

    if (byte == '[' || byte == '{')
        return parse_nested(parser);
    if (byte == '"')
        return parse_string_value(parser);
    if (byte == '-' || is_digit(byte))
        return parse_number(parser);
    if (is_letter(byte))
        return parse_word(parser);
    fail_expected(parser, "a value");
    return NULL;
}

/* ---- the document ---------------------------------------------------- */

static Value *parse_whole(struct parser *parser) {
    Value *value;

    skip_space(parser);
    value = parse_value(parser);
    if (value == NULL)
        return NULL;
    skip_space(parser);
    if (peek(parser) >= 0) {
        fail_expected(parser, "the end of the document");
        return NULL;
    }
    return value;
}

static size_t byte_order_mark(const struct buffer *text) {
    return text->length >= 3 && memcmp(text->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3
                                                                            : 0;
}

Value *document_parse(const struct document *document) {
    struct parser parser = {.document = document,
                            .at = byte_order_mark(&document->text)};
    Value *value = parse_whole(&parser);

    buffer_release(&parser.scratch);
    return value;
}
