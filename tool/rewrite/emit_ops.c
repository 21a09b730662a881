/* The operations that are spelled around an expression, where they stand.
 *
 * Every operation is an expression, so what it is put into stays what it was:
 * an operand, an argument, the body of an `if` without braces. */
#include "rewrite/emitter.h"

#include "base/diag.h"

#include <string.h>

static void wrap(struct emission *em, struct range range, const char *prefix,
                 const char *suffix) {
    edits_wrap(em->emitter->edits, range, prefix, suffix);
}

/* A place that is read and written by several types, which compilers take to
 * be several places: accesses have to stay in their order. */
static bool is_union_member(const struct node *at) {
    while (at->kind == NODE_PAREN)
        at = at->child[0];
    return at->kind == NODE_MEMBER && at->record && at->record->is_union;
}

/* "<helper><suffix>(&": the beginning of a call that is given a place. For one
 * that is volatile, or a member of a union, there are helpers of their own
 * (tally__vset_ID); another qualifier of the place itself, which the helper's parameter does not have,
 * is cast away. */
static const char *place_call(struct emission *em, const char *helper,
                              const struct type *type, const struct node *at,
                              struct range where) {
    struct arena *arena = em->emitter->arena;
    const struct type *plain = type->unqualified ? type->unqualified : type;
    const char *cast = "", *stem = helper + strlen("tally__");
    bool is_volatile = type_is_volatile_place(type) ||
                       (at && (type_is_volatile_place(at->type) ||
                               is_union_member(at)));
    const char *suffix =
        type_is_value(type) ? need_value(em->emitter, type, true, where)
        : is_volatile       ? need_volatile_ref(em->emitter, type, where)
                            : need_ref(em->emitter, type, where);
    if (type->quals & (unsigned)~(QUAL_CONST | (is_volatile ? QUAL_VOLATILE
                                                            : 0))) {
        const char *pointer =
            type_declare(arena, plain, is_volatile ? "volatile *" : "*");
        cast = pointer ? arena_printf(arena, "(%s)", pointer) : "";
    }
    return arena_printf(arena, "tally__%s%s%s(%s&", is_volatile ? "v" : "",
                        stem, suffix, cast);
}

/* ---- values ------------------------------------------------------------- */

static bool has_const_member(const struct type *type) {
    while (type->kind == TYPE_ARRAY)
        type = type->inner;
    if (type->kind != TYPE_RECORD)
        return false;
    for (size_t i = 0; i < type->record->field_count; i++) {
        const struct type *field = type->record->fields[i].type;
        if ((field->quals & QUAL_CONST) || has_const_member(field))
            return true;
    }
    return false;
}

void refuse_const_members(struct emission *em, const struct type *type,
                          struct range where) {
    if (has_const_member(type))
        emit_error(em->emitter, TLY_UNSUPPORTED, where,
                   "keep the struct in a variable of its own",
                   "a temporary copy of a struct with const members");
}

static void emit_hold(struct emission *em, const struct inst *inst) {
    refuse_const_members(em, inst->type, inst->range);
    const char *name = em->names[inst->var];
    wrap(em, inst->range, arena_printf(em->emitter->arena, "(%s = ", name),
         ")");
}

/* "tally__copy_ID", or what does it for references. */
static const char *value_call(struct emission *em, const char *helper,
                              const struct inst *inst, const char *otherwise) {
    if (!type_is_value(inst->type))
        return otherwise;
    return arena_printf(
        em->emitter->arena, "%s%s", helper,
        need_value(em->emitter, inst->type, false, inst->range));
}

static void emit_retain(struct emission *em, const struct inst *inst) {
    const char *call = value_call(em, "tally__copy_", inst, "tally_incref");
    wrap(em, inst->range, arena_printf(em->emitter->arena, "%s(", call), ")");
}

/* What is thrown away may be a comma expression without parentheses. */
static void emit_release(struct emission *em, const struct inst *inst) {
    const struct inst *def = em->func->defs.at[inst->operand[0]];
    bool comma = def->discarded && def->discarded->kind == NODE_COMMA;
    const char *call = value_call(em, "tally__release_", inst, "tally_decref");
    wrap(em, inst->range,
         arena_printf(em->emitter->arena, "%s%s", call, comma ? "((" : "("),
         comma ? "))" : ")");
}

/* Has it an address? A member of something that was made has none. */
static bool is_lvalue(const struct node *node) {
    switch (node->kind) {
    case NODE_NAME:
    case NODE_DEREF:
        return true;
    case NODE_PAREN:
        return is_lvalue(node->child[0]);
    case NODE_MEMBER:
        return node->arrow || is_lvalue(node->child[0]);
    case NODE_SUBSCRIPT: {
        const struct node *array = node_strip_parens(node->child[0]);
        const struct type *type = array->kind == NODE_MEMBER && array->field
                                      ? array->field->type
                                      : array->type;
        return type->kind != TYPE_ARRAY || is_lvalue(array);
    }
    default:
        return false;
    }
}

static void emit_load_weak(struct emission *em, const struct inst *inst) {
    if (!is_lvalue(inst->node)) {
        const char *suffix =
            need_ref(em->emitter, inst->place.type, inst->range);
        wrap(em, inst->range,
             arena_printf(em->emitter->arena, "tally__weak_get_%s(", suffix),
             ")");
        return;
    }
    wrap(em, inst->range,
         place_call(em, "tally__weak_load_", inst->place.type, inst->node,
                    inst->range),
         ")");
}

static void emit_move(struct emission *em, const struct inst *inst) {
    wrap(em, inst->range,
         place_call(em, "tally__take_", inst->place.type, NULL, inst->range),
         ")");
}

struct maker {
    const char *name;
    bool array, length;
};

static const struct maker makers[] = {
    [NEW_OBJECT] = {"tally__new", false, false},
    [NEW_TRY_OBJECT] = {"tally__try_new", false, false},
    [NEW_ARRAY] = {"tally__new_array", true, true},
    [NEW_TRY_ARRAY] = {"tally__try_new_array", true, true},
    [NEW_FLEX] = {"tally__new_flex", false, true},
    [NEW_TRY_FLEX] = {"tally__try_new_flex", false, true}};

static void emit_new(struct emission *em, const struct inst *inst) {
    struct emitter *emitter = em->emitter;
    const struct node *node = inst->node;
    bool array = makers[node->new_kind].array;
    bool plain = !array && !makers[node->new_kind].length;
    const char *type =
        array ? need_array_type(emitter, node->type->inner, node->range)
              : need_type(emitter, node->record, node->range);
    bool with = node->child_count > (plain ? 0u : 1u);
    bool sized = plain && record_flexible(node->record);
    edits_replace(emitter->edits, node->token,
                  arena_printf(emitter->arena, "%s%s",
                               makers[node->new_kind].name,
                               inst->takes ? "_shared"
                               : with      ? "_with"
                                           : ""));
    edits_behind(emitter->edits, node->extra,
                 arena_printf(emitter->arena, ", %s%s", type,
                              sized ? ".type" : ""));
}

/* ---- places ------------------------------------------------------------- */

/* The '=' of an assignment with the blanks in front of it. */
static struct range assignment_sign(const struct emission *em,
                                    const struct node *node) {
    struct range sign = node->token;
    const char *text = em->emitter->unit->text;
    while (sign.file == 0 && sign.begin > node->child[0]->range.end &&
           text[sign.begin - 1] == ' ')
        sign.begin--;
    return sign;
}

/* "(*(tally__set_ID(&v, LITERAL), &v))": the variable that the literal is. */
static void emit_literal(struct emission *em, const struct inst *inst,
                         const char *helper) {
    struct arena *arena = em->emitter->arena;
    const struct type *type = inst->place.type;
    const char *name = inst->place.name, *end = "";
    const char *call = "tally__put_value(&";
    if (type->kind != TYPE_ARRAY)
        call = place_call(em, helper, type, NULL, inst->range);
    else
        end = arena_printf(arena, ", sizeof %s, &%s", name,
                           need_layout(em->emitter, type, inst->range));
    wrap(em, inst->range, arena_printf(arena, "(*(%s%s, ", call, name),
         arena_printf(arena, "%s), &%s))", end, name));
}

static void emit_store(struct emission *em, const struct inst *inst,
                       const char *helper) {
    const struct node *node = inst->node;
    if (node->kind == NODE_COMPOUND_LITERAL) {
        emit_literal(em, inst, helper);
        return;
    }
    if (emit_member_store(em, inst)) {
        edits_replace(em->emitter->edits, assignment_sign(em, node), ",");
        return;
    }
    wrap(em, node->range,
         place_call(em, helper, inst->place.type, node->child[0], node->range),
         ")");
    edits_replace(em->emitter->edits, assignment_sign(em, node), ",");
}

/* What an unowned place refers to is checked in debug builds. */
static void emit_load(struct emission *em, const struct inst *inst) {
    const struct node *node = inst->node;
    if (inst->place.ref != REF_UNOWNED || !node ||
        (node->kind != NODE_NAME && node->kind != NODE_MEMBER &&
         node->kind != NODE_SUBSCRIPT && node->kind != NODE_DEREF))
        return;
    const char *suffix = need_ref(em->emitter, inst->place.type, node->range);
    wrap(em, node->range,
         arena_printf(em->emitter->arena, "tally__unowned_%s(", suffix),
         ", TALLY__SITE)");
}

/* Without an initialiser a variable starts with whatever was there. */
static void emit_declare(struct emission *em, const struct inst *inst) {
    const struct var *var = &em->func->vars.at[inst->var];
    if (inst->node || !var->owned || !var->decl)
        return; /* that of a pad is emit_jumps' */
    if (type_is_variable_array(var->type)) {
        edits_behind(em->emitter->edits,
                     declaration_of(em, var)->statement->range,
                     arena_printf(em->emitter->arena,
                                  " tally__clear_values(%s%s, sizeof %s);",
                                  var->type->inner->quals ? "(void *)" : "",
                                  var->name, var->name));
        return;
    }
    if (var->decl->init)
        return;
    edits_behind(em->emitter->edits, var->decl->declarator_end,
                 type_is_reference(var->type) ? " = 0" : " = {0}");
}

/* Is the variable's type that of its initialiser? A count operation changes
 * that, so the initialiser is cast back. */
static bool has_inferred_type(const struct emission *em,
                              const struct decl *decl) {
    const struct unit *unit = em->emitter->unit;
    if (decl->range.file != 0 || decl->name_range.file != 0 ||
        decl->name_range.begin < decl->range.begin)
        return false;
    const char *text =
        arena_strndup(em->emitter->arena, unit->text + decl->range.begin,
                      decl->name_range.begin - decl->range.begin);
    return strstr(text, "auto") != NULL;
}

static void emit_init(struct emission *em, const struct inst *inst) {
    const struct decl *decl =
        inst->var == NO_VAR ? NULL : em->func->vars.at[inst->var].decl;
    if (decl && decl->is_object)
        emit_variable_begin(em, inst);
    if (!decl || decl->is_object || inst->place.kind != PLACE_VAR ||
        !type_is_reference(decl->type) || !has_inferred_type(em, decl))
        return;
    const char *type = emit_declared(em, decl->type, "");
    if (type)
        wrap(em, inst->range, arena_printf(em->emitter->arena, "(%s)(", type),
             ")");
}

/* That of a static object is one that nobody counts, too. */
static bool is_null(const struct inst *def) {
    const struct node *node = def->node;
    return def->op == OP_NULL && !(node && node->kind == NODE_NAME);
}

static void emit_init_weak(struct emission *em, const struct inst *inst) {
    if (!inst->operand_count || is_null(em->func->defs.at[inst->operand[0]]))
        return;
    const char *suffix = need_ref(em->emitter, inst->place.type, inst->range);
    wrap(em, inst->range,
         arena_printf(em->emitter->arena, "tally__weak_init_%s(", suffix), ")");
}

/* A count operation gives a void *. With one in E, only a cast says what stands
 * behind `&*E`, `&E->base` or `(T *)E`. It is in parentheses, since `->` binds
 * closer. Of what is cast, only the arms of a ?: may have count operations. */
static void emit_type_of_same(struct emission *em, const struct inst *inst) {
    bool address = inst->node->kind == NODE_ADDRESS;
    const struct node *object =
        address ? node_object_pointer(inst->node) : inst->node->child[0];
    bool counts =
        address || em->func->defs.at[inst->operand[0]]->op == OP_PHI;
    const char *type = inst->result_owned && object && counts
                           ? emit_declared(em, object->type, "")
                           : NULL;
    if (type)
        wrap(em, object->range,
             arena_printf(em->emitter->arena, "((%s)(", type), "))");
}

/* A cast down is checked in debug builds. */
static void emit_cast_down(struct emission *em, const struct inst *inst) {
    const struct node *from = inst->node->child[0];
    const struct record *to = inst->node->type->inner->record;
    if (record_is_subtype(from->type->inner->record, to))
        return;
    const char *type = need_type(em->emitter, to, inst->range);
    wrap(em, from->range, "tally__down(",
         arena_printf(em->emitter->arena, ", &%s%s)", type,
                      record_flexible(to) ? ".type" : ""));
}

static void emit_cast(struct emission *em, const struct inst *inst) {
    emit_type_of_same(em, inst);
    if (inst->node->kind != NODE_ADDRESS && node_is_object_cast(inst->node))
        emit_cast_down(em, inst);
}

static void emit_copy_param(struct emission *em, const struct inst *inst) {
    const char *call = value_call(em, "tally__copy_", inst, "tally_incref");
    text_add(em->emitter->arena, &em->entry, " %s(%s);", call,
             em->func->vars.at[inst->var].name);
}

void emit_op(struct emission *em, const struct inst *inst) {
    if (emit_kept(em, inst))
        return;
    switch (inst->op) {
    case OP_RETAIN:
        emit_retain(em, inst);
        break;
    case OP_HOLD:
        emit_hold(em, inst);
        break;
    case OP_RELEASE:
        emit_release(em, inst);
        break;
    case OP_NEW:
        emit_new(em, inst);
        break;
    case OP_MOVE:
        emit_move(em, inst);
        break;
    case OP_CALL:
        emit_array_call(em, inst);
        emit_far_jump(em, inst);
        if (inst->maybe) {
            em->call = inst;
            em->gifts = 0;
        }
        break;
    case OP_GIVE_IF:
        emit_give_if(em, inst);
        break;
    case OP_LOAD:
        emit_load(em, inst);
        break;
    case OP_LOAD_WEAK:
        emit_load_weak(em, inst);
        break;
    case OP_STORE:
        emit_store(em, inst,
                   type_is_value(inst->place.type) ? "tally__assign_"
                   : inst->takes                   ? "tally__share_"
                                                   : "tally__set_");
        break;
    case OP_STORE_WEAK:
        emit_store(em, inst, "tally__weak_store_");
        break;
    case OP_CAST:
        emit_cast(em, inst);
        break;
    case OP_DECLARE:
        emit_declare(em, inst);
        break;
    case OP_INIT:
        emit_init(em, inst);
        break;
    case OP_INIT_WEAK:
        emit_init_weak(em, inst);
        break;
    case OP_COPY_PARAM:
        emit_copy_param(em, inst);
        break;
    default:
        break; /* says nothing in C */
    }
}
