/* Parsing: the plain text → struct unit, in one run of libclang.
 *
 * Order: translate, report its errors, note what the preprocessor saw, then
 * copy the declarations at file scope, each with its body or initialiser. */
#include "source/parser.h"

#include "source/active.h"
#include "source/depth.h"
#include "source/spelling.h"
#include "source/unsaved.h"
#include "source/view.h"

#include <string.h>

/* ---- the translation unit ---------------------------------------------------
 */

static CXTranslationUnit translate(CXIndex index, const struct view *view,
                                   const char *file,
                                   struct unsaved_files *files) {
    CXTranslationUnit tu = NULL;
    clang_parseTranslationUnit2(index, file, view->arguments.at,
                                (int)view->arguments.count, files->list.at,
                                (unsigned)files->list.count,
                                CXTranslationUnit_DetailedPreprocessingRecord |
                                    CXTranslationUnit_IncludeAttributedTypes |
                                    CXTranslationUnit_KeepGoing,
                                &tu);
    return tu;
}

/* The plain text, and again with the headers that have to be changed before
 * they are parsed, if there are any. */
static CXTranslationUnit translate_source(CXIndex index, struct source *source,
                                          struct arena *arena) {
    struct view view = view_arguments(source, arena);
    struct unsaved_files files = {.arena = arena};
    unsaved_add(&files, source->request.file, source->text, source->length);
    CXTranslationUnit tu =
        translate(index, &view, source->request.file, &files);
    if (tu && unsaved_add_headers(&files, tu)) {
        clang_disposeTranslationUnit(tu);
        tu = translate(index, &view, source->request.file, &files);
    }
    return tu;
}

/* ---- its errors
 * --------------------------------------------------------------- */

static struct range diagnostic_range(struct parser *p,
                                     CXDiagnostic diagnostic) {
    CXSourceLocation at = clang_getDiagnosticLocation(diagnostic);
    CXFile file;
    unsigned offset;
    clang_getFileLocation(at, &file, NULL, NULL, &offset);
    struct range range = {.begin_macro = NO_MACRO, .end_macro = NO_MACRO};
    if (file) {
        range.file = file_index(p, file);
        range.begin = range.end = offset;
    }
    return range;
}

static void report_error(struct parser *p, CXDiagnostic diagnostic) {
    CXString string = clang_getDiagnosticSpelling(diagnostic);
    const char *text = clang_getCString(string);
    struct range at = diagnostic_range(p, diagnostic);
    struct place_in_text place = unit_place_of(p->unit, at);
    if (strncmp(text, "nullability specifier", 21) == 0)
        diag_report(p->diags, TLY_PLACE_NOT_REFERENCE, place,
                    "put it after the '*' of a pointer to a tally_object",
                    "a place annotation stands on something that is no "
                    "pointer");
    else
        diag_report(p->diags, TLY_PARSE, place, NULL, "%s", text);
    clang_disposeString(string);
}

/* Are there errors, none of which ends the parse? */
static bool has_only_errors(struct parser *p) {
    unsigned count = clang_getNumDiagnostics(p->tu);
    enum CXDiagnosticSeverity worst = CXDiagnostic_Ignored;
    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(p->tu, i);
        enum CXDiagnosticSeverity severity =
            clang_getDiagnosticSeverity(diagnostic);
        if (severity > worst)
            worst = severity;
        clang_disposeDiagnostic(diagnostic);
    }
    return worst == CXDiagnostic_Error;
}

/* False if there are errors. Warnings are the compiler's to report. */
static bool report_errors(struct parser *p) {
    unsigned count = clang_getNumDiagnostics(p->tu);
    bool fine = true;
    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(p->tu, i);
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
            report_error(p, diagnostic);
            fine = false;
        }
        clang_disposeDiagnostic(diagnostic);
    }
    return fine;
}

/* ---- what the preprocessor saw
 * --------------------------------------------------- */

/* What __FILE__ and __LINE__ would be there. */
static struct place_in_text presumed_place(struct parser *p,
                                           CXSourceLocation location) {
    CXString file;
    struct place_in_text place = {0};
    clang_getPresumedLocation(location, &file, &place.line, NULL);
    place.file = copy_string(p, file);
    return place;
}

static void note_inclusion(struct parser *p, CXCursor cursor) {
    CXFile included = clang_getIncludedFile(cursor), includer;
    unsigned begin;
    clang_getFileLocation(clang_getRangeStart(clang_getCursorExtent(cursor)),
                          &includer, NULL, NULL, &begin);
    if (!included)
        return;
    struct inclusion inclusion = {.includer = file_index(p, includer),
                                  .included = file_index(p, included),
                                  .begin = begin};
    inclusion.presumed = presumed_place(
        p, clang_getRangeStart(clang_getCursorExtent(cursor)));
    VEC_PUSH(p->source->arena, p->source->inclusions, inclusion);
}

/* A file that is ours and includes itself would have two texts. */
static void refuse_circles(struct parser *p) {
    for (size_t i = 0; i < p->source->inclusions.count; i++) {
        const struct inclusion *at = &p->source->inclusions.at[i];
        if (at->included == 0)
            report_once(p, TLY_HEADER,
                        (struct range){.file = at->includer,
                                       .begin = at->begin,
                                       .end = at->begin},
                        "put what is to be repeated into a file of its own",
                        "the file includes itself");
    }
}

static bool is_in(CXCursor cursor, CXFile file) {
    CXFile at;
    clang_getFileLocation(clang_getCursorLocation(cursor), &at, NULL, NULL,
                          NULL);
    return file && at && clang_File_isEqual(at, file);
}

static void note_macro_use(struct parser *p, CXCursor cursor) {
    CXSourceRange extent = clang_getCursorExtent(cursor);
    struct macro_use use = {.cursor = cursor};
    CXFile file;
    clang_getFileLocation(clang_getRangeStart(extent), &file, NULL, NULL,
                          &use.begin);
    if (!file || !clang_File_isEqual(file, p->main_file))
        return;
    clang_getFileLocation(clang_getRangeEnd(extent), NULL, NULL, NULL,
                          &use.end);
    VEC_PUSH(p->arena, p->uses, use);
}

/* Macros of tally.h pass their arguments through, or are annotations. */
static void find_transparent(struct parser *p) {
    for (size_t i = 0; i < p->uses.count; i++) {
        CXCursor definition = clang_getCursorReferenced(p->uses.at[i].cursor);
        p->uses.at[i].transparent =
            clang_getCursorKind(definition) == CXCursor_MacroDefinition &&
            is_in(definition, p->tally_header);
    }
}

static void note_skipped(struct parser *p) {
    CXSourceRangeList *list = clang_getSkippedRanges(p->tu, p->main_file);
    VEC(struct span) spans = {0};
    for (unsigned i = 0; list && i < list->count; i++) {
        struct span span;
        clang_getFileLocation(clang_getRangeStart(list->ranges[i]), NULL, NULL,
                              NULL, &span.begin);
        clang_getFileLocation(clang_getRangeEnd(list->ranges[i]), NULL, NULL,
                              NULL, &span.end);
        span.end = scan_line(&p->plain, span.end); /* the rest of #elif */
        VEC_PUSH(p->arena, spans, span);
    }
    if (list)
        clang_disposeSourceRangeList(list);
    p->plain.skipped = spans.at;
    p->plain.skipped_count = spans.count;
}

/* Does a macro of the user's speak of one of tally.h's? Calls inside of calls
 * are not on record. */
static bool is_alias(struct parser *p, CXCursor cursor) {
    CXToken *tokens = NULL;
    unsigned count = 0;
    bool found = false;
    if (is_in(cursor, p->tally_header))
        return false;
    clang_tokenize(p->tu, clang_getCursorExtent(cursor), &tokens, &count);
    for (unsigned i = 1; !found && i < count; i++) {
        CXString string = clang_getTokenSpelling(p->tu, tokens[i]);
        found = strstr(clang_getCString(string), "tally") != NULL;
        clang_disposeString(string);
    }
    clang_disposeTokens(p->tu, tokens, count);
    return found;
}

/* Is it defined by -D, where it has no text? Those of the compiler itself, all
 * of which begin with '_', are not. */
static bool is_option(CXCursor definition) {
    CXFile file;
    clang_getFileLocation(clang_getCursorLocation(definition), &file, NULL,
                          NULL, NULL);
    CXString name = clang_getCursorSpelling(definition);
    const char *text = clang_getCString(name);
    bool is_ours = !file && text && text[0] && text[0] != '_';
    clang_disposeString(name);
    return is_ours;
}

/* Is this a macro of tally.h, used outside of it, what may stand for one, or a
 * header that is not found and could have some? */
static bool is_mark(struct parser *p, CXCursor cursor) {
    if (clang_getCursorKind(cursor) == CXCursor_InclusionDirective)
        return !clang_getIncludedFile(cursor);
    if (clang_getCursorKind(cursor) == CXCursor_MacroDefinition)
        return is_alias(p, cursor);
    if (clang_getCursorKind(cursor) != CXCursor_MacroExpansion ||
        is_in(cursor, p->tally_header))
        return false;
    CXCursor definition = clang_getCursorReferenced(cursor);
    return is_in(definition, p->tally_header) || is_option(definition);
}

/* Without a mark there are no references. */
static bool has_marks(struct parser *p, struct children top) {
    for (size_t i = 0; i < top.count; i++)
        if (is_mark(p, child_at(p, top, i)))
            return true;
    return false;
}

/* The preprocessor's records come before all declarations. */
static void note_preprocessing(struct parser *p, struct children top) {
    for (size_t i = 0; i < top.count; i++) {
        CXCursor cursor = child_at(p, top, i);
        switch (clang_getCursorKind(cursor)) {
        case CXCursor_MacroExpansion:
            note_macro_use(p, cursor);
            break;
        case CXCursor_InclusionDirective:
            note_inclusion(p, cursor);
            break;
        case CXCursor_MacroDefinition:
            header_note(p, cursor);
            definition_note(p, cursor);
            break;
        default:
            break;
        }
    }
    header_finish(p);
    if (p->tally_header && has_marks(p, top))
        refuse_circles(p);
    find_transparent(p);
    note_skipped(p);
    definitions_finish(p);
    macros_prepare(p);
}

/* ---- declarations at file scope
 * ---------------------------------------------------- */

static CXCursor body_cursor(struct parser *p, CXCursor function) {
    struct children children = children_evaluated(p, function);
    CXCursor body = clang_getNullCursor();
    for (size_t i = 0; i < children.count; i++)
        if (clang_getCursorKind(child_at(p, children, i)) ==
            CXCursor_CompoundStmt)
            body = child_at(p, children, i);
    children_done(p, children);
    return body;
}

/* Where the pair of brackets that ends at `end`, blanks apart, begins; `end`
 * if there is none. */
static uint32_t pair_before(const char *text, uint32_t end,
                            const char *const spellings[3]) {
    uint32_t at = end;
    for (int found = 0; found < 2;) {
        while (at > 0 && strchr(" \t\r\n", text[at - 1]))
            at--;
        int before = found;
        for (int i = 0; i < 3 && found == before; i++) {
            uint32_t length = (uint32_t)strlen(spellings[i]);
            if (at >= length &&
                memcmp(text + at - length, spellings[i], length) == 0) {
                at -= length;
                found++;
            }
        }
        if (found == before)
            return end;
    }
    return at;
}

/* Where helpers can be put: in front of attributes, too, which libclang
 * leaves out when they are written [[...]]. */
static uint32_t declaration_begin(const struct parser *p, uint32_t begin) {
    static const char *const opening[] = {"[", "<:", "?\?("};
    static const char *const closing[] = {"]", ":>", "?\?)"};
    const char *text = p->plain.text;
    for (;;) {
        uint32_t at = pair_before(text, begin, closing);
        if (at == begin)
            return begin;
        while (at > 0 && pair_before(text, at, opening) == at)
            at--;
        if (at == 0)
            return begin;
        begin = pair_before(text, at, opening);
    }
}

static void add_function(struct parser *p, CXCursor cursor) {
    CXCursor body = body_cursor(p, cursor);
    struct function *function = ARENA_NEW(p->arena, struct function);
    if (clang_Cursor_isNull(body))
        return;
    function->decl = decl_of(p, cursor);
    function->range = cursor_range(p, cursor);
    function->in_header = !is_main(function->range);
    p->mentions_reference = false;
    function->body = body_of(p, body);
    if (function->in_header && !p->mentions_reference)
        return;
    if (!function->in_header) {
        function->range.begin = declaration_begin(p, function->range.begin);
        function->range.begin_macro = NO_MACRO;
        function->presumed = presumed_place(
            p, clang_getLocationForOffset(p->tu, p->main_file,
                                          function->range.begin));
    }
    VEC_PUSH(p->arena, p->unit->functions, function);
}

static void add_declaration(struct parser *p, CXCursor cursor) {
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_FunctionDecl:
        decl_function(p, cursor);
        if (clang_isCursorDefinition(cursor))
            add_function(p, cursor);
        break;
    case CXCursor_VarDecl:
        decl_variable(p, cursor);
        break;
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
        record_check_declaration(p, cursor);
        record_of(p, cursor);
        break;
    case CXCursor_TypedefDecl:
        annotations_of(p, cursor, result_annotations(type_of(
                                      p, clang_getTypedefDeclUnderlyingType(
                                             cursor))));
        places_check(p, cursor);
        break;
    default:
        break;
    }
}

/* An object type of a system header (a library's, found by -isystem) makes
 * the functions there worth a look. */
static void find_system_objects(struct parser *p, struct children top) {
    for (size_t i = 0; i < top.count; i++) {
        CXCursor cursor = child_at(p, top, i);
        if (clang_getCursorKind(cursor) == CXCursor_StructDecl &&
            clang_Cursor_hasAttrs(cursor) && in_system_header(cursor))
            record_of(p, cursor);
    }
}

/* Declarations of system headers are copied when something refers to them. */
static void add_declarations(struct parser *p, struct children top) {
    find_system_objects(p, top);
    for (size_t i = 0; i < top.count; i++) {
        CXCursor cursor = child_at(p, top, i);
        if (!clang_isDeclaration(clang_getCursorKind(cursor)))
            continue;
        if (!in_system_header(cursor) || p->system_objects)
            add_declaration(p, cursor);
    }
}

/* ---- the unit
 * ---------------------------------------------------------------------- */

static void start(struct parser *p, struct source *source) {
    struct source_file plain = {.path = source->request.file};
    p->source = source;
    source->inclusions.count = 0;
    source->has_tally_header = false;
    p->unit = ARENA_NEW(p->arena, struct unit);
    p->unit->arena = p->arena;
    p->unit->diags = p->diags;
    p->unit->main_file = source->request.file;
    p->unit->text = source->text;
    p->unit->length = source->length;
    p->unit->line_map = source->map;
    p->main_file = clang_getFile(p->tu, source->request.file);
    p->plain = scan_text(source->text, source->length);
    VEC_PUSH(p->arena, p->unit->files, plain);
    VEC_PUSH(p->arena, p->files, p->main_file);
}

/* Which tally.h it is comes first: errors may follow from another one, and
 * those of a unit that is none of ours are the compiler's to report. */
static void copy_unit(struct parser *p) {
    CXCursor root = clang_getTranslationUnitCursor(p->tu);
    struct children top = children_of(p, root);
    size_t before = diags_errors(p->diags);
    note_preprocessing(p, top);
    if (has_only_errors(p) && !has_marks(p, top) &&
        view_compiles(p->source, p->source->text, p->source->length)) {
        p->unit->is_strange = true;
        children_done(p, top);
        return;
    }
    bool ours = p->unit->uses_tally, other = p->tally_header && !ours;
    if (diags_errors(p->diags) == before && !other && report_errors(p) &&
        ours) {
        add_declarations(p, top);
        records_finish(p);
        variables_mentioned(p);
        active_lines_check(p);
    }
    children_done(p, top);
}

struct unit *source_parse(struct source *source, struct arena *arena,
                          struct diags *diags) {
    struct parser p = {.arena = arena, .diags = diags};
    if (!spelling_check(source, diags) || !depth_check(source, diags))
        return NULL;
    CXIndex index = clang_createIndex(0, 0);
    p.tu = translate_source(index, source, arena);
    if (!p.tu) {
        struct place_in_text nowhere = {.file = source->request.file};
        diag_report(diags, TLY_PARSE, nowhere, NULL,
                    "libclang cannot parse '%s' with these flags",
                    source->request.file);
        clang_disposeIndex(index);
        return NULL;
    }
    start(&p, source);
    size_t before = diags_errors(diags);
    copy_unit(&p);
    clang_disposeTranslationUnit(p.tu);
    clang_disposeIndex(index);
    return diags_errors(diags) == before ? p.unit : NULL;
}
