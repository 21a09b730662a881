/* Objects as variables.
 *
 * To the later stages a variable that is an object is a constant reference to
 * it: `Node head` has the type `Node *const`, `&head` is its value, and `head`
 * is what is behind that. Its initialiser makes the object (NODE_NEW of kind
 * NEW_VARIABLE).
 *
 * In text of ours the variable is a struct that has a header in front of the
 * object, and `head.tally__object` is the object. It becomes the same tree. */
#include "source/parser.h"

#include <string.h>

static const char member_name[] = "tally__object";

/* ---- types ---------------------------------------------------------------- */

/* The object in such a struct of ours, or NULL. */
static const struct type *wrapped(const struct type *type) {
    if (type->kind != TYPE_RECORD || type->record->field_count != 2)
        return NULL;
    const struct field *field = &type->record->fields[1];
    return field->name && strcmp(field->name, member_name) == 0 ? field->type
                                                                : NULL;
}

static bool is_object(const struct type *type) {
    return type->kind == TYPE_RECORD && type->record->is_object;
}

const struct type *variable_type(struct parser *p, struct decl *decl,
                                 const struct type *type) {
    const struct type *object = is_object(type) ? type : wrapped(type);
    if (!object || strncmp(decl->name, "tally__", 7) == 0) /* of a helper */
        return type;
    decl->is_object = true;
    struct type made = *type_pointer_to(p, object);
    made.quals = QUAL_CONST;
    return type_intern(p, made);
}

/* ---- expressions ------------------------------------------------------------ */

static bool names_object(const struct node *node) {
    return node->kind == NODE_NAME && node->decl &&
           node->decl->kind == DECL_VARIABLE && node->decl->is_object;
}

/* `name` becomes what is behind the reference. */
static void become_object(struct parser *p, struct node *node,
                          const struct node *name) {
    struct node *reference = ARENA_NEW(p->arena, struct node);
    *reference = *name;
    reference->range = node->range;
    reference->type = name->decl->type->unqualified;
    node->kind = NODE_DEREF;
    node->op = "*";
    node->child_count = 0;
    node_add_child(p, node, reference);
}

void variable_named(struct parser *p, struct node *node) {
    if (names_object(node) && node->type && is_object(node->type))
        become_object(p, node, node);
}

void variable_member(struct parser *p, struct node *node) {
    const struct node *whole =
        node->child_count ? node_strip_parens(node->child[0]) : node;
    if (names_object(whole) && strcmp(node->name, member_name) == 0)
        become_object(p, node, whole);
}

void variable_address(struct node *node) {
    const struct node *object = node_strip_parens(node->child[0]);
    if (object->kind != NODE_DEREF || !names_object(object->child[0]))
        return;
    node->kind = NODE_NAME;
    node->decl = object->child[0]->decl;
    node->name = object->child[0]->name;
    node->type = node->decl->type->unqualified;
    node->child_count = 0;
}

/* ---- initialisers ------------------------------------------------------------ */

/* The list for the object, in that of a struct of ours; NULL if it has none. */
static struct node *wrapped_list(const struct node *list) {
    for (size_t i = 0; i < list->child_count; i++) {
        const struct node *child = list->child[i];
        if (child->kind == NODE_DESIGNATED && child->designator_count &&
            child->designators[0].field &&
            strcmp(child->designators[0].field->name, member_name) == 0)
            return child->child[0];
    }
    return NULL;
}

void variable_initialised(struct parser *p, struct decl *decl) {
    const struct type *inner = decl->type->inner;
    struct node *list = decl->init, *made = ARENA_NEW(p->arena, struct node);
    if (list && list->type && wrapped(list->type))
        list = wrapped_list(list);
    if (list && list->kind != NODE_INIT_LIST) {
        report_once(p, TLY_OBJECT_VARIABLE, list->range,
                    "initialise it by a list, or assign to it",
                    "'%s' is an object, and is initialised as a whole",
                    decl->name);
        list = NULL;
    }
    *made = (struct node){.kind = NODE_NEW,
                          .new_kind = NEW_VARIABLE,
                          .range = list ? list->range : decl->declarator_end,
                          .type = decl->type->unqualified,
                          .record = inner->record};
    made->token = made->extra = made->range;
    for (size_t i = 0; list && i < list->child_count; i++)
        node_add_child(p, made, list->child[i]);
    decl->init = made;
}

/* ---- what is written anew ------------------------------------------------------ */

/* The specifiers of a declaration: storage, qualifiers, a type's name. */
struct specifiers {
    bool is_static, is_extern, is_const;
    uint32_t type, type_end; /* offsets */
    uint32_t end;
};

static bool read_specifiers(const struct scanner *scan, uint32_t at,
                            uint32_t limit, struct specifiers *found) {
    *found = (struct specifiers){.end = at};
    while ((at = scan_blank(scan, at)) < limit && scan_is_name(scan, at)) {
        uint32_t end = scan_token(scan, at);
        if (scan_is(scan, at, "static")) {
            found->is_static = true;
        } else if (scan_is(scan, at, "extern")) {
            found->is_extern = true;
        } else if (scan_is(scan, at, "const")) {
            found->is_const = true;
        } else if (!found->type_end) {
            found->type = at;
            if (scan_is(scan, at, "struct"))
                end = scan_token(scan, scan_blank(scan, end));
            found->type_end = end;
        } else {
            break;
        }
        found->end = end;
        at = end;
    }
    return found->type_end > 0;
}

/* The ',' in front of a declarator at `name`; 0 if something else is there. */
static uint32_t comma_before(const struct scanner *scan, uint32_t at,
                             uint32_t name) {
    uint32_t last = 0;
    for (at = scan_blank(scan, at); at < name; at = scan_blank(scan, at)) {
        char c = scan_char(scan, at);
        last = at;
        at = c == '(' || c == '[' || c == '{' ? scan_group(scan, at)
                                              : scan_token(scan, at);
    }
    return last && scan_is(scan, last, ",") ? last : 0;
}

static bool fill(struct parser *p, struct object_declaration *to,
                 struct range whole) {
    const struct scanner *scan = &p->plain;
    struct specifiers found;
    uint32_t name = to->name.begin, at;
    if (!read_specifiers(scan, whole.begin, name, &found))
        return false;
    to->is_static = found.is_static;
    to->is_extern = found.is_extern;
    to->type = arena_strndup(p->arena, scan->text + found.type,
                             found.type_end - found.type);
    to->specifiers = arena_strndup(p->arena, scan->text + whole.begin,
                                   found.end - whole.begin);
    to->first = scan_blank(scan, found.end) == name;
    if (to->first) {
        to->before = plain_range(p, whole.begin, found.end);
    } else {
        at = comma_before(scan, found.end, name);
        if (!at)
            return false;
        to->before = plain_range(p, at, at + 1);
    }
    at = scan_blank(scan, whole.end);
    to->followed = scan_is(scan, at, ",");
    if (!to->followed && !scan_is(scan, at, ";"))
        return false;
    to->after = plain_range(p, at, at + 1);
    at = scan_blank(scan, at + 1);
    to->by_object = to->followed && !scan_is(scan, at, "*");
    return true;
}

/* A form that is left alone nowhere else: the type is written anew. */
static const char *wrong_form(CXCursor cursor,
                              const struct type *type) {
    if (type->quals & (unsigned)~QUAL_CONST)
        return "volatile";
    if (clang_getCursorTLSKind(cursor) != CXTLS_None)
        return "thread-local";
    if (clang_Cursor_getStorageClass(cursor) == CX_SC_Register)
        return "in a register";
    if (!type->record->complete || record_flexible(type->record))
        return "of a type whose size is not known";
    if (type->record->align > 16)
        return "aligned to more than 16 bytes";
    if (clang_getCursorKind(clang_getCursorLexicalParent(cursor)) !=
            CXCursor_TranslationUnit &&
        clang_Cursor_getStorageClass(cursor) == CX_SC_Extern)
        return "declared extern in a function";
    return NULL;
}

void variable_declared(struct parser *p, struct decl *decl, CXCursor cursor) {
    const struct type *type = type_of_cursor(p, cursor);
    struct range whole = cursor_range(p, cursor);
    whole.begin = p->group.begin;
    whole.begin_macro = p->group.begin_macro;
    struct object_declaration made = {.decl = decl,
                                      .record = decl->type->inner->record,
                                      .name = name_range(p, cursor)};
    CXCursor init = clang_Cursor_getVarDeclInitializer(cursor);
    if (!is_object(type) || p->source->read_back)
        return;
    const char *wrong = wrong_form(cursor, type);
    made.is_const = (type->quals & QUAL_CONST) != 0;
    made.initialised = !clang_Cursor_isNull(init);
    made.before = whole;
    bool plain = whole.file == 0 && whole.begin_macro == NO_MACRO &&
                 whole.end_macro == NO_MACRO &&
                 made.name.begin_macro == NO_MACRO;
    made.first = true;
    if (!wrong && plain && !fill(p, &made, whole))
        wrong = "declared in a form that tally does not take apart";
    if (wrong)
        report_once(p, TLY_OBJECT_VARIABLE, made.name,
                    "declare it by its type's name alone, or use tally_new",
                    "the object '%s' is %s", decl->name, wrong);
    else
        VEC_PUSH(p->arena, p->unit->object_declarations, made);
}

/* ---- mentions ------------------------------------------------------------------ */

/* All of them, also where nothing is evaluated. */
static enum CXChildVisitResult note_mention(CXCursor cursor, CXCursor parent,
                                            CXClientData data) {
    struct parser *p = data;
    (void)parent;
    if (clang_getCursorKind(cursor) != CXCursor_DeclRefExpr)
        return CXChildVisit_Recurse;
    CXCursor to = clang_getCursorReferenced(cursor);
    if (clang_getCursorKind(to) != CXCursor_VarDecl)
        return CXChildVisit_Recurse;
    const struct decl *decl = decl_of(p, to);
    if (decl && decl->is_object) {
        struct range range = cursor_range(p, cursor);
        VEC_PUSH(p->arena, p->unit->object_mentions, range);
    }
    return CXChildVisit_Recurse;
}

void variables_mentioned(struct parser *p) {
    if (p->unit->object_declarations.count)
        clang_visitChildren(clang_getTranslationUnitCursor(p->tu),
                            note_mention, p);
}
