/* Functions whose calls compilers may merge or drop.
 *
 * clang knows `pure` and `const`, in all spellings. The attributes of C23,
 * [[unsequenced]] and [[reproducible]], it leaves out of the tree; they are
 * looked for in the text, from the brackets in front of the declaration to
 * the end of its declarator. */
#include "source/parser.h"

#include <string.h>

static bool has_attribute(struct parser *p, CXCursor function) {
    struct children children = children_of(p, function);
    bool found = false;
    for (size_t i = 0; i < children.count; i++) {
        enum CXCursorKind kind =
            clang_getCursorKind(child_at(p, children, i));
        found = found || kind == CXCursor_PureAttr ||
                kind == CXCursor_ConstAttr;
    }
    children_done(p, children);
    return found;
}

/* The '[[' of attributes that end in front of `begin`, or `begin`. */
static uint32_t behind_brackets(const char *text, uint32_t begin) {
    uint32_t at = begin;
    while (at > 0 && strchr(" \t\r\n", text[at - 1]))
        at--;
    if (at < 2 || text[at - 1] != ']' || text[at - 2] != ']')
        return begin;
    while (at > 1 && !(text[at - 1] == '[' && text[at - 2] == '['))
        at--;
    return at < 2 ? begin : at - 2;
}

/* `text` without underscores around it. */
static bool is_called(const struct scanner *scan, uint32_t at,
                      const char *name) {
    uint32_t end = scan_token(scan, at);
    while (at < end && scan->text[at] == '_')
        at++;
    while (end > at && scan->text[end - 1] == '_')
        end--;
    return end - at == strlen(name) &&
           memcmp(scan->text + at, name, end - at) == 0;
}

static bool is_written(struct parser *p, CXCursor function) {
    struct spelling at = spelling_of(
        p, clang_getRangeStart(clang_getCursorExtent(function)));
    if (!at.text)
        return false;
    struct scanner scan = scan_text(at.text, at.length);
    uint32_t i = behind_brackets(at.text, at.offset);
    for (i = scan_blank(&scan, i); i < scan.length;
         i = scan_blank(&scan, scan_token(&scan, i))) {
        if (scan_is(&scan, i, "{") || scan_is(&scan, i, ";"))
            return false;
        if (is_called(&scan, i, "unsequenced") ||
            is_called(&scan, i, "reproducible"))
            return true;
    }
    return false;
}

bool function_is_pure(struct parser *p, CXCursor function) {
    return (clang_Cursor_hasAttrs(function) && has_attribute(p, function)) ||
           is_written(p, function);
}
