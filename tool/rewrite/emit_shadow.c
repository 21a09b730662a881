/* The function's frame on the shadow stack (--unwind=shadow): where variables
 * are put on it and taken off, setjmp and longjmp.
 *
 * An owner's index is its number among the variables that own something, in
 * the order of the graph. */
#include "rewrite/emitter.h"

#include <inttypes.h>
#include <string.h>

static size_t index_of(const struct emission *em, var_id var) {
    size_t index = 0;
    for (size_t i = 0; i < var; i++)
        index += em->func->vars.at[i].owned;
    return index;
}

static const char *place_of(const struct emission *em, var_id id) {
    const struct var *var = &em->func->vars.at[id];
    bool ours = var->kind == VAR_TEMP || var->keeps_for;
    const char *name = ours ? em->names[id] : var->name;
    const struct type *type = var->type;
    while (type->kind == TYPE_ARRAY && !type->quals)
        type = type->inner;
    return arena_printf(em->emitter->arena, "%s&%s",
                        type->quals ? "(void *)" : "", name);
}

/* ---- the frame -------------------------------------------------------------- */

static bool is_owned_at_entry(const struct func *func, var_id var) {
    const struct block *entry = func->blocks.at[0];
    for (size_t i = 0; i < entry->insts.count; i++)
        if (entry->insts.at[i]->op == OP_OWN &&
            entry->insts.at[i]->var == var)
            return true;
    return false;
}

static void add_owner(struct emission *em, struct text *text, var_id id) {
    const struct var *var = &em->func->vars.at[id];
    struct arena *arena = em->emitter->arena;
    bool is_there = var->kind == VAR_TEMP && is_owned_at_entry(em->func, id);
    const char *layout =
        need_layout(em->emitter, var->type, em->function->body->range);
    text_add(arena, text, "%s{%s, &%s, 0}", text->count ? ", " : "",
             is_there ? place_of(em, id) : "0", layout);
}

void emit_frame(struct emission *em) {
    struct arena *arena = em->emitter->arena;
    struct text owners = {0};
    size_t count = 0;
    if (!em->func->unwinds)
        return;
    em->frame = emit_name(em, "tally_f", "tally_f");
    const char *table = emit_name(em, "tally_o", "tally_o");
    for (size_t i = 0; i < em->func->vars.count; i++) {
        if (!em->func->vars.at[i].owned)
            continue;
        add_owner(em, &owners, (var_id)i);
        count++;
    }
    if (count)
        text_add(arena, &em->declarations,
                 " struct tally_owner %s[] = {%s};", table, text_get(&owners));
    text_add(arena, &em->declarations,
             " struct tally_frame %s = {%s, %zu, 0, 0, 0};", em->frame,
             count ? table : "0", count);
    text_add(arena, &em->entry, " tally__enter_frame(&%s);", em->frame);
}

/* ---- variables ------------------------------------------------------------- */

static const char *own_call(const struct emission *em, var_id var) {
    return arena_printf(em->emitter->arena, "tally__own(&%s, %zu, %s)",
                        em->frame, index_of(em, var), place_of(em, var));
}

static bool is_own_of(const struct inst *inst, full_id full) {
    return inst->op == OP_OWN && inst->full == full;
}

/* The instructions of its block, from `inst` on. False if it is not the first
 * one of a row. */
static bool row_from(const struct func *func, const struct inst *inst,
                     struct inst *const **row, size_t *count) {
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++) {
            if (block->insts.at[i] != inst)
                continue;
            *row = block->insts.at + i;
            *count = block->insts.count - i;
            return i == 0 || !is_own_of(block->insts.at[i - 1], inst->full);
        }
    }
    return false;
}

/* Inside of the initialiser of the next one in the declaration. Several that
 * wait there are written with the first one, in their order. */
static void own_before(struct emission *em, const struct inst *inst) {
    struct arena *arena = em->emitter->arena;
    const struct full *full = &em->func->fulls.at[inst->full];
    struct inst *const *row;
    struct text text = {0};
    size_t count;
    if (!row_from(em->func, inst, &row, &count))
        return;
    for (size_t i = 0; i < count && is_own_of(row[i], inst->full); i++)
        text_add(arena, &text, "%s%s", i ? ", " : "(",
                 own_call(em, row[i]->var));
    text_add(arena, &text, ", ");
    edits_wrap(em->emitter->edits, full->range, text_get(&text), ")");
}

static void own_behind(struct emission *em, const struct inst *inst,
                       const struct declaration *declaration) {
    const char *text = arena_printf(em->emitter->arena, " %s;",
                                    own_call(em, inst->var));
    if (declaration->loop)
        text_add(em->emitter->arena,
                 &emit_loop(em, declaration->loop)->begin, "%s", text);
    else
        edits_behind(em->emitter->edits, declaration->statement->range, text);
}

void emit_own(struct emission *em, const struct inst *inst) {
    const struct var *var = &em->func->vars.at[inst->var];
    const struct declaration *declaration = declaration_of(em, var);
    if (var->kind == VAR_TEMP)
        return; /* emit_frame has written it */
    if (!declaration)
        text_add(em->emitter->arena, &em->entry, " %s;",
                 own_call(em, inst->var));
    else if (inst->full == NO_FULL)
        own_behind(em, inst, declaration);
}

void emit_own_between(struct emission *em) {
    for (size_t b = 0; b < em->func->blocks.count; b++) {
        const struct block *block = em->func->blocks.at[b];
        for (size_t i = 0; block->reachable && i < block->insts.count; i++) {
            const struct inst *inst = block->insts.at[i];
            if (inst->op == OP_OWN && inst->full != NO_FULL)
                own_before(em, inst);
        }
    }
}

/* They go where the drops go that follow. */
void emit_disown(struct emission *em, const struct inst *inst) {
    emit_way(em, inst,
             arena_printf(em->emitter->arena, "tally__disown(&%s, %zu)",
                          em->frame, index_of(em, inst->var)));
}

void emit_exit(struct emission *em, const struct inst *inst) {
    emit_way(em, inst,
             arena_printf(em->emitter->arena, "tally__leave_frame(&%s)",
                          em->frame));
}

/* ---- setjmp and longjmp ---------------------------------------------------- */

static void emit_mark(struct emission *em, const struct inst *call) {
    struct arena *arena = em->emitter->arena;
    const char *mark = emit_numbered_name(em, "tally_m");
    text_add(arena, &em->declarations,
             " struct tally_mark %s = {0, 0, 0, 0};", mark);
    edits_wrap(em->emitter->edits, call->node->child[1]->range,
               arena_printf(arena, "tally__mark(&%s, &%s, ", em->frame, mark),
               ")");
}

static void emit_longjmp(struct emission *em, const struct inst *call) {
    struct emitter *emitter = em->emitter;
    const struct node *callee = call->node->child[0];
    const char *type =
        strcmp(call->name, "siglongjmp") == 0 ? "sigjmp_buf" : "jmp_buf";
    const char *helper = arena_printf(emitter->arena, "TALLY__LONGJMP(%s, %s)\n",
                                      call->name, type);
    if (!strstr(text_get(&emitter->jumps), helper)) {
        text_add(emitter->arena, &emitter->jumps, "%s", helper);
        text_add(emitter->arena, &emitter->prelude, "%s", helper);
    }
    edits_replace(emitter->edits, callee->range,
                  arena_printf(emitter->arena, "tally__%s", call->name));
    edits_wrap(emitter->edits, call->node->child[2]->range, "",
               ", TALLY__SITE");
}

void emit_far_jump(struct emission *em, const struct inst *call) {
    if (!em->emitter->unit->unwinds || !call->name)
        return;
    if (is_setjmp(call->name))
        emit_mark(em, call);
    else if (is_longjmp(call->name))
        emit_longjmp(em, call);
}
