/* A tool that has forgotten one rule: what shows that the programs of this
 * folder need it.
 *
 * The module of this folder is linked from the objects of the shipped one, and
 * the linker's --wrap puts these functions between them; nothing in the tool
 * knows of it. TALLY_MUTATE_RULE is the number of the rule that is switched
 * off; README.md has the list. The checker is off with it: it would refuse
 * most of what comes out. Rules that the header or the runtime keep are
 * switched off elsewhere (rule_*.h, runtime/src). */
#include "analysis/borrows.h"
#include "base/diag.h"
#include "ir/ir.h"
#include "ir/lower.h"
#include "ir/variant.h"
#include "rewrite/emitter.h"
#include "rewrite/place.h"

#include <stdarg.h>
#include <stdlib.h>

/* Names that the linker prescribes. */
struct borrows __real_borrows_compute(const struct func *func);
struct borrows __wrap_borrows_compute(const struct func *func);
void __real_place(struct func *func);
void __wrap_place(struct func *func);
void __real_place_frames(struct func *func);
void __wrap_place_frames(struct func *func);
bool __wrap_ir_check(const struct func *func, struct arena *arena,
                     struct check_error *error);
void __real_lower_keep_raw(struct lower *lo, value_id value, struct node *node,
                           enum keep_where where, const struct decl *keeper);
void __wrap_lower_keep_raw(struct lower *lo, value_id value, struct node *node,
                           enum keep_where where, const struct decl *keeper);
bool __real_variant_access_of(const struct node *place,
                              struct variant_access *access);
bool __wrap_variant_access_of(const struct node *place,
                              struct variant_access *access);
void __real_emit_jumps(struct emission *em);
void __wrap_emit_jumps(struct emission *em);
void __real_lower_error(struct lower *lo, enum diag_code code,
                        const struct node *at, const char *mend,
                        const char *what, ...);
void __wrap_lower_error(struct lower *lo, enum diag_code code,
                        const struct node *at, const char *mend,
                        const char *what, ...);
void __real_diag_report(struct diags *diags, enum diag_code code,
                        struct place_in_text at, const char *mend,
                        const char *what, ...);
void __wrap_diag_report(struct diags *diags, enum diag_code code,
                        struct place_in_text at, const char *mend,
                        const char *what, ...);

enum rule {
    RULE_NONE,
    RULE_HOLD_ARGUMENT = 1,
    RULE_HOLD_SIBLING = 2,
    RULE_JUMP_EMPTIES = 4,
    RULE_RESULT_FIRST = 5,
    RULE_REFUSE_BYTES = 7,
    RULE_REFUSE_UNION = 8,
    RULE_HOLD_VARIADIC = 9,
    RULE_REFUSE_VOID = 10,
    RULE_SHADOW_STACK = 11,
    RULE_KEEP_RAW = 12,
    RULE_RETAIN_AT_READ = 13,
    RULE_BEGIN_EMPTY = 15
};

static enum rule rule_off(void) {
    const char *rule = getenv("TALLY_MUTATE_RULE");
    return rule ? (enum rule)atoi(rule) : RULE_NONE;
}

/* ---- what is held -------------------------------------------------------- */

static bool is_variadic(const struct inst *call) {
    const struct node *callee = call->node ? call->node->child[0] : NULL;
    const struct type *type = callee ? callee->type : NULL;
    while (type && type->kind == TYPE_POINTER)
        type = type->inner;
    return type && type->kind == TYPE_FUNCTION && type->variadic;
}

static void forget_arguments(struct borrows *facts, const struct inst *call) {
    if (is_variadic(call) != (rule_off() == RULE_HOLD_VARIADIC))
        return;
    for (size_t i = 0; i < call->operand_count; i++)
        facts->of[call->operand[i]].needs_hold = false;
}

/* The graph as it is written is one of the orders that C allows. */
static void forget_order(const struct func *func) {
    for (size_t b = 0; b < func->blocks.count; b++)
        for (size_t i = 0; i < func->blocks.at[b]->insts.count; i++)
            func->blocks.at[b]->insts.at[i]->hazard = false;
}

struct borrows __wrap_borrows_compute(const struct func *func) {
    struct borrows facts;
    if (rule_off() == RULE_HOLD_SIBLING)
        forget_order(func);
    facts = __real_borrows_compute(func);
    if (rule_off() != RULE_HOLD_ARGUMENT && rule_off() != RULE_HOLD_VARIADIC)
        return facts;
    for (size_t b = 0; b < func->blocks.count; b++)
        for (size_t i = 0; i < func->blocks.at[b]->insts.count; i++)
            if (func->blocks.at[b]->insts.at[i]->op == OP_CALL)
                forget_arguments(&facts, func->blocks.at[b]->insts.at[i]);
    return facts;
}

void __wrap_lower_keep_raw(struct lower *lo, value_id value, struct node *node,
                           enum keep_where where, const struct decl *keeper) {
    if (rule_off() != RULE_KEEP_RAW)
        __real_lower_keep_raw(lo, value, node, where, keeper);
}

/* ---- what is placed ------------------------------------------------------ */

static const struct inst *retained(const struct func *func,
                                   const struct inst *user) {
    const struct inst *def =
        user->operand_count ? func->defs.at[user->operand[0]] : NULL;
    return def && def->op == OP_RETAIN ? def : NULL;
}

static void remove_at(struct block *block, size_t index) {
    for (size_t i = index + 1; i < block->insts.count; i++)
        block->insts.at[i - 1] = block->insts.at[i];
    block->insts.count--;
}

static void remove_inst(struct func *func, const struct inst *inst) {
    for (size_t b = 0; b < func->blocks.count; b++)
        for (size_t i = 0; i < func->blocks.at[b]->insts.count; i++)
            if (func->blocks.at[b]->insts.at[i] == inst) {
                remove_at(func->blocks.at[b], i);
                return;
            }
}

static void remove_all(struct func *func, enum op op, var_id var) {
    for (size_t b = 0; b < func->blocks.count; b++) {
        struct block *block = func->blocks.at[b];
        for (size_t i = block->insts.count; i-- > 0;)
            if (block->insts.at[i]->op == op &&
                (var == NO_VAR || block->insts.at[i]->var == var))
                remove_at(block, i);
    }
}

/* The user borrows what it took. */
static bool forget_retain(struct func *func, struct inst *user) {
    const struct inst *retain = retained(func, user);
    if (!retain)
        return false;
    user->operand[0] = retain->operand[0];
    remove_inst(func, retain);
    return true;
}

static void forget_in(struct func *func, struct inst *inst) {
    if (rule_off() == RULE_RESULT_FIRST && inst->op == OP_RETURN)
        forget_retain(func, inst);
    if (rule_off() == RULE_RETAIN_AT_READ && inst->op == OP_INIT &&
        inst->place.kind == PLACE_VAR && forget_retain(func, inst))
        remove_all(func, OP_DROP, inst->place.var);
}

void __wrap_place(struct func *func) {
    __real_place(func);
    for (size_t b = 0; b < func->blocks.count; b++)
        for (size_t i = func->blocks.at[b]->insts.count; i-- > 0;)
            if (i < func->blocks.at[b]->insts.count)
                forget_in(func, func->blocks.at[b]->insts.at[i]);
    if (rule_off() == RULE_BEGIN_EMPTY)
        remove_all(func, OP_DECLARE, NO_VAR);
}

void __wrap_place_frames(struct func *func) {
    __real_place_frames(func);
    if (rule_off() != RULE_SHADOW_STACK)
        return;
    remove_all(func, OP_OWN, NO_VAR);
    remove_all(func, OP_DISOWN, NO_VAR);
}

bool __wrap_ir_check(const struct func *func, struct arena *arena,
                     struct check_error *error) {
    (void)func, (void)arena, (void)error;
    return true;
}

void __wrap_emit_jumps(struct emission *em) {
    if (rule_off() != RULE_JUMP_EMPTIES)
        __real_emit_jumps(em);
}

/* ---- what is refused ----------------------------------------------------- */

static bool is_forgotten(enum diag_code code) {
    switch (rule_off()) {
    case RULE_REFUSE_BYTES:
        return code == TLY_REFERENCE_BYTES;
    case RULE_REFUSE_UNION:
        return code == TLY_UNION;
    case RULE_REFUSE_VOID:
        return code == TLY_RAW_TO_OBJECT || code == TLY_OBJECT_TO_RAW;
    default:
        return false;
    }
}

/* Then a member of a union is a place like any other. */
bool __wrap_variant_access_of(const struct node *place,
                              struct variant_access *access) {
    return rule_off() != RULE_REFUSE_UNION &&
           __real_variant_access_of(place, access);
}

void __wrap_lower_error(struct lower *lo, enum diag_code code,
                        const struct node *at, const char *mend,
                        const char *what, ...) {
    va_list args;
    if (is_forgotten(code))
        return;
    va_start(args, what);
    __real_lower_error(lo, code, at, mend, "%s",
                       arena_vprintf(lo->arena, what, args));
    va_end(args);
}

void __wrap_diag_report(struct diags *diags, enum diag_code code,
                        struct place_in_text at, const char *mend,
                        const char *what, ...) {
    char text[1024];
    va_list args;
    if (is_forgotten(code))
        return;
    va_start(args, what);
    vsnprintf(text, sizeof text, what, args);
    va_end(args);
    __real_diag_report(diags, code, at, mend, "%s", text);
}
