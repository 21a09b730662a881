/* Lowering of jumps to labels: goto, computed goto, the cases of a switch.
 *
 * A jump leaves the scopes that its label is not in. One that goes past
 * declarations of references lands on *pads* first: blocks of ours in front of
 * the label's, one for each variable that is entered, which declare it again.
 * Pad 0 declares the innermost variable and leads to the label, pad 1 the one
 * around it and leads to pad 0, and so on; a jump lands on the pad of the
 * outermost variable that it enters.
 *
 * Our own output has the pads in its text; read back, it gets none here, but
 * for companions, which are empty wherever their scope is entered and so have
 * no pad in the text. */
#include "ir/lower.h"

#include "base/diag.h"


/* ---- pads ---------------------------------------------------------------------- */

static bool is_const(const struct type *type) {
    while (type->kind == TYPE_ARRAY && !(type->quals & QUAL_CONST))
        type = type->inner;
    return (type->quals & QUAL_CONST) != 0;
}

static struct block *add_pad(struct lower *lo, const struct landing *landing,
                             var_id var, struct block *next) {
    const struct var *entered = &lo->func->vars.at[var];
    struct block *outer = lo->block;
    struct block *pad = lo->block = func_add_block(lo->func);
    struct inst *inst = lower_emit(lo, OP_DECLARE, false, landing->node);
    inst->var = var;
    inst->type = entered->type;
    lower_jump(lo, next, NULL);
    lo->block = outer;
    return pad;
}

/* The pad of the variable `at`, `depth` variables from the innermost one. */
static struct block *pad_of(struct lower *lo, struct landing *landing,
                            const struct live *at, size_t depth) {
    if (depth == landing->pads.count) {
        struct block *next =
            depth ? landing->pads.at[depth - 1] : landing->block;
        struct block *pad = add_pad(lo, landing, at->var, next);
        VEC_PUSH(lo->arena, landing->pads, pad);
    }
    return landing->pads.at[depth];
}

static bool refuse_entry(struct lower *lo, const struct var *var,
                         const struct node *node) {
    if (!is_const(var->type))
        return false;
    lower_error(lo, TLY_JUMP_INTO_SCOPE, node,
                "declare it before the jump, or in a block that the label is "
                "not in",
                "this jumps past the declaration of '%s', which is const and "
                "cannot be made NULL",
                var->name);
    return true;
}

/* Where a jump from `from` has to go, at `node`, to arrive at the landing. */
static struct block *land(struct lower *lo, struct landing *landing,
                          const struct live *from, const struct node *node,
                          bool warn) {
    const struct live *common = live_common(from, landing->live);
    struct block *block = landing->block;
    size_t depth = 0;
    for (const struct live *at = landing->live; at != common; at = at->up) {
        const struct var *var = &lo->func->vars.at[at->var];
        if (lo->placed && !var->keeps_for)
            continue;
        if (refuse_entry(lo, var, node))
            return block;
        if (warn && var->decl && var->decl->init) /* else it makes no difference */
            lower_error(lo, TLY_JUMP_PAST_DECLARATION, node,
                        "declare it before the jump, or in a block that the "
                        "label is not in",
                        "this jumps past the declaration of '%s', which is "
                        "NULL then",
                        var->name);
        block = pad_of(lo, landing, at, depth++);
    }
    return block;
}

/* ---- labels -------------------------------------------------------------------- */

/* Goes on in `block`, which this point falls into. */
static void fall_into(struct lower *lo, struct block *block) {
    lower_jump(lo, block, NULL);
    lo->block = block;
    lo->dead = false; /* assume that somebody jumps here */
}

void lower_case(struct lower *lo, struct node *node) {
    struct landing landing = {.block = func_add_block(lo->func),
                              .live = lo->live,
                              .node = node};
    if (!lo->targets.switch_head)
        lower_error(lo, TLY_UNSUPPORTED, node, NULL,
                    "a case label whose switch tally does not see");
    else
        lower_edge(lo, lo->targets.switch_head,
                   land(lo, &landing, lo->targets.switch_live, node, true));
    if (node->kind == NODE_DEFAULT)
        lo->targets.has_default = true;
    fall_into(lo, landing.block);
    lower_statement(lo, node->child[0]);
}

static struct label *find_label(struct lower *lo, const struct node *node) {
    for (size_t i = 0; i < lo->labels.count; i++)
        if (lo->labels.at[i]->identity == node->label)
            return lo->labels.at[i];
    struct label *label = ARENA_NEW(lo->arena, struct label);
    label->name = node->name;
    label->identity = node->label;
    VEC_PUSH(lo->arena, lo->labels, label);
    return label;
}

void lower_label(struct lower *lo, struct node *node) {
    struct label *label = find_label(lo, node);
    label->defined = true;
    label->landing.block = func_add_block(lo->func);
    label->landing.live = lo->live;
    label->landing.node = node;
    fall_into(lo, label->landing.block);
    lower_statement(lo, node->child[0]);
}

/* ---- jumps --------------------------------------------------------------------- */

/* Where it goes is known at the end of the function. */
static struct jump pending_jump(struct lower *lo, enum op op,
                                struct node *node) {
    struct jump jump = {lo->block, node, lo->live, emitted_take_left(lo)};
    lower_emit(lo, op, false, node);
    return jump;
}

void lower_goto(struct lower *lo, struct node *node) {
    struct label *label = find_label(lo, node);
    struct jump jump = pending_jump(lo, OP_JUMP, node);
    VEC_PUSH(lo->arena, label->jumps, jump);
    lower_unreachable(lo);
}

void lower_computed_goto(struct lower *lo, struct node *node) {
    struct node *target = node->child[0];
    if (!lo->placed || !emitted_target(lo, target)) {
        full_id full = lower_begin_full(lo, FULL_SWITCH, target, node);
        lower_use(lo, lower_value(lo, target), target);
        lower_end_full(lo, full);
    }
    struct jump jump = pending_jump(lo, OP_SWITCH, node);
    VEC_PUSH(lo->arena, lo->computed, jump);
    lower_unreachable(lo);
}

/* The jump leaves what is not alive at `live`. */
static void leave_by(struct lower *lo, const struct jump *jump,
                     struct live *live) {
    struct inst *terminator = jump->from->insts.at[--jump->from->insts.count];
    lo->block = jump->from;
    emitted_put_left(lo, jump->left);
    lower_leave(lo, jump->live, live, terminator->node);
    VEC_PUSH(lo->arena, jump->from->insts, terminator);
}

static void resolve_jump(struct lower *lo, struct label *label,
                         const struct jump *jump) {
    if (!label->defined) {
        lower_error(lo, TLY_UNSUPPORTED, jump->node, NULL,
                    "'goto %s' to a label of an enclosing construct that "
                    "tally does not follow",
                    label->name);
        return;
    }
    struct block *to =
        land(lo, &label->landing, jump->live, jump->node, true);
    leave_by(lo, jump, label->landing.live);
    lower_edge(lo, jump->from, to);
}

/* ---- computed goto ------------------------------------------------------------- */

static void find_addressed(struct lower *lo, const struct node *node) {
    if (!node)
        return;
    if (node->kind == NODE_LABEL_ADDRESS)
        find_label(lo, node)->addressed = true;
    for (size_t i = 0; i < node->decl_count; i++)
        find_addressed(lo, node->decls[i]->init);
    for (size_t i = 0; i < node->child_count; i++)
        find_addressed(lo, node->child[i]);
}

/* One address leads to one pad, from wherever. */
static void computed_edge(struct lower *lo, struct label *label,
                          const struct jump *jump) {
    struct block *to = land(lo, &label->landing, jump->live, jump->node,
                            !label->computed);
    if (label->computed && label->computed != to)
        lower_error(lo, TLY_UNSUPPORTED, jump->node,
                    "let them jump from the same block",
                    "computed gotos enter different scopes at the label '%s'",
                    label->name);
    label->computed = to;
    lower_edge(lo, jump->from, to);
}

/* What it leaves must not depend on where it goes. */
static void resolve_computed(struct lower *lo, const struct jump *jump) {
    const struct label *first = NULL;
    for (size_t i = 0; i < lo->labels.count; i++) {
        const struct label *label = lo->labels.at[i];
        if (!label->addressed || !label->defined)
            continue;
        if (!first)
            first = label;
        if (live_common(jump->live, label->landing.live) !=
            live_common(jump->live, first->landing.live)) {
            lower_error(lo, TLY_UNSUPPORTED, jump->node,
                        "put all its labels into one block",
                        "this computed goto leaves other variables on its way "
                        "to '%s' than to '%s'",
                        label->name, first->name);
            return;
        }
    }
    if (first)
        leave_by(lo, jump, first->landing.live);
    for (size_t i = 0; i < lo->labels.count; i++)
        if (lo->labels.at[i]->addressed && lo->labels.at[i]->defined)
            computed_edge(lo, lo->labels.at[i], jump);
}

void lower_resolve_jumps(struct lower *lo, const struct node *body) {
    if (lo->computed.count)
        find_addressed(lo, body);
    for (size_t i = 0; i < lo->labels.count; i++) {
        struct label *label = lo->labels.at[i];
        for (size_t k = 0; k < label->jumps.count; k++)
            resolve_jump(lo, label, &label->jumps.at[k]);
    }
    for (size_t i = 0; i < lo->computed.count; i++)
        resolve_computed(lo, &lo->computed.at[i]);
}
