/* The unit as text.
 *
 *     object Node, 24 bytes, acyclic
 *       8 next: struct Node * strong
 *     function push(head: struct Node * strong, v: int): struct Node * strong
 *       compound 3:1
 *         declaration n 4:5
 */
#include "report/unit_text.h"

#include <string.h>

static const char *const kind_names[] = {
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
    [NODE_STATEMENT_EXPR] = "statement-expr",
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
    [NODE_OPAQUE_STATEMENT] = "opaque-statement",
};

static const char *const ref_names[] = {
    [REF_NONE] = "",           [REF_STRONG] = " strong",
    [REF_WEAK] = " weak",      [REF_UNOWNED] = " unowned",
    [REF_ARRAY] = " array",
};

static void print_type(const struct type *type, FILE *out) {
    fprintf(out, "%s%s", type->spelling ? type->spelling : "?",
            ref_names[type->ref]);
}

/* ---- types -------------------------------------------------------------- */

static bool holds_references(const struct record *record) {
    for (size_t i = 0; i < record->field_count; i++)
        if (type_holds_references(record->fields[i].type))
            return true;
    return false;
}

static void print_record(const struct record *record, FILE *out) {
    fprintf(out, "%s %s", record->is_object ? "object" : "record",
            record->identifier ? record->identifier : "(no name)");
    if (record->complete)
        fprintf(out, ", %llu bytes", (unsigned long long)record->size);
    else
        fputs(", incomplete", out);
    if (record->acyclic)
        fputs(", acyclic", out);
    if (record->finalizer)
        fprintf(out, ", finalizer %s", record->finalizer->name);
    fputc('\n', out);
    for (size_t i = 0; i < record->field_count; i++) {
        const struct field *field = &record->fields[i];
        fprintf(out, "  %llu %s: ", (unsigned long long)field->offset,
                field->name ? field->name : "(no name)");
        print_type(field->type, out);
        fputc('\n', out);
    }
}

/* ---- functions ---------------------------------------------------------- */

static void print_declared(const struct node *node, FILE *out) {
    for (size_t i = 0; i < node->decl_count; i++) {
        const struct decl *decl = node->decls[i];
        fprintf(out, " %s: ", decl->name);
        print_type(decl->type, out);
    }
}

static void print_words(const struct unit *unit, const struct node *node,
                        FILE *out) {
    fputs(kind_names[node->kind], out);
    if (node->op)
        fprintf(out, " '%s'", node->op);
    if (node->name)
        fprintf(out, " %s", node->name);
    if (node->decl)
        fprintf(out, " %s", node->decl->name);
    if (node->kind == NODE_NEW && node->record && node->record->identifier)
        fprintf(out, " %s", node->record->identifier);
    print_declared(node, out);
    if (node->type) {
        fputs(": ", out);
        print_type(node->type, out);
    }
    struct place_in_text at = unit_place_of(unit, node->range);
    fprintf(out, " @%u:%u\n", at.line, at.column);
}

static void print_node(const struct unit *unit, const struct node *node,
                       int depth, FILE *out) {
    fprintf(out, "%*s", 2 * depth, "");
    if (!node) {
        fputs("-\n", out);
        return;
    }
    print_words(unit, node, out);
    for (size_t i = 0; i < node->child_count; i++)
        print_node(unit, node->child[i], depth + 1, out);
    for (size_t i = 0; i < node->decl_count; i++)
        if (node->decls[i]->init)
            print_node(unit, node->decls[i]->init, depth + 1, out);
}

static void print_function(const struct unit *unit,
                           const struct function *function, FILE *out) {
    const struct decl *decl = function->decl;
    fprintf(out, "function %s(", decl->name);
    for (size_t i = 0; i < decl->param_count; i++) {
        const struct decl *param = decl->params[i];
        fprintf(out, "%s%s: ", i ? ", " : "", param->name ? param->name : "-");
        print_type(param->type, out);
    }
    fputs("): ", out);
    print_type(decl->type->inner, out);
    fputs(function->in_header ? ", in a header\n" : "\n", out);
    print_node(unit, function->body, 1, out);
}

void unit_print(const struct unit *unit, const char *only, FILE *out) {
    for (size_t i = 0; i < unit->records.count && !only; i++) {
        const struct record *record = unit->records.at[i];
        if (record->is_object || holds_references(record))
            print_record(record, out);
    }
    for (size_t i = 0; i < unit->functions.count; i++) {
        const struct function *function = unit->functions.at[i];
        if (!only || !strcmp(function->decl->name, only))
            print_function(unit, function, out);
    }
}
