/* Place annotations where they mean nothing.
 *
 * Under the tool a place annotation is a nullability qualifier. Clang itself
 * refuses one on what is no pointer; here it is refused on a pointer to what
 * is no object, and tally_array on a pointer to what is no element. Typedefs
 * are checked where they are declared. */
#include "source/parser.h"

static void check(struct parser *p, CXType type, struct range at);

static bool points_to_object(struct parser *p, CXType pointer) {
    const struct type *type = type_of(p, pointer);
    return type->kind == TYPE_POINTER && type->inner->kind == TYPE_RECORD &&
           type->inner->record->is_object;
}

static bool is_object_or_array_of(const struct type *type) {
    while (type->kind == TYPE_ARRAY)
        type = type->inner;
    return type->kind == TYPE_RECORD && type->record->is_object;
}

static void check_array(struct parser *p, CXType array, struct range at) {
    const struct type *type = type_of(p, array);
    if (type->kind != TYPE_POINTER)
        return;
    if (is_object_or_array_of(type->inner))
        report_once(p, TLY_OBJECT_BY_VALUE, at,
                    "make it an array of references: 'T **tally_array'",
                    "a 'tally_array' of objects");
    else if (type->inner->kind == TYPE_VOID ||
             type->inner->kind == TYPE_FUNCTION || type->inner->variable)
        report_once(p, TLY_PLACE_NOT_REFERENCE, at,
                    "put it after the '*' of a pointer to the elements",
                    "'tally_array' on a pointer to what cannot be an element");
    else if (type->quals & (QUAL_VOLATILE | QUAL_ATOMIC))
        report_once(p, TLY_UNSUPPORTED_ANNOTATION, at, NULL,
                    "a volatile or atomic reference to an array");
}

static void check_attributed(struct parser *p, CXType type, struct range at) {
    enum CXTypeNullabilityKind kind = clang_Type_getNullability(type);
    const char *name =
        kind == CXTypeNullability_Nullable ? "tally_weak" : "tally_unowned";
    if ((kind == CXTypeNullability_Nullable ||
         kind == CXTypeNullability_Unspecified) &&
        !points_to_object(p, type))
        report_once(p, TLY_PLACE_NOT_REFERENCE, at,
                    "put it after the '*' of a pointer to a tally_object",
                    "'%s' on a pointer that is no reference", name);
    if (kind == CXTypeNullability_NonNull)
        check_array(p, type, at);
    check(p, clang_Type_getModifiedType(type), at);
}

static void check_function(struct parser *p, CXType type, struct range at) {
    int count = clang_getNumArgTypes(type);
    check(p, clang_getResultType(type), at);
    for (int i = 0; i < count; i++)
        check(p, clang_getArgType(type, (unsigned)i), at);
}

static void check(struct parser *p, CXType type, struct range at) {
    switch (type.kind) {
    case CXType_Attributed:
        check_attributed(p, type, at);
        break;
    case CXType_Pointer:
        check(p, clang_getPointeeType(type), at);
        break;
    case CXType_ConstantArray:
    case CXType_IncompleteArray:
    case CXType_VariableArray:
        check(p, clang_getArrayElementType(type), at);
        break;
    case CXType_FunctionProto:
        check_function(p, type, at);
        break;
    case CXType_Unexposed: /* in parentheses, among others */
        if (clang_getCanonicalType(type).kind == CXType_FunctionProto)
            check_function(p, type, at);
        break;
    default:
        break;
    }
}

/* Do two declared types agree in all place annotations? */
static bool same_places(const struct type *a, const struct type *b) {
    if (a == b || !a || !b || a->kind != b->kind)
        return true;
    if (a->ref != b->ref)
        return false;
    for (size_t i = 0; i < a->param_count && i < b->param_count; i++)
        if (!same_places(a->params[i], b->params[i]))
            return false;
    return a->kind == TYPE_RECORD || same_places(a->inner, b->inner);
}

/* Parameters are compared one by one: a function's type may have lost what
 * theirs say. */
static bool same_declared(struct parser *p, CXCursor a, CXCursor b) {
    int count = clang_Cursor_getNumArguments(a);
    if (!same_places(type_of_cursor(p, a), type_of_cursor(p, b)))
        return false;
    if (count != clang_Cursor_getNumArguments(b))
        return true;
    for (int i = 0; i < count; i++)
        if (!same_places(
                type_of_cursor(p, clang_Cursor_getArgument(a, (unsigned)i)),
                type_of_cursor(p, clang_Cursor_getArgument(b, (unsigned)i))))
            return false;
    return true;
}

/* A name means the same in all its declarations. */
static void check_agreement(struct parser *p, CXCursor declaration) {
    CXCursor first = clang_getCanonicalCursor(declaration);
    if (clang_equalCursors(first, declaration) ||
        same_declared(p, first, declaration))
        return;
    report_once(p, TLY_KIND_MIX, name_range(p, declaration),
                "write the same ones as in the first declaration",
                "a declaration with other place annotations than before");
}

void places_check(struct parser *p, CXCursor declaration) {
    bool is_typedef = clang_getCursorKind(declaration) == CXCursor_TypedefDecl;
    CXType type = is_typedef ? clang_getTypedefDeclUnderlyingType(declaration)
                             : clang_getCursorType(declaration);
    check(p, type, name_range(p, declaration));
    if (!is_typedef)
        check_agreement(p, declaration);
}
