/* Variables, parameters and functions; one decl for all redeclarations. */
#include "source/parser.h"

#include <string.h>

/* ---- the end of a declarator --------------------------------------------- */

/* Where the '=' of a variable's initialiser is, or would be: behind the
 * name, brackets and attributes. A ')' without its '(' closes the declarator
 * of a pointer to a function or an array, unless it is that of a `for`. */
static struct range declarator_end(struct parser *p, CXCursor cursor,
                                   struct range range, bool initialised) {
    struct range name = name_range(p, cursor);
    if (name.file != 0 || name.end_macro != NO_MACRO)
        return name;
    uint32_t limit = p->plain.length, at = name.end;
    if (!initialised && range.end_macro == NO_MACRO && range.end > at)
        at = range.end;
    uint32_t end = at;
    for (at = scan_blank(&p->plain, at); at < limit;
         at = scan_blank(&p->plain, at)) {
        char c = scan_char(&p->plain, at);
        if (strchr("=,;:{}", c))
            break;
        if (c == '(' || c == '[')
            at = scan_group(&p->plain, at);
        else
            at = scan_token(&p->plain, at);
        end = at;
    }
    if (initialised && !scan_is(&p->plain, at, "=")) /* '=' is in a macro */
        return plain_range(p, range.begin, range.end);
    uint32_t macro = macro_call_around(p, end - 1);
    struct range found = plain_range(p, end, end);
    found.begin_macro = found.end_macro = NO_MACRO;
    if (macro != NO_MACRO && p->unit->macro_calls.at[macro].end != end)
        found = plain_range(p, end - 1, end);
    return found;
}

/* ---- common ------------------------------------------------------------- */

static enum storage storage_of(CXCursor cursor) {
    switch (clang_Cursor_getStorageClass(cursor)) {
    case CX_SC_Static:
        return STORAGE_STATIC;
    case CX_SC_Extern:
    case CX_SC_PrivateExtern:
        return STORAGE_EXTERN;
    case CX_SC_Register:
        return STORAGE_REGISTER;
    default:
        return STORAGE_AUTO;
    }
}

static bool at_file_scope(CXCursor cursor) {
    enum CXCursorKind kind =
        clang_getCursorKind(clang_getCursorSemanticParent(cursor));
    return kind == CXCursor_TranslationUnit || kind == CXCursor_FirstInvalid ||
           kind == CXCursor_InvalidFile;
}

static struct decl *make_decl(struct parser *p, CXCursor cursor, CXCursor first,
                              enum decl_kind kind) {
    struct decl *decl = ARENA_NEW(p->arena, struct decl);
    decl->kind = kind;
    decl->id = (uint32_t)p->unit->decls.count;
    VEC_PUSH(p->arena, p->unit->decls, decl);
    cursor_map_put(p, &p->decls, first, decl);
    decl->name = copy_string(p, clang_getCursorSpelling(cursor));
    decl->storage = storage_of(cursor);
    decl->range = cursor_range(p, cursor);
    decl->name_range = name_range(p, cursor);
    decl->declarator_end = decl->range;
    decl->declarator_end.begin = decl->range.end;
    decl->declarator_end.begin_macro = decl->range.end_macro;
    return decl;
}

/* ---- what a declared type may not be --------------------------------------
 */

static bool has_object_value(const struct type *type) {
    while (type->kind == TYPE_ARRAY)
        type = type->inner;
    return type->kind == TYPE_RECORD && type->record->is_object;
}

/* `what` with its name, for a message. */
static const char *called(struct parser *p, const char *what,
                          const char *name) {
    return name ? arena_printf(p->arena, "%s '%s'", what, name)
                : arena_printf(p->arena, "a %s without a name", what);
}

static void check_value(struct parser *p, const struct type *type,
                        struct range at, const char *what, const char *name) {
    bool ours = name && strncmp(name, "tally__", 7) == 0;
    if (has_object_value(type) && !ours)
        report_once(p, TLY_OBJECT_BY_VALUE, at,
                    "use a pointer: objects live on the counted heap",
                    "%s is an object, not a reference to one",
                    called(p, what, name));
    if (type_is_unsupported(type))
        report_once(p, TLY_UNSUPPORTED_ANNOTATION, at, NULL,
                    "%s: atomic references, and volatile and atomic structs that "
                    "hold references, are not handled yet",
                    called(p, what, name));
}

/* ---- functions and parameters ---------------------------------------------
 */

static void add_params(struct parser *p, struct decl *decl, CXCursor cursor) {
    int count = clang_Cursor_getNumArguments(cursor);
    decl->param_count = count > 0 ? (size_t)count : 0;
    decl->params = ARENA_ARRAY(p->arena, struct decl *, decl->param_count);
    for (size_t i = 0; i < decl->param_count; i++) {
        CXCursor param = clang_Cursor_getArgument(cursor, (unsigned)i);
        decl->params[i] = decl_of(p, param);
        decl->params[i]->param_index = (uint32_t)i;
        decl->params[i]->marks = type_accepts(decl->type, i).marks;
    }
}

static unsigned marks_of(struct parser *p, CXCursor cursor) {
    unsigned found = annotations_of(p, cursor, FUNCTION_ANNOTATIONS);
    unsigned marks = 0;
    if (found >> ANNOTATION_FINALIZER & 1)
        marks |= MARK_FINALIZER;
    if (found >> ANNOTATION_TRACE & 1)
        marks |= MARK_TRACE;
    if (found >> ANNOTATION_UNMANAGED & 1)
        marks |= MARK_UNMANAGED;
    return marks;
}

/* The record of which such a function is, by its first parameter; NULL if its
 * type is wrong. */
static const struct record *served(const struct decl *decl, size_t params) {
    const struct type *type = decl->type;
    if (type->param_count != params || type->variadic ||
        type->inner->kind != TYPE_VOID)
        return NULL;
    const struct type *self = type->params[0];
    if (self->ref != REF_STRONG || self->inner->quals)
        return NULL;
    return self->inner->record;
}

static void take_finalizer(struct parser *p, const struct decl *decl) {
    const struct record *found = served(decl, 1);
    if (!found) {
        report_once(p, TLY_FINALIZER, decl->name_range,
                    "write void f(T *self), where T is marked tally_object",
                    "'%s' is marked tally_finalizer, but its type is '%s'",
                    decl->name, decl->type->spelling);
        return;
    }
    struct record *record = p->unit->records.at[found->id];
    if (record->finalizer && record->finalizer != decl)
        report_once(p, TLY_FINALIZER, decl->name_range, NULL,
                    "'%s' is a second finalizer of '%s', beside '%s'",
                    decl->name, record->name ? record->name : "the type",
                    record->finalizer->name);
    else
        record->finalizer = decl;
}

static bool is_visitor(const struct type *type) {
    const struct type *inner = type->kind == TYPE_POINTER ? type->inner : NULL;
    return inner && inner->kind == TYPE_RECORD && !inner->quals &&
           inner->record->tag &&
           strcmp(inner->record->tag, "tally_visitor") == 0;
}

static void take_trace(struct parser *p, const struct decl *decl) {
    const struct record *found = served(decl, 2);
    if (!found || !is_visitor(decl->type->params[1])) {
        report_once(p, TLY_TRACE, decl->name_range,
                    "write void f(T *self, tally_visitor *visitor), where T "
                    "is marked tally_object",
                    "'%s' is marked tally_trace, but its type is '%s'",
                    decl->name, decl->type->spelling);
        return;
    }
    struct record *record = p->unit->records.at[found->id];
    if (record->trace && record->trace != decl)
        report_once(p, TLY_TRACE, decl->name_range, NULL,
                    "'%s' is a second trace function of '%s', beside '%s'",
                    decl->name, record->name ? record->name : "the type",
                    record->trace->name);
    else
        record->trace = decl;
}

static void describe_function(struct parser *p, struct decl *decl,
                              CXCursor cursor) {
    decl->type = type_of_function(p, cursor);
    decl->range = cursor_range(p, cursor);
    decl->name_range = name_range(p, cursor);
    decl->marks |= marks_of(p, cursor);
    add_params(p, decl, cursor);
}

/* A definition says most; without one the latest declaration. */
static CXCursor best_declaration(CXCursor cursor) {
    CXCursor definition = clang_getCursorDefinition(cursor);
    return clang_Cursor_isNull(definition) ? cursor : definition;
}

static struct decl *make_function(struct parser *p, CXCursor cursor,
                                  CXCursor first) {
    CXCursor best = best_declaration(cursor);
    struct decl *decl = make_decl(p, best, first, DECL_FUNCTION);
    decl->file_scope = true;
    decl->defined = clang_isCursorDefinition(best);
    if (storage_of(first) == STORAGE_STATIC)
        decl->storage = STORAGE_STATIC;
    describe_function(p, decl, best);
    return decl;
}

/* What its body counts is known only when that is placed. */
static void check_pure(struct parser *p, struct decl *decl, CXCursor cursor) {
    const struct type *result = decl->type->inner;
    if (decl->pure || !function_is_pure(p, cursor))
        return;
    decl->pure = true;
    if (type_is_reference(result) && !type_lends(decl->type))
        report_once(p, TLY_PURE, name_range(p, cursor),
                    "leave the attribute out: calls of it may not be merged",
                    "'%s' returns a reference, and its attributes say that "
                    "it has no effects",
                    decl->name);
}

struct decl *decl_function(struct parser *p, CXCursor cursor) {
    struct decl *decl = decl_of(p, cursor);
    decl->marks |= marks_of(p, cursor);
    if (!decl->defined)
        describe_function(p, decl, cursor);
    else
        type_of_function(p, cursor);
    struct range at = name_range(p, cursor);
    places_check(p, cursor);
    check_pure(p, decl, cursor);
    check_value(p, decl->type->inner, at, "the result of", decl->name);
    for (size_t i = 0; i < decl->param_count; i++)
        check_value(p, decl->params[i]->type, decl->params[i]->range,
                    "parameter", decl->params[i]->name);
    if (decl->marks & MARK_FINALIZER)
        take_finalizer(p, decl);
    if (decl->marks & MARK_TRACE)
        take_trace(p, decl);
    return decl;
}

/* ---- variables ------------------------------------------------------------
 */

bool type_is_variably_sized(const struct type *type) {
    for (; type && type->kind != TYPE_FUNCTION; type = type->inner)
        if (type->variable)
            return true;
    return false;
}

void check_lengths(struct parser *p, CXCursor cursor, CXCursor but,
                   const char *what) {
    struct children children = children_evaluated(p, cursor);
    bool mentioned = p->mentions_reference;
    p->mentions_reference = false;
    for (size_t i = 0; i < children.count; i++)
        if (!clang_equalCursors(child_at(p, children, i), but))
            expression_of(p, child_at(p, children, i));
    if (p->mentions_reference)
        report_once(p, TLY_UNSUPPORTED, cursor_range(p, cursor),
                    "compute it in a variable before", "references in %s",
                    what);
    p->mentions_reference = p->mentions_reference || mentioned;
    children_done(p, children);
}

static struct decl *make_param(struct parser *p, CXCursor cursor,
                               CXCursor first) {
    struct decl *decl = make_decl(p, cursor, first, DECL_PARAM);
    decl->type = type_with_conventions(
        p, cursor, type_of_param(p, clang_getCursorType(cursor)));
    decl->defined = true;
    if (type_is_variably_sized(decl->type))
        check_lengths(p, cursor, clang_getNullCursor(),
                      "the length of an array");
    annotations_of(p, cursor,
                   PARAM_ANNOTATIONS | result_annotations(decl->type));
    return decl;
}

static const struct type *type_of_variable(struct parser *p, CXCursor cursor) {
    return type_with_conventions(p, cursor, type_of_cursor(p, cursor));
}

static struct decl *make_variable(struct parser *p, CXCursor cursor,
                                  CXCursor first) {
    struct decl *decl = make_decl(p, cursor, first, DECL_VARIABLE);
    decl->type = variable_type(p, decl, type_of_variable(p, cursor));
    decl->file_scope = at_file_scope(cursor);
    decl->thread_local_ = clang_getCursorTLSKind(cursor) != CXTLS_None;
    if (storage_of(first) == STORAGE_STATIC)
        decl->storage = STORAGE_STATIC;
    annotations_of(p, cursor, result_annotations(decl->type));
    return decl;
}

static bool has_cleanup(struct parser *p, CXCursor cursor) {
    bool found = false;
    if (!clang_Cursor_hasAttrs(cursor))
        return false;
    struct children children = children_of(p, cursor);
    for (size_t i = 0; i < children.count; i++) {
        CXCursor child = child_at(p, children, i);
        found = found ||
                (clang_getCursorKind(child) == CXCursor_UnexposedAttr &&
                 (spelled(p, child, "cleanup") ||
                  spelled(p, child, "__cleanup__")));
    }
    children_done(p, children);
    return found;
}

static void check_variable(struct parser *p, const struct decl *decl,
                           CXCursor cursor, CXCursor init) {
    places_check(p, cursor);
    check_value(p, decl->type, name_range(p, cursor), "variable", decl->name);
    if (decl->thread_local_ && type_holds_references(decl->type) &&
        clang_Cursor_getStorageClass(cursor) == CX_SC_Extern &&
        clang_getCursorKind(clang_getCursorLexicalParent(cursor)) !=
            CXCursor_TranslationUnit)
        report_once(p, TLY_UNSUPPORTED, name_range(p, cursor),
                    "declare it outside of functions",
                    "'%s': another unit's thread-local reference, declared "
                    "in a block",
                    decl->name);
    if (type_is_variably_sized(decl->type))
        check_lengths(p, cursor, init, "the length of an array");
}

/* A static object without a name would have no root. */
static void check_static_literals(struct parser *p, const struct node *init) {
    if (init->kind == NODE_COMPOUND_LITERAL && init->child_count &&
        init->child[0]->type && type_holds_references(init->child[0]->type))
        report_once(p, TLY_STRUCT_VALUE, init->range,
                    "declare a variable, and take its address",
                    "a static compound literal that holds references");
    for (size_t i = 0; i < init->child_count; i++)
        if (init->child[i])
            check_static_literals(p, init->child[i]);
}

static bool is_static(const struct decl *decl) {
    return decl->file_scope || decl->storage == STORAGE_STATIC;
}

struct decl *decl_variable(struct parser *p, CXCursor cursor) {
    struct decl *decl = decl_of(p, cursor);
    CXCursor init = clang_Cursor_getVarDeclInitializer(cursor);
    bool initialised = !clang_Cursor_isNull(init);
    bool defines = initialised || storage_of(cursor) != STORAGE_EXTERN;
    /* libclang shows the specifiers with the first declarator only. */
    struct range group = cursor_range(p, cursor);
    if (group.begin == name_range(p, cursor).begin)
        group = p->group;
    p->group = group;
    decl->has_cleanup = has_cleanup(p, cursor);
    check_variable(p, decl, cursor, init);
    if (decl->is_object)
        variable_declared(p, decl, cursor);
    if (!defines || decl->init)
        return decl; /* nothing that we do not know */
    decl->defined = true;
    decl->type = variable_type(p, decl, type_of_variable(p, cursor));
    decl->range = cursor_range(p, cursor);
    decl->name_range = name_range(p, cursor);
    decl->declarator_end = declarator_end(p, cursor, decl->range, initialised);
    if (initialised)
        decl->init = expression_of(p, init);
    p->group = group; /* others stand in statement expressions */
    if (decl->is_object && (initialised || !is_static(decl)))
        variable_initialised(p, decl);
    if (!initialised)
        return decl;
    if (is_static(decl))
        check_static_literals(p, decl->init);
    if (decl->range.end == decl->init->range.end)
        decl->range.end_macro = decl->init->range.end_macro;
    return decl;
}

/* ---- by cursor ------------------------------------------------------------
 */

struct decl *decl_of(struct parser *p, CXCursor cursor) {
    CXCursor first = clang_getCanonicalCursor(cursor);
    struct decl *decl = cursor_map_get(&p->decls, first);
    if (decl)
        return decl;
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_FunctionDecl:
        return make_function(p, cursor, first);
    case CXCursor_ParmDecl:
        return make_param(p, cursor, first);
    case CXCursor_VarDecl:
        return make_variable(p, cursor, first);
    default:
        return NULL;
    }
}
