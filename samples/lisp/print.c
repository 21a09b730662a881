/* From data to text. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "builtin.h"
#include "code.h"
#include "port.h"

/* How deep it goes; it bounds the recursion. */
enum { NESTED_MAX = 2000 };

struct printer {
    Port *port;
    bool write;
    unsigned depth;
};

static void print(struct printer *printer, Value *value);

/* ---- numbers --------------------------------------------------------- */

static void add_integer(struct text *text, int64_t number, unsigned radix) {
    char digits[72];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;

    do {
        digits[--at] = "0123456789abcdefghijklmnopqrstuvwxyz"[rest % radix];
        rest /= radix;
    } while (rest > 0);
    if (number < 0)
        digits[--at] = '-';
    text_add_bytes(text, digits + at, sizeof digits - at);
}

/* With as few digits as tell it from all others, and never as an integer. */
static void add_real(struct text *text, double number) {
    char digits[40];
    int precision = 15;

    if (isnan(number) || isinf(number)) {
        text_add(text, isnan(number) ? "+nan.0"
                       : number > 0  ? "+inf.0"
                                     : "-inf.0");
        return;
    }
    do
        snprintf(digits, sizeof digits, "%.*g", precision++, number);
    while (strtod(digits, NULL) != number && precision <= 17);
    text_add(text, digits);
    if (strpbrk(digits, ".e") == NULL)
        text_add(text, ".0");
}

void text_add_number(struct text *text, Value *number, int radix) {
    if (number->kind == VALUE_INTEGER)
        add_integer(text, ((Integer *)number)->number, (unsigned)radix);
    else
        add_real(text, ((Real *)number)->number);
}

static void print_number(struct printer *printer, Value *number) {
    struct text text = {NULL, 0};

    text_add_number(&text, number, 10);
    port_write(printer->port, text.bytes, text.length);
}

/* ---- characters and strings ------------------------------------------ */

static void print_code(struct printer *printer, uint32_t code) {
    struct text text = {NULL, 0};

    text_add_code(&text, code);
    port_write(printer->port, text.bytes, text.length);
}

static void print_character(struct printer *printer, uint32_t code) {
    char hex[24];

    if (!printer->write) {
        print_code(printer, code);
        return;
    }
    port_puts(printer->port, "#\\");
    if (code == ' ')
        port_puts(printer->port, "space");
    else if (code == '\n')
        port_puts(printer->port, "newline");
    else if (code == '\t')
        port_puts(printer->port, "tab");
    else if (code == 0)
        port_puts(printer->port, "nul");
    else if (code < 0x20 || code == 0x7F) {
        snprintf(hex, sizeof hex, "x%lx", (unsigned long)code);
        port_puts(printer->port, hex);
    } else
        print_code(printer, code);
}

static void add_escaped(struct text *text, uint32_t code) {
    char hex[24];

    if (code == '"' || code == '\\') {
        text_add_byte(text, '\\');
        text_add_byte(text, (char)code);
    } else if (code == '\n') {
        text_add(text, "\\n");
    } else if (code == '\t') {
        text_add(text, "\\t");
    } else if (code < 0x20 || code == 0x7F) {
        snprintf(hex, sizeof hex, "\\x%lx;", (unsigned long)code);
        text_add(text, hex);
    } else {
        text_add_code(text, code);
    }
}

static void print_string(struct printer *printer, String *string) {
    struct text text = {NULL, 0};
    size_t i;

    if (printer->write)
        text_add_byte(&text, '"');
    for (i = 0; i < tally_length(string->codes); i++) {
        if (printer->write)
            add_escaped(&text, string->codes[i]);
        else
            text_add_code(&text, string->codes[i]);
    }
    if (printer->write)
        text_add_byte(&text, '"');
    if (text.length > 0)
        port_write(printer->port, text.bytes, text.length);
}

/* ---- compounds ------------------------------------------------------- */

/* 'x for (quote x), and so on. True if it was that. */
static bool print_marked(struct printer *printer, Value *pair) {
    static const struct {
        const char *name, *mark;
    } marks[] = {{"quote", "'"},
                 {"quasiquote", "`"},
                 {"unquote", ","},
                 {"unquote-splicing", ",@"}};
    size_t i;

    if (!is_kind(cdr(pair), VALUE_PAIR) ||
        !is_kind(cdr(cdr(pair)), VALUE_NIL) ||
        !is_kind(car(pair), VALUE_SYMBOL))
        return false;
    for (i = 0; i < sizeof marks / sizeof *marks; i++)
        if (symbol_named(car(pair), marks[i].name)) {
            port_puts(printer->port, marks[i].mark);
            print(printer, car(cdr(pair)));
            return true;
        }
    return false;
}

/* Of a list that goes in a circle, each pair once. `slow` goes half as fast;
 * in a circle `list` meets it. */
static void print_list(struct printer *printer, Value *list) {
    Value *slow = list;
    bool even = false;

    port_puts(printer->port, "(");
    print(printer, car(list));
    for (list = cdr(list); is_kind(list, VALUE_PAIR); list = cdr(list)) {
        port_puts(printer->port, " ");
        if (list == slow) {
            port_puts(printer->port, "...)");
            return;
        }
        print(printer, car(list));
        if (even)
            slow = cdr(slow);
        even = !even;
    }
    if (!is_kind(list, VALUE_NIL)) {
        port_puts(printer->port, " . ");
        print(printer, list);
    }
    port_puts(printer->port, ")");
}

static void print_items(struct printer *printer, Value **tally_array items) {
    size_t i;

    for (i = 0; i < tally_length(items); i++) {
        if (i > 0)
            port_puts(printer->port, " ");
        print(printer, items[i]);
    }
}

static void print_vector(struct printer *printer, Vector *vector) {
    port_puts(printer->port, "#(");
    print_items(printer, vector->items);
    port_puts(printer->port, ")");
}

static void print_record(struct printer *printer, Record *record) {
    port_puts(printer->port, "#<");
    port_puts(printer->port, record->type->name->name);
    port_puts(printer->port, " ");
    print_items(printer, record->fields);
    port_puts(printer->port, ">");
}

static void print_condition(struct printer *printer, Condition *condition) {
    struct printer plain = {printer->port, false, printer->depth};
    Value *irritants = condition->irritants;

    if (printer->write)
        port_puts(printer->port, "#<condition ");
    print(&plain, condition->message);
    for (; is_kind(irritants, VALUE_PAIR); irritants = cdr(irritants)) {
        struct printer exact = {printer->port, true, printer->depth};

        port_puts(printer->port, " ");
        print(&exact, car(irritants));
    }
    if (printer->write)
        port_puts(printer->port, ">");
}

/* ---- what cannot be read again --------------------------------------- */

static void print_name(struct printer *printer, const char *what,
                       const char *name) {
    port_puts(printer->port, "#<");
    port_puts(printer->port, what);
    if (name != NULL) {
        port_puts(printer->port, " ");
        port_puts(printer->port, name);
    }
    port_puts(printer->port, ">");
}

static void print_closure(struct printer *printer, Closure *closure) {
    Symbol *name = closure->lambda->name;

    print_name(printer, "procedure", name != NULL ? name->name : NULL);
}

static void print_other(struct printer *printer, Value *value) {
    switch (value->kind) {
    case VALUE_CLOSURE:
        print_closure(printer, (Closure *)value);
        break;
    case VALUE_PRIMITIVE:
        print_name(printer, "procedure", ((Primitive *)value)->spec->name);
        break;
    case VALUE_SPECIAL:
        print_name(printer, "syntax", ((Special *)value)->spec->name);
        break;
    case VALUE_RECORD_TYPE:
        print_name(printer, "type", ((RecordType *)value)->name->name);
        break;
    case VALUE_UNSPECIFIED:
        print_name(printer, "unspecified", NULL);
        break;
    case VALUE_END:
        print_name(printer, "eof", NULL);
        break;
    case VALUE_TABLE:
        print_name(printer, "hash-table", NULL);
        break;
    case VALUE_PORT:
        print_name(printer, "port", NULL);
        break;
    case VALUE_MACRO:
        print_name(printer, "macro", NULL);
        break;
    default:
        print_name(printer, "procedure", NULL);
        break;
    }
}

/* ---- all ------------------------------------------------------------- */

static void print_any(struct printer *printer, Value *value) {
    switch (value->kind) {
    case VALUE_NIL:
        port_puts(printer->port, "()");
        break;
    case VALUE_TRUE:
        port_puts(printer->port, "#t");
        break;
    case VALUE_FALSE:
        port_puts(printer->port, "#f");
        break;
    case VALUE_INTEGER:
    case VALUE_REAL:
        print_number(printer, value);
        break;
    case VALUE_CHARACTER:
        print_character(printer, ((Character *)value)->code);
        break;
    case VALUE_STRING:
        print_string(printer, (String *)value);
        break;
    case VALUE_SYMBOL:
        port_puts(printer->port, ((Symbol *)value)->name);
        break;
    case VALUE_PAIR:
        if (!print_marked(printer, value))
            print_list(printer, value);
        break;
    case VALUE_VECTOR:
        print_vector(printer, (Vector *)value);
        break;
    case VALUE_RECORD:
        print_record(printer, (Record *)value);
        break;
    case VALUE_CONDITION:
        print_condition(printer, (Condition *)value);
        break;
    case VALUE_VALUES:
        for (value = ((Values *)value)->list; is_kind(value, VALUE_PAIR);
             value = cdr(value)) {
            print(printer, car(value));
            port_puts(printer->port, " ");
        }
        break;
    default:
        print_other(printer, value);
        break;
    }
}

static void print(struct printer *printer, Value *value) {
    if (printer->depth == NESTED_MAX) {
        port_puts(printer->port, "...");
        return;
    }
    printer->depth++;
    print_any(printer, value);
    printer->depth--;
}

void datum_print(Value *value, bool write, Port *port) {
    struct printer printer = {port, write, 0};

    print(&printer, value);
}
