#include "analysis/borrows.h"

struct scan {
    const struct func *func;
    struct inst **made; /* seq → instruction, NULL where unreachable */
    uint32_t count;
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

static bool stores_to(const struct inst *inst, var_id var) {
    return inst && (inst->op == OP_STORE || inst->op == OP_DROP) &&
           inst->place.kind == PLACE_VAR && inst->place.var == var;
}

/* Is the variable assigned in the full expression around `seq`? */
static bool assigned_around(const struct scan *scan, uint32_t seq,
                            var_id var) {
    const struct inst *at;
    for (uint32_t i = seq; i-- > 0;) {
        at = scan->made[i];
        if (at && at->op == OP_BEGIN_FULL)
            break;
        if (stores_to(at, var))
            return true;
    }
    for (uint32_t i = seq; i < scan->count; i++) {
        at = scan->made[i];
        if (at && at->op == OP_END_FULL)
            break;
        if (stores_to(at, var))
            return true;
    }
    return false;
}

/* Kept by a variable that nobody else writes, during the full expression. */
static bool is_guaranteed(const struct scan *scan, const struct inst *load) {
    return load->place.kind == PLACE_VAR &&
           scan->func->vars.at[load->place.var].stable &&
           !assigned_around(scan, load->seq, load->place.var);
}

/* A store releases the old content when it is done with the place: the object
 * that holds the place may die then. */
static bool releases_before_use(const struct inst *inst, value_id value,
                                uint32_t last) {
    if (!inst || !inst->releases)
        return false;
    bool base_only = inst->seq == last && inst->op == OP_STORE &&
                     inst->place.base == value;
    return !base_only;
}

static bool needs_hold(const struct scan *scan, const struct inst *load) {
    const struct borrow *fact = &scan->of[load->result];
    if (load->op != OP_LOAD || !fact->uses || is_guaranteed(scan, load))
        return false;
    if (load->hazard)
        return true;
    for (uint32_t seq = load->seq + 1; seq <= fact->last; seq++)
        if (releases_before_use(scan->made[seq], load->result, fact->last))
            return true;
    return false;
}

struct borrows borrows_compute(const struct func *func) {
    struct scan scan = {.func = func};
    scan.of =
        ARENA_ARRAY(func->arena, struct borrow, func->defs.count + 1);
    collect(&scan);
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
