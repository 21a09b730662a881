/* The user's macros: which names mean something else than what a declaration
 * made of them, and where.
 *
 * Those of the system and of the command line are left out: they stand in
 * front of all declarations. A macro that is defined to its own name changes
 * nothing. One of a header is taken to be good from the first #include of it
 * to the first #undef, in that header or in the plain text. */
#include "source/parser.h"

#include <string.h>

/* ---- definitions --------------------------------------------------------- */

/* What stands behind the name, up to the end of the line, is the name. */
static bool is_itself(const struct spelling *at) {
    struct scanner scan = scan_text(at->text, at->length);
    scan.directives = false;
    uint32_t end = scan_token(&scan, at->offset);
    uint32_t line = scan_line(&scan, at->offset);
    uint32_t body = scan_blank(&scan, end);
    size_t length = end - at->offset;
    return body < line && scan_token(&scan, body) - body == length &&
           memcmp(scan.text + at->offset, scan.text + body, length) == 0 &&
           scan_blank(&scan, body + (uint32_t)length) >= line;
}

void definition_note(struct parser *p, CXCursor cursor) {
    CXSourceLocation location = clang_getCursorLocation(cursor);
    CXFile file;
    unsigned offset;
    clang_getFileLocation(location, &file, NULL, NULL, &offset);
    if (!file || clang_Location_isInSystemHeader(location))
        return;
    struct spelling at = spelling_of(p, location);
    struct macro_definition definition = {
        .name = copy_string(p, clang_getCursorSpelling(cursor)),
        .function_like = clang_Cursor_isMacroFunctionLike(cursor),
        .file = file_index(p, file),
        .at = offset};
    if (!definition.name || !at.text ||
        (!definition.function_like && is_itself(&at)))
        return;
    VEC_PUSH(p->arena, p->unit->definitions, definition);
}

/* ---- from where ---------------------------------------------------------- */

/* The #include of the plain text that first led to a file; 0 if unknown. */
static uint32_t first_inclusion(const struct parser *p, uint32_t file) {
    for (size_t i = 0; i < p->source->inclusions.count; i++) {
        const struct inclusion *inclusion = &p->source->inclusions.at[i];
        if (inclusion->included != file)
            continue;
        if (inclusion->includer == 0)
            return inclusion->begin;
        if (inclusion->includer >= file)
            return 0;
        return first_inclusion(p, inclusion->includer);
    }
    return 0;
}

/* ---- up to where --------------------------------------------------------- */

struct undefinition {
    const char *name; /* in the text of its file */
    uint32_t file, at;
};

typedef VEC(struct undefinition) undefinition_list;

static bool is_skipped(const struct scanner *scan, uint32_t at) {
    for (size_t i = 0; i < scan->skipped_count; i++)
        if (scan->skipped[i].begin <= at && at < scan->skipped[i].end)
            return true;
    return false;
}

/* Those of one file. */
static void find_undefinitions(struct parser *p, uint32_t file,
                               const struct scanner *scan,
                               undefinition_list *found) {
    struct scanner all = scan_text(scan->text, scan->length);
    all.directives = false;
    for (const char *at = scan->text; (at = strstr(at, "undef")); at += 5) {
        uint32_t word = (uint32_t)(at - scan->text);
        uint32_t name = scan_blank(&all, word + 5);
        while (word > 0 && strchr(" \t", scan->text[word - 1]))
            word--;
        if (word == 0 || scan->text[word - 1] != '#' ||
            is_skipped(scan, word) || name >= all.length)
            continue;
        struct undefinition undefinition = {
            arena_strndup(p->arena, scan->text + name,
                          scan_token(&all, name) - name),
            file, name};
        VEC_PUSH(p->arena, *found, undefinition);
    }
}

/* In the files that define macros. */
static void find_all(struct parser *p, undefinition_list *found) {
    find_undefinitions(p, 0, &p->plain, found);
    for (size_t i = 0; i < p->unit->definitions.count; i++) {
        uint32_t file = p->unit->definitions.at[i].file;
        size_t length;
        if (file == 0 || (i && p->unit->definitions.at[i - 1].file == file))
            continue;
        const char *text =
            clang_getFileContents(p->tu, p->files.at[file], &length);
        if (!text)
            continue;
        struct scanner scan = scan_text(text, length);
        find_undefinitions(p, file, &scan, found);
    }
}

static void end_at(struct macro_definition *definition,
                   const struct undefinition *undefinition) {
    if (strcmp(definition->name, undefinition->name) != 0)
        return;
    if (undefinition->file == 0 && undefinition->at > definition->from &&
        undefinition->at < definition->until)
        definition->until = undefinition->at;
    else if (undefinition->file && undefinition->file == definition->file &&
             undefinition->at > definition->at)
        definition->until = definition->from;
}

/* What tally.h defines is what we write. */
static void leave_out_ours(struct parser *p) {
    size_t count = 0;
    for (size_t i = 0; i < p->unit->definitions.count; i++) {
        struct macro_definition definition = p->unit->definitions.at[i];
        if (!p->source->has_tally_header ||
            definition.file != p->source->tally_header)
            p->unit->definitions.at[count++] = definition;
    }
    p->unit->definitions.count = count;
}

void definitions_finish(struct parser *p) {
    undefinition_list found = {0};
    leave_out_ours(p);
    find_all(p, &found);
    for (size_t i = 0; i < p->unit->definitions.count; i++) {
        struct macro_definition *definition = &p->unit->definitions.at[i];
        definition->from = definition->file == 0
                               ? definition->at
                               : first_inclusion(p, definition->file);
        definition->until = UINT32_MAX;
        for (size_t k = 0; k < found.count; k++)
            end_at(definition, &found.at[k]);
    }
}
