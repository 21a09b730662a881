/* Expressions: cursors → nodes.
 *
 * Implicit casts are not nodes; where they turn an array or a function into
 * a pointer, the operand gets the pointer's type, and where they turn an
 * integer into a pointer, the operand is a null pointer constant. Every kind
 * checks how many operands libclang shows; what does not fit is NODE_OPAQUE. */
#include "source/parser.h"

#include <string.h>

/* ---- nodes -------------------------------------------------------------- */

struct node *node_new(struct parser *p, enum node_kind kind, CXCursor cursor) {
    struct node *node = ARENA_NEW(p->arena, struct node);
    node->kind = kind;
    node->range = cursor_range(p, cursor);
    node->token = node->range;
    node->extra = node->range;
    if (clang_isExpression(clang_getCursorKind(cursor)))
        node->type = type_of_cursor(p, cursor);
    return node;
}

void node_add_child(struct parser *p, struct node *node, struct node *child) {
    size_t capacity = node->child_count; /* grown in powers of two */
    if ((capacity & (capacity - 1)) == 0) {
        struct node **at =
            ARENA_ARRAY(p->arena, struct node *, capacity ? 2 * capacity : 1);
        if (capacity > 0)
            memcpy(at, node->child, capacity * sizeof *at);
        node->child = at;
    }
    node->child[node->child_count++] = child;
}

/* Is the member the base part of the object that it is a member of? */
static bool is_base_member(const struct node *member) {
    const struct type *whole = member->child[0]->type;
    if (member->arrow && whole)
        whole = whole->inner;
    return whole && whole->kind == TYPE_RECORD && whole->record->base &&
           member->field == whole->record->fields;
}

struct node *node_object_pointer(const struct node *address) {
    struct node *node = node_strip_parens(address->child[0]);
    while (node->kind == NODE_MEMBER && is_base_member(node)) {
        if (node->arrow)
            return node->child[0];
        node = node_strip_parens(node->child[0]);
    }
    return node->kind == NODE_DEREF ? node->child[0] : NULL;
}

static const struct record *referent(const struct type *type) {
    return type->inner ? type->inner->record : NULL;
}

bool node_is_object_cast(const struct node *node) {
    if (node->kind != NODE_CAST)
        return false;
    const struct type *from = node->child[0]->type, *to = node->type;
    if (!type_is_reference(from) || !type_is_reference(to) ||
        node->is_constant || referent(from) == referent(to))
        return false;
    return record_is_subtype(referent(from), referent(to)) ||
           record_is_subtype(referent(to), referent(from));
}

struct node *node_strip_parens(struct node *node) {
    while (node->kind == NODE_PAREN)
        node = node->child[0];
    return node;
}

static struct node *settled(struct parser *p, struct node *node,
                            CXCursor cursor) {
    range_settle(p, node, cursor);
    return node;
}

/* A node whose operands are all that libclang shows. */
static struct node *with_operands(struct parser *p, enum node_kind kind,
                                  CXCursor cursor) {
    struct node *node = node_new(p, kind, cursor);
    struct children children = children_evaluated(p, cursor);
    for (size_t i = 0; i < children.count; i++) {
        CXCursor child = child_at(p, children, i);
        if (clang_isExpression(clang_getCursorKind(child)))
            node_add_child(p, node, expression_of(p, child));
        else
            node_add_child(p, node, body_of(p, child));
    }
    children_done(p, children);
    return node;
}

static void become_opaque(struct node *node) {
    node->kind = NODE_OPAQUE;
}

/* A node with exactly `count` operands. */
static struct node *with_exactly(struct parser *p, enum node_kind kind,
                                 CXCursor cursor, size_t count) {
    struct node *node = with_operands(p, kind, cursor);
    if (node->child_count != count)
        become_opaque(node);
    return node;
}

/* Only the last of the children is an operand; the others belong to a type
 * (array lengths, the operand of typeof). */
static struct node *with_last(struct parser *p, enum node_kind kind,
                              CXCursor cursor) {
    struct node *node = node_new(p, kind, cursor);
    struct children children = children_evaluated(p, cursor);
    if (children.count > 0)
        node_add_child(
            p, node,
            expression_of(p, child_at(p, children, children.count - 1)));
    else
        become_opaque(node);
    children_done(p, children);
    return node;
}

/* ---- operators in the text ------------------------------------------------
 */

/* The token `text` behind an operand and before `limit`: in the plain text,
 * or in the macro call that brings it. False where it is not found. */
static bool find_token(struct parser *p, const struct range *left,
                       uint32_t limit, const char *text, struct range *token) {
    if (left->file != 0)
        return true; /* nothing is edited there */
    uint32_t at = scan_blank(&p->plain, left->end);
    if (at < limit && scan_is(&p->plain, at, text)) {
        *token = plain_range(p, at, scan_token(&p->plain, at));
        return true;
    }
    uint32_t macro = left->end_macro;
    if (macro == NO_MACRO && at < limit)
        macro = macro_call_around(p, at);
    if (macro == NO_MACRO && left->end > 0) /* behind a soft end */
        macro = macro_call_around(p, left->end - 1);
    if (macro == NO_MACRO)
        return false;
    *token = call_range(p, macro);
    return true;
}

/* The operator between two operands. */
static bool find_operator(struct parser *p, struct node *node,
                          const char *text) {
    const struct range *left = &node->child[0]->range;
    const struct range *right = &node->child[1]->range;
    if (left->end_macro != NO_MACRO && left->end_macro == right->begin_macro) {
        node->token = call_range(p, left->end_macro);
        return true;
    }
    uint32_t limit = right->begin >= left->end ? right->begin : node->range.end;
    return find_token(p, left, limit, text, &node->token);
}

/* ---- what happens to variables ---------------------------------------------
 */

/* The type of what an lvalue denotes: before decay. */
static const struct type *denoted_type(const struct node *node) {
    switch (node->kind) {
    case NODE_NAME:
        return node->decl ? node->decl->type : node->type;
    case NODE_MEMBER:
        return node->field ? node->field->type : node->type;
    case NODE_PAREN:
        return denoted_type(node->child[0]);
    case NODE_SUBSCRIPT: {
        const struct type *base = denoted_type(node->child[0]);
        return base->inner ? base->inner : node->type;
    }
    default:
        return node->type;
    }
}

/* The variable that an lvalue is the whole or a part of; NULL if it lies
 * behind a pointer. */
static struct decl *variable_of(const struct node *node) {
    switch (node->kind) {
    case NODE_NAME:
        return node->decl;
    case NODE_PAREN:
        return variable_of(node->child[0]);
    case NODE_MEMBER:
        return node->arrow ? NULL : variable_of(node->child[0]);
    case NODE_SUBSCRIPT:
        return denoted_type(node->child[0])->kind == TYPE_ARRAY
                   ? variable_of(node->child[0])
                   : NULL;
    default:
        return NULL;
    }
}

static void note_assigned(const struct node *place) {
    struct decl *decl = variable_of(place);
    if (decl)
        decl->assigned = true;
}

static void note_address_taken(const struct node *place) {
    struct decl *decl = variable_of(place);
    if (decl)
        decl->address_taken = true;
}

void note_written(const struct node *place) {
    note_assigned(place);
    note_address_taken(place);
}

/* ---- constants --------------------------------------------------------------
 */

static bool is_zero(CXCursor cursor) {
    CXEvalResult result = clang_Cursor_Evaluate(cursor);
    bool zero = false;
    if (result) {
        zero = clang_EvalResult_getKind(result) == CXEval_Int &&
               clang_EvalResult_getAsLongLong(result) == 0;
        clang_EvalResult_dispose(result);
    }
    return zero;
}

static bool is_integer(const struct type *type) {
    return type->kind == TYPE_INTEGER || type->kind == TYPE_BOOL;
}

/* ---- wrappers
 * ----------------------------------------------------------------- */

/* An operand as an implicit conversion to `type` leaves it. */
static struct node *converted(struct parser *p, CXCursor operand,
                              const struct type *type, bool escapes) {
    struct node *node = expression_of(p, operand);
    const struct type *before = node->type;
    if (type->kind != TYPE_POINTER || !before)
        return node;
    if (before->kind == TYPE_ARRAY || before->kind == TYPE_FUNCTION) {
        node->type = type;
        if (type_leads_to_function(before))
            node->type = type_pointer_to(
                p, before->kind == TYPE_ARRAY ? before->inner : before);
        if (escapes)
            note_address_taken(node);
    } else if (is_integer(before) && is_zero(operand)) {
        node->is_constant = true;
    }
    return node;
}

static bool same_extent(CXCursor a, CXCursor b) {
    return clang_equalRanges(clang_getCursorExtent(a),
                             clang_getCursorExtent(b));
}

/* The operand of an implicit cast, if `cursor` is one. */
static bool implicit_operand(struct parser *p, CXCursor cursor,
                             CXCursor *operand) {
    if (clang_getCursorKind(cursor) != CXCursor_UnexposedExpr)
        return false;
    struct children children = children_of(p, cursor);
    bool found = children.count == 1;
    if (found) {
        *operand = child_at(p, children, 0);
        found = clang_isExpression(clang_getCursorKind(*operand)) &&
                same_extent(cursor, *operand);
    }
    children_done(p, children);
    return found;
}

/* The type of an arm. A count operation, in text of ours, gives what it is
 * given. */
static const struct type *arm_type(const struct node *arm) {
    while (arm->kind == NODE_PAREN || arm->kind == NODE_COMMA)
        arm = arm->child[arm->kind == NODE_COMMA];
    bool counts = arm->kind == NODE_CALL && arm->child_count == 2 &&
                  arm->child[0]->kind == NODE_NAME &&
                  strcmp(arm->child[0]->name, "tally_incref") == 0;
    return counts ? arm_type(arm->child[1]) : arm->type;
}

/* An array if both arms are, or one of them and NULL the other. */
static void settle_arms(struct parser *p, struct node *node,
                        const struct node *yes, const struct node *no) {
    const struct type *types[2] = {arm_type(yes), arm_type(no)};
    bool arrays[2] = {type_is_counted_array(types[0]),
                      type_is_counted_array(types[1])};
    if ((arrays[0] || yes->is_constant) && (arrays[1] || no->is_constant) &&
        (arrays[0] || arrays[1]))
        node->type = types[!arrays[0]]->unqualified;
    else if (node->type)
        node->type = type_as_array(p, node->type, false);
}

/* GNU a ?: b, where libclang shows `a` three times. */
static struct node *binary_conditional(struct parser *p, CXCursor cursor,
                                       struct children children) {
    struct node *node = node_new(p, NODE_CONDITIONAL, cursor);
    node_add_child(p, node, expression_of(p, child_at(p, children, 0)));
    node_add_child(p, node, NULL);
    node_add_child(p, node, expression_of(p, child_at(p, children, 3)));
    uint32_t limit = node->child[2]->range.begin;
    if (limit < node->child[0]->range.end)
        limit = node->range.end;
    if (!find_token(p, &node->child[0]->range, limit, "?", &node->token))
        become_opaque(node);
    if (node->kind == NODE_OPAQUE)
        node->name = "'?:' without a middle operand";
    node->op = "?:";
    settle_arms(p, node, node->child[0], node->child[2]);
    return node;
}

static bool is_binary_conditional(const struct parser *p,
                                  struct children children) {
    return children.count == 4 &&
           clang_equalCursors(child_at(p, children, 0),
                              child_at(p, children, 1)) &&
           clang_equalCursors(child_at(p, children, 0),
                              child_at(p, children, 2));
}

/* UnexposedExpr: libclang's word for what it has no kind for. */
static struct node *unexposed(struct parser *p, CXCursor cursor) {
    CXCursor operand;
    if (implicit_operand(p, cursor, &operand))
        return converted(p, operand, type_of_cursor(p, cursor), true);
    if (spelled(p, cursor, "__builtin_va_arg"))
        return with_last(p, NODE_VA_ARG, cursor);
    if (spelled(p, cursor, "__builtin_offsetof")) {
        check_lengths(p, cursor, clang_getNullCursor(),
                      "the index of an offsetof");
        return node_new(p, NODE_LITERAL, cursor);
    }
    struct children children = children_evaluated(p, cursor);
    struct node *node;
    if (is_binary_conditional(p, children))
        node = binary_conditional(p, cursor, children);
    else if (children.count == 0 &&
             !type_mentions_reference(type_of_cursor(p, cursor)))
        node = node_new(p, NODE_LITERAL, cursor);
    else
        node = with_operands(p, NODE_OPAQUE, cursor);
    node->atomic = node->kind == NODE_OPAQUE && spelled_atomic(p, cursor);
    if (spelled(p, cursor, "__builtin_choose_expr"))
        node->name = "'__builtin_choose_expr'";
    children_done(p, children);
    return node;
}

/* ---- operators
 * ----------------------------------------------------------------- */

static const char *const binary_texts[] = {
    [CXBinaryOperator_Mul] = "*",         [CXBinaryOperator_Div] = "/",
    [CXBinaryOperator_Rem] = "%",         [CXBinaryOperator_Add] = "+",
    [CXBinaryOperator_Sub] = "-",         [CXBinaryOperator_Shl] = "<<",
    [CXBinaryOperator_Shr] = ">>",        [CXBinaryOperator_LT] = "<",
    [CXBinaryOperator_GT] = ">",          [CXBinaryOperator_LE] = "<=",
    [CXBinaryOperator_GE] = ">=",         [CXBinaryOperator_EQ] = "==",
    [CXBinaryOperator_NE] = "!=",         [CXBinaryOperator_And] = "&",
    [CXBinaryOperator_Xor] = "^",         [CXBinaryOperator_Or] = "|",
    [CXBinaryOperator_LAnd] = "&&",       [CXBinaryOperator_LOr] = "||",
    [CXBinaryOperator_Assign] = "=",      [CXBinaryOperator_MulAssign] = "*=",
    [CXBinaryOperator_DivAssign] = "/=",  [CXBinaryOperator_RemAssign] = "%=",
    [CXBinaryOperator_AddAssign] = "+=",  [CXBinaryOperator_SubAssign] = "-=",
    [CXBinaryOperator_ShlAssign] = "<<=", [CXBinaryOperator_ShrAssign] = ">>=",
    [CXBinaryOperator_AndAssign] = "&=",  [CXBinaryOperator_XorAssign] = "^=",
    [CXBinaryOperator_OrAssign] = "|=",   [CXBinaryOperator_Comma] = ","};

static const char *binary_text(enum CXBinaryOperatorKind kind) {
    size_t index = (size_t)kind;
    return index < sizeof binary_texts / sizeof *binary_texts
               ? binary_texts[index]
               : NULL;
}

static enum node_kind binary_kind(enum CXBinaryOperatorKind kind) {
    switch (kind) {
    case CXBinaryOperator_Assign:
        return NODE_ASSIGN;
    case CXBinaryOperator_LAnd:
        return NODE_AND;
    case CXBinaryOperator_LOr:
        return NODE_OR;
    case CXBinaryOperator_Comma:
        return NODE_COMMA;
    default:
        return kind >= CXBinaryOperator_MulAssign &&
                       kind <= CXBinaryOperator_OrAssign
                   ? NODE_COMPOUND_ASSIGN
                   : NODE_BINARY;
    }
}

/* What a binary operator gives of counted arrays: an assignment or a comma
 * what its operand is, pointer arithmetic a plain pointer. */
static void settle_array(struct parser *p, struct node *node) {
    const struct type *left = node->child[0]->type;
    if (node->kind == NODE_ASSIGN && type_is_counted_array(left))
        node->type = left->unqualified;
    else if (node->type)
        node->type =
            type_as_array(p, node->type,
                          node->kind == NODE_COMMA &&
                              type_is_counted_array(node->child[1]->type));
}

static struct node *binary(struct parser *p, CXCursor cursor) {
    enum CXBinaryOperatorKind kind = clang_getCursorBinaryOperatorKind(cursor);
    const char *text = binary_text(kind);
    struct node *node = with_exactly(p, binary_kind(kind), cursor, 2);
    if (!text)
        become_opaque(node);
    if (node->kind == NODE_OPAQUE)
        return node;
    node->op = text;
    settle_array(p, node);
    if (!find_operator(p, node, text))
        become_opaque(node);
    if (node->kind == NODE_ASSIGN || node->kind == NODE_COMPOUND_ASSIGN)
        note_assigned(node->child[0]);
    return node;
}

struct unary_shape {
    enum node_kind kind;
    const char *text;
    bool postfix;
};

static const struct unary_shape unary_shapes[] = {
    [CXUnaryOperator_PostInc] = {NODE_INCREMENT, "++", true},
    [CXUnaryOperator_PostDec] = {NODE_INCREMENT, "--", true},
    [CXUnaryOperator_PreInc] = {NODE_INCREMENT, "++", false},
    [CXUnaryOperator_PreDec] = {NODE_INCREMENT, "--", false},
    [CXUnaryOperator_AddrOf] = {NODE_ADDRESS, "&", false},
    [CXUnaryOperator_Deref] = {NODE_DEREF, "*", false},
    [CXUnaryOperator_Plus] = {NODE_UNARY, "+", false},
    [CXUnaryOperator_Minus] = {NODE_UNARY, "-", false},
    [CXUnaryOperator_Not] = {NODE_UNARY, "~", false},
    [CXUnaryOperator_LNot] = {NODE_UNARY, "!", false},
    [CXUnaryOperator_Real] = {NODE_UNARY, "__real__", false},
    [CXUnaryOperator_Imag] = {NODE_UNARY, "__imag__", false},
    [CXUnaryOperator_Extension] = {NODE_PAREN, "__extension__", false}};

static void note_unary(const struct node *node) {
    if (node->kind == NODE_ADDRESS)
        note_address_taken(node->child[0]);
    if (node->kind == NODE_INCREMENT)
        note_assigned(node->child[0]);
}

static struct node *unary(struct parser *p, CXCursor cursor) {
    size_t kind = (size_t)clang_getCursorUnaryOperatorKind(cursor);
    const struct unary_shape *shape = NULL;
    if (kind < sizeof unary_shapes / sizeof *unary_shapes &&
        unary_shapes[kind].text)
        shape = &unary_shapes[kind];
    struct node *node =
        with_exactly(p, shape ? shape->kind : NODE_OPAQUE, cursor, 1);
    if (!shape)
        become_opaque(node);
    if (node->kind == NODE_OPAQUE)
        return node;
    node->op = shape->text;
    node->postfix = shape->postfix;
    if (!shape->postfix)
        node->token = first_token(p, node->range, strlen(shape->text));
    else if (!find_token(p, &node->child[0]->range, node->range.end,
                         shape->text, &node->token))
        become_opaque(node);
    note_unary(node);
    if (node->kind == NODE_ADDRESS)
        variable_address(node);
    return node;
}

static struct node *conditional(struct parser *p, CXCursor cursor) {
    struct node *node = with_exactly(p, NODE_CONDITIONAL, cursor, 3);
    node->op = "?";
    if (node->kind == NODE_CONDITIONAL)
        settle_arms(p, node, node->child[1], node->child[2]);
    if (node->kind == NODE_CONDITIONAL && !find_operator(p, node, "?"))
        become_opaque(node);
    return node;
}

/* ---- places
 * --------------------------------------------------------------------- */

static struct node *name(struct parser *p, CXCursor cursor) {
    CXCursor referenced = clang_getCursorReferenced(cursor);
    struct node *node = node_new(p, NODE_NAME, cursor);
    node->name = copy_string(p, clang_getCursorSpelling(cursor));
    if (clang_getCursorKind(referenced) == CXCursor_EnumConstantDecl) {
        node->has_value = true;
        node->value = clang_getEnumConstantDeclValue(referenced);
        return node;
    }
    node->decl = decl_of(p, referenced);
    if (!node->decl)
        become_opaque(node);
    variable_named(p, node);
    return node;
}

static bool is_pointer(const struct type *type) {
    return type && type->kind == TYPE_POINTER;
}

/* A member of an anonymous one is shown as that of the named struct around. */
static void skip_anonymous(struct node *member) {
    const struct node *outer = member->child[0];
    while (outer->kind == NODE_MEMBER && outer->field && !outer->field->name) {
        member->child[0] = outer->child[0];
        outer = member->child[0];
    }
}

static struct node *member(struct parser *p, CXCursor cursor) {
    CXCursor referenced = clang_getCursorReferenced(cursor);
    struct node *node = with_exactly(p, NODE_MEMBER, cursor, 1);
    node->name = copy_string(p, clang_getCursorSpelling(cursor));
    if (node->kind == NODE_OPAQUE)
        return node;
    node->field = field_of(p, referenced, &node->record);
    skip_anonymous(node);
    node->arrow = is_pointer(node->child[0]->type);
    if (!node->field || !find_token(p, &node->child[0]->range, node->range.end,
                                    node->arrow ? "->" : ".", &node->token))
        become_opaque(node);
    node->op = node->arrow ? "->" : ".";
    variable_member(p, node);
    return node;
}

/* An operand of []: an array that decays there does not escape by that. */
static struct node *subscript_operand(struct parser *p, CXCursor cursor) {
    CXCursor operand;
    if (!implicit_operand(p, cursor, &operand))
        return expression_of(p, cursor);
    return converted(p, operand, type_of_cursor(p, cursor), false);
}

static struct node *subscript(struct parser *p, CXCursor cursor) {
    struct node *node = node_new(p, NODE_SUBSCRIPT, cursor);
    struct children children = children_evaluated(p, cursor);
    for (size_t i = 0; i < children.count; i++)
        node_add_child(p, node, subscript_operand(p, child_at(p, children, i)));
    children_done(p, children);
    if (node->child_count != 2 || !find_operator(p, node, "["))
        become_opaque(node);
    return node;
}

/* ---- other expressions
 * ------------------------------------------------------------ */

/* The operand of a cast: the last child, behind what its type is made of. */
static bool casts_zero(struct parser *p, CXCursor cursor) {
    struct children children = children_evaluated(p, cursor);
    bool zero = children.count > 0 &&
                is_zero(child_at(p, children, children.count - 1));
    children_done(p, children);
    return zero;
}

static void check_cast_lengths(struct parser *p, CXCursor cursor) {
    struct children children = children_evaluated(p, cursor);
    if (children.count && type_is_variably_sized(type_of_cursor(p, cursor)))
        check_lengths(p, cursor, child_at(p, children, children.count - 1),
                      "the length of an array");
    children_done(p, children);
}

/* sizeof and _Alignof evaluate nothing, but for the lengths of a type of
 * variable size: then they are no constants. */
/* `sizeof v` of a variable length array, and of its elements, where nothing
 * happens when it is evaluated. */
static bool only_looks(struct parser *p, CXCursor cursor) {
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    bool looks = kind == CXCursor_DeclRefExpr ||
                 kind == CXCursor_IntegerLiteral ||
                 kind == CXCursor_ParenExpr ||
                 kind == CXCursor_UnexposedExpr ||
                 kind == CXCursor_MemberRefExpr ||
                 kind == CXCursor_ArraySubscriptExpr ||
                 (kind == CXCursor_UnaryOperator &&
                  clang_getCursorUnaryOperatorKind(cursor) ==
                      CXUnaryOperator_Deref);
    struct children children = children_of(p, cursor);
    for (size_t i = 0; i < children.count && looks; i++)
        looks = only_looks(p, child_at(p, children, i));
    children_done(p, children);
    return looks;
}

/* Its only child is an expression, not part of a type. */
static bool measures_variable(struct parser *p, CXCursor cursor) {
    struct children children = children_of(p, cursor);
    bool looks = children.count == 1 && only_looks(p, child_at(p, children, 0));
    children_done(p, children);
    return looks;
}

static struct node *size_of(struct parser *p, CXCursor cursor) {
    CXEvalResult result = clang_Cursor_Evaluate(cursor);
    bool constant =
        result && clang_EvalResult_getKind(result) == CXEval_Int;
    if (result)
        clang_EvalResult_dispose(result);
    if (!constant && !measures_variable(p, cursor))
        check_lengths(p, cursor, clang_getNullCursor(),
                      "the length of an array");
    return node_new(p, NODE_LITERAL, cursor);
}

/* tally_adopt(T, raw) or tally_borrow(T, raw) of a T that is no object: then
 * it is the element of an array. */
static bool takes_raw(struct node *cast) {
    if (cast->kind != NODE_CAST || !is_pointer(cast->type) ||
        cast->type->ref != REF_NONE)
        return false;
    const struct node *call = node_strip_parens(cast->child[0]);
    if (call->kind != NODE_CALL || call->child[0]->kind != NODE_NAME)
        return false;
    const char *name = call->child[0]->name;
    return strcmp(name, "tally__tool_adopt") == 0 ||
           strcmp(name, "tally__tool_borrow") == 0;
}

static struct node *cast(struct parser *p, CXCursor cursor) {
    check_cast_lengths(p, cursor);
    struct node *node = with_last(p, NODE_CAST, cursor);
    if (node->kind == NODE_CAST && is_pointer(node->type) &&
        (node->child[0]->is_constant ||
         (is_integer(node->child[0]->type) && casts_zero(p, cursor))))
        node->is_constant = true;
    if (takes_raw(node))
        node->type = type_as_array(p, node->type, true);
    return node;
}

static struct node *paren(struct parser *p, CXCursor cursor) {
    struct node *node = maker_call(p, cursor);
    if (node)
        return node;
    node = with_exactly(p, NODE_PAREN, cursor, 1);
    if (node->kind == NODE_PAREN) {
        node->is_constant = node->child[0]->is_constant;
        node->type = node->child[0]->type;
    }
    return node;
}

static void note_given_argument(struct node *argument) {
    struct node *bare = node_strip_parens(argument);
    if (bare->kind == NODE_NAME && bare->decl && decl_is_given(bare->decl))
        bare->decl->assigned = true;
}

/* A function that is called does not escape by that. */
static struct node *callee(struct parser *p, CXCursor cursor) {
    CXCursor operand;
    if (!implicit_operand(p, cursor, &operand))
        return expression_of(p, cursor);
    return converted(p, operand, type_of_cursor(p, cursor), false);
}

/* A plain local that is given away changes its value, too. */
static void note_given(const struct node *call) {
    const struct type *type = call->child[0]->type;
    if (type && type->kind == TYPE_POINTER)
        type = type->inner;
    for (size_t i = 1; type && i < call->child_count; i++)
        if (type->kind == TYPE_FUNCTION &&
            type_takes(type, i - 1, call->child[i]->type))
            note_given_argument(call->child[i]);
}

static struct node *call(struct parser *p, CXCursor cursor) {
    struct node *node = node_new(p, NODE_CALL, cursor);
    struct children children = children_evaluated(p, cursor);
    int arguments = clang_Cursor_getNumArguments(cursor);
    for (size_t i = 0; i < children.count; i++) {
        CXCursor child = child_at(p, children, i);
        node_add_child(p, node,
                       i == 0 ? callee(p, child) : expression_of(p, child));
    }
    children_done(p, children);
    if (node->child_count == 0 || arguments < 0 ||
        node->child_count != (size_t)arguments + 1)
        become_opaque(node);
    /* A call out of a macro of tally.h (tally_adopt) has no '(' of its own. */
    else if (!find_token(p, &node->child[0]->range, node->range.end, "(",
                         &node->token))
        node->token = node->range;
    if (node->kind == NODE_CALL)
        note_given(node);
    return node;
}

static struct node *compound_literal(struct parser *p, CXCursor cursor) {
    struct node *node = with_last(p, NODE_COMPOUND_LITERAL, cursor);
    if (node->kind == NODE_COMPOUND_LITERAL &&
        node->child[0]->kind != NODE_INIT_LIST)
        become_opaque(node);
    return node;
}

/* The children of a _Generic: its controlling expression, and all arms. */
static bool is_arm(struct parser *p, CXCursor cursor, struct children children,
                   size_t i) {
    CXType wanted = clang_getCanonicalType(clang_getCursorType(cursor));
    CXCursor child = child_at(p, children, i);
    return i > 0 && clang_isExpression(clang_getCursorKind(child)) &&
           clang_equalTypes(
               clang_getCanonicalType(clang_getCursorType(child)), wanted);
}

/* Does an arm, a function's name, tell nothing apart from another one? */
static bool same_arm(struct node *a, struct node *b) {
    a = node_strip_parens(a);
    b = node_strip_parens(b);
    return a->kind == NODE_NAME && b->kind == NODE_NAME && a->decl &&
           a->decl == b->decl;
}

/* Functions of one type, marks included, that are none of tally.h's. */
static bool is_users_function(struct node *arm) {
    const struct node *name = node_strip_parens(arm);
    return name->kind == NODE_NAME && arm->type &&
           arm->type->kind == TYPE_FUNCTION &&
           strncmp(name->name, "tally_", strlen("tally_")) != 0;
}

static bool both_functions(struct node *a, struct node *b) {
    return is_users_function(a) && is_users_function(b) && a->type == b->type;
}

/* `_Generic(T, ...)` of a type has no controlling expression: its first child
 * is an arm, which a ':' stands in front of. */
static bool controls(struct parser *p, struct children children) {
    if (!children.count ||
        !clang_isExpression(clang_getCursorKind(child_at(p, children, 0))))
        return false;
    struct spelling at = spelling_of(
        p, clang_getRangeStart(clang_getCursorExtent(child_at(p, children, 0))));
    uint32_t i = at.offset;
    while (at.text && i > 0 && strchr(" \t\n", at.text[i - 1]))
        i--;
    return at.text && i > 0 && at.text[i - 1] != ':';
}

/* Numbers, strings and enumerators, which need not be told apart either. */
static bool has_constant_arms(struct parser *p, struct children children) {
    for (size_t i = 1; i < children.count; i++) {
        CXCursor child = child_at(p, children, i);
        if (!clang_isExpression(clang_getCursorKind(child)))
            continue;
        const struct node *arm = node_strip_parens(expression_of(p, child));
        if (arm->kind != NODE_LITERAL && !arm->has_value)
            return false;
    }
    return true;
}

/* The selected arm is known if all that have the whole's type are the same
 * one. Several that call nothing, functions by name, need not be told apart:
 * then it is an expression without operands. */
static struct node *generic(struct parser *p, CXCursor cursor) {
    struct node *node = node_new(p, NODE_GENERIC, cursor);
    struct children children = children_evaluated(p, cursor);
    struct node *found = NULL;
    bool same = true, known = controls(p, children);
    for (size_t i = 1; i < children.count && known; i++) {
        if (!is_arm(p, cursor, children, i))
            continue;
        struct node *arm = expression_of(p, child_at(p, children, i));
        same = same && (!found || same_arm(found, arm));
        known = !found || same || both_functions(found, arm);
        found = arm;
    }
    known = known && found;
    bool constant = !known && controls(p, children) &&
                    has_constant_arms(p, children);
    children_done(p, children);
    if (constant)
        return node;
    if (known) {
        node->type = found->type;
        if (same)
            node_add_child(p, node, found);
        return node;
    }
    node = with_operands(p, NODE_OPAQUE, cursor);
    node->name = "'_Generic', whose arms tally cannot tell apart";
    return node;
}

static struct node *label_address(struct parser *p, CXCursor cursor) {
    struct node *node = node_new(p, NODE_LABEL_ADDRESS, cursor);
    label_referenced(p, cursor, node);
    if (!node->name)
        become_opaque(node);
    return node;
}

/* C23's nullptr */
static struct node *null_pointer(struct parser *p, CXCursor cursor) {
    struct node *node = node_new(p, NODE_LITERAL, cursor);
    node->is_constant = true;
    return node;
}

static struct node *integer(struct parser *p, CXCursor cursor) {
    struct node *node = node_new(p, NODE_LITERAL, cursor);
    CXEvalResult result = clang_Cursor_Evaluate(cursor);
    node->has_value =
        result && clang_EvalResult_getKind(result) == CXEval_Int;
    if (node->has_value)
        node->value = clang_EvalResult_getAsLongLong(result);
    if (result)
        clang_EvalResult_dispose(result);
    return node;
}

static struct node *copy(struct parser *p, CXCursor cursor) {
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_UnexposedExpr:
        return unexposed(p, cursor);
    case CXCursor_DeclRefExpr:
        return name(p, cursor);
    case CXCursor_MemberRefExpr:
        return member(p, cursor);
    case CXCursor_CallExpr:
        return call(p, cursor);
    case CXCursor_IntegerLiteral:
    case CXCursor_CXXBoolLiteralExpr: /* of C23 */
    case CXCursor_CharacterLiteral:
        return integer(p, cursor);
    case CXCursor_FloatingLiteral:
    case CXCursor_ImaginaryLiteral:
    case CXCursor_StringLiteral:
        return node_new(p, NODE_LITERAL, cursor);
    case CXCursor_CXXNullPtrLiteralExpr:
        return null_pointer(p, cursor);
    case CXCursor_AddrLabelExpr:
        return label_address(p, cursor);
    case CXCursor_UnaryExpr:
        return size_of(p, cursor);
    case CXCursor_ParenExpr:
        return paren(p, cursor);
    case CXCursor_UnaryOperator:
        return unary(p, cursor);
    case CXCursor_ArraySubscriptExpr:
        return subscript(p, cursor);
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
        return binary(p, cursor);
    case CXCursor_ConditionalOperator:
        return conditional(p, cursor);
    case CXCursor_CStyleCastExpr:
        return cast(p, cursor);
    case CXCursor_CompoundLiteralExpr:
        return compound_literal(p, cursor);
    case CXCursor_InitListExpr:
        return initialiser_list(p, cursor);
    case CXCursor_StmtExpr:
        return with_exactly(p, NODE_STATEMENT_EXPR, cursor, 1);
    case CXCursor_GenericSelectionExpr:
        return generic(p, cursor);
    default:
        return with_operands(p, NODE_OPAQUE, cursor);
    }
}

struct node *expression_of(struct parser *p, CXCursor cursor) {
    struct node *node = copy(p, cursor);
    node_take_conventions(p, node, cursor);
    return settled(p, node, cursor);
}
