/* The graph as text, one line an instruction; docs/ir.md has the grammar.
 *
 * What is printed is what the checker and placement look at, and only where it
 * differs from what the instruction is by default (ops.def): so dumps stay
 * short. Syntax nodes, ranges and C types of values are left out; read.c gives
 * the same graph without them. A word is what stands between blanks, commas
 * and parentheses. */
#include "ir/ir.h"
#include "ir/text.h"

#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

const char *const text_refs[] = {
    [REF_NONE] = "none",       [REF_STRONG] = "strong", [REF_WEAK] = "weak",
    [REF_UNOWNED] = "unowned", [REF_ARRAY] = "array",   NULL,
};
const char *const text_kinds[] = {
    [VAR_LOCAL] = "local",
    [VAR_PARAM] = "param",
    [VAR_TEMP] = "temp",
    NULL,
};
const char *const text_fulls[] = {
    [FULL_STATEMENT] = "statement",
    [FULL_CONDITION] = "condition",
    [FULL_SWITCH] = "switch",
    [FULL_RETURN] = "return",
    [FULL_INIT] = "init",
    [FULL_PLAIN] = "plain",
    NULL,
};

enum ref_kind text_default_ref(enum op op) {
    switch (op) {
    case OP_LOAD_WEAK:
    case OP_STORE_WEAK:
    case OP_INIT_WEAK:
        return REF_WEAK;
    case OP_STORE_RAW:
    case OP_INIT_RAW:
        return REF_UNOWNED;
    case OP_ADDRESS:
        return REF_NONE;
    default:
        return REF_STRONG;
    }
}

/* A name as one word: what would end it becomes '_'. */
static void print_word(const char *name, FILE *out) {
    if (!name || !*name)
        name = "_";
    for (; *name; name++)
        fputc(strchr(" \t\n,():", *name) ? '_' : *name, out);
}

/* ---- variables ----------------------------------------------------------- */

static bool name_is_unique(const struct func *func, const struct var *var) {
    for (size_t i = 0; i < func->vars.count; i++) {
        const struct var *other = &func->vars.at[i];
        if (other != var && strcmp(other->name, var->name) == 0)
            return false;
    }
    return true;
}

/* Its name, and its number where the name alone is not enough. */
static void print_var(const struct func *func, var_id id, FILE *out) {
    if (id >= func->vars.count) {
        fprintf(out, "?#%u", id);
        return;
    }
    const struct var *var = &func->vars.at[id];
    print_word(var->name, out);
    if (!name_is_unique(func, var))
        fprintf(out, "#%u", id);
}

static void print_var_line(const struct var *var, FILE *out) {
    fprintf(out, "  var %u ", var->id);
    print_word(var->name, out);
    fprintf(out, " %s", text_kinds[var->kind]);
    if (var->ref != REF_NONE)
        fprintf(out, " %s", text_refs[var->ref]);
    if (var->owned)
        fputs(" owned", out);
    if (var->consumes_if)
        fputs(" consumes_if", out);
    if (var->consumed)
        fputs(" consumed", out);
    if (var->escapes)
        fputs(" escapes", out);
    if (var->stable)
        fputs(" stable", out);
    if (var->conditional)
        fputs(" conditional", out);
    if (var->type && var->type->spelling)
        fprintf(out, " : %s", var->type->spelling);
    fputc('\n', out);
}

/* ---- places -------------------------------------------------------------- */

static void print_base(const struct place *place, FILE *out) {
    if (place->kind == PLACE_FIELD)
        fprintf(out, "%%%u->", place->base);
    else if (place->base)
        fprintf(out, "[%%%u].", place->base);
    else
        fputs("[].", out);
}

static void print_place(const struct func *func, const struct inst *inst,
                        FILE *out) {
    const struct place *place = &inst->place;
    switch (place->kind) {
    case PLACE_VAR:
        print_var(func, place->var, out);
        break;
    case PLACE_PART:
        print_var(func, place->var, out);
        fputc('.', out);
        print_word(place->name, out);
        break;
    case PLACE_FIELD:
    case PLACE_MEMORY:
        print_base(place, out);
        print_word(place->name, out);
        break;
    case PLACE_STATIC:
        fputc('@', out);
        print_word(place->name, out);
        break;
    }
    if (place->ref != text_default_ref(inst->op))
        fprintf(out, ":%s", text_refs[place->ref]);
}

/* ---- operands ------------------------------------------------------------ */

/* Says of one operand how it is passed, where that is not the rule. */
static void print_passing(const struct inst *inst, size_t index, FILE *out) {
    const struct op_info *info = &op_table[inst->op];
    if (inst->maybe && inst->maybe[index])
        fputs("maybe ", out);
    bool takes = inst_takes(inst, index);
    bool rule = info->result == RESULT_SAME ? inst->result_owned
                                            : info->operands == OPERANDS_TAKE;
    if (takes != rule)
        fputs(takes ? "take " : "use ", out);
}

static void print_operand(const struct inst *inst, size_t index, FILE *out) {
    print_passing(inst, index, out);
    fprintf(out, "%%%u", inst->operand[index]);
}

static void print_arguments(const struct inst *inst, FILE *out) {
    print_word(inst->name, out);
    fputc('(', out);
    for (size_t i = 0; i < inst->operand_count; i++) {
        fputs(i ? ", " : "", out);
        print_operand(inst, i, out);
    }
    fputc(')', out);
}

/* `separator` stands before the first one. */
static void print_operands(const struct inst *inst, const char *separator,
                           FILE *out) {
    for (size_t i = 0; i < inst->operand_count; i++) {
        fputs(separator, out);
        print_operand(inst, i, out);
        separator = ", ";
    }
}

static void print_phi(const struct block *block, const struct inst *inst,
                      FILE *out) {
    for (size_t i = 0; i < inst->operand_count; i++) {
        fputs(i ? ", " : " ", out);
        if (i < block->predecessors.count)
            fprintf(out, "%u: ", block->predecessors.at[i]);
        print_operand(inst, i, out);
    }
}

static void print_body(const struct func *func, const struct block *block,
                       const struct inst *inst, FILE *out) {
    unsigned flags = op_table[inst->op].flags;
    if (inst->op == OP_CALL || inst->op == OP_NEW || inst->op == OP_MAKE) {
        fputc(' ', out);
        print_arguments(inst, out);
    } else if (inst->op == OP_PHI) {
        print_phi(block, inst, out);
    } else if (inst->op == OP_BEGIN_FULL || inst->op == OP_END_FULL) {
        fprintf(out, " %u", inst->full);
    } else if (flags & FLAG_PLACE) {
        fputc(' ', out);
        print_place(func, inst, out);
        print_operands(inst, ", ", out);
    } else if (flags & FLAG_VAR) {
        fputc(' ', out);
        print_var(func, inst->var, out);
        print_operands(inst, ", ", out);
    } else {
        print_operands(inst, " ", out);
    }
}

/* ---- instructions and blocks --------------------------------------------- */

static void print_flags(const struct inst *inst, FILE *out) {
    const struct op_info *info = &op_table[inst->op];
    if (inst->result && inst->result_owned != (info->result == RESULT_OWNED))
        fputs(inst->result_owned ? " owned" : " borrowed", out);
    if (inst->releases != ((info->flags & FLAG_RELEASES) != 0))
        fputs(inst->releases ? " releases" : " quiet", out);
    if (inst->hazard)
        fputs(" hazard", out);
}

/* The full expression, where the lines before do not tell it. `*full` is the
 * one that a reader expects here, and becomes what he expects next. */
static void print_full(const struct inst *inst, full_id *full, FILE *out) {
    bool bracket = inst->op == OP_BEGIN_FULL || inst->op == OP_END_FULL;
    if (!bracket && inst->full != *full) {
        if (inst->full == NO_FULL)
            fputs(" in none", out);
        else
            fprintf(out, " in %u", inst->full);
    }
    bool closes = inst->op == OP_END_FULL || inst->op == OP_RETURN;
    *full = closes ? NO_FULL : inst->full;
}

static void print_inst(const struct func *func, const struct block *block,
                       const struct inst *inst, full_id *full, FILE *out) {
    if (inst->result)
        fprintf(out, "%%%u = ", inst->result);
    fputs(op_table[inst->op].text, out);
    print_body(func, block, inst, out);
    print_flags(inst, out);
    print_full(inst, full, out);
}

static void print_block(const struct func *func, const struct block *block,
                        full_id *full, FILE *out) {
    fprintf(out, "  block %u", block->id);
    for (size_t i = 0; i < block->successors.count; i++)
        fprintf(out, "%s%u", i ? ", " : " -> ", block->successors.at[i]);
    fputc('\n', out);
    for (size_t i = 0; i < block->insts.count; i++) {
        fputs("    ", out);
        print_inst(func, block, block->insts.at[i], full, out);
        fputc('\n', out);
    }
}

void ir_print(const struct func *func, FILE *out) {
    fputs("func ", out);
    print_word(func->name, out);
    fputs(func->placed ? " placed" : "", out);
    fputs(func->quiet ? " quiet" : "", out);
    fputs(func->unwinds ? " unwinds\n" : "\n", out);
    for (size_t i = 0; i < func->vars.count; i++)
        print_var_line(&func->vars.at[i], out);
    for (size_t i = 0; i < func->fulls.count; i++)
        fprintf(out, "  full %zu %s%s%s\n", i,
                text_fulls[func->fulls.at[i].kind],
                func->fulls.at[i].last ? " last" : "",
                func->fulls.at[i].blocks ? " blocks" : "");
    full_id full = NO_FULL;
    for (size_t i = 0; i < func->blocks.count; i++)
        print_block(func, func->blocks.at[i], &full, out);
}

/* ---- Graphviz ------------------------------------------------------------ */

/* Inside a quoted label; lines end as Graphviz wants them, flush left. */
static void print_label(const char *text, FILE *out) {
    for (; *text; text++) {
        if (*text == '\n')
            fputs("\\l", out);
        else if (*text == '"' || *text == '\\')
            fprintf(out, "\\%c", *text);
        else
            fputc(*text, out);
    }
}

static void dot_block(const struct func *func, const struct block *block,
                      full_id *full, FILE *out) {
    char *text = NULL;
    size_t length = 0;
    FILE *buffer = open_memstream(&text, &length);
    if (!buffer)
        BUG("out of memory for a picture of %s", func->name);
    print_block(func, block, full, buffer);
    if (fclose(buffer) != 0)
        BUG("out of memory for a picture of %s", func->name);
    fprintf(out, "  b%u [label=\"", block->id);
    print_label(text, out);
    fputs("\"];\n", out);
    free(text);
    for (size_t i = 0; i < block->successors.count; i++)
        fprintf(out, "  b%u -> b%u;\n", block->id, block->successors.at[i]);
}

void ir_dot(const struct func *func, FILE *out) {
    full_id full = NO_FULL;
    fputs("digraph \"", out);
    print_label(func->name, out);
    fputs("\" {\n  node [shape=box, fontname=monospace];\n", out);
    for (size_t i = 0; i < func->blocks.count; i++)
        dot_block(func, func->blocks.at[i], &full, out);
    fputs("}\n", out);
}
