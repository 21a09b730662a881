/* The dump of a unit. */
#include "source/unit_print.h"

#include <string.h>

/* ---- places and types
 * --------------------------------------------------------- */

static const char *const ref_texts[] = {[REF_NONE] = "",
                                        [REF_STRONG] = " strong",
                                        [REF_WEAK] = " weak",
                                        [REF_UNOWNED] = " unowned",
                                        [REF_ARRAY] = " array"};

static void print_range(const struct unit *unit, struct range range,
                        FILE *out) {
    struct place_in_text begin = unit_place(unit, range.file, range.begin);
    struct place_in_text end = unit_place(unit, range.file, range.end);
    fprintf(out, "@%u:%u%s-%u:%u%s", begin.line, begin.column,
            range.begin_macro == NO_MACRO ? "" : "~", end.line, end.column,
            range.end_macro == NO_MACRO ? "" : "~");
}

/* A type that cannot be written, as libclang spells it, but without the path
 * of its file: "struct (unnamed struct at x.c:1:2)". */
static const char *without_path(struct arena *arena, const char *text) {
    const char *at = strstr(text, " at ");
    const char *close = at ? strchr(at, ')') : NULL;
    return close ? arena_printf(arena, "%.*s%s", (int)(at - text), text, close)
                 : text;
}

static void print_type(const struct unit *unit, const struct type *type,
                       FILE *out) {
    const char *text = type_declare(unit->arena, type, "");
    if (!text && type->spelling)
        text = without_path(unit->arena, type->spelling);
    if (!text)
        text = "(unnamed)";
    fprintf(out, "%s", text);
    for (const struct type *t = type; t; t = t->inner)
        if (t->kind != TYPE_FUNCTION)
            fprintf(out, "%s", ref_texts[t->ref]);
        else
            break;
}

/* ---- nodes
 * -------------------------------------------------------------------- */

static const char *const node_texts[] = {
    [NODE_NAME] = "name",
    [NODE_LITERAL] = "literal",
    [NODE_PAREN] = "paren",
    [NODE_MEMBER] = "member",
    [NODE_SUBSCRIPT] = "subscript",
    [NODE_DEREF] = "deref",
    [NODE_ADDRESS] = "address",
    [NODE_UNARY] = "unary",
    [NODE_INCREMENT] = "increment",
    [NODE_BINARY] = "binary",
    [NODE_AND] = "and",
    [NODE_OR] = "or",
    [NODE_COMMA] = "comma",
    [NODE_CONDITIONAL] = "conditional",
    [NODE_ASSIGN] = "assign",
    [NODE_COMPOUND_ASSIGN] = "compound-assign",
    [NODE_CAST] = "cast",
    [NODE_CALL] = "call",
    [NODE_COMPOUND_LITERAL] = "compound-literal",
    [NODE_INIT_LIST] = "init-list",
    [NODE_DESIGNATED] = "designated",
    [NODE_NEW] = "new",
    [NODE_VA_ARG] = "va-arg",
    [NODE_LABEL_ADDRESS] = "label-address",
    [NODE_STATEMENT_EXPR] = "statement-expression",
    [NODE_GENERIC] = "generic",
    [NODE_OPAQUE] = "opaque",
    [NODE_COMPOUND] = "compound",
    [NODE_DECLARATION] = "declaration",
    [NODE_EXPRESSION] = "expression",
    [NODE_NULL] = "null",
    [NODE_IF] = "if",
    [NODE_WHILE] = "while",
    [NODE_DO] = "do",
    [NODE_FOR] = "for",
    [NODE_SWITCH] = "switch",
    [NODE_CASE] = "case",
    [NODE_DEFAULT] = "default",
    [NODE_LABEL] = "label",
    [NODE_GOTO] = "goto",
    [NODE_COMPUTED_GOTO] = "computed-goto",
    [NODE_BREAK] = "break",
    [NODE_CONTINUE] = "continue",
    [NODE_RETURN] = "return",
    [NODE_ASM] = "asm",
    [NODE_OPAQUE_STATEMENT] = "opaque-statement"};

static void print_node(const struct unit *unit, const struct node *node,
                       int depth, FILE *out);

static void print_variable(const struct unit *unit, const struct decl *decl,
                           int depth, FILE *out) {
    static const char *const storage_texts[] = {[STORAGE_AUTO] = "",
                                                [STORAGE_STATIC] = " static",
                                                [STORAGE_EXTERN] = " extern",
                                                [STORAGE_REGISTER] =
                                                    " register"};
    fprintf(out, "%*s%s %s ", 2 * depth, "",
            decl->kind == DECL_PARAM ? "param" : "var",
            decl->name ? decl->name : "(unnamed)");
    print_range(unit, decl->range, out);
    struct place_in_text end =
        unit_place(unit, decl->declarator_end.file, decl->declarator_end.begin);
    if (decl->kind == DECL_VARIABLE)
        fprintf(out, " declarator %u:%u%s", end.line, end.column,
                decl->declarator_end.begin_macro == NO_MACRO ? "" : "~");
    fprintf(out, "%s%s%s : ", storage_texts[decl->storage],
            decl->address_taken ? " &" : "", decl->assigned ? " =" : "");
    print_type(unit, decl->type, out);
    fputc('\n', out);
    if (decl->init)
        print_node(unit, decl->init, depth + 1, out);
}

/* Kinds whose token the later stages use. */
static bool shows_token(const struct node *node) {
    switch (node->kind) {
    case NODE_ASSIGN:
    case NODE_COMPOUND_ASSIGN:
    case NODE_CALL:
    case NODE_CONDITIONAL:
    case NODE_NEW:
    case NODE_FOR:
    case NODE_RETURN:
        return true;
    default:
        return false;
    }
}

static bool shows_extra(const struct node *node) {
    return node->kind == NODE_NEW || node->kind == NODE_FOR;
}

static const char *const new_texts[] = {
    [NEW_OBJECT] = "",         [NEW_TRY_OBJECT] = " try",
    [NEW_ARRAY] = " array",    [NEW_TRY_ARRAY] = " try array",
    [NEW_FLEX] = " flexible",  [NEW_TRY_FLEX] = " try flexible"};

static void print_details(const struct unit *unit, const struct node *node,
                          FILE *out) {
    if (node->op)
        fprintf(out, " '%s'%s", node->op, node->postfix ? " postfix" : "");
    if (node->name)
        fprintf(out, " %s", node->name);
    if (node->kind == NODE_NEW)
        fprintf(out, "%s %s", new_texts[node->new_kind],
                node->record && node->record->name ? node->record->name : "?");
    fputc(' ', out);
    print_range(unit, node->range, out);
    if (shows_token(node)) {
        fprintf(out, " token ");
        print_range(unit, node->token, out);
    }
    if (shows_extra(node)) {
        fprintf(out, " extra ");
        print_range(unit, node->extra, out);
    }
    if (node->is_constant)
        fprintf(out, " null");
    if (node->type) {
        fprintf(out, " : ");
        print_type(unit, node->type, out);
    }
    if (node->designator_type) {
        fprintf(out, " of ");
        print_type(unit, node->designator_type, out);
    }
}

static void print_node(const struct unit *unit, const struct node *node,
                       int depth, FILE *out) {
    fprintf(out, "%*s", 2 * depth, "");
    if (!node) {
        fprintf(out, "-\n");
        return;
    }
    fprintf(out, "%s", node_texts[node->kind]);
    print_details(unit, node, out);
    fputc('\n', out);
    for (size_t i = 0; i < node->decl_count; i++)
        print_variable(unit, node->decls[i], depth + 1, out);
    for (size_t i = 0; i < node->child_count; i++)
        print_node(unit, node->child[i], depth + 1, out);
}

/* ---- what is at file scope
 * ------------------------------------------------------ */

static bool is_system(const struct unit *unit, struct range range) {
    return unit->files.at[range.file].system;
}

static bool holds_references(const struct record *record) {
    for (size_t i = 0; i < record->field_count; i++)
        if (type_holds_references(record->fields[i].type))
            return true;
    return false;
}

static void print_record(const struct unit *unit, const struct record *record,
                         FILE *out) {
    fprintf(out, "record %s%s%s%s%s", record->name ? record->name : "(unnamed)",
            record->is_object ? " object" : "",
            record->complete ? "" : " incomplete",
            record->acyclic ? " acyclic" : "",
            record->acyclic_unchecked ? " acyclic-unchecked" : "");
    if (record->finalizer)
        fprintf(out, " finalizer %s", record->finalizer->name);
    if (record->trace)
        fprintf(out, " trace %s", record->trace->name);
    if (record->complete)
        fprintf(out, " size %llu", (unsigned long long)record->size);
    fputc('\n', out);
    for (size_t i = 0; i < record->field_count; i++) {
        const struct field *field = &record->fields[i];
        fprintf(out, "  field %s at %llu : ",
                field->name ? field->name : "(unnamed)",
                (unsigned long long)field->offset);
        print_type(unit, field->type, out);
        fputc('\n', out);
    }
}

static void print_function(const struct unit *unit,
                           const struct function *function, FILE *out) {
    const struct decl *decl = function->decl;
    fprintf(out, "function %s ", decl->name);
    print_range(unit, function->range, out);
    fprintf(out,
            "%s%s%s%s%s : ", decl->storage == STORAGE_STATIC ? " static" : "",
            function->in_header ? " in-header" : "",
            decl->marks & MARK_UNMANAGED ? " unmanaged" : "",
            decl->marks & MARK_FINALIZER ? " finalizer" : "",
            decl->marks & MARK_TRACE ? " trace" : "");
    print_type(unit, decl->type->inner, out);
    fputc('\n', out);
    for (size_t i = 0; i < decl->param_count; i++)
        print_variable(unit, decl->params[i], 1, out);
    print_node(unit, function->body, 1, out);
}

void unit_print(const struct unit *unit, FILE *out) {
    fprintf(out, "unit %s%s\n", unit->main_file,
            unit->uses_tally ? "" : " (does not use tally)");
    for (size_t i = 0; i < unit->macro_calls.count; i++) {
        const struct macro_call *call = &unit->macro_calls.at[i];
        struct range range = {.begin = call->begin,
                              .end = call->end,
                              .begin_macro = NO_MACRO,
                              .end_macro = NO_MACRO};
        fprintf(out, "macro %zu %s ", i, call->name);
        print_range(unit, range, out);
        fputc('\n', out);
    }
    for (size_t i = 0; i < unit->records.count; i++) {
        const struct record *record = unit->records.at[i];
        if (record->is_object || holds_references(record))
            print_record(unit, record, out);
    }
    for (size_t i = 0; i < unit->decls.count; i++) {
        const struct decl *decl = unit->decls.at[i];
        if (decl->kind == DECL_VARIABLE && decl->file_scope &&
            !is_system(unit, decl->range))
            print_variable(unit, decl, 0, out);
    }
    for (size_t i = 0; i < unit->functions.count; i++)
        print_function(unit, unit->functions.at[i], out);
}
