/* Structs that hold references in memory that the program manages itself:
 * tally_emplace makes raw memory such a struct, tally_clear releases what it
 * holds, and only then it may be freed.
 *
 * Whether it is cleared is a question of the control flow. Lowering notes what
 * is done with raw pointer variables; behind the last statement the notes are
 * followed along the edges. A variable is *cleared* where each way that leads
 * there has a tally_clear of it, and nothing else with it since. */
#include "ir/lower.h"

#include <string.h>

/* ---- what is it ---------------------------------------------------------- */

/* A plain pointer to a struct that holds references. */
static bool leads_to_value(const struct type *type) {
    return is_plain_pointer(type) && type->inner && type_is_value(type->inner);
}

static const char *name_of(const struct node *call) {
    const struct node *callee = call->kind == NODE_CALL ? call->child[0] : NULL;
    while (callee && callee->kind == NODE_PAREN)
        callee = callee->child[0];
    return callee && callee->kind == NODE_NAME ? callee->name : NULL;
}

static bool is_one_of(const char *name, const char *const *names,
                      size_t count) {
    for (size_t i = 0; name && i < count; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static bool is_allocator(const char *name) {
    static const char *const names[] = {
        "malloc",           "calloc",           "realloc",
        "reallocarray",     "aligned_alloc",    "valloc",
        "pvalloc",          "memalign",         "alloca",
        "__builtin_alloca", "__builtin_malloc", "__builtin_calloc"};
    return is_one_of(name, names, sizeof names / sizeof *names);
}

static bool is_reallocator(const char *name) {
    return strcmp(name, "realloc") == 0 || strcmp(name, "reallocarray") == 0;
}

/* The local variable or parameter that an expression names; or NULL. */
static const struct decl *local_of(struct node *node) {
    node = node_behind_casts(node);
    const struct decl *decl = node->kind == NODE_NAME ? node->decl : NULL;
    bool local = decl && decl->kind != DECL_FUNCTION && !decl->file_scope &&
                 decl->storage != STORAGE_STATIC &&
                 decl->storage != STORAGE_EXTERN;
    return local && is_plain_pointer(decl->type) ? decl : NULL;
}

static const char *described(const struct type *type) {
    return type->record->name ? type->record->name : "a struct";
}

/* ---- raw memory ---------------------------------------------------------- */

static bool is_bytes(const struct type *type) {
    const struct type *inner = type->kind == TYPE_POINTER ? type->inner : NULL;
    return inner && (inner->kind == TYPE_VOID ||
                     (inner->kind == TYPE_INTEGER && inner->size == 1));
}

bool lower_refuse_memory(struct lower *lo, struct node *node,
                         const struct type *to) {
    const char *allocator = name_of(node_behind_casts(node));
    if (!leads_to_value(to) || !is_bytes(node->type))
        return false;
    const char *name = described(to->inner);
    const char *mend = arena_printf(
        lo->arena,
        is_allocator(allocator)
            ? "write tally_emplace(%s, ...) around it, and "
              "tally_clear(p) before it is freed"
            : "make it a pointer to const '%s' if it is only read; new memory "
              "goes through tally_emplace",
        name);
    if (is_allocator(allocator))
        lower_error(lo, TLY_RAW_MEMORY, node, mend,
                    "memory of '%s' becomes '%s', which holds references",
                    allocator, name);
    else
        lower_error(lo, TLY_RAW_MEMORY, node, mend,
                    "raw memory becomes '%s', which holds references", name);
    return true;
}

static bool refuse_emplaced(struct lower *lo, const struct node *cast) {
    const struct type *type = cast->type;
    bool object = type_is_reference(type);
    bool fits = !object && type->kind == TYPE_POINTER &&
                type->inner->kind == TYPE_RECORD && !type->inner->quals;
    if (lo->placed || fits)
        return false;
    lower_error(lo, TLY_RAW_MEMORY, cast,
                object ? "make objects with tally_new"
                       : "make an array with tally_new_array",
                object ? "tally_emplace of an object type"
                       : "tally_emplace of what is no struct");
    return true;
}

bool lower_emplace(struct lower *lo, struct node *cast, value_id *value) {
    struct node *call = node_strip_parens(cast->child[0]);
    const char *name = name_of(call);
    if (!name || strcmp(name, "tally__tool_emplace") != 0 ||
        call->child_count != 3)
        return false;
    *value = 0;
    if (refuse_emplaced(lo, cast))
        return true;
    struct node *raw = call->child[1];
    const struct type *to = call->child[0]->type;
    if (to->kind == TYPE_POINTER)
        to = to->inner;
    value_id from = lower_convert(lo, lower_value(lo, raw), raw, to->params[0]);
    *value = lower_derived(lo, from, cast);
    const struct decl *decl = local_of(raw);
    if (decl && type_is_value(cast->type->inner))
        lower_memory_event(lo, MEMORY_EMPLACED, decl, cast);
    return true;
}

bool lower_may_move(struct node *arg) {
    const struct decl *decl = local_of(arg);
    return decl && leads_to_value(decl->type) && !decl->address_taken;
}

/* ---- clearing and freeing ------------------------------------------------ */

bool lower_refuse_clear(struct lower *lo, struct node *call, const char *name) {
    if (lo->placed || strcmp(name, "tally_clear") != 0)
        return false;
    const struct type *type = call->child[1]->type;
    if (type && leads_to_value(type) && !type->inner->quals)
        return false;
    lower_error(lo, TLY_RAW_MEMORY, call->child[1],
                "give it a pointer to a struct that holds references",
                "tally_clear of what is no such struct");
    return true;
}

void lower_cleared(struct lower *lo, const struct node *call) {
    struct node *arg = call->child[1];
    const struct decl *decl = local_of(arg);
    if (decl && node_strip_parens(arg)->kind == NODE_NAME)
        lower_memory_event(lo, MEMORY_CLEARED, decl, call);
}

static void refuse_realloc(struct lower *lo, const struct node *arg,
                           const struct decl *function) {
    if (!lo->placed)
        lower_error(lo, TLY_RAW_MEMORY, arg,
                    "give new memory to tally_emplace, assign the struct, and "
                    "free the old one behind tally_clear; or use an array of "
                    "tally_new_array and tally_resize",
                    "'%s' moves structs that hold references", function->name);
}

static void refuse_free(struct lower *lo, const struct node *node,
                        const char *name) {
    lower_error(lo, TLY_FREED_UNCLEARED, node,
                name ? "call tally_clear of it right before"
                     : "keep it in a local variable, call tally_clear of that "
                       "and then free",
                "%s%s%s is freed, and may still hold references",
                name ? "'" : "a struct", name ? name : "", name ? "'" : "");
}

/* The name was lowered as part of the argument: that is no use of it. */
static void forget_named(struct lower *lo, const struct node *name) {
    size_t count = lo->memory.count;
    if (count && lo->memory.at[count - 1].node == name)
        lo->memory.count--;
}

/* free() of what is counted. */
static value_id refuse_counted(struct lower *lo, struct node *arg) {
    if (!lo->placed)
        lower_error(lo, TLY_OBJECT_TO_RAW, arg,
                    "leave it out: what nobody refers to is freed; store NULL "
                    "where it shall go earlier",
                    "a reference is freed by hand");
    return lower_value(lo, arg);
}

bool lower_freed(struct lower *lo, struct node *arg,
                 const struct decl *function, size_t index, value_id *value) {
    struct node *bare = node_behind_casts(arg);
    bool counted = bare->type && type_is_reference(bare->type) &&
                   !bare->is_constant;
    bool raw = bare->type && is_plain_pointer(bare->type);
    if (index > 0 || !function || !(raw || counted) || !function->name ||
        !lo->unit->files.at[function->range.file].system)
        return false;
    bool frees = strcmp(function->name, "free") == 0;
    if (frees && counted) {
        *value = refuse_counted(lo, bare);
        return true;
    }
    if (counted || (!frees && !is_reallocator(function->name)))
        return false;
    bool holds = leads_to_value(bare->type);
    const struct decl *decl = local_of(bare);
    if (!holds && (!decl || !frees))
        return false;
    *value = holds ? lower_value(lo, bare)
                   : lower_convert(lo, lower_value(lo, arg), arg,
                                   function->type->params[0]);
    if (!frees) {
        refuse_realloc(lo, arg, function);
        return true;
    }
    forget_named(lo, bare);
    if (decl && !(decl->address_taken && holds))
        lower_memory_event(lo, MEMORY_FREED, decl, arg);
    else if (!lo->placed)
        refuse_free(lo, arg, NULL);
    return true;
}

/* ---- on every way there -------------------------------------------------- */

void lower_memory_event(struct lower *lo, enum memory_event_kind kind,
                        const struct decl *decl, const struct node *node) {
    if (lo->placed || !decl || !is_plain_pointer(decl->type))
        return;
    struct memory_event event = {kind, lo->block->id, decl, node};
    VEC_PUSH(lo->arena, lo->memory, event);
}

/* A question about one variable: "is it cleared" on all ways, or "was it given
 * to tally_emplace" on some way. */
struct question {
    const struct decl *decl;
    bool emplaced;
    VEC(size_t) events; /* about the variable */
};

/* False where no event can make the answer yes. */
static bool question_ask(struct lower *lo, struct question *question) {
    enum memory_event_kind wanted =
        question->emplaced ? MEMORY_EMPLACED : MEMORY_CLEARED;
    bool possible = false;
    for (size_t i = 0; i < lo->memory.count; i++) {
        if (lo->memory.at[i].decl != question->decl)
            continue;
        VEC_PUSH(lo->arena, question->events, i);
        possible = possible || lo->memory.at[i].kind == wanted;
    }
    return possible;
}

static bool answer(const struct question *question, bool before,
                   const struct memory_event *event) {
    if (event->kind == MEMORY_FREED)
        return before;
    if (question->emplaced)
        return event->kind == MEMORY_EMPLACED ||
               (before && event->kind != MEMORY_DECLARED);
    return event->kind == MEMORY_CLEARED;
}

/* Up to event `until` in its block; whole blocks where that is none of it. */
static bool behind_block(const struct lower *lo,
                         const struct question *question, block_id block,
                         bool before, size_t until) {
    for (size_t i = 0; i < question->events.count; i++) {
        size_t at = question->events.at[i];
        if (at < until && lo->memory.at[at].block == block)
            before = answer(question, before, &lo->memory.at[at]);
    }
    return before;
}

static bool at_entry(const struct lower *lo, const struct question *question,
                     const bool *ends, block_id id) {
    const struct block *block = lo->func->blocks.at[id];
    bool all = id != 0, some = false;
    for (size_t i = 0; i < block->predecessors.count; i++) {
        block_id from = block->predecessors.at[i];
        if (!lo->func->blocks.at[from]->reachable)
            continue;
        all = all && ends[from];
        some = some || ends[from];
    }
    return question->emplaced ? some : all;
}

/* Before event number `at`. */
static bool holds_before(struct lower *lo, struct question question,
                         size_t at) {
    size_t count = lo->func->blocks.count;
    bool *ends = ARENA_ARRAY(lo->arena, bool, count + 1), changed;
    if (!question_ask(lo, &question))
        return false;
    for (size_t i = 0; i < count; i++)
        ends[i] = !question.emplaced;
    do {
        changed = false;
        for (block_id id = 0; id < count; id++) {
            bool end = behind_block(lo, &question, id,
                                    at_entry(lo, &question, ends, id),
                                    lo->memory.count);
            changed = changed || end != ends[id];
            ends[id] = end;
        }
    } while (changed);
    block_id block = lo->memory.at[at].block;
    return behind_block(lo, &question, block,
                        at_entry(lo, &question, ends, block), at);
}

/* What was emplaced is freed by the pointer that tally_emplace gave. */
static void check_freed(struct lower *lo, size_t at) {
    const struct memory_event *event = &lo->memory.at[at];
    const struct decl *decl = event->decl;
    if (!lo->func->blocks.at[event->block]->reachable)
        return;
    if (leads_to_value(decl->type)) {
        if (!holds_before(lo, (struct question){.decl = decl}, at))
            refuse_free(lo, event->node, decl->name);
    } else if (holds_before(lo, (struct question){decl, true, {0}}, at)) {
        lower_error(lo, TLY_FREED_UNCLEARED, event->node,
                    "free what tally_emplace gave, behind tally_clear of it",
                    "'%s' is freed, which was given to tally_emplace",
                    decl->name);
    }
}

void lower_memory_checked(struct lower *lo) {
    for (size_t i = 0; i < lo->memory.count; i++)
        if (lo->memory.at[i].kind == MEMORY_FREED)
            check_freed(lo, i);
}
