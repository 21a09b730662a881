/* Who takes each value, who looks at it, and whether it may stay borrowed. */
#include "analysis/borrows.h"

/* A store to a variable or a part of it, a move out of it, or the end of its
 * scope; those of one full expression are chained. */
struct store {
    var_id var;
    uint32_t seq;
    const struct store *next;
};

struct scan {
    const struct func *func;
    struct inst **made; /* seq → instruction, NULL where unreachable */
    uint32_t count;
    uint32_t *releasing; /* seq → how many before it may release */
    const struct store **stores; /* full expression → its stores */
    struct borrow *of;
};

static void collect(struct scan *scan) {
    const struct func *func = scan->func;
    scan->count = func->next_seq;
    scan->made = ARENA_ARRAY(func->arena, struct inst *, scan->count + 1);
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; block->reachable && i < block->insts.count; i++)
            scan->made[block->insts.at[i]->seq] = block->insts.at[i];
    }
}

static void note_use(struct scan *scan, value_id value, uint32_t seq,
                     bool takes) {
    struct borrow *fact = &scan->of[value];
    if (takes)
        fact->takes++;
    else
        fact->uses++;
    if (fact->last < seq)
        fact->last = seq;
}

static bool has_base(const struct inst *inst) {
    return (inst->place.kind == PLACE_FIELD ||
            inst->place.kind == PLACE_MEMORY) &&
           inst->place.base && inst->op != OP_ADDRESS && inst->op != OP_RAW;
}

static void note_uses(struct scan *scan, const struct inst *inst) {
    for (size_t i = 0; i < inst->operand_count; i++)
        note_use(scan, inst->operand[i], inst->seq, inst_takes(inst, i));
    if (has_base(inst))
        note_use(scan, inst->place.base, inst->seq, false);
}

/* Is the result valid only while its operands are? */
static bool derives(const struct inst *inst) {
    return inst->op == OP_RAW || inst->op == OP_ADDRESS ||
           inst->op == OP_CAST || (inst->op == OP_PHI && !inst->result_owned);
}

static void extend(struct scan *scan, const struct inst *inst) {
    uint32_t last = scan->of[inst->result].last;
    for (size_t i = 0; derives(inst) && i < inst->operand_count; i++)
        if (scan->of[inst->operand[i]].last < last)
            scan->of[inst->operand[i]].last = last;
}

/* Does the full expression of the load store to its variable, or does so at
 * `from` or behind it? */
static bool is_assigned(const struct scan *scan, const struct inst *load,
                        uint32_t from) {
    const struct store *store =
        load->full == NO_FULL ? NULL : scan->stores[load->full];
    for (; store; store = store->next)
        if (store->var == load->place.var && store->seq >= from)
            return true;
    return false;
}

/* Kept by a variable that nobody else writes, during the full expression. */
static bool is_guaranteed(const struct scan *scan, const struct inst *load) {
    if (load->op != OP_LOAD || load->place.kind != PLACE_VAR)
        return false;
    const struct var *var = &scan->func->vars.at[load->place.var];
    /* A companion is read directly behind what it takes. */
    uint32_t from = var->keeps_for && !load->hazard ? load->seq : 0;
    return var->stable && !is_assigned(scan, load, from);
}

/* A store releases the old content when it is done with the place: the object
 * that holds the place may die then. */
static bool is_base_of_store(const struct inst *inst, value_id value) {
    return inst && inst->op == OP_STORE && inst->place.base == value;
}

/* May something release behind the load, up to its last use? */
static bool releases_until(const struct scan *scan, const struct inst *load,
                           uint32_t last) {
    uint32_t end = is_base_of_store(scan->made[last], load->result) ? last
                                                                    : last + 1;
    return scan->releasing[end] > scan->releasing[load->seq + 1];
}

static bool needs_hold(const struct scan *scan, const struct inst *load) {
    const struct borrow *fact = &scan->of[load->result];
    bool lent = load->op == OP_CALL && !load->result_owned;
    if ((load->op != OP_LOAD && !lent) || !fact->uses ||
        is_guaranteed(scan, load))
        return false;
    return load->hazard || releases_until(scan, load, fact->last);
}

/* The scope of a statement expression ends inside of the full expression. */
static bool is_left_inside(const struct inst *inst) {
    return inst->op == OP_LEAVE && inst->full != NO_FULL;
}

static void note_store(struct scan *scan, const struct inst *inst) {
    bool stores = inst->op == OP_STORE || inst->op == OP_STORE_WEAK ||
                  inst->op == OP_MOVE;
    bool variable =
        inst->place.kind == PLACE_VAR || inst->place.kind == PLACE_PART;
    bool left = is_left_inside(inst);
    if ((!left && (!stores || !variable)) || inst->full == NO_FULL)
        return;
    struct store *store = ARENA_NEW(scan->func->arena, struct store);
    store->var = left ? inst->var : inst->place.var;
    store->seq = inst->seq;
    store->next = scan->stores[inst->full];
    scan->stores[inst->full] = store;
}

/* What is_assigned and releases_until look up. */
static void index_effects(struct scan *scan) {
    struct arena *arena = scan->func->arena;
    scan->releasing = ARENA_ARRAY(arena, uint32_t, scan->count + 2);
    scan->stores = ARENA_ARRAY(arena, const struct store *,
                               scan->func->fulls.count + 1);
    for (uint32_t seq = 0; seq < scan->count; seq++) {
        const struct inst *inst = scan->made[seq];
        scan->releasing[seq + 1] =
            scan->releasing[seq] +
            (inst && (inst->releases || is_left_inside(inst)));
        if (inst)
            note_store(scan, inst);
    }
}

struct borrows borrows_compute(const struct func *func) {
    struct scan scan = {.func = func};
    scan.of =
        ARENA_ARRAY(func->arena, struct borrow, func->defs.count + 1);
    collect(&scan);
    index_effects(&scan);
    for (uint32_t seq = 0; seq < scan.count; seq++)
        if (scan.made[seq])
            note_uses(&scan, scan.made[seq]);
    for (uint32_t seq = scan.count; seq-- > 0;)
        if (scan.made[seq] && scan.made[seq]->result)
            extend(&scan, scan.made[seq]);
    for (uint32_t seq = 0; seq < scan.count; seq++)
        if (scan.made[seq] && scan.made[seq]->result)
            scan.of[scan.made[seq]->result].needs_hold =
                needs_hold(&scan, scan.made[seq]);
    return (struct borrows){scan.of};
}
