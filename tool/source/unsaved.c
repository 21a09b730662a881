/* Texts for libclang, without the user's own nullability qualifiers. */
#include "source/unsaved.h"

#include "source/scan.h"
#include "source/text.h"

#include <string.h>

static const char *const qualifiers[] = {
    "_Nullable", "_Nonnull", "_Null_unspecified", "_Nullable_result"};
enum { QUALIFIERS = sizeof qualifiers / sizeof *qualifiers };

/* `text` is NUL-terminated. All begin alike, which makes most texts one
 * search. */
static bool has_qualifier(const char *text) {
    return strstr(text, "_Null") || strstr(text, "_Nonnull");
}

static void blank_qualifiers(char *text, size_t length) {
    struct scanner scan = scan_text(text, length);
    scan.directives = false;
    for (uint32_t at = scan_blank(&scan, 0); at < scan.length;) {
        uint32_t end = scan_token(&scan, at);
        for (size_t i = 0; i < QUALIFIERS && text[at] == '_'; i++)
            if (scan_is(&scan, at, qualifiers[i])) {
                memset(text + at, ' ', end - at);
                break;
            }
        at = scan_blank(&scan, end);
    }
}

void unsaved_add(struct unsaved_files *files, const char *path,
                 const char *text, size_t length) {
    struct CXUnsavedFile file = {
        .Filename = path, .Contents = text, .Length = (unsigned long)length};
    if (has_qualifier(text)) {
        char *changed = arena_strndup(files->arena, text, length);
        blank_qualifiers(changed, length);
        file.Contents = changed;
    }
    VEC_PUSH(files->arena, files->list, file);
}

/* tally.h and its copies spell the annotations by these qualifiers. */
static bool is_tally_header(const char *text) {
    return strstr(text, TALLY_HEADER_MARK) != NULL;
}

struct header_search {
    struct unsaved_files *files;
    CXTranslationUnit tu;
    bool found;
};

static void look_at_header(CXFile file, CXSourceLocation *stack, unsigned depth,
                           CXClientData data) {
    struct header_search *search = data;
    size_t length;
    const char *text = clang_getFileContents(search->tu, file, &length);
    CXString string = clang_getFileName(file);
    const char *path = clang_getCString(string);
    (void)stack;
    if (depth > 0 && text && path && has_qualifier(text) &&
        !is_tally_header(text)) {
        struct arena *arena = search->files->arena;
        unsaved_add(search->files, arena_strdup(arena, path),
                    arena_strndup(arena, text, length), length);
        search->found = true;
    }
    clang_disposeString(string);
}

bool unsaved_add_headers(struct unsaved_files *files, CXTranslationUnit tu) {
    struct header_search search = {.files = files, .tu = tu};
    clang_getInclusions(tu, look_at_header, &search);
    return search.found;
}
