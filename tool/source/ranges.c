/* From libclang's locations to ranges of the plain text.
 *
 * Three locations matter: where a token is *spelled* (in the body of a macro,
 * maybe), its *file* location (the argument that it was written as, or the
 * call that it was expanded from), and the outermost macro call around that.
 * The end of a range whose last token comes from a body is the end of the
 * outermost call already, unless that token sits in an argument of another
 * macro: then libclang gives the beginning of the inner call. */
#include "source/parser.h"

#include <stdarg.h>
#include <string.h>

/* ---- files -------------------------------------------------------------- */

static uint32_t add_file(struct parser *p, CXFile file) {
    struct source_file entry = {.path = "<built-in>", .system = true};
    if (file) {
        entry.path = copy_string(p, clang_getFileName(file));
        while (strncmp(entry.path, "./", 2) == 0) /* as compilers say it */
            entry.path += 2;
        entry.system = clang_Location_isInSystemHeader(
            clang_getLocationForOffset(p->tu, file, 0));
    }
    VEC_PUSH(p->arena, p->unit->files, entry);
    VEC_PUSH(p->arena, p->files, file);
    return (uint32_t)p->files.count - 1;
}

uint32_t file_index(struct parser *p, CXFile file) {
    if (p->files.at[p->last_file] == file)
        return (uint32_t)p->last_file;
    size_t i = 0;
    while (i < p->files.count && p->files.at[i] != file &&
           !(file && clang_File_isEqual(p->files.at[i], file)))
        i++;
    if (i == p->files.count)
        i = add_file(p, file);
    p->last_file = i;
    return (uint32_t)i;
}

bool is_main(const struct range range) {
    return range.file == 0;
}

bool in_system_header(CXCursor cursor) {
    return clang_Location_isInSystemHeader(clang_getCursorLocation(cursor));
}

/* ---- locations ---------------------------------------------------------- */

struct location {
    uint32_t file, offset;
};

static struct location file_location(struct parser *p, CXSourceLocation at) {
    CXFile file;
    unsigned offset;
    clang_getFileLocation(at, &file, NULL, NULL, &offset);
    return (struct location){file_index(p, file), offset};
}

struct spelling spelling_of(struct parser *p, CXSourceLocation location) {
    struct spelling spelling = {0};
    unsigned offset;
    clang_getSpellingLocation(location, &spelling.file, NULL, NULL, &offset);
    if (spelling.file)
        spelling.text =
            clang_getFileContents(p->tu, spelling.file, &spelling.length);
    spelling.offset = offset;
    if (spelling.offset > spelling.length)
        spelling.text = NULL;
    return spelling;
}

bool spelled(struct parser *p, CXCursor cursor, const char *text) {
    CXSourceRange extent = clang_getCursorExtent(cursor);
    struct spelling at = spelling_of(p, clang_getRangeStart(extent));
    if (!at.text)
        return false;
    struct scanner scan = scan_text(at.text, at.length);
    return scan_is(&scan, at.offset, text);
}

bool spelled_atomic(struct parser *p, CXCursor cursor) {
    CXSourceRange extent = clang_getCursorExtent(cursor);
    struct spelling at = spelling_of(p, clang_getRangeStart(extent));
    const char *text = at.text ? at.text + at.offset : "";
    return strncmp(text, "__c11_atomic_", strlen("__c11_atomic_")) == 0 ||
           strncmp(text, "__atomic_", strlen("__atomic_")) == 0;
}

/* True if the token before `end` comes from the body of a call that begins at
 * its file location. */
static bool ends_in_body(CXSourceLocation end) {
    CXFile file, spelling_file;
    unsigned offset, spelling_offset;
    clang_getFileLocation(end, &file, NULL, NULL, &offset);
    clang_getSpellingLocation(end, &spelling_file, NULL, NULL,
                              &spelling_offset);
    return offset != spelling_offset || file != spelling_file;
}

/* ---- ranges ------------------------------------------------------------- */

static void set_begin(const struct parser *p, struct range *range,
                      uint32_t offset) {
    range->begin = offset;
    range->begin_macro = macro_call_around(p, offset);
    if (range->begin_macro != NO_MACRO)
        range->begin = p->unit->macro_calls.at[range->begin_macro].begin;
}

/* `offset` is behind the last byte. */
static void set_end(const struct parser *p, struct range *range,
                    uint32_t offset) {
    range->end = offset;
    range->end_macro = offset > 0 ? macro_call_around(p, offset - 1) : NO_MACRO;
    if (range->end_macro != NO_MACRO)
        range->end = p->unit->macro_calls.at[range->end_macro].end;
}

struct range plain_range(const struct parser *p, uint32_t begin, uint32_t end) {
    struct range range = {0};
    set_begin(p, &range, begin);
    set_end(p, &range, end);
    return range;
}

/* The end of a range in the plain text, in bytes of it. */
static uint32_t plain_end(struct parser *p, CXSourceLocation end,
                          uint32_t offset) {
    const struct macro_use *use = macro_use_at(p, offset);
    if (use && ends_in_body(end))
        return use->end;
    return offset;
}

struct range source_range(struct parser *p, CXSourceRange source) {
    CXSourceLocation end_at = clang_getRangeEnd(source);
    struct location begin = file_location(p, clang_getRangeStart(source));
    struct location end = file_location(p, end_at);
    struct range range = {.file = begin.file,
                          .begin = begin.offset,
                          .end = end.offset,
                          .begin_macro = NO_MACRO,
                          .end_macro = NO_MACRO};
    if (end.file != begin.file) /* a construct over two files */
        range.end =
            begin.file == 0 ? (uint32_t)p->source->length : begin.offset;
    else if (begin.file == 0)
        end.offset = plain_end(p, end_at, end.offset);
    if (begin.file == 0 && end.file == 0) {
        set_begin(p, &range, begin.offset);
        set_end(p, &range, end.offset);
    }
    return range;
}

struct range cursor_range(struct parser *p, CXCursor cursor) {
    return source_range(p, clang_getCursorExtent(cursor));
}

struct range name_range(struct parser *p, CXCursor cursor) {
    struct location at = file_location(p, clang_getCursorLocation(cursor));
    struct range range = {.file = at.file,
                          .begin = at.offset,
                          .end = at.offset,
                          .begin_macro = NO_MACRO,
                          .end_macro = NO_MACRO};
    if (at.file == 0)
        range = plain_range(p, at.offset, scan_token(&p->plain, at.offset));
    return range;
}

struct range call_range(const struct parser *p, uint32_t macro) {
    const struct macro_call *call = &p->unit->macro_calls.at[macro];
    return (struct range){.begin = call->begin,
                          .end = call->end,
                          .begin_macro = macro,
                          .end_macro = macro};
}

struct range first_token(const struct parser *p, struct range range,
                         size_t length) {
    if (range.file != 0)
        return range;
    if (range.begin_macro != NO_MACRO)
        return call_range(p, range.begin_macro);
    return plain_range(p, range.begin, range.begin + (uint32_t)length);
}

/* ---- the ends of an expansion ------------------------------------------- */

/* The body of a macro's definition, in tokens. */
struct body {
    struct scanner scan; /* ends with the definition */
    CXFile file;
    uint32_t name;       /* offset of the macro's name */
    uint32_t first;      /* of the first token */
    size_t count;        /* how many tokens, up to three */
    uint32_t last;       /* offset of the last token */
    uint32_t parameters; /* offset of the '(' of its parameters; 0: none */
};

static void measure(struct body *body) {
    uint32_t at = scan_token(&body->scan, body->name);
    if (at < body->scan.length && body->scan.text[at] == '(') {
        body->parameters = at;
        at = scan_group(&body->scan, at);
    }
    at = body->first = scan_blank(&body->scan, at);
    for (; at < body->scan.length; at = scan_blank(&body->scan, at)) {
        body->last = at;
        body->count++;
        at = scan_token(&body->scan, at);
    }
}

static bool body_of_use(struct parser *p, const struct macro_use *use,
                        struct body *body) {
    CXCursor definition = clang_getCursorReferenced(use->cursor);
    if (clang_getCursorKind(definition) != CXCursor_MacroDefinition)
        return false;
    CXSourceRange extent = clang_getCursorExtent(definition);
    struct spelling begin = spelling_of(p, clang_getRangeStart(extent));
    struct spelling end = spelling_of(p, clang_getRangeEnd(extent));
    if (!begin.text || begin.file != end.file)
        return false;
    *body = (struct body){.scan = scan_text(begin.text, end.offset),
                          .file = begin.file,
                          .name = begin.offset};
    body->scan.directives = false;
    measure(body);
    return true;
}

/* True if the token at `at` is the name of a parameter. */
static bool is_parameter(const struct body *body, uint32_t at) {
    uint32_t end = scan_token(&body->scan, at), size = end - at;
    if (!body->parameters || !scan_is_name(&body->scan, at))
        return false;
    uint32_t stop = scan_group(&body->scan, body->parameters);
    for (uint32_t i = body->parameters; i < stop;
         i = scan_blank(&body->scan, scan_token(&body->scan, i)))
        if (scan_token(&body->scan, i) - i == size &&
            memcmp(body->scan.text + i, body->scan.text + at, size) == 0)
            return true;
    return false;
}

/* For a body that is one name: the definition of that name around the place
 * where the node is spelled, if it stands in one. */
static bool follow_name(struct body *body, const struct spelling *at) {
    uint32_t line = at->offset;
    while (line > 0 && (at->text[line - 1] != '\n' ||
                        (line > 1 && at->text[line - 2] == '\\')))
        line--;
    struct scanner scan = scan_text(at->text, at->length);
    uint32_t name_end = scan_token(&body->scan, body->first);
    scan.directives = false;
    uint32_t i = scan_blank(&scan, line);
    if (!scan_is(&scan, i, "#"))
        return false;
    i = scan_blank(&scan, scan_token(&scan, i));
    if (!scan_is(&scan, i, "define"))
        return false;
    i = scan_blank(&scan, scan_token(&scan, i));
    uint32_t size = name_end - body->first;
    if (scan_token(&scan, i) - i != size ||
        memcmp(scan.text + i, body->scan.text + body->first, size) != 0)
        return false;
    uint32_t end = i;
    while (end < at->length &&
           (at->text[end] != '\n' || at->text[end - 1] == '\\'))
        end++;
    *body = (struct body){
        .scan = scan_text(at->text, end), .file = at->file, .name = i};
    body->scan.directives = false;
    measure(body);
    return true;
}

/* True if a node that begins with the first token of the body ends with its
 * last one. */
static bool spans_body(struct parser *p, const struct body *body,
                       const struct node *node, CXCursor cursor) {
    const struct scanner *scan = &body->scan;
    uint32_t next = scan_blank(scan, scan_token(scan, body->first));
    switch (node->kind) {
    case NODE_NAME:
    case NODE_LITERAL:
        return body->count == 1;
    case NODE_PAREN:
        return scan_is(scan, body->first, "(") &&
               scan_group(scan, body->first) > body->last;
    case NODE_CALL:
    case NODE_VA_ARG:
        return scan_is_name(scan, body->first) && scan_is(scan, next, "(") &&
               scan_group(scan, next) > body->last;
    case NODE_UNARY:
        return body->count == 2;
    case NODE_MEMBER: {
        struct spelling name = spelling_of(p, clang_getCursorLocation(cursor));
        return name.file == body->file && name.offset == body->last;
    }
    default:
        return false;
    }
}

/* Whether the node begins with the first token of the call's expansion, and
 * whether it ends with its last one. False where that is not plain. */
static void compare_with_expansion(struct parser *p, const struct node *node,
                                   CXCursor cursor, bool *first, bool *last) {
    const struct macro_call *call =
        &p->unit->macro_calls.at[node->range.begin_macro];
    const struct macro_use *use = macro_use_at(p, call->begin);
    CXSourceRange extent = clang_getCursorExtent(cursor);
    struct spelling at = spelling_of(p, clang_getRangeStart(extent));
    struct body body;
    /* A call of the same macro in an argument is spelled by the same body. */
    if (file_location(p, clang_getRangeStart(extent)).offset != call->begin)
        return;
    if (!use || !at.text || !body_of_use(p, use, &body))
        return;
    while (body.count == 1 && scan_is_name(&body.scan, body.first) &&
           !is_parameter(&body, body.first) && !body.parameters &&
           !(at.file == body.file && at.offset == body.first))
        if (!follow_name(&body, &at))
            return;
    *first = at.file == body.file && at.offset == body.first;
    *last = *first && !use->extended && spans_body(p, &body, node, cursor);
}

static const struct node *edge_child(const struct node *node, bool at_end) {
    const struct node *found = NULL;
    for (size_t i = 0; i < node->child_count; i++)
        if (node->child[i] && (at_end || !found))
            found = node->child[i];
    return found;
}

void range_settle(struct parser *p, struct node *node, CXCursor cursor) {
    struct range *range = &node->range;
    if (node->kind == NODE_COMPOUND) /* text goes inside of its braces */
        return;
    if (range->file != 0 ||
        (range->begin_macro == NO_MACRO && range->end_macro == NO_MACRO))
        return;
    const struct node *left = edge_child(node, false);
    const struct node *right = edge_child(node, true);
    bool first = left && left->range.begin == range->begin &&
                 left->range.begin_macro == NO_MACRO;
    bool last = right && right->range.end == range->end &&
                right->range.end_macro == NO_MACRO;
    if (range->begin_macro != NO_MACRO && !(first && last)) {
        bool spelled_first = false, spelled_last = false;
        compare_with_expansion(p, node, cursor, &spelled_first, &spelled_last);
        first = first || spelled_first;
        last = last || (spelled_last && range->begin_macro == range->end_macro);
    }
    if (first)
        range->begin_macro = NO_MACRO;
    if (last)
        range->end_macro = NO_MACRO;
}

/* ---- diagnostics -------------------------------------------------------- */

bool report_once(struct parser *p, enum diag_code code, struct range at,
                 const char *mend, const char *what, ...) {
    for (size_t i = 0; i < p->reported.count; i++)
        if (p->reported.at[i].file == at.file &&
            p->reported.at[i].begin == at.begin &&
            p->reported.at[i].end_macro == (uint32_t)code)
            return false;
    struct range mark = at;
    mark.end_macro = (uint32_t)code;
    VEC_PUSH(p->arena, p->reported, mark);
    va_list args;
    va_start(args, what);
    const char *text = arena_vprintf(p->arena, what, args);
    va_end(args);
    diag_report(p->diags, code, unit_place_of(p->unit, at), mend, "%s", text);
    return true;
}
