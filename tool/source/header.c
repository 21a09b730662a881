/* tally.h, and which copy of it: projects may have their own, under any name.
 * It is known by a macro that nobody else defines.
 *
 * What the header is to a unit depends on what was defined before it came, so
 * definitions that come later are of no interest. */
#include "source/parser.h"

#include <string.h>

static CXFile file_of(CXCursor cursor) {
    CXFile file;
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL,
                          NULL);
    return file;
}

/* ---- macros ------------------------------------------------------------- */

static void note_rewritten(struct parser *p, CXCursor definition) {
    p->rewritten = true;
    p->rewritten_at = name_range(p, definition);
}

/* The rest of the line of `#define TALLY_VERSION "1.2.3"`. */
static void note_version(struct parser *p, CXCursor definition) {
    struct spelling at =
        spelling_of(p, clang_getRangeEnd(clang_getCursorExtent(definition)));
    struct spelling name =
        spelling_of(p, clang_getRangeStart(clang_getCursorExtent(definition)));
    if (!at.text || !name.text || at.offset < name.offset)
        return;
    struct scanner scan = scan_text(name.text, at.offset);
    uint32_t value = scan_blank(&scan, scan_token(&scan, name.offset));
    p->version_file = at.file;
    p->header_version =
        arena_strndup(p->arena, at.text + value, at.offset - value);
}

static void note_header(struct parser *p, CXCursor definition) {
    p->tally_header = file_of(definition);
    if (!p->tally_header)
        return;
    if (!p->version_file ||
        !clang_File_isEqual(p->version_file, p->tally_header))
        p->header_version = NULL;
    p->source->has_tally_header = true;
    p->source->tally_header = file_index(p, p->tally_header);
}

void header_note(struct parser *p, CXCursor definition) {
    CXString string = clang_getCursorSpelling(definition);
    const char *name = clang_getCString(string);
    if (!p->tally_header && name && strncmp(name, "TALLY_", 6) == 0) {
        if (strcmp(name, "TALLY_MANUAL") == 0)
            p->manual = true;
        else if (strcmp(name, "TALLY_REWRITTEN") == 0)
            note_rewritten(p, definition);
        else if (strcmp(name, "TALLY_VERSION") == 0)
            note_version(p, definition);
        else if (strcmp(name, TALLY_HEADER_MARK) == 0)
            note_header(p, definition);
    }
    clang_disposeString(string);
}

/* ---- verdicts ----------------------------------------------------------- */

/* The inclusion that entered a file; NULL if no directive did. */
static const struct inclusion *entry_of(const struct parser *p, uint32_t file) {
    for (size_t i = 0; i < p->source->inclusions.count; i++)
        if (p->source->inclusions.at[i].included == file)
            return &p->source->inclusions.at[i];
    return NULL;
}

/* Where the main file includes the header, directly or not. */
static struct range inclusion_in_main(const struct parser *p) {
    struct range at = {.begin_macro = NO_MACRO, .end_macro = NO_MACRO};
    const struct inclusion *entry = entry_of(p, p->source->tally_header);
    while (entry && entry->includer != 0)
        entry = entry_of(p, entry->includer);
    if (entry)
        at.begin = at.end = entry->begin;
    return at;
}

static void check_version(struct parser *p) {
    const char *own =
        arena_printf(p->arena, "%s/tally.h", p->source->request.tally_include);
    const char *path = p->unit->files.at[p->source->tally_header].path;
    const char *version = p->header_version ? p->header_version : "no version";
    if (strcmp(version, "\"" TALLY_VERSION "\"") == 0)
        return;
    report_once(p, TLY_OTHER_HEADER, inclusion_in_main(p),
                arena_printf(p->arena,
                             "include '%s', which is found without any flag, "
                             "or use the tally that the other one came with",
                             own),
                "'%s' is tally.h of %s%s, but tally itself is of version "
                "\"" TALLY_VERSION "\"",
                path, p->header_version ? "version " : "", version);
}

/* Our own output says in its first line what it is. Anywhere else the macro
 * would have the unit taken for counted. */
static void check_rewritten(struct parser *p) {
    const struct range *at = &p->rewritten_at;
    const char *text = p->plain.text;
    uint32_t begin = strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (at->file == 0 && at->begin >= begin &&
        at->begin <= begin + strlen("#define "))
        return;
    report_once(p, TLY_REWRITTEN, *at,
                "leave it out: tally defines it where it counts",
                "TALLY_REWRITTEN is defined, and this is no text that tally "
                "has written");
}

void header_finish(struct parser *p) {
    if (!p->tally_header)
        return;
    check_version(p);
    if (p->rewritten && !p->manual)
        check_rewritten(p);
    p->unit->uses_tally = !p->manual && (!p->rewritten || p->source->read_back);
}
