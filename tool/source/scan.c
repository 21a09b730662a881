/* A lexical view of C text. Terms in scan.h. */
#include "source/scan.h"

#include <string.h>

struct scanner scan_text(const char *text, size_t length) {
    return (struct scanner){
        .text = text, .length = (uint32_t)length, .directives = true};
}

/* NUL behind the end, so that callers may look ahead. */
static char at_offset(const struct scanner *scan, uint32_t at) {
    return at < scan->length ? scan->text[at] : '\0';
}

static bool is_name_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           (unsigned char)c >= 0x80;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Other alternates of punctuators of one character. Where trigraphs are not
 * replaced, "??(" and its kin stand in no text that compiles. */
static const struct alternate {
    const char *text;
    char means;
} alternates[] = {{"<:", '['},   {":>", ']'},   {"<%", '{'},   {"%>", '}'},
                  {"%:", '#'},   {"?\?=", '#'}, {"?\?(", '['}, {"?\?)", ']'},
                  {"?\?<", '{'}, {"?\?>", '}'}, {"?\?'", '^'}, {"?\?!", '|'},
                  {"?\?-", '~'}};

static const struct alternate *alternate_at(const struct scanner *scan,
                                            uint32_t at) {
    char c = at_offset(scan, at);
    if (c != '<' && c != ':' && c != '%' && c != '?')
        return NULL;
    for (size_t i = 0; i < sizeof alternates / sizeof *alternates; i++) {
        size_t length = strlen(alternates[i].text);
        if (scan->length >= at + length &&
            memcmp(scan->text + at, alternates[i].text, length) == 0)
            return &alternates[i];
    }
    return NULL;
}

char scan_char(const struct scanner *scan, uint32_t at) {
    const struct alternate *other = alternate_at(scan, at);
    return other ? other->means : at_offset(scan, at);
}

/* Behind a spliced line end at `at`, or `at` if there is none. Compilers allow
 * blanks behind the backslash. */
static uint32_t skip_splice(const struct scanner *scan, uint32_t at) {
    uint32_t end = at + 1;
    if (at_offset(scan, at) != '\\')
        return at;
    while (at_offset(scan, end) && strchr(" \t\v\f\r", at_offset(scan, end)))
        end++;
    return at_offset(scan, end) == '\n' ? end + 1 : at;
}

uint32_t scan_splices(const struct scanner *scan, uint32_t at) {
    for (uint32_t end; (end = skip_splice(scan, at)) != at;)
        at = end;
    return at;
}

static uint32_t skip_block_comment(const struct scanner *scan, uint32_t at) {
    for (at += 2; at < scan->length; at++)
        if (scan->text[at] == '*' && at_offset(scan, at + 1) == '/')
            return at + 2;
    return scan->length;
}

/* To the line end that ends the comment, not behind it. */
static uint32_t skip_line_comment(const struct scanner *scan, uint32_t at) {
    while (at < scan->length && scan->text[at] != '\n') {
        uint32_t next = skip_splice(scan, at);
        at = next == at ? at + 1 : next;
    }
    return at;
}

/* Behind a comment at `at`, or `at` if there is none. */
static uint32_t skip_comment(const struct scanner *scan, uint32_t at) {
    if (at_offset(scan, at) != '/')
        return at;
    if (at_offset(scan, at + 1) == '*')
        return skip_block_comment(scan, at);
    if (at_offset(scan, at + 1) == '/')
        return skip_line_comment(scan, at);
    return at;
}

/* Behind a character or string literal. */
static uint32_t skip_quoted(const struct scanner *scan, uint32_t at) {
    char quote = scan->text[at++];
    while (at < scan->length && scan->text[at] != quote) {
        if (scan->text[at] == '\n')
            return at; /* unterminated: it ends with its line */
        at += scan->text[at] == '\\' ? 2 : 1;
    }
    return at < scan->length ? at + 1 : scan->length;
}

uint32_t scan_line(const struct scanner *scan, uint32_t at) {
    while (at < scan->length && scan->text[at] != '\n') {
        uint32_t next = skip_splice(scan, at);
        if (next == at)
            next = skip_comment(scan, at);
        if (next == at && (scan->text[at] == '"' || scan->text[at] == '\''))
            next = skip_quoted(scan, at);
        at = next == at ? at + 1 : next;
    }
    return at;
}

/* Behind the inactive lines that `at` lies in, or `at`. O(log n). */
static uint32_t skip_inactive(const struct scanner *scan, uint32_t at) {
    size_t low = 0, high = scan->skipped_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (scan->skipped[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < scan->skipped_count && scan->skipped[low].begin <= at)
        return scan->skipped[low].end;
    return at;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ||
           c == '\v';
}

uint32_t scan_blank(const struct scanner *scan, uint32_t at) {
    while (at < scan->length) {
        uint32_t next = at;
        if (scan->skipped_count > 0)
            next = skip_inactive(scan, at);
        if (next == at && is_space(scan->text[at]))
            next = at + 1;
        if (next == at)
            next = skip_splice(scan, at);
        if (next == at)
            next = skip_comment(scan, at);
        if (next == at && scan->directives && scan_char(scan, at) == '#')
            next = scan_line(scan, at);
        if (next == at)
            return at;
        at = next;
    }
    return scan->length;
}

/* A preprocessing number: also signs behind an exponent. */
static uint32_t skip_number(const struct scanner *scan, uint32_t at) {
    for (;;) {
        char c = at_offset(scan, at);
        if ((c == '+' || c == '-') && at > 0 &&
            strchr("eEpP", scan->text[at - 1]))
            at++;
        else if (is_name_char(c) || c == '.')
            at++;
        else
            return at;
    }
}

/* Of those that are no alternates. */
static uint32_t punctuator_length(const struct scanner *scan, uint32_t at) {
    char a = scan->text[at], b = at_offset(scan, at + 1),
         c = at_offset(scan, at + 2);
    if (a == '\0')
        return 1;
    if (a == b && (a == '<' || a == '>'))
        return c == '=' ? 3 : 2;
    if (a == '.')
        return b == '.' && c == '.' ? 3 : 1;
    if (b == '=')
        return strchr("<>=!*/%+-&^|", a) ? 2 : 1;
    if (a == b)
        return strchr("+-&|#:", a) ? 2 : 1;
    return a == '-' && b == '>' ? 2 : 1;
}

/* True for the prefix of a literal: L, u, U, u8 directly before a quote. */
static bool is_literal_prefix(const struct scanner *scan, uint32_t begin,
                              uint32_t end) {
    char quote = at_offset(scan, end);
    if (quote != '"' && quote != '\'')
        return false;
    if (end - begin == 1)
        return strchr("LuU", scan->text[begin]) != NULL;
    return end - begin == 2 && memcmp(scan->text + begin, "u8", 2) == 0;
}

uint32_t scan_token(const struct scanner *scan, uint32_t at) {
    char c = at_offset(scan, at);
    if (at >= scan->length)
        return scan->length;
    if (c == '"' || c == '\'')
        return skip_quoted(scan, at);
    if (is_digit(c) || (c == '.' && is_digit(at_offset(scan, at + 1))))
        return skip_number(scan, at + 1);
    if (!is_name_char(c)) {
        const struct alternate *other = alternate_at(scan, at);
        return at + (other ? (uint32_t)strlen(other->text)
                           : punctuator_length(scan, at));
    }
    uint32_t end = at;
    while (is_name_char(at_offset(scan, end)))
        end++;
    return is_literal_prefix(scan, at, end) ? skip_quoted(scan, end) : end;
}

/* +1 for an opening bracket at `at`, -1 for a closing one, else 0. */
static int bracket(const struct scanner *scan, uint32_t at) {
    switch (scan_char(scan, at)) {
    case '(':
    case '[':
    case '{':
        return 1;
    case ')':
    case ']':
    case '}':
        return -1;
    default:
        return 0;
    }
}

uint32_t scan_group(const struct scanner *scan, uint32_t at) {
    int depth = 0;
    while (at < scan->length) {
        depth += bracket(scan, at);
        at = scan_token(scan, at);
        if (depth == 0)
            return at;
        at = scan_blank(scan, at);
    }
    return scan->length;
}

bool scan_is(const struct scanner *scan, uint32_t at, const char *text) {
    size_t length = strlen(text);
    const struct alternate *other = alternate_at(scan, at);
    if (other)
        return length == 1 && *text == other->means;
    return at + length <= scan->length &&
           memcmp(scan->text + at, text, length) == 0 &&
           scan_token(scan, at) - at == length;
}

bool scan_is_name(const struct scanner *scan, uint32_t at) {
    char c = at_offset(scan, at);
    return is_name_char(c) && !is_digit(c) &&
           !strchr("\"'", scan->text[scan_token(scan, at) - 1]);
}

uint32_t scan_until(const struct scanner *scan, uint32_t at, uint32_t limit,
                    const char *stop) {
    for (at = scan_blank(scan, at); at < limit; at = scan_blank(scan, at)) {
        uint32_t end = scan_token(scan, at);
        int step = bracket(scan, at);
        if (step < 0)
            return at;
        if ((end - at == 1 || alternate_at(scan, at)) &&
            strchr(stop, scan_char(scan, at)))
            return at;
        at = step > 0 ? scan_group(scan, at) : end;
    }
    return limit;
}
