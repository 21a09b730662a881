/* Where something ends: full expressions, whose temporaries die, and scopes,
 * whose variables die on each way out.
 *
 * A *way out* is the construct at whose text the drops are written: the block
 * whose '}' is reached, the `for` that declared the variable, or the jump. */
#include "rewrite/emitter.h"

#include "base/diag.h"

#include <string.h>

/* ---- drops -------------------------------------------------------------- */

static bool has_const(const struct type *type) {
    while (type->kind == TYPE_ARRAY && !type->quals)
        type = type->inner;
    return type->quals != 0;
}

/* "tally__drop_value(&v, &layout)" and the like; `place` is "&v". */
static const char *drop_place(struct emission *em, const struct var *var,
                              const char *place, struct range where) {
    struct emitter *emitter = em->emitter;
    if (!type_is_reference(var->type))
        return arena_printf(emitter->arena, "tally__drop_value(%s, &%s)", place,
                            need_layout(emitter, var->type, where));
    bool is_volatile = type_is_volatile_place(var->type);
    return arena_printf(emitter->arena, "tally__%s%s_%s(%s)",
                        is_volatile ? "v" : "",
                        var->ref == REF_WEAK ? "weak_drop" : "drop",
                        (is_volatile ? need_volatile_ref : need_ref)(
                            emitter, var->type, where),
                        place);
}

/* A variable whose address is taken is emptied first: a finalizer that still
 * reaches it must not find it full. */
static const char *drop_elements(struct emission *em, const struct var *var,
                                 const struct inst *inst, bool hidden) {
    if (hidden)
        emit_error(em->emitter, TLY_UNSUPPORTED, inst->node->range,
                   "give the other one another name",
                   "a jump leaves the variable length array '%s' from where "
                   "its name means something else",
                   var->name);
    return arena_printf(em->emitter->arena,
                        "tally__drop_values(%s%s, sizeof %s, %s)",
                        has_const(var->type) ? "(void *)" : "", var->name,
                        var->name,
                        need_elements(em->emitter, var->type, inst->range));
}

static const char *drop_call(struct emission *em, const struct var *var,
                             const struct inst *inst) {
    struct arena *arena = em->emitter->arena;
    const struct node *way = inst->node;
    bool jumps = way && way->kind != NODE_COMPOUND && way->kind != NODE_FOR;
    if (var->kind == VAR_TEMP || var->keeps_for)
        return drop_place(em, var,
                          arena_printf(arena, "&%s", em->names[var->id]),
                          inst->range);
    bool hidden = jumps && var->decl && is_hidden_at(em, var, way->range.begin);
    if (var->decl && var->decl->is_object)
        return emit_variable_end(em, var, inst, hidden);
    if (type_is_variable_array(var->type))
        return drop_elements(em, var, inst, hidden);
    if (hidden)
        return drop_place(em, var, emit_pointer_to(em, var), inst->range);
    if (var->ref != REF_STRONG || (var->escapes && !(var->type->quals & QUAL_CONST)))
        return drop_place(em, var,
                          arena_printf(arena, "%s&%s",
                                       has_const(var->type) ? "(void *)" : "",
                                       var->name),
                          inst->range);
    return arena_printf(arena, "tally_decref(%s)", var->name);
}

void emit_drop(struct emission *em, const struct inst *inst) {
    const struct var *var = &em->func->vars.at[inst->var];
    const char *call = drop_call(em, var, inst);
    if (var->kind == VAR_TEMP) {
        VEC_PUSH(em->emitter->arena, em->temp_drops, call);
        return;
    }
    emit_way(em, inst, call);
}

void emit_way(struct emission *em, const struct inst *inst, const char *call) {
    if (em->way_out != inst->node)
        emit_way_out(em);
    em->way_out = inst->node;
    em->inside = inst->full != NO_FULL;
    VEC_PUSH(em->emitter->arena, em->drops, call);
}

/* " a; b;" */
static const char *statements(struct emission *em) {
    struct text text = {0};
    for (size_t i = 0; i < em->drops.count; i++)
        text_add(em->emitter->arena, &text, " %s;", em->drops.at[i]);
    em->drops.count = 0;
    return text_get(&text);
}

/* ", a, b" */
static const char *operands(struct emission *em) {
    struct text text = {0};
    for (size_t i = 0; i < em->temp_drops.count; i++)
        text_add(em->emitter->arena, &text, ", %s", em->temp_drops.at[i]);
    return text_get(&text);
}

static void move_to_drops(struct emission *em) {
    for (size_t i = 0; i < em->temp_drops.count; i++)
        VEC_PUSH(em->emitter->arena, em->drops, em->temp_drops.at[i]);
}

/* ---- full expressions --------------------------------------------------- */

static void end_condition(struct emission *em, const struct full *full) {
    struct arena *arena = em->emitter->arena;
    if (!em->condition) {
        em->condition = emit_numbered_name(em, "tally_c");
        text_add(arena, &em->declarations, " int %s;", em->condition);
    }
    edits_wrap(
        em->emitter->edits, full->range,
        arena_printf(arena, "(%s = (", em->condition),
        arena_printf(arena, ") != 0%s, %s)", operands(em), em->condition));
}

/* The value of `full` outlives its temporaries in the local `name`. */
static void keep_value(struct emission *em, const struct full *full,
                       const char *name) {
    struct arena *arena = em->emitter->arena;
    edits_wrap(em->emitter->edits, full->range,
               arena_printf(arena, "(%s = (", name),
               arena_printf(arena, ")%s, %s)", operands(em), name));
}

/* An enum without a name is switched on as the integer that it is. */
static void end_switch(struct emission *em, const struct full *full) {
    struct arena *arena = em->emitter->arena;
    const char *name = emit_numbered_name(em, "tally_v");
    const char *declared = emit_declared(em, full->expr->type, name);
    if (!declared)
        declared = arena_printf(
            arena, "%s %s", full->expr->type->is_signed ? "int" : "unsigned",
            name);
    text_add(arena, &em->declarations, " %s;", declared);
    keep_value(em, full, name);
}

static bool is_in_for_head(const struct emission *em,
                           const struct node *statement) {
    for (size_t i = 0; i < em->declared.count; i++)
        if (em->declared.at[i].statement == statement)
            return em->declared.at[i].loop != NULL;
    return false;
}

static void end_init(struct emission *em, const struct full *full) {
    if (full->last && !is_in_for_head(em, full->statement)) {
        move_to_drops(em);
        edits_behind(em->emitter->edits, full->statement->range,
                     statements(em));
        return;
    }
    if (full->expr->kind == NODE_INIT_LIST ||
        full->decl->type->kind == TYPE_ARRAY) {
        emit_error(em->emitter, TLY_UNSUPPORTED, full->range,
                   "declare it on its own",
                   "the initialiser of '%s' makes temporary objects, and other "
                   "variables are declared behind it",
                   full->decl->name);
        return;
    }
    refuse_const_members(em, full->decl->type, full->range);
    const char *name = emit_local(
        em, full->decl->type, emit_numbered_name(em, "tally_v"), full->range);
    if (name)
        keep_value(em, full, name);
}

void emit_end_full(struct emission *em, const struct inst *inst) {
    const struct full *full = &em->func->fulls.at[inst->full];
    if (!em->temp_drops.count)
        return;
    switch (full->kind) {
    case FULL_STATEMENT:
        edits_behind(em->emitter->edits, full->range, operands(em));
        break;
    case FULL_CONDITION:
        end_condition(em, full);
        break;
    case FULL_SWITCH:
        end_switch(em, full);
        break;
    case FULL_INIT:
        end_init(em, full);
        break;
    case FULL_RETURN: /* they lead the drops of the return */
        em->way_out = full->statement;
        move_to_drops(em);
        break;
    case FULL_PLAIN:
        emit_error(em->emitter, TLY_UNSUPPORTED, full->range,
                   "compute it in a statement before",
                   "an expression that makes temporary objects stands where "
                   "nothing can release them");
        break;
    }
    em->temp_drops.count = 0;
}

/* ---- returns ------------------------------------------------------------ */

/* { T tally_r = E; drops; return tally_r; } */
static void return_value(struct emission *em, const struct node *node) {
    struct emitter *emitter = em->emitter;
    struct arena *arena = emitter->arena;
    const char *name = emit_result_name(em);
    /* Lest gcc takes it for what a longjmp could clobber. */
    bool twice = em->func->unwinds && returns_twice(em->function->body);
    const char *declared =
        emit_declared(em, em->function->decl->type->inner,
                      twice ? arena_printf(arena, "volatile %s", name) : name);
    if (!declared) {
        emit_error(emitter, TLY_TYPE_NAME, node->range,
                   "give the type a name, outside of functions",
                   "the result of '%s' cannot be kept in a variable",
                   em->func->name);
        return;
    }
    edits_replace(emitter->edits, node->token,
                  arena_printf(arena, "{ %s =", declared));
    if (node->child[0]->kind == NODE_COMMA)
        edits_wrap(emitter->edits, node->child[0]->range, "(", ")");
    edits_wrap(emitter->edits, node->range, "",
               arena_printf(arena, "%s return %s; }", statements(em), name));
}

void emit_return(struct emission *em, const struct inst *inst) {
    struct emitter *emitter = em->emitter;
    const struct node *node = inst->node;
    bool has_value = node->child_count > 0 && node->child[0];
    bool is_void = em->function->decl->type->inner->kind == TYPE_VOID;
    if (!em->drops.count || em->way_out != node)
        return;
    if (!has_value) {
        edits_wrap(emitter->edits, node->range,
                   arena_printf(emitter->arena, "{%s ", statements(em)), " }");
    } else if (is_void) { /* { call(); drops; return; } */
        edits_replace(emitter->edits, node->token, "{");
        edits_wrap(
            emitter->edits, node->range, "",
            arena_printf(emitter->arena, "%s return; }", statements(em)));
    } else {
        return_value(em, node);
    }
    em->drops.count = 0;
    em->way_out = NULL;
}

/* ---- blocks ------------------------------------------------------------- */

static const struct node *last_child(const struct node *node) {
    const struct node *last = NULL;
    for (size_t i = 0; i < node->child_count; i++)
        if (node->child[i])
            last = node->child[i];
    return last;
}

/* Is what follows on the same line taken for guarded by this statement? */
static bool ends_unbraced(const struct node *node) {
    switch (node->kind) {
    case NODE_IF:
    case NODE_WHILE:
    case NODE_FOR:
        return last_child(node)->kind != NODE_COMPOUND;
    case NODE_LABEL:
    case NODE_CASE:
    case NODE_DEFAULT:
        return ends_unbraced(node->child[0]);
    default:
        return false;
    }
}

static bool ends_on_line_of(const char *text, uint32_t statement_end,
                            uint32_t brace) {
    return !memchr(text + statement_end, '\n', brace - statement_end);
}

static struct range closing_brace(const struct unit *unit, struct range range) {
    const char *end = unit->text + range.end;
    uint32_t length = 1;
    if (range.file == 0 && end[-1] == '>')
        length = end[-2] == '%' ? 2 : 3;
    range.begin = range.end - length;
    range.begin_macro = range.end_macro;
    return range;
}

/* What gives a statement expression its value; NULL if it has none, or if the
 * block is none. */
static const struct node *given_by(const struct emission *em,
                                   const struct node *block) {
    const struct node *last = last_child(block);
    bool found = false;
    for (size_t i = 0; i < em->statement_expressions.count; i++)
        found = found || em->statement_expressions.at[i] == block;
    if (!found || !last || last->kind != NODE_EXPRESSION ||
        last->child[0]->type->kind == TYPE_VOID)
        return NULL;
    return last->child[0];
}

/* ({ ...; tally_v1 = (E); drops; tally_v1; }): the value of a statement
 * expression outlives its variables. " tally_v1;", or nothing if it has none. */
static const char *keep_given(struct emission *em, const struct node *node) {
    const struct node *given = given_by(em, node);
    if (!given)
        return "";
    if (!em->inside) { /* nobody wants it */
        edits_wrap(em->emitter->edits, given->range, "(void)(", ")");
        return "";
    }
    refuse_const_members(em, given->type, given->range);
    const char *name = emit_local(
        em, given->type, emit_numbered_name(em, "tally_v"), given->range);
    if (!name)
        return "";
    edits_wrap(em->emitter->edits, given->range,
               arena_printf(em->emitter->arena, "%s = (", name), ")");
    return arena_printf(em->emitter->arena, " %s;", name);
}

static void leave_compound(struct emission *em, const struct node *node) {
    const struct unit *unit = em->emitter->unit;
    struct range brace = closing_brace(unit, node->range);
    const struct node *last = last_child(node);
    bool guarded = last && ends_unbraced(last) && brace.file == 0 &&
                   last->range.file == 0 && last->range.end <= brace.begin &&
                   ends_on_line_of(unit->text, last->range.end, brace.begin);
    const char *given = keep_given(em, node);
    edits_before(em->emitter->edits, brace,
                 arena_printf(em->emitter->arena, "%s%s%s ",
                              guarded ? ";" : "",
                              statements(em) + (guarded ? 0 : 1), given));
}

/* ---- loops -------------------------------------------------------------- */

struct loop *emit_loop(struct emission *em, struct node *node) {
    for (size_t i = 0; i < em->loops.count; i++)
        if (em->loops.at[i].node == node)
            return &em->loops.at[i];
    struct loop loop = {.node = node};
    VEC_PUSH(em->emitter->arena, em->loops, loop);
    return &em->loops.at[em->loops.count - 1];
}

/* for (INIT; c; s) body  →  { INIT; begin for (; c; s) body end }
 * Only the word and its parenthesis go, so lines and comments stay. */
static void take_apart(struct emission *em, const struct loop *loop) {
    struct emitter *emitter = em->emitter;
    const struct node *node = loop->node;
    bool braced = node->child[3]->kind == NODE_COMPOUND;
    struct range parenthesis = node->extra;
    parenthesis.end = parenthesis.begin--;
    parenthesis.end_macro = parenthesis.begin_macro;
    edits_replace(emitter->edits, node->token, "{");
    edits_replace(emitter->edits, parenthesis, "");
    edits_behind(emitter->edits, node->extra,
                 arena_printf(emitter->arena, "%s%s for (;",
                              text_get(&loop->begin), braced ? "" : " {"));
    edits_wrap(emitter->edits, node->range, "",
               arena_printf(emitter->arena, "%s%s }", braced ? "" : " }",
                            text_get(&loop->end)));
}

void emit_loops(struct emission *em) {
    for (size_t i = 0; i < em->loops.count; i++)
        take_apart(em, &em->loops.at[i]);
}

/* ---- ways out ----------------------------------------------------------- */

static void leave_for(struct emission *em, struct node *node) {
    text_add(em->emitter->arena, &emit_loop(em, node)->end, "%s",
             statements(em));
}

static void leave_jump(struct emission *em, const struct node *node) {
    edits_wrap(em->emitter->edits, node->range,
               arena_printf(em->emitter->arena, "{%s ", statements(em)), " }");
}

void emit_way_out(struct emission *em) {
    struct node *node = em->way_out;
    if (!em->drops.count)
        return;
    em->way_out = NULL;
    switch (node->kind) {
    case NODE_COMPOUND:
        leave_compound(em, node);
        break;
    case NODE_FOR:
        leave_for(em, node);
        break;
    case NODE_GOTO:
    case NODE_BREAK:
    case NODE_CONTINUE:
        leave_jump(em, node);
        break;
    case NODE_COMPUTED_GOTO:
        emit_leave_computed(em, node, statements(em));
        break;
    default:
        BUG("variables are left at a construct of kind %d", node->kind);
    }
}
