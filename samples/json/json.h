/* The data of the JSON program, and what its units offer each other.
 *
 * A *document* is a text that was read whole. parse.c makes a tree of Values
 * of it, query.c selects some of them by a path, sort.c and print.c change
 * and write them; main.c puts that together.
 *
 * Every struct marked tally_object is counted: no unit frees one, and none
 * says how many references there are. Plain memory (the bytes of a String,
 * a buffer) is malloc'd and freed as ever. */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <tally.h>

/* Arrays and objects may stand this deep in each other; one more is an error
 * of the document. It bounds the recursion of the parser and of everything
 * that walks a tree. */
#define DEPTH_MAX 512

/* Exit codes. */
enum { EXIT_GOOD = 0, EXIT_DOCUMENT = 1, EXIT_USE = 2 };

/* ---- strings and values ---------------------------------------------- */

typedef struct tally_object String String;
typedef struct tally_object Value Value;
typedef struct tally_object Element Element;
typedef struct tally_object Member Member;

/* Characters in UTF-8, never changed. NUL may be among them, and none stands
 * behind them. Owns `bytes`. */
struct String {
    char *bytes;
    size_t length;
};

/* Frees the bytes. */
void string_delete(String *self) tally_finalizer;

enum value_kind {
    VALUE_NULL,
    VALUE_FALSE,
    VALUE_TRUE,
    VALUE_NUMBER,
    VALUE_STRING,
    VALUE_ARRAY,
    VALUE_OBJECT
};

/* A tree: nobody puts a value below itself. The same String or the same
 * null, false and true may stand in many places. */
struct Value {
    enum value_kind kind;
    size_t count;      /* of elements or members */
    String *text;      /* VALUE_STRING; VALUE_NUMBER: as it was written */
    Element *elements; /* VALUE_ARRAY: the first one */
    Member *members;   /* VALUE_OBJECT: the first one, in written order */
};

struct Element {
    Value *value;
    Element *next;
};

struct Member {
    String *name;
    Value *value;
    Member *next;
};

/* ---- text.c: bytes that grow, and UTF-8 ------------------------------ */

struct buffer {
    char *bytes; /* malloc'd; NULL while capacity is 0 */
    size_t length, capacity;
};

/* All of these end the program with a message where memory is out. */
char *bytes_copy(const char *bytes, size_t length); /* malloc'd, never NULL */
void buffer_add(struct buffer *buffer, const char *bytes, size_t length);
void buffer_add_byte(struct buffer *buffer, char byte);
/* `code` must be a Unicode scalar value. */
void buffer_add_utf8(struct buffer *buffer, uint32_t code);
void buffer_release(struct buffer *buffer);
/* Room for `size` more bytes behind the end; returns where they go. */
char *buffer_reserve(struct buffer *buffer, size_t size);

/* Reads one character of UTF-8. Returns its number of bytes (1 to 4), or 0
 * where the bytes are none: too short, too long, a surrogate, too large. */
size_t utf8_decode(const char *bytes, size_t length, uint32_t *code);

/* ---- document.c: a text and its places ------------------------------- */

struct document {
    const char *name; /* for messages */
    struct buffer text;
};

/* Reads a file, or standard input if `path` is NULL. False after a message on
 * stderr; nothing has to be released then. */
bool document_read(struct document *document, const char *path);
void document_release(struct document *document);
/* "name:line:column: message" on stderr; both count from 1, columns in
 * characters. */
void document_report(const struct document *document, size_t offset,
                     const char *message);

/* ---- value.c: making values ------------------------------------------ */

String *string_create(const char *bytes, size_t length);
bool string_equals(String *string, const char *bytes, size_t length);
/* Less than, equal to or greater than 0; by bytes, which for UTF-8 is the
 * order of the characters' numbers. */
int string_compare(String *left, String *right);

Value *value_create(enum value_kind kind, String *text);
/* The one null, false or true that all documents share. */
Value *value_literal(enum value_kind kind);

/* These append in constant time: `tail` is what the previous call on this
 * array or object returned, NULL for the first one. */
Element *array_append(Value *array, Element *tail, Value *value);
Member *object_append(Value *object, Member *tail, String *name, Value *value);
/* The value of the last member of that name (JSON allows several), or NULL. */
Value *object_find(Value *object, String *name);

/* ---- parse.c --------------------------------------------------------- */

/* The tree of a document, or NULL after a message on stderr. */
Value *document_parse(const struct document *document);

/* A JSON string that begins with the '"' at `*at`: its characters go to
 * `buffer`, `*at` moves behind it. Otherwise `*at` moves to what is wrong and
 * the result says what that is; NULL means success. Also for paths. */
const char *parse_quoted(const char *bytes, size_t length, size_t *at,
                         struct buffer *buffer);

/* ---- query.c --------------------------------------------------------- */

typedef struct tally_object Step Step;

/* Reads a path such as .store.book[2].title or .store.book[*]; the grammar
 * stands in the README. `*path` becomes its first step, NULL for the whole
 * document. False after a message on stderr. */
bool path_parse(const char *text, Step **path);
/* An array of the values that the path selects, in the order of the document.
 * They are the document's own, not copies. */
Value *path_select(Value *document, Step *path);

/* ---- sort.c ---------------------------------------------------------- */

/* Sorts the members of every object below by name; equal names keep their
 * order. */
void value_sort(Value *value);

/* ---- print.c --------------------------------------------------------- */

struct print_style {
    bool compact; /* no space, no line breaks */
    bool ascii;   /* other characters as \uXXXX */
};

/* Writes a value and a line end. */
void value_print(Value *value, const struct print_style *style, FILE *out);

#endif
