/* Lowering of expressions: what is read, in which order, and what C leaves
 * unsequenced. */
#include "ir/lower.h"

#include "ir/quiet.h"

#include <string.h>

/* ---- unsequenced operands --------------------------------------------------------- */

struct operand_span lower_span_begin(const struct lower *lo) {
    return (struct operand_span){(uint32_t)lo->made.count,
                                 (uint32_t)lo->made.count};
}

void lower_span_end(const struct lower *lo, struct operand_span *span) {
    span->end = (uint32_t)lo->made.count;
}

/* How many of the first `count` instructions may release; the operands they
 * belong to are complete, so that is settled. */
static uint32_t releasing_before(struct lower *lo, uint32_t count) {
    if (!lo->releasing.count)
        VEC_PUSH(lo->arena, lo->releasing, 0);
    while (lo->releasing.count <= count) {
        uint32_t before = lo->releasing.at[lo->releasing.count - 1];
        bool more = lo->made.at[lo->releasing.count - 1]->releases;
        VEC_PUSH(lo->arena, lo->releasing, before + more);
    }
    return lo->releasing.at[count];
}

static bool span_releases(struct lower *lo, struct operand_span span) {
    return releasing_before(lo, span.end) > releasing_before(lo, span.begin);
}

/* Is the value good only until something is released? */
static bool is_read(const struct inst *inst) {
    return inst->op == OP_LOAD ||
           (inst->op == OP_CALL && inst->result && !inst->result_owned);
}

/* Spans nest: what was marked last lies inside this one, or beside it. */
static void span_mark(struct lower *lo, struct operand_span span) {
    struct operand_span *done = &lo->marked;
    for (uint32_t i = span.begin; i < span.end; i++) {
        if (i == done->begin && done->end > i && done->end <= span.end)
            i = done->end;
        if (i < span.end && is_read(lo->made.at[i]))
            lo->made.at[i]->hazard = true;
    }
    *done = span;
}

void lower_hazards(struct lower *lo, const struct operand_span *spans,
                   size_t count) {
    if (lo->moves && !lo->placed)
        lower_move_conflicts(lo, spans, count);
    size_t releasing = 0, last = 0;
    for (size_t i = 0; i < count; i++) {
        if (!span_releases(lo, spans[i]))
            continue;
        releasing++;
        last = i;
    }
    for (size_t i = 0; i < count && releasing; i++)
        if (releasing > 1 || i != last)
            span_mark(lo, spans[i]);
}

/* ---- blocks inside an expression ------------------------------------------------------ */

/* Blocks are made in the order of evaluation: the predecessors of a join,
 * which are in the order of their numbers, are then in that of its arms. */

/* Ends the current block with a branch; the caller adds the edges. */
static struct block *branch(struct lower *lo, struct node *node) {
    struct block *from = lo->block;
    lower_emit(lo, OP_BRANCH, false, node);
    return from;
}

/* Goes on in a new block. */
static struct block *enter_new(struct lower *lo) {
    lo->block = func_add_block(lo->func);
    return lo->block;
}

/* Ends the current block with a jump; the caller adds the edge. */
static struct block *leave_arm(struct lower *lo, struct node *node) {
    struct block *from = lo->block;
    lower_emit(lo, OP_JUMP, false, node);
    return from;
}

/* && and ||: the right operand runs on one path only. */
static value_id lower_logical(struct lower *lo, struct node *node) {
    lower_use(lo, lower_value(lo, node->child[0]), node->child[0]);
    struct block *from = branch(lo, node);
    struct block *right = enter_new(lo);
    lower_use(lo, lower_value(lo, node->child[1]), node->child[1]);
    struct block *end = leave_arm(lo, node);
    struct block *after = enter_new(lo);
    lower_edge(lo, from, node->kind == NODE_AND ? right : after);
    lower_edge(lo, from, node->kind == NODE_AND ? after : right);
    lower_edge(lo, end, after);
    return 0;
}

/* ---- the conditional operator ------------------------------------------------------------ */

static bool value_owned(const struct lower *lo, value_id value) {
    return value && lo->func->defs.at[value]->result_owned &&
           lo->func->defs.at[value]->op != OP_NULL;
}

/* An arm's value as an operand of the phi: a phi needs one from each arm. */
static value_id arm_value(struct lower *lo, struct node *arm,
                          const struct type *type, bool needed) {
    value_id value = lower_value(lo, arm);
    if (needed || type_leads_to_function(type))
        value = lower_convert(lo, value, arm, type);
    if (type_is_counted(type))
        return value;
    if (needed && !value)
        value = lower_emit(lo, OP_NULL, true, arm)->result;
    return value;
}

static value_id make_phi(struct lower *lo, struct node *node,
                         const value_id arms[2], bool may_own) {
    if (!arms[0] && !arms[1])
        return 0;
    struct inst *phi = lower_emit(lo, OP_PHI, true, node);
    inst_set_operands(lo->func, phi, arms, 2);
    phi->result_owned =
        may_own && (value_owned(lo, arms[0]) || value_owned(lo, arms[1]));
    phi->takes = ARENA_ARRAY(lo->arena, bool, 2);
    phi->takes[0] = phi->takes[1] = phi->result_owned;
    return phi->result;
}

static value_id lower_conditional(struct lower *lo, struct node *node) {
    bool pointer = type_is_counted(node->type) || is_plain_pointer(node->type);
    value_id condition = lower_value(lo, node->child[0]);
    lower_use(lo, condition, node->child[0]);
    struct block *from = branch(lo, node);
    value_id arms[2] = {0, 0};
    lower_edge(lo, from, enter_new(lo));
    if (node->child[1])
        arms[0] = arm_value(lo, node->child[1], node->type, pointer);
    else if (pointer)
        arms[0] = condition ? condition
                            : lower_emit(lo, OP_NULL, true, node)->result;
    struct block *yes_end = leave_arm(lo, node);
    lower_edge(lo, from, enter_new(lo));
    arms[1] = arm_value(lo, node->child[2], node->type, pointer);
    struct block *no_end = leave_arm(lo, node);
    struct block *after = enter_new(lo);
    lower_edge(lo, yes_end, after);
    lower_edge(lo, no_end, after);
    return pointer ? make_phi(lo, node, arms, node->child[1] != NULL) : 0;
}

/* ---- calls ---------------------------------------------------------------------------------- */

/* The function a call names, through parentheses, '&' or '*', and _Generic;
 * or NULL. */
static const struct decl *called(struct node *callee) {
    callee = node_strip_parens(callee);
    while (callee->kind == NODE_ADDRESS || callee->kind == NODE_DEREF ||
           (callee->kind == NODE_GENERIC && callee->child_count))
        callee = node_strip_parens(callee->child[0]);
    if (callee->kind != NODE_NAME || !callee->decl)
        return NULL;
    return callee->decl->kind == DECL_FUNCTION ? callee->decl : NULL;
}

static bool starts_with(const char *name, const char *prefix) {
    return strncmp(name, prefix, strlen(prefix)) == 0;
}

/* The compiler's own, va_start among them: they only look. */
static bool is_builtin(const struct decl *function) {
    return function && starts_with(function->name, "__builtin_");
}

static const struct type *function_type(const struct node *callee) {
    const struct type *type = callee->type;
    if (type && type->kind == TYPE_POINTER)
        type = type->inner;
    return type && type->kind == TYPE_FUNCTION ? type : NULL;
}

/* Counting by hand: the one mend is not to. */
static void refuse_count(struct lower *lo, const struct decl *function,
                         struct node *node) {
    lower_error(lo, TLY_MANUAL_COUNT, node,
                "leave it out: tally counts by itself",
                "call of '%s' in a function that tally rewrites",
                function->name);
    bool incref = strcmp(function->name, "tally_incref") == 0;
    struct range arg = node->child[1]->range;
    if (!incref)
        lower_fix(lo, node->range, "(void)0");
    else if (arg.file == 0 && arg.begin_macro == NO_MACRO)
        lower_fix(lo, node->range,
                  arena_strndup(lo->arena, lo->unit->text + arg.begin,
                                arg.end - arg.begin));
}

static bool refuse_call(struct lower *lo, const struct decl *function,
                        const struct type *type, struct node *node) {
    if (is_builtin(function) && !is_setjmp(function->name))
        return false;
    bool marked = function && (function->marks & ~(unsigned)(MARK_FINALIZER | MARK_UNMANAGED));
    if (marked && mentions_references(node))
        lower_error(lo, TLY_UNSUPPORTED_ANNOTATION, node, NULL,
                    "a call of '%s', whose ownership annotation tally does "
                    "not handle yet",
                    function->name);
    else if (function && (strcmp(function->name, "tally_incref") == 0 ||
                          strcmp(function->name, "tally_decref") == 0))
        refuse_count(lo, function, node);
    else if (function && is_setjmp(function->name) &&
             (!lo->unit->unwinds ||
              strcmp(function->name, "__builtin_setjmp") == 0))
        lower_error(lo, TLY_UNSUPPORTED, node,
                    lo->unit->unwinds
                        ? "call setjmp"
                        : "build it with --unwind=shadow, or call it in a "
                          "function of its own, without references",
                    "'%s' in a function that handles references",
                    function->name);
    else if (!type || (type->no_prototype && mentions_references(node)))
        lower_error(lo, TLY_UNSUPPORTED, node, "declare it with a prototype",
                    "references in a call of a function without prototype");
    else
        return false;
    return true;
}

/* A reference that becomes the context of a callback: no plain pointer. */
static bool is_context(const struct type *type, size_t index,
                       struct node *arg) {
    return type_accepts(type, index).marks & MARK_CONTEXT &&
           !node_behind_casts(arg)->is_constant &&
           type_takes(type, index, node_behind_casts(arg)->type);
}

static value_id lower_argument(struct lower *lo, struct node *arg,
                               const struct decl *function,
                               const struct type *type, size_t index) {
    const struct type *param =
        type && index < type->param_count ? type->params[index] : NULL;
    value_id freed = 0;
    if (lower_freed(lo, arg, function, index, &freed))
        return freed;
    if (library_takes(lo, arg, function, type, index) ||
        is_context(type, index, arg))
        return lower_value(lo, node_behind_casts(arg));
    value_id value = lower_value(lo, arg);
    bool ours = is_builtin(function) ||
                (function && starts_with(function->name, "tally_"));
    if (!param || ours) /* variadic, or a function of ours: just looked at */
        return value;
    return lower_convert(lo, value, arg, param);
}

/* A plain local that may be emptied, as an argument. Where control comes back
 * to a setjmp, no variable is: nobody could say whether it was. */
static bool is_given(const struct lower *lo, const struct node *arg) {
    var_id var = NO_VAR;
    if (arg->kind == NODE_NAME && arg->decl && decl_is_given(arg->decl))
        var = lo->var_of[arg->decl->id];
    return var != NO_VAR && lo->func->vars.at[var].stable;
}

/* An argument that is handed over. A plain local is emptied; what else keeps
 * its value is retained by placement. */
static value_id lower_given(struct lower *lo, struct node *arg,
                            const struct decl *function,
                            const struct type *type, size_t index) {
    struct node *name = node_strip_parens(arg);
    if (lo->placed)
        return emitted_taken(lo,
                             lower_argument(lo, arg, function, type, index));
    if (!is_given(lo, name))
        return lower_argument(lo, arg, function, type, index);
    struct inst *inst = lower_emit(lo, OP_MOVE, true, name);
    inst->place = lower_place(lo, name);
    inst->type = inst->place.type;
    lo->moves++;
    return type_accepts(type, index).marks & MARK_CONTEXT
               ? inst->result
               : lower_convert(lo, inst->result, arg, type->params[index]);
}

/* Is child `index` of a call handed over? */
static bool takes_argument(const struct type *type, const struct node *call,
                           size_t index) {
    return index && type_takes(type, index - 1,
                               node_behind_casts(call->child[index])->type);
}

/* ... because the function was found to take it? */
static bool takes_part(const struct decl *function, size_t index) {
    return function && index && index <= function->param_count &&
           function->params[index - 1]->taken;
}

/* In our own text a count operation hides that a context is a reference. */
static bool takes_value(const struct lower *lo, const struct type *type,
                        const struct node *call, size_t index,
                        value_id value) {
    if (lo->placed && index &&
        type_accepts(type, index - 1).marks & MARK_CONTEXT)
        return value_owned(lo, value);
    return takes_argument(type, call, index);
}

static void take_operand(struct lower *lo, struct inst *call, value_id value,
                         bool takes) {
    if (!value)
        return;
    lower_operand(lo, call, value);
    call->takes[call->operand_count - 1] = takes;
}

/* The operand that the call got last is handed over if its result says so. */
static void give_maybe(struct lower *lo, struct inst *call,
                       const char *condition) {
    if (!call->maybe)
        call->maybe =
            ARENA_ARRAY(lo->arena, bool, call->node->child_count + 1);
    call->maybe[call->operand_count - 1] = true;
    lo->moves++;
    if (lo->placed && inst_gives(lo->func, call, call->operand_count - 1))
        emitted_gives(lo, condition);
}

/* The argument into which a raw result points, or SIZE_MAX. */
static size_t lender_of(const struct lower *lo, const struct decl *function,
                        const struct type *type) {
    return type && type->gives.marks & MARK_BORROWED_FROM
               ? type_lender(type)
               : library_gives(lo, function);
}

const struct node *lower_lender(const struct lower *lo,
                                const struct node *call) {
    size_t lender = lender_of(lo, called(call->child[0]),
                              function_type(call->child[0]));
    return lender < SIZE_MAX && lender + 1 < call->child_count ? call->child[lender + 1] : NULL;
}

/* Our own output calls some functions by other names. */
static const char *name_of(const struct lower *lo,
                           const struct decl *function) {
    static const char prefix[] = "tally__tool_";
    if (!function)
        return NULL;
    if (lo->placed && starts_with(function->name, "tally__") &&
        is_longjmp(function->name))
        return function->name + strlen("tally__");
    if (!lo->placed || !starts_with(function->name, prefix))
        return function->name;
    return arena_printf(lo->arena, "tally_%s",
                        function->name + sizeof prefix - 1);
}

static value_id lower_call(struct lower *lo, struct node *node) {
    struct node *callee = node->child[0];
    const struct decl *function = called(callee);
    const struct type *type = function_type(callee);
    value_id spelled = 0;
    if (lo->placed && function && emitted_call(lo, node, function->name, &spelled))
        return spelled;
    if (lo->placed && lo->unit->unwinds && function &&
        ((is_longjmp(function->name) &&
          !starts_with(function->name, "tally__")) ||
         (is_setjmp(function->name) && !emitted_marks(node))))
        lower_error(lo, TLY_VALIDATION, node, NULL,
                    "'%s' without the shadow stack", function->name);
    if (refuse_call(lo, function, type, node) ||
        (function && (lower_refuse_array_call(lo, node, function->name) ||
                      lower_refuse_clear(lo, node, function->name))))
        return 0;
    size_t count = node->child_count;
    struct operand_span *spans =
        ARENA_ARRAY(lo->arena, struct operand_span, count);
    value_id *values = ARENA_ARRAY(lo->arena, value_id, count);
    for (size_t i = 0; i < count; i++) {
        spans[i] = lower_span_begin(lo);
        if (i == 0)
            values[0] = function ? 0 : lower_value(lo, callee);
        else if (takes_argument(type, node, i))
            values[i] = lower_given(lo, node->child[i], function, type, i - 1);
        else
            values[i] =
                lower_argument(lo, node->child[i], function, type, i - 1);
        lower_span_end(lo, &spans[i]);
    }
    lower_hazards(lo, spans, count);
    if (count > 1)
        library_keeps_end(lo, node, function, values[1]);
    bool gives = type_is_counted(node->type);
    struct inst *call = lower_emit(lo, OP_CALL, gives, node);
    call->name = name_of(lo, function);
    call->releases = call_may_release(lo->unit, function);
    call->result_owned = gives && !type_lends(type);
    call->takes = ARENA_ARRAY(lo->arena, bool, count + 1);
    for (size_t i = 0; i < count; i++) {
        take_operand(lo, call, values[i],
                     takes_part(function, i) ||
                         takes_value(lo, type, node, i, values[i]));
        if (values[i] && lower_gift(type, node, i))
            give_maybe(lo, call, lower_gift(type, node, i));
    }
    if (function && strcmp(function->name, "tally_clear") == 0)
        lower_cleared(lo, node);
    size_t lender = gives ? SIZE_MAX : lender_of(lo, function, type);
    if (lender < count - 1 && is_plain_pointer(node->type))
        return lower_derived(lo, values[1 + lender], node);
    return call->result;
}

static value_id lower_new(struct lower *lo, struct node *node) {
    struct values made = {0};
    if (node->new_kind == NEW_ARRAY || node->new_kind == NEW_TRY_ARRAY)
        return lower_new_array(lo, node);
    if (!node->record || !node->record->is_object) {
        lower_error(lo, TLY_NEW_NOT_OBJECT, node,
                    "mark the struct tally_object, or take the memory from "
                    "calloc",
                    "tally_new of a type that is not a tally_object");
        return 0;
    }
    if (node->new_kind == NEW_FLEX || node->new_kind == NEW_TRY_FLEX)
        lower_new_length(lo, node);
    lower_new_initialisers(lo, node, &made);
    enum op op = node->new_kind == NEW_VARIABLE ? OP_MAKE : OP_NEW;
    struct inst *inst = lower_emit(lo, op, true, node);
    if (op == OP_MAKE)
        inst->type = node->type;
    inst_set_operands(lo->func, inst, made.at, made.count);
    inst->name = node->record->name;
    if (node->shares)
        inst->takes = ARENA_ARRAY(lo->arena, bool, made.count + 1);
    return inst->result;
}

value_id lower_derived(struct lower *lo, value_id from, struct node *node) {
    if (!from)
        return 0;
    struct inst *inst = lower_emit(lo, OP_RAW, true, node);
    lower_operand(lo, inst, from);
    return inst->result;
}

/* ---- assignments ---------------------------------------------------------------------------- */

static value_id store_counted(struct lower *lo, struct node *node,
                                struct place place, value_id value) {
    enum op op = place.ref == REF_WEAK      ? OP_STORE_WEAK
                 : place.ref == REF_UNOWNED ? OP_STORE_RAW
                                            : OP_STORE;
    struct inst *inst =
        lower_emit(lo, emitted_plain(lo, op, &place), false, node);
    inst->place = place;
    inst->type = place.type;
    lower_operand(lo, inst, value);
    return value;
}

/* The variable of this function that a place is, or is a part of; or NULL. */
static const struct decl *keeper_of(const struct node *node) {
    while (node->kind == NODE_PAREN || node->kind == NODE_SUBSCRIPT ||
           (node->kind == NODE_MEMBER && !node->arrow)) {
        if (node->kind == NODE_SUBSCRIPT && node->child[0]->kind != NODE_NAME &&
            node->child[0]->kind != NODE_MEMBER)
            return NULL;
        node = node->child[0];
    }
    if (node->kind != NODE_NAME || !node->decl ||
        node->decl->kind == DECL_FUNCTION || node->decl->file_scope ||
        node->decl->storage == STORAGE_STATIC ||
        node->decl->storage == STORAGE_EXTERN)
        return NULL;
    return node->decl;
}

static value_id lower_assign(struct lower *lo, struct node *node) {
    struct operand_span spans[2];
    struct node *to = node->child[0], *from = node->child[1];
    value_id spelled = 0;
    if (lo->placed && emitted_assign(lo, node, &spelled))
        return spelled;
    if (lower_tag_store(lo, node) || lower_refuse_member_store(lo, node) ||
        lower_refuse_whole(lo, to))
        return 0;
    spans[0] = lower_span_begin(lo);
    struct place place = lower_place(lo, to);
    if (node_strip_parens(to)->kind == NODE_NAME)
        lower_memory_event(lo, MEMORY_DECLARED, node_strip_parens(to)->decl,
                           to);
    lower_span_end(lo, &spans[0]);
    const struct decl *keeper = keeper_of(to);
    if (keeper)
        VEC_PUSH(lo->arena, lo->storing, keeper);
    spans[1] = lower_span_begin(lo);
    value_id value = lower_convert_stored(lo, lower_value(lo, from), from,
                                          to->type);
    lower_span_end(lo, &spans[1]);
    if (keeper)
        lo->storing.count--;
    lower_hazards(lo, spans, 2);
    if (type_is_counted(to->type))
        return store_counted(lo, node, lower_paired_place(lo, node, place),
                             value);
    lower_keep_raw(lo, value, from, keeper ? KEEP_VARIABLE : KEEP_MEMORY,
                   keeper);
    lower_use(lo, value, from);
    lower_use(lo, place.base, to);
    lower_member_stored(lo, node, place);
    return value;
}

static void refuse_arithmetic(struct lower *lo, const struct node *node) {
    bool array = type_is_counted_array(node->child[0]->type);
    lower_error(lo, TLY_POINTER_ARITHMETIC, node,
                array ? "count an index, or use a plain pointer to the elements"
                      : "keep objects in an array of references and count its "
                        "index",
                "'%s' on a reference", node->op);
}

static value_id lower_compound_assign(struct lower *lo, struct node *node) {
    struct operand_span spans[2];
    if (type_is_reference(node->child[0]->type)) {
        refuse_arithmetic(lo, node);
        return 0;
    }
    if (lower_refuse_tag(lo, node->child[0]) ||
        lower_refuse_part(lo, node->child[0], node->child[1]))
        return 0;
    spans[0] = lower_span_begin(lo);
    struct place place = lower_place(lo, node->child[0]);
    lower_span_end(lo, &spans[0]);
    spans[1] = lower_span_begin(lo);
    value_id value = lower_value(lo, node->child[1]);
    lower_span_end(lo, &spans[1]);
    lower_hazards(lo, spans, 2);
    lower_use(lo, value, node->child[1]);
    return lower_read(lo, place, node);
}

static value_id lower_increment(struct lower *lo, struct node *node) {
    if (type_is_reference(node->child[0]->type)) {
        refuse_arithmetic(lo, node);
        return 0;
    }
    if (lower_refuse_tag(lo, node->child[0]))
        return 0;
    return lower_read(lo, lower_place(lo, node->child[0]), node);
}

/* ---- arithmetic and comparison ----------------------------------------------------------------- */

static bool is_comparison(const char *op) {
    return strcmp(op, "==") == 0 || strcmp(op, "!=") == 0 || op[0] == '<' ||
           op[0] == '>';
}

static bool is_object_reference(const struct type *type) {
    return type_is_reference(type) && !type_is_counted_array(type);
}

static value_id lower_binary(struct lower *lo, struct node *node) {
    struct operand_span spans[2];
    value_id values[2];
    for (size_t i = 0; i < 2; i++) {
        spans[i] = lower_span_begin(lo);
        values[i] = lower_value(lo, node->child[i]);
        lower_span_end(lo, &spans[i]);
    }
    lower_hazards(lo, spans, 2);
    bool reference = is_object_reference(node->child[0]->type) ||
                     is_object_reference(node->child[1]->type);
    bool comparison = is_comparison(node->op) && strcmp(node->op, "<<") != 0 &&
                      strcmp(node->op, ">>") != 0;
    if (reference && !comparison)
        lower_error(lo, TLY_POINTER_ARITHMETIC, node,
                    "keep objects in an array of references and count its "
                    "index",
                    "'%s' on a reference", node->op);
    lower_use(lo, values[0], node->child[0]);
    lower_use(lo, values[1], node->child[1]);
    if (comparison || !is_plain_pointer(node->type))
        return 0;
    return lower_derived(lo, values[0] ? values[0] : values[1], node);
}

/* ---- casts, addresses, the rest ------------------------------------------------------------------- */

/* tally_adopt(T, raw) and tally_borrow(T, raw) are casts of calls that only
 * the tool sees. */
static bool raw_into_reference(struct lower *lo, struct node *node,
                               value_id *value) {
    struct node *call = node_strip_parens(node->child[0]);
    if (call->kind != NODE_CALL || call->child_count != 2)
        return false;
    const struct decl *function = called(call->child[0]);
    bool adopt =
        function && strcmp(function->name, "tally__tool_adopt") == 0;
    if (!adopt &&
        !(function && strcmp(function->name, "tally__tool_borrow") == 0))
        return false;
    lower_use(lo, lower_value(lo, call->child[1]), call);
    struct inst *inst =
        lower_emit(lo, adopt ? OP_CALL : OP_LOAD, true, node);
    inst->name = function->name;
    inst->result_owned = adopt;
    inst->releases = false;
    if (!adopt)
        inst->place = (struct place){.kind = PLACE_MEMORY,
                                     .ref = REF_UNOWNED,
                                     .type = node->type,
                                     .var = NO_VAR,
                                     .name = "tally_borrow"};
    *value = inst->result;
    return true;
}

static value_id lower_cast(struct lower *lo, struct node *node) {
    value_id raw = 0;
    if (raw_into_reference(lo, node, &raw) || lower_emplace(lo, node, &raw))
        return raw;
    if (node->type->kind == TYPE_VOID) {
        lower_discard(lo, node->child[0]);
        return 0;
    }
    if (node->is_constant && type_is_reference(node->type))
        return lower_emit(lo, OP_NULL, true, node)->result;
    struct node *down = lo->placed ? emitted_down(node->child[0]) : NULL;
    if (down || node_is_object_cast(node))
        return lower_same_object(lo, node, down ? down : node->child[0]);
    value_id value = lower_value(lo, node->child[0]);
    if (type_is_reference(node->type) ||
        (type_is_counted_array(node->child[0]->type) &&
         is_plain_pointer(node->type)))
        return lower_convert(lo, value, node->child[0], node->type);
    bool reference =
        type_is_reference(node->child[0]->type) && !node->is_constant;
    if (reference && node->type->kind == TYPE_INTEGER)
        lower_error(lo, TLY_OBJECT_TO_RAW, node,
                    "cast it to 'void *' first for a number that only tells "
                    "objects apart; tally_leak gives one that keeps the object",
                    "a reference becomes an integer");
    if (reference)
        return lower_derived(lo, value, node);
    if (is_void_pointer(node->type) &&
        !type_leads_to_function(node->child[0]->type))
        return value; /* what uses it looks behind the cast */
    return lower_convert(lo, value, node->child[0], node->type);
}

static value_id lower_address(struct lower *lo, struct node *node) {
    struct node *operand = node_strip_parens(node->child[0]);
    struct node *object =
        type_is_reference(node->type) ? node_object_pointer(node) : NULL;
    if (object)
        return lower_same_object(lo, node, object);
    if (operand->type && operand->type->kind == TYPE_FUNCTION)
        return 0;
    if (lower_refuse_tag(lo, operand) || lower_refuse_whole(lo, operand))
        return 0;
    lower_refuse_member(lo, operand);
    struct place place = lower_place(lo, operand);
    lower_refuse_literal(lo, operand);
    if (!place.base)
        return 0;
    struct inst *inst = lower_emit(lo, OP_ADDRESS, true, node);
    inst->place = place;
    lower_operand(lo, inst, place.base);
    return inst->result;
}

value_id lower_opaque(struct lower *lo, struct node *node, const char *what) {
    if (mentions_references(node))
        lower_error(lo, TLY_UNSUPPORTED, node, "write it as plain statements",
                    "references in %s", what);
    else if (node->child_count)
        lower_emit(lo, OP_CALL, false, node)->releases = true;
    return 0;
}

static bool leads_to_references(const struct type *type) {
    return type &&
           (type_is_counted(type) ||
            (type->kind == TYPE_POINTER && type->inner &&
             (type_is_counted(type->inner) ||
              type_holds_references(type->inner))));
}

/* An atomic operation on plain memory, which may lie in an object. */
static value_id lower_atomic(struct lower *lo, struct node *node) {
    struct operand_span *spans =
        ARENA_ARRAY(lo->arena, struct operand_span, node->child_count + 1);
    for (size_t i = 0; i < node->child_count; i++)
        if (leads_to_references(node->child[i]->type))
            return lower_opaque(lo, node, "an atomic operation");
    for (size_t i = 0; i < node->child_count; i++) {
        spans[i] = lower_span_begin(lo);
        value_id value = lower_value(lo, node->child[i]);
        if (i > 0)
            lower_keep_raw(lo, value, node->child[i], KEEP_MEMORY, NULL);
        lower_use(lo, value, node->child[i]);
        lower_span_end(lo, &spans[i]);
    }
    lower_hazards(lo, spans, node->child_count);
    return 0;
}

/* Initialisers of a list that holds no reference: valid as long as all that its
 * pointers lead into. */
value_id lower_plain_list(struct lower *lo, struct node *node) {
    if (node->type && type_holds_references(node->type)) {
        lower_error(lo, TLY_UNSUPPORTED, node,
                    "declare a variable and set its members",
                    "an initialiser list that tally cannot place");
        return 0;
    }
    struct operand_span *spans =
        ARENA_ARRAY(lo->arena, struct operand_span, node->child_count + 1);
    value_id *values = ARENA_ARRAY(lo->arena, value_id, node->child_count + 1);
    bool derived = false;
    for (size_t i = 0; i < node->child_count; i++) {
        spans[i] = lower_span_begin(lo);
        values[i] = lower_value(lo, node->child[i]);
        lower_use(lo, values[i], node->child[i]);
        lower_span_end(lo, &spans[i]);
        derived = derived || values[i];
    }
    lower_hazards(lo, spans, node->child_count);
    if (!derived)
        return 0;
    struct inst *inst = lower_emit(lo, OP_RAW, true, node);
    for (size_t i = 0; i < node->child_count; i++)
        lower_operand(lo, inst, values[i]);
    return inst->result;
}

/* A reference out of the argument list: borrowed, the caller holds it. */
static value_id lower_va_arg(struct lower *lo, struct node *node) {
    lower_use(lo, lower_value(lo, node->child[0]), node->child[0]);
    if (!type_is_counted(node->type))
        return 0;
    struct inst *inst = lower_emit(lo, OP_LOAD, true, node);
    inst->place = (struct place){.kind = PLACE_MEMORY,
                                 .ref = type_is_value(node->type) ? REF_NONE
                                                                  : REF_UNOWNED,
                                 .type = node->type,
                                 .var = NO_VAR,
                                 .name = "va_arg"};
    return inst->result;
}

static value_id lower_comma(struct lower *lo, struct node *node) {
    lower_discard(lo, node->child[0]);
    return lower_value(lo, node->child[1]);
}

static value_id lower_unary(struct lower *lo, struct node *node) {
    lower_use(lo, lower_value(lo, node->child[0]), node->child[0]);
    return 0;
}

/* The address of a static object: nobody counts it, so it is owned and borrowed
 * alike, as NULL is. */
static bool is_static_object(const struct node *node) {
    const struct decl *decl = node->decl;
    return decl && decl->kind == DECL_VARIABLE && decl->is_object &&
           (decl->file_scope || decl->storage == STORAGE_STATIC ||
            decl->storage == STORAGE_EXTERN);
}

static value_id value_of(struct lower *lo, struct node *node) {
    value_id spelled = 0;
    if (lo->placed && node->kind == NODE_NAME &&
        emitted_name(lo, node, &spelled))
        return spelled;
    switch (node->kind) {
    case NODE_NAME:
        if (is_static_object(node))
            return lower_emit(lo, OP_NULL, true, node)->result;
        /* fall through */
    case NODE_MEMBER:
    case NODE_SUBSCRIPT:
    case NODE_DEREF: return lower_read(lo, lower_place(lo, node), node);
    case NODE_LITERAL:
    case NODE_LABEL_ADDRESS: return 0;
    case NODE_PAREN: return lower_value(lo, node->child[0]);
    case NODE_ADDRESS: return lower_address(lo, node);
    case NODE_UNARY: return lower_unary(lo, node);
    case NODE_INCREMENT: return lower_increment(lo, node);
    case NODE_BINARY: return lower_binary(lo, node);
    case NODE_AND:
    case NODE_OR: return lower_logical(lo, node);
    case NODE_COMMA: return lower_comma(lo, node);
    case NODE_CONDITIONAL: return lower_conditional(lo, node);
    case NODE_ASSIGN: return lower_assign(lo, node);
    case NODE_COMPOUND_ASSIGN: return lower_compound_assign(lo, node);
    case NODE_CAST: return lower_cast(lo, node);
    case NODE_CALL: return lower_call(lo, node);
    case NODE_NEW: return lower_new(lo, node);
    case NODE_COMPOUND_LITERAL: return lower_compound_literal(lo, node);
    case NODE_INIT_LIST:
    case NODE_DESIGNATED: return lower_plain_list(lo, node);
    case NODE_GENERIC:
        return node->child_count ? lower_value(lo, node->child[0]) : 0;
    case NODE_STATEMENT_EXPR: return lower_statement_expression(lo, node);
    case NODE_VA_ARG: return lower_va_arg(lo, node);
    case NODE_OPAQUE:
        if (node->atomic)
            return lower_atomic(lo, node);
        /* fall through */
    default:
        return lower_opaque(lo, node,
                            node->name ? node->name
                                       : "an expression that tally does not know");
    }
}

value_id lower_value(struct lower *lo, struct node *node) {
    lower_refuse_whole(lo, node);
    value_id value = value_of(lo, node);
    return node->type && type_is_reference(node->type)
               ? lower_kept(lo, value, node)
               : value;
}

void lower_discard(struct lower *lo, struct node *node) {
    value_id value = lower_value(lo, node);
    if (value && lo->func->defs.at[value]->result_owned)
        lo->func->defs.at[value]->discarded = node;
}
