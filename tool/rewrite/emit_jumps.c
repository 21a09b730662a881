/* Jumps past declarations, and what computed gotos leave.
 *
 * A pad of the graph (ir/lower_jump.c) is a statement in front of its label
 * that makes the variable empty; what does not come by a jump goes around:
 *
 *     goto in; tally_l2: a = 0; tally_l1: b = 0; in: statement
 *     goto tally_s1; case 2: a = 0; tally_s1: statement
 *
 * A pointer that is set behind the declaration (emit_names.c) is set there, too.
 * Jumps that land on a pad, and addresses of its label, get the pad's name. */
#include "rewrite/emitter.h"

#include "source/scan.h"

#include <string.h>

/* ---- pads --------------------------------------------------------------- */

static bool is_label(const struct node *node) {
    return node && (node->kind == NODE_LABEL || node->kind == NODE_CASE ||
                    node->kind == NODE_DEFAULT);
}

static struct block *block_at(const struct emission *em, block_id id) {
    return em->func->blocks.at[id];
}

/* A block of nothing but the declaration that a label stands for. */
static const struct inst *declares_at_label(const struct block *block) {
    const struct inst *first = block->insts.count ? block->insts.at[0] : NULL;
    bool pad = block->reachable && first && first->op == OP_DECLARE &&
               is_label(first->node);
    return pad ? first : NULL;
}

/* The pad of a companion, which is empty anyway: nothing is written. */
static bool is_silent(const struct emission *em, block_id id) {
    const struct inst *inst = declares_at_label(block_at(em, id));
    return inst && em->func->vars.at[inst->var].keeps_for;
}

static const struct inst *pad_in(const struct emission *em, block_id id) {
    return is_silent(em, id) ? NULL : declares_at_label(block_at(em, id));
}

/* Where a jump to `id` goes in the text. */
static block_id behind_silent(const struct emission *em, block_id id) {
    while (is_silent(em, id))
        id = block_at(em, id)->successors.at[0];
    return id;
}

static const struct inst *terminator(const struct block *block) {
    return block->insts.at[block->insts.count - 1];
}

/* The name of the label of a pad that somebody jumps to. */
static const char *name_pad(struct emission *em, block_id id) {
    if (!em->pad_names[id])
        em->pad_names[id] = emit_numbered_name(em, "tally_l");
    return em->pad_names[id];
}

/* ---- jumps to pads ------------------------------------------------------ */

/* The name behind `goto` or `&&`, whose token has `length` bytes. */
static void rename_target(struct emission *em, struct range token,
                          uint32_t length, const char *name) {
    const struct unit *unit = em->emitter->unit;
    if (token.file == 0 && token.begin_macro == NO_MACRO) {
        struct scanner scan = scan_text(unit->text, unit->length);
        token.begin = scan_blank(&scan, token.begin + length);
        token.end = scan_token(&scan, token.begin);
    }
    edits_replace(em->emitter->edits, token, name);
}

static void rename_addresses(struct emission *em, const struct node *node,
                             const void *label, const char *name) {
    if (!node)
        return;
    if (node->kind == NODE_LABEL_ADDRESS && node->label == label)
        rename_target(em, node->range, strlen("&&"), name);
    for (size_t i = 0; i < node->decl_count; i++)
        rename_addresses(em, node->decls[i]->init, label, name);
    for (size_t i = 0; i < node->child_count; i++)
        rename_addresses(em, node->child[i], label, name);
}

static void name_goto(struct emission *em, const struct block *block) {
    const struct inst *jump = terminator(block);
    block_id to = behind_silent(em, block->successors.at[0]);
    if (!pad_in(em, to))
        return;
    rename_target(em, jump->node->token, strlen("goto"), name_pad(em, to));
}

static void name_computed(struct emission *em, const struct block *block) {
    for (size_t i = 0; i < block->successors.count; i++) {
        block_id to = behind_silent(em, block->successors.at[i]);
        const struct inst *pad = pad_in(em, to);
        if (!pad || em->pad_names[to])
            continue;
        rename_addresses(em, em->function->body, pad->node->label,
                         name_pad(em, to));
    }
}

static bool is_goto(const struct block *block) {
    const struct inst *end = terminator(block);
    return end->op == OP_JUMP && end->node && end->node->kind == NODE_GOTO;
}

static bool is_computed(const struct block *block) {
    const struct inst *end = terminator(block);
    return end->op == OP_SWITCH && end->node &&
           end->node->kind == NODE_COMPUTED_GOTO;
}

/* An address that has a name already was given it by an earlier goto: those
 * of computed gotos come first, so that their addresses are all renamed. */
static void name_jumps(struct emission *em) {
    for (size_t i = 0; i < em->func->blocks.count; i++)
        if (block_at(em, (block_id)i)->reachable &&
            is_computed(block_at(em, (block_id)i)))
            name_computed(em, block_at(em, (block_id)i));
    for (size_t i = 0; i < em->func->blocks.count; i++)
        if (block_at(em, (block_id)i)->reachable &&
            is_goto(block_at(em, (block_id)i)))
            name_goto(em, block_at(em, (block_id)i));
}

/* ---- the text of pads --------------------------------------------------- */

static void empty_variable(struct emission *em, struct text *text,
                           block_id id) {
    struct emitter *emitter = em->emitter;
    const struct inst *pad = pad_in(em, id);
    const struct var *var = &em->func->vars.at[pad->var];
    const char *name = var->name;
    if (is_hidden_at(em, var, pad->node->range.begin))
        emit_error(emitter, TLY_JUMP_INTO_SCOPE, pad->node->range,
                   "give one of the two another name",
                   "a jump to this label passes the declaration of '%s', "
                   "which another one of that name hides here",
                   var->name);
    if (em->pad_names[id])
        text_add(emitter->arena, text, "%s: ", em->pad_names[id]);
    if (var->ref == REF_STRONG || var->ref == REF_WEAK)
        text_add(emitter->arena, text, "%s = 0; ", name);
    else
        text_add(emitter->arena, text, "tally__empty(&%s, sizeof %s); ", name,
                 name);
    if (is_hidden_somewhere(em, var))
        text_add(emitter->arena, text, "%s = (void *)&%s; ",
                 emit_pointer_to(em, var), name);
}

/* All pads of a label, the outermost variable first; gives the label's own
 * block. */
static const struct block *pads_text(struct emission *em, block_id outermost,
                                     struct text *text) {
    block_id id = outermost;
    while (pad_in(em, id)) {
        empty_variable(em, text, id);
        id = behind_silent(em, block_at(em, id)->successors.at[0]);
    }
    return block_at(em, id);
}

/* Who comes to a label's block, not over a pad. */
struct arrivals {
    bool falling, jumping;
};

static void add_arrivals(const struct emission *em, const struct block *block,
                         struct arrivals *arrivals) {
    for (size_t i = 0; i < block->predecessors.count; i++) {
        const struct block *from = block_at(em, block->predecessors.at[i]);
        if (!from->reachable || pad_in(em, from->id))
            continue;
        if (is_silent(em, from->id))
            add_arrivals(em, from, arrivals);
        else if (is_goto(from) || is_computed(from))
            arrivals->jumping = true;
        else
            arrivals->falling = true;
    }
}

static struct arrivals arrivals_of(const struct emission *em,
                                   const struct block *block) {
    struct arrivals arrivals = {false, false};
    add_arrivals(em, block, &arrivals);
    return arrivals;
}

/* ---- where they stand --------------------------------------------------- */

/* A label, and what stands around it. */
struct landing_site {
    struct node *node, *before; /* the statement in front of it, or NULL */
    bool in_list; /* among the statements of a block: needs no braces */
    block_id outermost;
};

static void write_label(struct emission *em, const struct landing_site *site) {
    struct emitter *emitter = em->emitter;
    struct text pads = {0};
    const struct block *block = pads_text(em, site->outermost, &pads);
    struct arrivals arrivals = arrivals_of(em, block);
    const char *around =
        arrivals.falling || !arrivals.jumping
            ? arena_printf(emitter->arena, "goto %s; ", site->node->name)
            : "";
    const char *text =
        arena_printf(emitter->arena, "%s%s", around, text_get(&pads));
    if (site->in_list)
        edits_before(emitter->edits, site->node->range, text);
    else
        edits_wrap(emitter->edits, site->node->range,
                   arena_printf(emitter->arena, "{ %s", text), " }");
}

/* What a block, and what stands behind a label, ends with. */
static const struct node *last_in(const struct node *node) {
    while (node && (node->kind == NODE_COMPOUND || node->kind == NODE_CASE ||
                    node->kind == NODE_DEFAULT || node->kind == NODE_LABEL))
        node = node->child_count ? node->child[node->child_count - 1] : NULL;
    return node;
}

/* Nothing can stand between [[fallthrough]]; and its case. */
static bool is_fallthrough(const struct emission *em,
                           const struct node *before) {
    const struct node *node = last_in(before);
    if (!node || node->kind != NODE_NULL || node->range.file != 0)
        return false;
    const char *text = arena_strndup(
        em->emitter->arena, em->emitter->unit->text + node->range.begin,
        node->range.end - node->range.begin);
    return strstr(text, "fallthrough") != NULL;
}

static void write_case(struct emission *em, const struct landing_site *site) {
    struct emitter *emitter = em->emitter;
    struct text pads = {0};
    const struct block *block = pads_text(em, site->outermost, &pads);
    const char *around = NULL, *open = "";
    if (arrivals_of(em, block).falling) {
        around = emit_numbered_name(em, "tally_s");
        open = arena_printf(emitter->arena, "goto %s; ", around);
        text_add(emitter->arena, &pads, "%s: ", around);
    }
    if (around && is_fallthrough(em, site->before))
        emit_error(emitter, TLY_JUMP_INTO_SCOPE, site->node->range,
                   "put braces around the case that declares the variable",
                   "a case that jumps past a declaration, behind a "
                   "fallthrough attribute");
    if (site->in_list)
        edits_before(emitter->edits, site->node->range, open);
    else
        edits_wrap(emitter->edits, site->node->range,
                   arena_printf(emitter->arena, "{ %s", open), " }");
    edits_before(emitter->edits, site->node->child[0]->range,
                 text_get(&pads));
}

/* The outermost pad of a label: the variable declared first. */
static bool find_pads(const struct emission *em, struct node *node,
                      block_id *outermost) {
    var_id first = NO_VAR;
    for (size_t i = 0; i < em->func->blocks.count; i++) {
        const struct inst *pad = pad_in(em, (block_id)i);
        if (!pad || pad->node != node || pad->var > first)
            continue;
        first = pad->var;
        *outermost = (block_id)i;
    }
    return first != NO_VAR;
}

static void write_pads(struct emission *em, struct landing_site site) {
    if (!site.node)
        return;
    if (is_label(site.node) && find_pads(em, site.node, &site.outermost)) {
        if (site.node->kind == NODE_LABEL)
            write_label(em, &site);
        else
            write_case(em, &site);
    }
    /* A statement expression may be what a variable starts with. */
    for (size_t i = 0; i < site.node->decl_count; i++)
        write_pads(em,
                   (struct landing_site){.node = site.node->decls[i]->init});
    bool list = site.node->kind == NODE_COMPOUND ||
                (is_label(site.node) && site.in_list);
    for (size_t i = 0; i < site.node->child_count; i++) {
        bool behind = i > 0 && site.node->kind == NODE_COMPOUND;
        struct landing_site child = {
            .node = site.node->child[i],
            .before = behind ? site.node->child[i - 1] : NULL,
            .in_list = list};
        write_pads(em, child);
    }
}

void emit_jumps(struct emission *em) {
    struct landing_site body = {.node = em->function->body};
    bool any = false;
    for (size_t i = 0; i < em->func->blocks.count; i++)
        any = any || pad_in(em, (block_id)i);
    if (!any)
        return;
    name_jumps(em);
    write_pads(em, body);
}

/* ---- computed goto ------------------------------------------------------ */

/* goto *E;  →  { void *tally_g1 = E; drops; goto *tally_g1; } */
void emit_leave_computed(struct emission *em, const struct node *node,
                         const char *drops) {
    struct emitter *emitter = em->emitter;
    const struct unit *unit = emitter->unit;
    struct range token = node->token;
    const char *name = emit_numbered_name(em, "tally_g");
    if (token.file == 0 && token.begin_macro == NO_MACRO) {
        struct scanner scan = scan_text(unit->text, unit->length);
        token.end = scan_blank(&scan, token.end) + 1; /* the '*' */
    }
    edits_replace(emitter->edits, token,
                  arena_printf(emitter->arena, "{ const void *%s = ", name));
    if (node->child[0]->kind == NODE_COMMA)
        edits_wrap(emitter->edits, node->child[0]->range, "(", ")");
    edits_wrap(emitter->edits, node->range, "",
               arena_printf(emitter->arena, "%s goto *%s; }", drops, name));
}
