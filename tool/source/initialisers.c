/* Initialiser lists, and tally_new, which holds one.
 *
 * Lists are syntactic, as written. libclang shows `.a.b[3] = value` as an
 * UnexposedExpr of type void whose children are MemberRefs, the indices and
 * the value. */
#include "source/parser.h"

#include <string.h>

/* ---- designators ----------------------------------------------------------
 */

static bool is_designated(struct parser *p, CXCursor cursor) {
    if (clang_getCursorKind(cursor) != CXCursor_UnexposedExpr ||
        clang_getCursorType(cursor).kind != CXType_Void)
        return false;
    CXSourceRange extent = clang_getCursorExtent(cursor);
    struct spelling at = spelling_of(p, clang_getRangeStart(extent));
    if (!at.text)
        return false;
    struct scanner scan = scan_text(at.text, at.length);
    if (scan_is(&scan, at.offset, ".") || scan_is(&scan, at.offset, "["))
        return true;
    uint32_t next = scan_blank(&scan, scan_token(&scan, at.offset));
    return scan_is_name(&scan, at.offset) && scan_is(&scan, next, ":");
}

/* The type of what `.a[1].b` of an aggregate of this type denotes. */
static const struct type *designated_type(struct parser *p,
                                          const struct type *type,
                                          struct children children) {
    for (size_t i = 0; i + 1 < children.count && type; i++) {
        CXCursor child = child_at(p, children, i);
        if (clang_getCursorKind(child) == CXCursor_MemberRef)
            type = type_of_cursor(p, child);
        else if (clang_isExpression(clang_getCursorKind(child)))
            type = type->inner;
    }
    return type;
}

/* `[1 ... 3]` has two indices for one bracket. */
static bool has_range(struct parser *p, CXCursor cursor) {
    CXSourceRange extent = clang_getCursorExtent(cursor);
    struct spelling at = spelling_of(p, clang_getRangeStart(extent));
    struct scanner scan = scan_text(at.text, at.length);
    for (uint32_t i = at.offset;
         scan_is(&scan, i, "[") || scan_is(&scan, i, ".");) {
        uint32_t end = scan_is(&scan, i, "[") ? scan_group(&scan, i)
                                              : scan_token(&scan, i + 1);
        for (; i < end; i = scan_blank(&scan, scan_token(&scan, i)))
            if (scan_is(&scan, i, "..."))
                return true;
        i = scan_blank(&scan, end);
    }
    return false;
}

static bool constant_index(CXCursor cursor, uint64_t *index) {
    CXEvalResult result = clang_Cursor_Evaluate(cursor);
    bool known = result && clang_EvalResult_getKind(result) == CXEval_Int;
    if (known)
        *index = clang_EvalResult_getAsUnsigned(result);
    if (result)
        clang_EvalResult_dispose(result);
    return known;
}

static bool add_designator(struct parser *p, struct node *node,
                           CXCursor cursor) {
    struct designator *step = &node->designators[node->designator_count];
    const struct record *record;
    if (clang_getCursorKind(cursor) != CXCursor_MemberRef) {
        node->designator_count++;
        return constant_index(cursor, &step->index);
    }
    step->field = field_of(p, clang_getCursorReferenced(cursor), &record);
    if (!step->field || step->field->name) /* anonymous ones go without */
        node->designator_count++;
    return step->field != NULL;
}

/* False if some step is not understood. */
static bool add_designators(struct parser *p, struct node *node,
                            struct children children) {
    bool known = true;
    node->designators =
        ARENA_ARRAY(p->arena, struct designator, children.count + 1);
    for (size_t i = 0; i + 1 < children.count; i++)
        known = known && add_designator(p, node, child_at(p, children, i));
    return known;
}

static struct node *designated(struct parser *p, CXCursor cursor,
                               const struct type *aggregate) {
    struct node *node = node_new(p, NODE_DESIGNATED, cursor);
    struct children children = children_of(p, cursor);
    bool known = add_designators(p, node, children);
    node->designator_type = designated_type(p, aggregate, children);
    node->type = node->designator_type;
    if (children.count > 0)
        node_add_child(
            p, node,
            expression_of(p, child_at(p, children, children.count - 1)));
    if (!node->designator_type || !known || children.count < 2 ||
        has_range(p, cursor))
        node->kind = NODE_OPAQUE;
    children_done(p, children);
    range_settle(p, node, cursor);
    return node;
}

/* ---- lists ------------------------------------------------------------------
 */

static void add_initialisers(struct parser *p, struct node *node,
                             CXCursor list) {
    const struct type *aggregate = type_of_cursor(p, list);
    struct children children = children_evaluated(p, list);
    for (size_t i = 0; i < children.count; i++) {
        CXCursor child = child_at(p, children, i);
        node_add_child(p, node,
                       is_designated(p, child) ? designated(p, child, aggregate)
                                               : expression_of(p, child));
    }
    children_done(p, children);
}

struct node *initialiser_list(struct parser *p, CXCursor cursor) {
    struct node *node = node_new(p, NODE_INIT_LIST, cursor);
    add_initialisers(p, node, cursor);
    return node;
}

/* ---- tally_new --------------------------------------------------------------
 */

/* The last evaluated child. */
static CXCursor last_child(struct parser *p, CXCursor cursor) {
    struct children children = children_evaluated(p, cursor);
    CXCursor last = clang_getNullCursor();
    if (children.count > 0)
        last = child_at(p, children, children.count - 1);
    children_done(p, children);
    return last;
}

/* Down through conversions and `__extension__` to a cursor of that kind. */
static bool descend(struct parser *p, CXCursor *cursor,
                    enum CXCursorKind kind) {
    while (clang_getCursorKind(*cursor) != kind) {
        enum CXCursorKind at = clang_getCursorKind(*cursor);
        if (at != CXCursor_UnexposedExpr && at != CXCursor_UnaryOperator)
            return false;
        *cursor = last_child(p, *cursor);
    }
    return true;
}

static const char *const maker_names[] = {
    [NEW_OBJECT] = "tally__tool_new",
    [NEW_TRY_OBJECT] = "tally__tool_try_new",
    [NEW_ARRAY] = "tally__tool_new_array",
    [NEW_TRY_ARRAY] = "tally__tool_try_new_array",
    [NEW_FLEX] = "tally__tool_new_flex",
    [NEW_TRY_FLEX] = "tally__tool_try_new_flex"};

/* In our own text: it retains what it is given. */
static bool is_sharing_maker(const char *name, enum new_kind *kind) {
    bool tries = strcmp(name, "tally__tool_try_new_shared") == 0;
    *kind = tries ? NEW_TRY_OBJECT : NEW_OBJECT;
    return tries || strcmp(name, "tally__tool_new_shared") == 0;
}

static bool is_maker(CXCursor call, enum new_kind *kind, bool *shares) {
    CXString string = clang_getCursorSpelling(call);
    const char *name = clang_getCString(string);
    bool found = *shares = is_sharing_maker(name, kind);
    for (unsigned i = 0; i <= NEW_TRY_FLEX && !found; i++) {
        found = strcmp(name, maker_names[i]) == 0;
        *kind = (enum new_kind)i;
    }
    clang_disposeString(string);
    return found;
}

static bool takes_length(enum new_kind kind) {
    return kind != NEW_OBJECT && kind != NEW_TRY_OBJECT;
}

static bool takes_initialisers(enum new_kind kind) {
    return kind != NEW_ARRAY && kind != NEW_TRY_ARRAY;
}

/* The length is the second argument. */
static bool add_length(struct parser *p, struct node *node, CXCursor call) {
    if (clang_Cursor_getNumArguments(call) < 2)
        return false;
    node_add_child(p, node,
                   expression_of(p, clang_Cursor_getArgument(call, 1)));
    return true;
}

/* The list of the compound literal that is the last argument. */
static bool list_of(struct parser *p, CXCursor call, CXCursor *list) {
    *list = last_child(p, call);
    if (!descend(p, list, CXCursor_CompoundLiteralExpr))
        return false;
    *list = last_child(p, *list);
    return true;
}

/* The macro's name and its type argument, where the call is in the text. */
static void locate_maker(struct parser *p, struct node *node) {
    if (node->range.file != 0 || node->range.begin_macro != NO_MACRO)
        return;
    const struct scanner *scan = &p->plain;
    uint32_t name_end = scan_token(scan, node->range.begin);
    uint32_t bracket = scan_blank(scan, name_end);
    uint32_t type = scan_blank(scan, bracket + 1);
    uint32_t type_end = type;
    while (type_end < node->range.end && !scan_is(scan, type_end, ",") &&
           !scan_is(scan, type_end, ")"))
        type_end = scan_is(scan, type_end, "(")
                       ? scan_blank(scan, scan_group(scan, type_end))
                       : scan_blank(scan, scan_token(scan, type_end));
    while (type_end > type && strchr(" \t\r\n", scan->text[type_end - 1]))
        type_end--;
    node->token = plain_range(p, node->range.begin, name_end);
    node->extra = plain_range(p, type, type_end);
    node->extra.begin_macro = node->extra.end_macro = NO_MACRO;
}

/* ((T *)tally__tool_new(sizeof(T), &(T){...})), and with a length before the
 * list, or instead of it */
struct node *maker_call(struct parser *p, CXCursor cursor) {
    CXCursor cast = last_child(p, cursor);
    enum new_kind kind;
    bool shares;
    if (clang_getCursorKind(cast) != CXCursor_CStyleCastExpr)
        return NULL;
    CXCursor call = last_child(p, cast);
    if (clang_getCursorKind(call) != CXCursor_CallExpr ||
        !is_maker(call, &kind, &shares))
        return NULL;
    CXCursor list = call;
    if (takes_initialisers(kind) && !list_of(p, call, &list))
        return NULL;
    struct node *node = node_new(p, NODE_NEW, cursor);
    node->new_kind = kind;
    node->shares = shares;
    node->type = type_of_cursor(p, cast);
    if (takes_initialisers(kind) && node->type->inner &&
        node->type->inner->kind == TYPE_RECORD)
        node->record = node->type->inner->record;
    if (takes_length(kind) && !add_length(p, node, call))
        return NULL;
    if (takes_length(kind) && takes_initialisers(kind)) {
        struct node *member = node_strip_parens(
            expression_of(p, clang_Cursor_getArgument(call, 0)));
        node->field = member->field;
    }
    if (takes_initialisers(kind))
        add_initialisers(p, node, list);
    locate_maker(p, node);
    return node;
}
