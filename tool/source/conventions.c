/* Conventions: who owns what a function is given and what it gives.
 *
 * They are part of the function's type, but libclang keeps no attribute of a
 * parameter in a type. So they are read where the declarator stands (a
 * function, a variable, a field, a typedef, a cast), whose parameters are
 * cursors, and handed on from operands to expressions. What is lost on the way
 * (by typeof, for one) is a plain type, which mixes with no other. */
#include "source/parser.h"
#include "source/test.h"

#include <stdlib.h>
#include <string.h>

/* ---- questions ---------------------------------------------------------- */

bool type_leads_to_function(const struct type *type) {
    while (type && (type->kind == TYPE_POINTER || type->kind == TYPE_ARRAY))
        type = type->inner;
    return type && type->kind == TYPE_FUNCTION;
}

struct convention type_accepts(const struct type *function, size_t index) {
    struct convention plain = {0};
    return function && function->accepts && index < function->param_count
               ? function->accepts[index]
               : plain;
}

bool decl_is_given(const struct decl *decl) {
    bool ours = decl->kind == DECL_PARAM
                    ? (decl->marks & MARK_CONSUMED) != 0
                    : decl->kind == DECL_VARIABLE && !decl->file_scope &&
                          decl->storage == STORAGE_AUTO;
    return ours && type_place_kind(decl->type) == REF_STRONG && !decl->type->quals &&
           !decl->address_taken;
}

bool type_takes(const struct type *function, size_t index,
                const struct type *argument) {
    unsigned marks = type_accepts(function, index).marks;
    return marks & MARK_CONSUMED ||
           (marks & MARK_CONTEXT && argument && type_is_reference(argument));
}

bool type_lends(const struct type *function) {
    return function &&
           function->gives.marks & (MARK_BORROWED | MARK_BORROWED_FROM);
}

size_t type_lender(const struct type *function) {
    return (size_t)strtoul(function->gives.argument, NULL, 10);
}

static bool same_convention(struct convention a, struct convention b) {
    if (a.marks != b.marks)
        return false;
    return a.argument == b.argument || (a.argument && b.argument &&
                                        strcmp(a.argument, b.argument) == 0);
}

bool type_same_conventions(const struct type *a, const struct type *b) {
    size_t count =
        a->param_count > b->param_count ? a->param_count : b->param_count;
    for (size_t i = 0; i < count; i++)
        if (!same_convention(type_accepts(a, i), type_accepts(b, i)))
            return false;
    return same_convention(a->gives, b->gives);
}

/* ---- what a declaration says -------------------------------------------- */

static bool is_use_of_bytes(const char *what) {
    return strcmp(what, "read") == 0 || strcmp(what, "permute") == 0 ||
           strcmp(what, "relocate") == 0;
}

/* tally_bytes(read), tally_bytes(permute), tally_bytes(relocate) */
static struct convention bytes_convention(struct parser *p, CXCursor param,
                                          const struct type *type) {
    const char *what = annotation_argument(p, param, ANNOTATION_BYTES);
    bool known = what && is_use_of_bytes(what);
    bool raw = type->kind == TYPE_POINTER && type->inner->kind == TYPE_VOID;
    if (known && raw)
        return (struct convention){MARK_BYTES, what};
    report_once(p, TLY_UNSUPPORTED_ANNOTATION, cursor_range(p, param),
                "tally_bytes(read), tally_bytes(permute) and "
                "tally_bytes(relocate) stand on parameters of type 'void *'",
                raw ? "there is no 'tally_bytes(%s)'"
                    : "tally_bytes on a parameter of type '%s'",
                raw               ? what ? what : ""
                : type->spelling ? type->spelling
                                 : "another kind");
    return (struct convention){0};
}

static bool is_scalar(const struct type *type) {
    return type->kind != TYPE_VOID && type->kind != TYPE_RECORD;
}

static struct convention condition_convention(struct parser *p, CXCursor param,
                                              const struct type *type,
                                              const struct type *result) {
    const char *text = annotation_argument(p, param, ANNOTATION_CONSUMES_IF);
    struct test test;
    bool known = text && test_read(text, "result", &test);
    if (known && type_place_kind(type) == REF_STRONG && is_scalar(result))
        return (struct convention){MARK_CONSUMES_IF,
                                   test_print(p->arena, &test)};
    report_once(p, TLY_UNSUPPORTED_ANNOTATION, cursor_range(p, param),
                known ? "it stands on a strong reference, in a function that "
                        "gives a number or a pointer"
                      : "compare 'result' with a number or NULL",
                "'tally_consumes_if(%s)' %s", text ? text : "",
                known ? "has no meaning here" : "is no such condition");
    return (struct convention){0};
}

static struct convention param_convention(struct parser *p, CXCursor param,
                                          const struct type *type,
                                          const struct type *result) {
    struct convention found = {0};
    unsigned marks =
        annotations_of(p, param, PARAM_ANNOTATIONS | result_annotations(type));
    if (marks >> ANNOTATION_CONSUMES_IF & 1)
        return condition_convention(p, param, type, result);
    if (marks >> ANNOTATION_CONSUMED & 1)
        found.marks |= MARK_CONSUMED;
    if (marks >> ANNOTATION_BYTES & 1)
        return bytes_convention(p, param, type);
    if (found.marks && type->kind == TYPE_POINTER &&
        type->inner->kind == TYPE_VOID) /* a reference of any type */
        return (struct convention){MARK_CONTEXT, ""};
    if (found.marks && type_place_kind(type) != REF_STRONG) {
        report_once(p, TLY_UNSUPPORTED_ANNOTATION, cursor_range(p, param),
                    "only a strong reference can be handed over",
                    "a parameter of type '%s' is marked tally_consumed",
                    type->spelling ? type->spelling : "no reference");
        found.marks = 0;
    }
    return found;
}

/* The number of the parameter called so; `count` if there is none. */
static size_t param_named(const CXCursor *params, size_t count,
                          const char *name, size_t length) {
    for (size_t i = 0; i < count; i++) {
        CXString string = clang_getCursorSpelling(params[i]);
        const char *text = clang_getCString(string);
        bool same = strlen(text) == length && memcmp(text, name, length) == 0;
        clang_disposeString(string);
        if (same)
            return i;
    }
    return count;
}

/* tally_context(fn, destroy): names become numbers, since the names of
 * parameters are no part of a type. `destroy` may be NULL. */
static const char *context_argument(struct parser *p, const char *names,
                                    const CXCursor *params, size_t count) {
    size_t first = strcspn(names, " ,");
    size_t from = first + strspn(names + first, " ");
    if (names[from] != ',')
        return NULL;
    from += 1 + strspn(names + from + 1, " ");
    const char *second = names + from;
    size_t fn = param_named(params, count, names, first);
    size_t destroy = param_named(params, count, second, strlen(second));
    bool none = strcmp(second, "NULL") == 0 || strcmp(second, "0") == 0;
    if (fn == count || (destroy == count && !none))
        return NULL;
    return none ? arena_printf(p->arena, "%zu", fn)
                : arena_printf(p->arena, "%zu,%zu", fn, destroy);
}

static struct convention context_convention(struct parser *p,
                                            const CXCursor *params,
                                            size_t count, size_t index,
                                            const struct type *type) {
    const char *names =
        annotation_argument(p, params[index], ANNOTATION_CONTEXT);
    const char *argument =
        names && type->kind == TYPE_POINTER && type->inner->kind == TYPE_VOID
            ? context_argument(p, names, params, count)
            : NULL;
    if (argument)
        return (struct convention){MARK_CONTEXT, argument};
    report_once(p, TLY_UNSUPPORTED_ANNOTATION, cursor_range(p, params[index]),
                "write 'void *data tally_context(fn, destroy)', with the names "
                "of two parameters, or NULL for the second",
                "'tally_context(%s)' names no callback", names ? names : "");
    return (struct convention){0};
}

static bool is_context(struct parser *p, CXCursor param) {
    return annotations_of(p, param, ~0u) >> ANNOTATION_CONTEXT & 1;
}

/* The function type with what its parameters' cursors say. */
static const struct type *with_params(struct parser *p,
                                      const struct type *function,
                                      const CXCursor *params) {
    struct type changed = *function;
    size_t count = function->param_count;
    struct convention *accepts =
        ARENA_ARRAY(p->arena, struct convention, count + 1);
    const struct type **types =
        ARENA_ARRAY(p->arena, const struct type *, count + 1);
    bool marked = false;
    for (size_t i = 0; i < count; i++) {
        types[i] = type_with_conventions(p, params[i], function->params[i]);
        accepts[i] =
            is_context(p, params[i])
                ? context_convention(p, params, count, i, types[i])
                : param_convention(p, params[i], types[i], function->inner);
        marked = marked || accepts[i].marks;
    }
    changed.params = types;
    changed.accepts = marked ? accepts : NULL;
    return type_intern(p, changed);
}

/* The pointers and arrays in front of a function type, put before another. */
static const struct type *in_front_of(struct parser *p, const struct type *type,
                                      const struct type *function) {
    if (type->kind == TYPE_FUNCTION)
        return function;
    struct type changed = *type;
    changed.inner = in_front_of(p, type->inner, function);
    return type_intern(p, changed);
}

static const struct type *function_of(const struct type *type) {
    while (type->kind != TYPE_FUNCTION)
        type = type->inner;
    return type;
}

/* A declarator of several function types: whose parameters are these? */
static void refuse_marks(struct parser *p, const CXCursor *params,
                         size_t count) {
    for (size_t i = 0; i < count; i++)
        if (annotations_of(p, params[i], PARAM_ANNOTATIONS))
            report_once(p, TLY_UNSUPPORTED_ANNOTATION,
                        cursor_range(p, params[i]),
                        "give the inner function type a typedef name",
                        "an ownership mark in a declarator of several "
                        "functions");
}

struct params {
    VEC(CXCursor) all;
};

/* Those whose cursors stand right below. */
static struct params params_below(struct parser *p, CXCursor cursor) {
    struct params params = {0};
    struct children children = children_of(p, cursor);
    for (size_t i = 0; i < children.count; i++) {
        CXCursor child = child_at(p, children, i);
        if (clang_getCursorKind(child) == CXCursor_ParmDecl)
            VEC_PUSH(p->arena, params.all, child);
    }
    children_done(p, children);
    return params;
}

/* ---- results that are lent ---------------------------------------------- */

unsigned result_annotations(const struct type *type) {
    return type_leads_to_function(type) ? RESULT_ANNOTATIONS : 0;
}

static bool is_raw_pointer(const struct type *type) {
    return type->kind == TYPE_POINTER && type->ref == REF_NONE &&
           !type_leads_to_function(type);
}

/* The number of the parameter that keeps the result, as text; NULL, and a
 * diagnostic, if there is none. */
static const char *lender(struct parser *p, CXCursor cursor,
                          const struct type *function,
                          const struct params *params) {
    const char *name = annotation_argument(p, cursor, ANNOTATION_BORROWED_FROM);
    for (size_t i = 0; name && i < params->all.count; i++)
        if (string_equals(clang_getCursorSpelling(params->all.at[i]), name) &&
            i < function->param_count &&
            function->params[i]->kind == TYPE_POINTER &&
            !type_accepts(function, i).marks)
            return arena_printf(p->arena, "%zu", i);
    report_once(p, TLY_UNSUPPORTED_ANNOTATION, cursor_range(p, cursor),
                "name a parameter that is a pointer, and that is not consumed",
                "'%s' is no parameter that could keep the result",
                name ? name : "");
    return NULL;
}

/* The function type with what the cursor says of its result. */
static const struct type *with_result(struct parser *p, CXCursor cursor,
                                      const struct type *function,
                                      const struct params *params,
                                      unsigned allowed) {
    if (clang_getCursorKind(cursor) == CXCursor_FieldDecl)
        allowed |= FIELD_ANNOTATIONS;
    unsigned marks = annotations_of(p, cursor, allowed) & RESULT_ANNOTATIONS;
    struct type changed = *function;
    bool from = marks >> ANNOTATION_BORROWED_FROM & 1;
    if (!marks)
        return function;
    if (type_place_kind(function->inner) != REF_STRONG &&
        !(from && is_raw_pointer(function->inner))) {
        report_once(p, TLY_UNSUPPORTED_ANNOTATION, cursor_range(p, cursor),
                    from ? "it stands on functions that give a pointer"
                         : "it stands on functions that give a reference",
                    "a result of type '%s' is marked tally_borrowed%s",
                    function->inner->spelling ? function->inner->spelling
                                              : "no pointer",
                    from ? "_from" : "");
        return function;
    }
    changed.gives.marks = from ? MARK_BORROWED_FROM : MARK_BORROWED;
    changed.gives.argument = from ? lender(p, cursor, function, params) : NULL;
    return from && !changed.gives.argument ? function
                                           : type_intern(p, changed);
}

const struct type *type_with_conventions(struct parser *p, CXCursor cursor,
                                         const struct type *type) {
    if (!type_leads_to_function(type))
        return type;
    struct params params = params_below(p, cursor);
    const struct type *function = function_of(type);
    if (params.all.count == function->param_count &&
        !type_leads_to_function(function->inner))
        function = with_params(p, function, params.all.at);
    else
        refuse_marks(p, params.all.at, params.all.count);
    if (clang_getCursorKind(cursor) == CXCursor_ParmDecl)
        function = with_result(p, cursor, function, &params,
                               PARAM_ANNOTATIONS | RESULT_ANNOTATIONS);
    else if (clang_isDeclaration(clang_getCursorKind(cursor)))
        function = with_result(p, cursor, function, &params,
                               RESULT_ANNOTATIONS);
    return in_front_of(p, type, function);
}

/* ---- functions ---------------------------------------------------------- */

static bool is_one_of(CXCursor cursor, const CXCursor *all, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (clang_equalCursors(cursor, all[i]))
            return true;
    return false;
}

/* The function's own parameters, and not those of what it gives. */
static const struct type *declared_type(struct parser *p, CXCursor cursor) {
    const struct type *type = type_of_cursor(p, cursor);
    int count = clang_Cursor_getNumArguments(cursor);
    struct params own = {0}, all = params_below(p, cursor);
    for (int i = 0; i < count; i++)
        VEC_PUSH(p->arena, own.all,
                 clang_Cursor_getArgument(cursor, (unsigned)i));
    if (type->kind != TYPE_FUNCTION || own.all.count != type->param_count)
        return type;
    for (size_t i = 0; i < all.all.count; i++)
        if (!is_one_of(all.all.at[i], own.all.at, own.all.count))
            refuse_marks(p, &all.all.at[i], 1);
    return with_result(p, cursor, with_params(p, type, own.all.at), &own,
                       FUNCTION_ANNOTATIONS);
}

const struct type *type_of_function(struct parser *p, CXCursor cursor) {
    const struct type *first =
        declared_type(p, clang_getCanonicalCursor(cursor));
    const struct type *here = declared_type(p, cursor);
    size_t count = here->kind == TYPE_FUNCTION ? here->param_count : 0;
    for (size_t i = 0; i < count; i++)
        if (type_accepts(here, i).marks & ~type_accepts(first, i).marks)
            report_once(p, TLY_UNSUPPORTED_ANNOTATION, name_range(p, cursor),
                        "mark the parameter where the function is first "
                        "declared",
                        "an ownership mark behind a declaration without it");
    if (count && here->gives.marks & ~first->gives.marks)
        report_once(p, TLY_UNSUPPORTED_ANNOTATION, name_range(p, cursor),
                    "mark the function where it is first declared",
                    "an ownership mark behind a declaration without it");
    if (first->kind != TYPE_FUNCTION || first->no_prototype)
        return here;
    struct type changed = *here;
    changed.gives = first->gives;
    changed.accepts = first->accepts;
    return count == first->param_count ? type_intern(p, changed) : here;
}

/* ---- expressions -------------------------------------------------------- */

static const struct type *pointee(const struct type *type) {
    return type && (type->kind == TYPE_POINTER || type->kind == TYPE_ARRAY)
               ? type->inner
               : type;
}

static const struct type *type_of_body(const struct node *body) {
    if (body->kind != NODE_COMPOUND || body->child_count == 0)
        return NULL;
    const struct node *last = body->child[body->child_count - 1];
    return last->kind == NODE_EXPRESSION ? last->child[0]->type : NULL;
}

static const struct node *pointer_operand(const struct node *node) {
    for (size_t i = 0; i < node->child_count; i++)
        if (node->child[i] && type_leads_to_function(node->child[i]->type))
            return node->child[i];
    return NULL;
}

/* By the operands; NULL where they do not say. */
static const struct type *type_by_operands(struct parser *p,
                                           const struct node *node,
                                           CXCursor cursor) {
    const struct node *operand = pointer_operand(node);
    switch (node->kind) {
    case NODE_NAME:
        return node->decl ? node->decl->type : NULL;
    case NODE_MEMBER:
        return node->field ? node->field->type : NULL;
    case NODE_CAST:
    case NODE_COMPOUND_LITERAL:
    case NODE_VA_ARG:
        return type_with_conventions(p, cursor, node->type);
    case NODE_DEREF:
    case NODE_SUBSCRIPT:
        return operand ? pointee(operand->type) : NULL;
    case NODE_ADDRESS:
        return operand ? type_pointer_to(p, operand->type) : NULL;
    case NODE_CALL:
        return node->child_count && type_leads_to_function(node->child[0]->type)
                   ? function_of(node->child[0]->type)->inner
                   : NULL;
    case NODE_STATEMENT_EXPR:
        return type_of_body(node->child[0]);
    case NODE_COMMA:
        return node->child[1]->type;
    default:
        return operand ? operand->type : NULL;
    }
}

void node_take_conventions(struct parser *p, struct node *node,
                           CXCursor cursor) {
    if (!node->type || !type_leads_to_function(node->type))
        return;
    const struct type *type = type_by_operands(p, node, cursor);
    if (type && type->kind == node->type->kind && type_leads_to_function(type))
        node->type = type;
}
