/* Statements: cursors → nodes.
 *
 * libclang's extents end before the ';', which is found in the text. Where a
 * statement ends in a macro call, its ';' may be the last token of the
 * expansion or stand behind the call; a statement knows where the next
 * construct begins (`follow`), which tells the two apart. */
#include "source/parser.h"

#include <string.h>

/* Where the construct behind a statement begins. */
struct follow {
    uint32_t offset;
    uint32_t macro;
};

static struct node *statement_of(struct parser *p, CXCursor cursor,
                                 struct follow follow);

/* ---- the end of a statement -------------------------------------------------
 */

/* Takes the ';' behind the node, which has none of its own yet. */
static void take_semicolon(struct parser *p, struct node *node,
                           struct follow follow) {
    struct range *range = &node->range;
    if (range->file != 0)
        return;
    if (range->end_macro != NO_MACRO && follow.macro == range->end_macro)
        return; /* in the middle of an expansion */
    uint32_t at = scan_blank(&p->plain, range->end);
    if (scan_is(&p->plain, at, ";") && at != follow.offset) {
        range->end = at + 1;
        range->end_macro = macro_call_around(p, at);
        if (range->end_macro != NO_MACRO)
            range->end = p->unit->macro_calls.at[range->end_macro].end;
    } else if (range->end_macro == NO_MACRO) { /* it comes from a macro */
        range->end_macro = macro_call_around(p, at);
        if (range->end_macro == NO_MACRO && range->end > 0)
            range->end_macro = macro_call_around(p, range->end - 1);
        if (range->end_macro != NO_MACRO)
            range->end = p->unit->macro_calls.at[range->end_macro].end;
    }
}

/* A statement ends where its last part does. */
static void end_with(struct node *node, const struct node *last) {
    if (node->range.file != last->range.file)
        return;
    node->range.end = last->range.end;
    node->range.end_macro = last->range.end_macro;
}

/* ---- parts
 * --------------------------------------------------------------------- */

static struct node *opaque(struct parser *p, CXCursor cursor,
                           struct follow follow) {
    struct node *node = node_new(p, NODE_OPAQUE_STATEMENT, cursor);
    struct children children = children_evaluated(p, cursor);
    for (size_t i = 0; i < children.count; i++)
        node_add_child(p, node,
                       statement_of(p, child_at(p, children, i), follow));
    children_done(p, children);
    return node;
}

/* The last child of a cursor with `count` of them; a null cursor if it has
 * another number. */
static CXCursor nth(struct parser *p, struct children children, size_t i) {
    return i < children.count ? child_at(p, children, i)
                              : clang_getNullCursor();
}

static void add_expression(struct parser *p, struct node *node,
                           CXCursor cursor) {
    if (clang_isExpression(clang_getCursorKind(cursor)))
        node_add_child(p, node, expression_of(p, cursor));
    else
        node->kind = NODE_OPAQUE_STATEMENT;
}

static struct follow follow_of(struct parser *p, CXCursor cursor) {
    struct range range = cursor_range(p, cursor);
    return (struct follow){range.begin, range.begin_macro};
}

/* ---- selection and loops
 * ------------------------------------------------------- */

static struct node *if_statement(struct parser *p, CXCursor cursor,
                                 struct follow follow) {
    struct children children = children_evaluated(p, cursor);
    if (children.count != 2 && children.count != 3) {
        children_done(p, children);
        return opaque(p, cursor, follow);
    }
    struct node *node = node_new(p, NODE_IF, cursor);
    CXCursor otherwise = nth(p, children, 2);
    bool has_else = children.count == 3;
    add_expression(p, node, child_at(p, children, 0));
    node_add_child(p, node,
                   statement_of(p, child_at(p, children, 1),
                                has_else ? follow_of(p, otherwise) : follow));
    node_add_child(p, node,
                   has_else ? statement_of(p, otherwise, follow) : NULL);
    end_with(node, node->child[has_else ? 2 : 1]);
    node->token = first_token(p, node->range, strlen("if"));
    children_done(p, children);
    return node;
}

/* while and switch: a controlling expression and a body. */
static struct node *controlled(struct parser *p, CXCursor cursor,
                               enum node_kind kind, const char *keyword,
                               struct follow follow) {
    struct children children = children_evaluated(p, cursor);
    if (children.count != 2) {
        children_done(p, children);
        return opaque(p, cursor, follow);
    }
    struct node *node = node_new(p, kind, cursor);
    add_expression(p, node, child_at(p, children, 0));
    node_add_child(p, node, statement_of(p, child_at(p, children, 1), follow));
    end_with(node, node->child[1]);
    node->token = first_token(p, node->range, strlen(keyword));
    children_done(p, children);
    return node;
}

static struct node *do_statement(struct parser *p, CXCursor cursor,
                                 struct follow follow) {
    struct children children = children_evaluated(p, cursor);
    if (children.count != 2) {
        children_done(p, children);
        return opaque(p, cursor, follow);
    }
    struct node *node = node_new(p, NODE_DO, cursor);
    CXCursor condition = child_at(p, children, 1);
    node_add_child(
        p, node,
        statement_of(p, child_at(p, children, 0), follow_of(p, condition)));
    node_add_child(p, node, expression_of(p, condition));
    take_semicolon(p, node, follow);
    node->token = first_token(p, node->range, strlen("do"));
    children_done(p, children);
    return node;
}

/* The parts between the brackets of a `for`, as it is spelled. */
struct for_parts {
    bool present[3];
    uint32_t open, first_semicolon; /* offsets in the spelling's text */
    CXFile file;
};

/* False where `for (a; b; c)` does not stand in one text. */
static bool read_for(struct parser *p, CXCursor cursor,
                     struct for_parts *parts) {
    CXSourceRange extent = clang_getCursorExtent(cursor);
    struct spelling at = spelling_of(p, clang_getRangeStart(extent));
    if (!at.text)
        return false;
    struct scanner scan = scan_text(at.text, at.length);
    if (at.file == p->main_file)
        scan = p->plain;
    uint32_t i = at.offset;
    if (!scan_is_name(&scan, i)) /* `for` itself, or a name defined to it */
        return false;
    i = scan_blank(&scan, scan_token(&scan, i));
    if (!scan_is(&scan, i, "("))
        return false;
    parts->file = at.file;
    parts->open = i;
    for (size_t part = 0; part < 3; part++) {
        uint32_t begin = scan_blank(&scan, i + 1);
        i = scan_until(&scan, begin, scan.length, ";");
        if (!scan_is(&scan, i, part < 2 ? ";" : ")"))
            return false;
        parts->present[part] = i > begin;
        if (part == 0)
            parts->first_semicolon = i;
    }
    return true;
}

static void locate_for(struct parser *p, struct node *node,
                       const struct for_parts *parts) {
    node->token = first_token(p, node->range, strlen("for"));
    if (node->range.file == 0 && node->range.begin_macro == NO_MACRO &&
        parts->file == p->main_file)
        node->extra =
            plain_range(p, parts->open + 1, parts->first_semicolon + 1);
}

static struct node *for_part(struct parser *p, CXCursor cursor,
                             struct follow follow) {
    if (clang_isExpression(clang_getCursorKind(cursor)))
        return expression_of(p, cursor);
    return statement_of(p, cursor, follow);
}

static struct node *for_statement(struct parser *p, CXCursor cursor,
                                  struct follow follow) {
    struct children children = children_evaluated(p, cursor);
    struct for_parts parts = {{false, false, false}, 0, 0, NULL};
    size_t used = 0;
    if (children.count == 4)
        parts.present[0] = parts.present[1] = parts.present[2] = true;
    bool read = read_for(p, cursor, &parts);
    size_t expected =
        1u + parts.present[0] + parts.present[1] + parts.present[2];
    if ((!read && children.count != 4) || children.count != expected) {
        children_done(p, children);
        return opaque(p, cursor, follow);
    }
    struct node *node = node_new(p, NODE_FOR, cursor);
    for (size_t part = 0; part < 3; part++) {
        bool present = parts.present[part];
        node_add_child(
            p, node,
            present ? for_part(p, child_at(p, children, used), follow) : NULL);
        used += present;
    }
    node_add_child(p, node,
                   statement_of(p, child_at(p, children, used), follow));
    children_done(p, children);
    end_with(node, node->child[3]);
    if (read)
        locate_for(p, node, &parts);
    return node;
}

/* ---- labels and jumps
 * ----------------------------------------------------------- */

/* Blocks may have labels of one name (GNU __label__): libclang's cursors of a
 * label and of its uses have the same statement in them. */
static const void *label_identity(CXCursor label) {
    return label.data[1];
}

/* case, default and labels: the statement is the last child. */
static struct node *labelled(struct parser *p, CXCursor cursor,
                             enum node_kind kind, struct follow follow) {
    struct children children = children_evaluated(p, cursor);
    if (children.count == 0) {
        children_done(p, children);
        return opaque(p, cursor, follow);
    }
    struct node *node = node_new(p, kind, cursor);
    if (kind == NODE_LABEL) {
        node->name = copy_string(p, clang_getCursorSpelling(cursor));
        node->label = label_identity(cursor);
    }
    node_add_child(
        p, node,
        statement_of(p, child_at(p, children, children.count - 1), follow));
    end_with(node, node->child[0]);
    children_done(p, children);
    return node;
}

void label_referenced(struct parser *p, CXCursor cursor, struct node *node) {
    struct children children = children_of(p, cursor);
    for (size_t i = 0; i < children.count; i++) {
        CXCursor child = child_at(p, children, i);
        if (clang_getCursorKind(child) != CXCursor_LabelRef)
            continue;
        node->name = copy_string(p, clang_getCursorSpelling(child));
        node->label = label_identity(clang_getCursorReferenced(child));
    }
    children_done(p, children);
}

static struct node *goto_statement(struct parser *p, CXCursor cursor,
                                   struct follow follow) {
    struct node *node = node_new(p, NODE_GOTO, cursor);
    label_referenced(p, cursor, node);
    if (!node->name)
        node->kind = NODE_OPAQUE_STATEMENT;
    node->token = first_token(p, node->range, strlen("goto"));
    take_semicolon(p, node, follow);
    return node;
}

static struct node *jump(struct parser *p, CXCursor cursor, enum node_kind kind,
                         const char *keyword, struct follow follow) {
    struct node *node = node_new(p, kind, cursor);
    struct children children = children_evaluated(p, cursor);
    for (size_t i = 0; i < children.count; i++)
        add_expression(p, node, child_at(p, children, i));
    if (children.count > 1 ||
        (kind == NODE_COMPUTED_GOTO && children.count != 1))
        node->kind = NODE_OPAQUE_STATEMENT;
    children_done(p, children);
    node->token = first_token(p, node->range, strlen(keyword));
    take_semicolon(p, node, follow);
    return node;
}

/* asm goto: libclang does not show its labels. */
static bool assembly_jumps(struct parser *p, CXCursor cursor) {
    struct spelling at =
        spelling_of(p, clang_getRangeStart(clang_getCursorExtent(cursor)));
    if (!at.text)
        return true; /* who knows */
    struct scanner scan = scan_text(at.text, at.length);
    uint32_t i = at.offset;
    while (i < scan.length && !scan_is(&scan, i, "(")) {
        if (scan_is(&scan, i, "goto"))
            return true;
        i = scan_blank(&scan, scan_token(&scan, i));
    }
    return false;
}

static struct node *assembly(struct parser *p, CXCursor cursor,
                             struct follow follow) {
    struct node *node = node_new(p, NODE_ASM, cursor);
    struct children children = children_evaluated(p, cursor);
    for (size_t i = 0; i < children.count; i++) {
        add_expression(p, node, child_at(p, children, i));
        if (node->child_count > 0)
            note_written(node->child[node->child_count - 1]);
    }
    children_done(p, children);
    if (assembly_jumps(p, cursor))
        node->name = "goto";
    take_semicolon(p, node, follow);
    return node;
}

/* ---- declarations
 * ----------------------------------------------------------------- */

static void add_declared(struct parser *p, struct node *node, CXCursor cursor) {
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_VarDecl:
        node->decls[node->decl_count++] = decl_variable(p, cursor);
        break;
    case CXCursor_FunctionDecl:
        decl_function(p, cursor);
        break;
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
        record_check_declaration(p, cursor);
        record_of(p, cursor);
        break;
    default:
        break;
    }
}

static struct node *declaration(struct parser *p, CXCursor cursor) {
    struct node *node = node_new(p, NODE_DECLARATION, cursor);
    struct children children = children_of(p, cursor);
    node->decls = ARENA_ARRAY(p->arena, struct decl *, children.count);
    for (size_t i = 0; i < children.count; i++)
        add_declared(p, node, child_at(p, children, i));
    children_done(p, children);
    return node;
}

/* ---- statements
 * ------------------------------------------------------------------- */

/* `follow` is what comes behind the whole compound. */
static struct node *compound(struct parser *p, CXCursor cursor) {
    struct node *node = node_new(p, NODE_COMPOUND, cursor);
    struct children children = children_evaluated(p, cursor);
    for (size_t i = 0; i < children.count; i++) {
        struct follow next = {node->range.end - 1, node->range.end_macro};
        if (i + 1 < children.count)
            next = follow_of(p, child_at(p, children, i + 1));
        node_add_child(p, node,
                       statement_of(p, child_at(p, children, i), next));
    }
    children_done(p, children);
    return node;
}

static struct node *expression_statement(struct parser *p, CXCursor cursor,
                                         struct follow follow) {
    struct node *node = node_new(p, NODE_EXPRESSION, cursor);
    node->type = NULL;
    node_add_child(p, node, expression_of(p, cursor));
    node->range = node->child[0]->range;
    take_semicolon(p, node, follow);
    return node;
}

/* [[fallthrough]]; and kin: a statement behind attributes. */
static struct node *unexposed(struct parser *p, CXCursor cursor,
                              struct follow follow) {
    struct children children = children_evaluated(p, cursor);
    struct node *node = NULL;
    if (children.count == 1) {
        node = statement_of(p, child_at(p, children, 0), follow);
        struct range range = cursor_range(p, cursor);
        node->range.begin = range.begin;
        node->range.begin_macro = range.begin_macro;
    }
    children_done(p, children);
    return node ? node : opaque(p, cursor, follow);
}

static struct node *copy(struct parser *p, CXCursor cursor,
                         struct follow follow) {
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_CompoundStmt:
        return compound(p, cursor);
    case CXCursor_DeclStmt:
        return declaration(p, cursor);
    case CXCursor_NullStmt:
        return node_new(p, NODE_NULL, cursor);
    case CXCursor_IfStmt:
        return if_statement(p, cursor, follow);
    case CXCursor_WhileStmt:
        return controlled(p, cursor, NODE_WHILE, "while", follow);
    case CXCursor_SwitchStmt:
        return controlled(p, cursor, NODE_SWITCH, "switch", follow);
    case CXCursor_DoStmt:
        return do_statement(p, cursor, follow);
    case CXCursor_ForStmt:
        return for_statement(p, cursor, follow);
    case CXCursor_CaseStmt:
        return labelled(p, cursor, NODE_CASE, follow);
    case CXCursor_DefaultStmt:
        return labelled(p, cursor, NODE_DEFAULT, follow);
    case CXCursor_LabelStmt:
        return labelled(p, cursor, NODE_LABEL, follow);
    case CXCursor_GotoStmt:
        return goto_statement(p, cursor, follow);
    case CXCursor_IndirectGotoStmt:
        return jump(p, cursor, NODE_COMPUTED_GOTO, "goto", follow);
    case CXCursor_BreakStmt:
        return jump(p, cursor, NODE_BREAK, "break", follow);
    case CXCursor_ContinueStmt:
        return jump(p, cursor, NODE_CONTINUE, "continue", follow);
    case CXCursor_ReturnStmt:
        return jump(p, cursor, NODE_RETURN, "return", follow);
    case CXCursor_GCCAsmStmt:
        return assembly(p, cursor, follow);
    case CXCursor_UnexposedStmt:
        return unexposed(p, cursor, follow);
    default:
        return opaque(p, cursor, follow);
    }
}

static struct node *statement_of(struct parser *p, CXCursor cursor,
                                 struct follow follow) {
    if (clang_isExpression(clang_getCursorKind(cursor)))
        return expression_statement(p, cursor, follow);
    struct node *node = copy(p, cursor, follow);
    range_settle(p, node, cursor);
    return node;
}

struct node *body_of(struct parser *p, CXCursor cursor) {
    struct follow nothing = {UINT32_MAX, NO_MACRO};
    return statement_of(p, cursor, nothing);
}
