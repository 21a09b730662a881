/* Strings, characters, and the names of symbols. */
#include <ctype.h>
#include <string.h>

#include "builtin.h"

static uint32_t argument_code(Frame *arguments, size_t index) {
    return ((Character *)argument_kind(arguments, index, VALUE_CHARACTER))
        ->code;
}

/* ---- characters ------------------------------------------------------ */

/* Letters and digits are those of ASCII; others are left as they are. */
static uint32_t upper(uint32_t code) {
    return code < 128 ? (uint32_t)toupper((int)code) : code;
}

static uint32_t lower(uint32_t code) {
    return code < 128 ? (uint32_t)tolower((int)code) : code;
}

static Value *char_is_char(Frame *arguments) {
    return value_boolean(is_kind(arguments->slots[0], VALUE_CHARACTER));
}

static Value *char_to_integer(Frame *arguments) {
    return integer_create(argument_code(arguments, 0));
}

static Value *char_of_integer(Frame *arguments) {
    size_t code = argument_index(arguments, 0, 0, 0x10FFFF);

    if (code >= 0xD800 && code < 0xE000)
        fail("no character has this number:", arguments->slots[0]);
    return character_create((uint32_t)code);
}

static Value *char_upcase(Frame *arguments) {
    return character_create(upper(argument_code(arguments, 0)));
}

static Value *char_downcase(Frame *arguments) {
    return character_create(lower(argument_code(arguments, 0)));
}

static Value *char_is(Frame *arguments, int (*belongs)(int)) {
    uint32_t code = argument_code(arguments, 0);

    return value_boolean(code < 128 && belongs((int)code));
}

static Value *char_is_alphabetic(Frame *arguments) {
    return char_is(arguments, isalpha);
}

static Value *char_is_numeric(Frame *arguments) {
    return char_is(arguments, isdigit);
}

static Value *char_is_space(Frame *arguments) {
    return char_is(arguments, isspace);
}

static Value *char_is_upper(Frame *arguments) {
    return char_is(arguments, isupper);
}

static Value *char_is_lower(Frame *arguments) {
    return char_is(arguments, islower);
}

static Value *char_digit(Frame *arguments) {
    uint32_t code = argument_code(arguments, 0);

    if (code < '0' || code > '9')
        return value_false;
    return integer_create((int64_t)code - '0');
}

static Value *char_equal(Frame *arguments) {
    return value_boolean(argument_code(arguments, 0) ==
                         argument_code(arguments, 1));
}

static Value *char_less(Frame *arguments) {
    return value_boolean(argument_code(arguments, 0) <
                         argument_code(arguments, 1));
}

/* ---- making strings -------------------------------------------------- */

static Value *string_make(Frame *arguments) {
    size_t length = argument_index(arguments, 0, 0, SIZE_MAX / 64), i;
    uint32_t code =
        has_argument(arguments, 1) ? argument_code(arguments, 1) : ' ';
    String *string = string_create(length);

    for (i = 0; i < length; i++)
        string->codes[i] = code;
    return &string->value;
}

static Value *string_of_chars(Frame *arguments) {
    String *string = string_create(arguments->count);
    size_t i;

    for (i = 0; i < arguments->count; i++)
        string->codes[i] = argument_code(arguments, i);
    return &string->value;
}

static Value *string_append(Frame *arguments) {
    size_t length = 0, i;
    String *whole;

    for (i = 0; i < arguments->count; i++)
        length += tally_length(argument_string(arguments, i)->codes);
    whole = string_create(length);
    for (length = i = 0; i < arguments->count; i++) {
        String *part = argument_string(arguments, i);

        tally_copy(whole->codes + length, part->codes,
                   tally_length(part->codes));
        length += tally_length(part->codes);
    }
    return &whole->value;
}

/* Also string-copy: without bounds it is the whole string. */
static Value *string_substring(Frame *arguments) {
    String *string = argument_string(arguments, 0);
    struct range range =
        argument_range(arguments, 1, tally_length(string->codes));

    return &string_part(string, range.start, range.end)->value;
}

static Value *map_codes(Frame *arguments, uint32_t (*function)(uint32_t)) {
    String *string = argument_string(arguments, 0);
    size_t length = tally_length(string->codes), i;
    String *mapped = string_create(length);

    for (i = 0; i < length; i++)
        mapped->codes[i] = function(string->codes[i]);
    return &mapped->value;
}

static Value *string_upcase(Frame *arguments) {
    return map_codes(arguments, upper);
}

static Value *string_downcase(Frame *arguments) {
    return map_codes(arguments, lower);
}

/* ---- using strings --------------------------------------------------- */

static Value *string_is_string(Frame *arguments) {
    return value_boolean(is_kind(arguments->slots[0], VALUE_STRING));
}

static Value *string_length(Frame *arguments) {
    return integer_create(
        (int64_t)tally_length(argument_string(arguments, 0)->codes));
}

/* The place that the second argument names. */
static size_t string_index(Frame *arguments, String *string) {
    size_t length = tally_length(string->codes);

    if (length == 0)
        fail("the string is empty", NULL);
    return argument_index(arguments, 1, 0, length - 1);
}

static Value *string_ref(Frame *arguments) {
    String *string = argument_string(arguments, 0);

    return character_create(string->codes[string_index(arguments, string)]);
}

static Value *string_set(Frame *arguments) {
    String *string = argument_string(arguments, 0);
    size_t index = string_index(arguments, string);

    string->codes[index] = argument_code(arguments, 2);
    return value_unspecified;
}

static int compare(String *left, String *right) {
    size_t lefts = tally_length(left->codes);
    size_t rights = tally_length(right->codes), i;

    for (i = 0; i < lefts && i < rights; i++)
        if (left->codes[i] != right->codes[i])
            return left->codes[i] < right->codes[i] ? -1 : 1;
    return (lefts > rights) - (lefts < rights);
}

static Value *string_equal(Frame *arguments) {
    return value_boolean(compare(argument_string(arguments, 0),
                                 argument_string(arguments, 1)) == 0);
}

static Value *string_less(Frame *arguments) {
    return value_boolean(compare(argument_string(arguments, 0),
                                 argument_string(arguments, 1)) < 0);
}

static Value *string_greater(Frame *arguments) {
    return value_boolean(compare(argument_string(arguments, 0),
                                 argument_string(arguments, 1)) > 0);
}

static bool found_at(String *part, String *whole, size_t at) {
    size_t i;

    for (i = 0; i < tally_length(part->codes); i++)
        if (whole->codes[at + i] != part->codes[i])
            return false;
    return true;
}

/* Where the first one begins in the second one, or #f. */
static Value *string_search(Frame *arguments) {
    String *part = argument_string(arguments, 0);
    String *whole = argument_string(arguments, 1);
    size_t length = tally_length(part->codes), at;

    for (at = 0; at + length <= tally_length(whole->codes); at++)
        if (found_at(part, whole, at))
            return integer_create((int64_t)at);
    return value_false;
}

/* ---- strings and other things ---------------------------------------- */

static Value *string_to_list(Frame *arguments) {
    String *string = argument_string(arguments, 0);
    struct range range =
        argument_range(arguments, 1, tally_length(string->codes));
    Value *list = value_nil;

    for (; range.end > range.start; range.end--)
        list =
            pair_create(character_create(string->codes[range.end - 1]), list);
    return list;
}

static Value *string_of_list(Frame *arguments) {
    Value *list = argument_list(arguments, 0);
    String *string = string_create((size_t)list_length(list));
    size_t i;

    for (i = 0; is_kind(list, VALUE_PAIR); list = cdr(list)) {
        if (!is_kind(car(list), VALUE_CHARACTER))
            fail("an element is no character:", car(list));
        string->codes[i++] = ((Character *)car(list))->code;
    }
    return &string->value;
}

static Value *symbol_to_string(Frame *arguments) {
    Symbol *symbol = (Symbol *)argument_kind(arguments, 0, VALUE_SYMBOL);

    return &string_of_text(symbol->name, strlen(symbol->name))->value;
}

static Value *symbol_of_string(Frame *arguments) {
    return &symbol_intern(text_of_string(argument_string(arguments, 0)))->value;
}

const struct primitive text_primitives[] = {
    {"char?", 1, 1, char_is_char, NULL},
    {"char->integer", 1, 1, char_to_integer, NULL},
    {"integer->char", 1, 1, char_of_integer, NULL},
    {"char-upcase", 1, 1, char_upcase, NULL},
    {"char-downcase", 1, 1, char_downcase, NULL},
    {"char-alphabetic?", 1, 1, char_is_alphabetic, NULL},
    {"char-numeric?", 1, 1, char_is_numeric, NULL},
    {"char-whitespace?", 1, 1, char_is_space, NULL},
    {"char-upper-case?", 1, 1, char_is_upper, NULL},
    {"char-lower-case?", 1, 1, char_is_lower, NULL},
    {"digit-value", 1, 1, char_digit, NULL},
    {"char=?", 2, 2, char_equal, NULL},
    {"char<?", 2, 2, char_less, NULL},
    {"make-string", 1, 2, string_make, NULL},
    {"string", 0, -1, string_of_chars, NULL},
    {"string-append", 0, -1, string_append, NULL},
    {"substring", 2, 3, string_substring, NULL},
    {"string-copy", 1, 3, string_substring, NULL},
    {"string-upcase", 1, 1, string_upcase, NULL},
    {"string-downcase", 1, 1, string_downcase, NULL},
    {"string?", 1, 1, string_is_string, NULL},
    {"string-length", 1, 1, string_length, NULL},
    {"string-ref", 2, 2, string_ref, NULL},
    {"string-set!", 3, 3, string_set, NULL},
    {"string=?", 2, 2, string_equal, NULL},
    {"string<?", 2, 2, string_less, NULL},
    {"string>?", 2, 2, string_greater, NULL},
    {"string-search", 2, 2, string_search, NULL},
    {"string->list", 1, 3, string_to_list, NULL},
    {"list->string", 1, 1, string_of_list, NULL},
    {"symbol->string", 1, 1, symbol_to_string, NULL},
    {"string->symbol", 1, 1, symbol_of_string, NULL},
    {NULL, 0, 0, NULL, NULL},
};
