/* setjmp and longjmp.
 *
 * A longjmp skips the frames of the functions that it leaves. In a unit of
 * --unwind=shadow it releases what they own: their variables and temporaries
 * are on a shadow stack (rewrite/place_frames.c), which says what memory to
 * look at. What is owned but in no variable yet could not be found there. So
 * where an expression may be left between the making of an owned value and its
 * taking, what takes it, a store or a maker, borrows it instead and retains it
 * when all is evaluated; others that take are refused. */
#include "ir/lower.h"
#include "ir/variant.h"

#include <string.h>

static bool is_one_of(const char *name, const char *const *names,
                      size_t count) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

bool is_setjmp(const char *name) {
    static const char *const names[] = {"setjmp", "_setjmp", "__sigsetjmp",
                                        "sigsetjmp", "__builtin_setjmp"};
    return is_one_of(name, names, sizeof names / sizeof *names);
}

/* tally__longjmp is what we write in its place. */
bool is_longjmp(const char *name) {
    static const char *const names[] = {"longjmp", "_longjmp", "siglongjmp",
                                        "__builtin_longjmp"};
    if (strncmp(name, "tally__", 7) == 0)
        name += 7;
    return is_one_of(name, names, sizeof names / sizeof *names);
}

/* The first use of such a function's name in the tree. */
static const struct node *find_use(const struct node *node,
                                   bool (*is_it)(const char *name)) {
    const struct node *found = NULL;
    if (!node)
        return NULL;
    if (node->kind == NODE_NAME && node->decl &&
        node->decl->kind == DECL_FUNCTION && is_it(node->decl->name))
        return node;
    for (size_t i = 0; i < node->decl_count && !found; i++)
        found = find_use(node->decls[i]->init, is_it);
    for (size_t i = 0; i < node->child_count && !found; i++)
        found = find_use(node->child[i], is_it);
    return found;
}

bool returns_twice(const struct node *body) {
    return find_use(body, is_setjmp) != NULL;
}

bool jumps_far(const struct node *body) {
    return returns_twice(body) || find_use(body, is_longjmp);
}

void lower_warn_of_longjmp(struct lower *lo, const struct node *body) {
    const struct node *use = find_use(body, is_longjmp);
    if (use && !lo->placed)
        lower_error(lo, TLY_LONGJMP, use, "build it with --unwind=shadow",
                    "'%s' leaks what the functions own that it leaves",
                    use->decl->name);
}

/* ---- what is in no variable ------------------------------------------------ */

/* Could a longjmp leave it? What the runtime itself does is left by none. */
static bool may_jump(const struct inst *inst) {
    return inst->op == OP_CALL && inst->releases &&
           (!inst->name || strncmp(inst->name, "tally_", 6) != 0);
}

static bool contains(const struct node *tree, const struct node *node) {
    if (!tree || tree == node)
        return tree != NULL;
    for (size_t i = 0; i < tree->decl_count; i++)
        if (contains(tree->decls[i]->init, node))
            return true;
    for (size_t i = 0; i < tree->child_count; i++)
        if (contains(tree->child[i], node))
            return true;
    return false;
}

/* In the tree, since all that a macro makes has one range. */
static bool is_inside(const struct inst *inst, const struct inst *whole) {
    return whole->node && inst->node && contains(whole->node, inst->node);
}

/* Something in `whole` (NULL: anywhere in the full expression), but not in
 * `part` of it, that a longjmp could leave. */
static const struct inst *jump_beside(const struct func *func, full_id full,
                                      const struct inst *taker,
                                      const struct inst *whole,
                                      const struct inst *part) {
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; block->reachable && i < block->insts.count; i++) {
            const struct inst *inst = block->insts.at[i];
            if (inst->full == full && inst != taker && may_jump(inst) &&
                (!whole || is_inside(inst, whole)) && !is_inside(inst, part))
                return inst;
        }
    }
    return NULL;
}

/* In which `taker` gets all that it takes, and takes it: NULL means all of the
 * full expression. */
static const struct inst *whole_of(const struct inst *taker) {
    return taker->op == OP_INIT || taker->op == OP_RETURN ? NULL : taker;
}

/* Can it retain what it gets by itself, when all is evaluated? */
static bool can_share(const struct inst *taker) {
    const struct node *node = taker->node;
    struct variant_access access;
    if (taker->op == OP_NEW)
        return node->new_kind == NEW_OBJECT ||
               node->new_kind == NEW_TRY_OBJECT;
    return taker->op == OP_STORE && node->kind == NODE_ASSIGN &&
           type_is_reference(taker->place.type) &&
           !variant_access_of(node->child[0], &access);
}

static void protect(struct lower *lo, struct inst *taker) {
    /* A companion is on the stack before it gets anything. */
    bool companion = taker->op == OP_INIT && taker->var != NO_VAR &&
                     lo->func->vars.at[taker->var].keeps_for;
    if (taker->op == OP_PHI || taker->op == OP_CAST || companion ||
        taker->full == NO_FULL)
        return;
    for (size_t i = 0; i < taker->operand_count; i++) {
        const struct inst *def = lo->func->defs.at[taker->operand[i]];
        if (!inst_takes(taker, i) || def->op == OP_NULL || !taker->node)
            continue;
        const struct inst *jump =
            jump_beside(lo->func, taker->full, taker, whole_of(taker), def);
        if (!jump)
            continue;
        if (can_share(taker)) {
            taker->takes =
                ARENA_ARRAY(lo->arena, bool, taker->operand_count);
            return;
        }
        lower_error(lo, TLY_UNWIND, jump->node,
                    "call it in a statement before",
                    "a longjmp out of this call would leak a reference that "
                    "is in no variable yet");
        return;
    }
}

/* What is made of the initialiser: the innermost maker around it. */
static const struct inst *maker_of(const struct func *func,
                                   const struct inst *init) {
    const struct inst *found = NULL;
    for (size_t b = 0; b < func->blocks.count; b++) {
        const struct block *block = func->blocks.at[b];
        for (size_t i = 0; block->reachable && i < block->insts.count; i++) {
            const struct inst *inst = block->insts.at[i];
            if ((inst->op == OP_NEW || inst->op == OP_MAKE) &&
                inst->full == init->full &&
                is_inside(init, inst) && (!found || is_inside(inst, found)))
                found = inst;
        }
    }
    return found;
}

/* A weak member of what is being made has its side record already. */
static void refuse_weak(struct lower *lo, const struct inst *init) {
    if (init->op != OP_INIT_WEAK || init->place.kind == PLACE_VAR ||
        init->full == NO_FULL)
        return;
    const struct inst *maker = maker_of(lo->func, init);
    const struct inst *jump =
        jump_beside(lo->func, init->full, init, maker, init);
    if (jump)
        lower_error(lo, TLY_UNWIND, jump->node,
                    "call it in a statement before",
                    "a longjmp out of this call would leak a weak reference "
                    "of what is being made");
}

/* ---- what else is not handled -------------------------------------------- */

static void refuse_variables(struct lower *lo) {
    for (size_t i = 0; i < lo->func->vars.count; i++) {
        const struct var *var = &lo->func->vars.at[i];
        if (var->owned && var->decl && type_is_variable_array(var->type))
            lower_error_at(lo, TLY_UNWIND, var->decl->range,
                           "take an array of fixed length, or a tally_array",
                           "a longjmp cannot release the variable length array "
                           "'%s'",
                           var->name);
    }
}

/* A variable that comes into being in two places: at its declaration, and
 * where a jump passes that. */
static void refuse_pads(struct lower *lo) {
    bool *declared = ARENA_ARRAY(lo->arena, bool, lo->func->vars.count + 1);
    for (size_t b = 0; b < lo->func->blocks.count; b++) {
        const struct block *block = lo->func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++) {
            const struct inst *inst = block->insts.at[i];
            if (inst->op != OP_DECLARE || !lo->func->vars.at[inst->var].owned)
                continue;
            if (declared[inst->var])
                lower_error_at(lo, TLY_UNWIND, inst->range,
                               "declare it in front of the jump",
                               "a jump past the declaration of '%s', which a "
                               "longjmp would have to release",
                               lo->func->vars.at[inst->var].name);
            declared[inst->var] = true;
        }
    }
}

static bool may_be_held(const struct func *func, const struct inst *inst) {
    if (inst->op == OP_LOAD)
        return inst->place.kind != PLACE_VAR ||
               !func->vars.at[inst->place.var].stable;
    return inst->result && inst->result_owned && inst->op != OP_NULL;
}

/* Where control comes back to, no temporary may be in use. */
static void refuse_around(struct lower *lo, const struct inst *call) {
    for (size_t b = 0; b < lo->func->blocks.count; b++) {
        const struct block *block = lo->func->blocks.at[b];
        for (size_t i = 0; i < block->insts.count; i++) {
            const struct inst *inst = block->insts.at[i];
            if (inst->full != call->full || !may_be_held(lo->func, inst))
                continue;
            lower_error(lo, TLY_UNWIND, call->node,
                        "give it a buffer that is in no object, or in one "
                        "that a parameter refers to",
                        "'%s' beside a reference that has to be held",
                        call->name);
            return;
        }
    }
}

void lower_unwind(struct lower *lo) {
    refuse_variables(lo);
    refuse_pads(lo);
    for (size_t b = 0; b < lo->func->blocks.count; b++) {
        const struct block *block = lo->func->blocks.at[b];
        for (size_t i = 0; block->reachable && i < block->insts.count; i++) {
            struct inst *inst = block->insts.at[i];
            if (inst->op == OP_CALL && inst->name && is_setjmp(inst->name))
                refuse_around(lo, inst);
            protect(lo, inst);
            refuse_weak(lo, inst);
        }
    }
}
