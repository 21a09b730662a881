/* From values to text: compact, or a line for each element and member. */
#include "json.h"

#include <string.h>

struct printer {
    const struct print_style *style;
    FILE *out;
    unsigned depth;
};

static void print_text(struct printer *printer, const char *text) {
    fputs(text, printer->out);
}

/* A new line inside an array or object, or nothing. */
static void print_break(struct printer *printer) {
    unsigned i;

    if (printer->style->compact)
        return;
    putc('\n', printer->out);
    for (i = 0; i < printer->depth; i++)
        print_text(printer, "  ");
}

/* ---- strings --------------------------------------------------------- */

static void print_unit(struct printer *printer, uint32_t unit) {
    fprintf(printer->out, "\\u%04lx", (unsigned long)unit);
}

/* A character as an escape; above U+FFFF as two surrogates. */
static void print_escape(struct printer *printer, uint32_t code) {
    static const char meanings[] = "\"\\\b\f\n\r\t";
    static const char letters[] = "\"\\bfnrt";
    const char *found = NULL;

    if (code > 0 && code < 0x80)
        found = strchr(meanings, (int)code);
    if (found != NULL) {
        putc('\\', printer->out);
        putc(letters[found - meanings], printer->out);
        return;
    }
    if (code > 0xFFFF) {
        print_unit(printer, 0xD800 + ((code - 0x10000) >> 10));
        code = 0xDC00 + ((code - 0x10000) & 0x3FF);
    }
    print_unit(printer, code);
}

static bool needs_escape(const struct printer *printer, uint32_t code) {
    if (code < 0x20 || code == '"' || code == '\\')
        return true;
    return printer->style->ascii && code >= 0x7F;
}

static void print_string(struct printer *printer, String *string) {
    size_t at = 0;

    putc('"', printer->out);
    while (at < string->length) {
        uint32_t code = 0;
        size_t size =
            utf8_decode(string->bytes + at, string->length - at, &code);

        if (needs_escape(printer, code))
            print_escape(printer, code);
        else
            fwrite(string->bytes + at, 1, size, printer->out);
        at += size;
    }
    putc('"', printer->out);
}

/* ---- arrays and objects ---------------------------------------------- */

static void print_value(struct printer *printer, Value *value);

static void print_elements(struct printer *printer, Value *array) {
    Element *element;

    for (element = array->elements; element != NULL; element = element->next) {
        print_break(printer);
        print_value(printer, element->value);
        if (element->next != NULL)
            putc(',', printer->out);
    }
}

static void print_members(struct printer *printer, Value *object) {
    Member *member;

    for (member = object->members; member != NULL; member = member->next) {
        print_break(printer);
        print_string(printer, member->name);
        print_text(printer, printer->style->compact ? ":" : ": ");
        print_value(printer, member->value);
        if (member->next != NULL)
            putc(',', printer->out);
    }
}

static void print_nested(struct printer *printer, Value *value) {
    bool array = value->kind == VALUE_ARRAY;

    putc(array ? '[' : '{', printer->out);
    printer->depth++;
    if (array)
        print_elements(printer, value);
    else
        print_members(printer, value);
    printer->depth--;
    if (value->count > 0)
        print_break(printer);
    putc(array ? ']' : '}', printer->out);
}

static void print_value(struct printer *printer, Value *value) {
    String *text = value->text;

    switch (value->kind) {
    case VALUE_NULL:
        print_text(printer, "null");
        break;
    case VALUE_FALSE:
        print_text(printer, "false");
        break;
    case VALUE_TRUE:
        print_text(printer, "true");
        break;
    case VALUE_NUMBER:
        fwrite(text->bytes, 1, text->length, printer->out);
        break;
    case VALUE_STRING:
        print_string(printer, text);
        break;
    case VALUE_ARRAY:
    case VALUE_OBJECT:
        print_nested(printer, value);
        break;
    }
}

void value_print(Value *value, const struct print_style *style, FILE *out) {
    struct printer printer = {.style = style, .out = out, .depth = 0};

    print_value(&printer, value);
    putc('\n', out);
}
