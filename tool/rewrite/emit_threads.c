/* Thread-local variables that hold references. The runtime releases each
 * thread's own when that thread ends.
 *
 * Nobody else can reach them: their addresses differ from thread to thread. So
 * each has an entry beside it, as thread-local as itself, and whoever mentions
 * the variable enters it first, if this thread has not yet: functions where
 * they begin, for the static variable of a block behind its declaration. */
#include "rewrite/emitter.h"

#include <inttypes.h>

/* Something that stays NULL needs no entry. */
static bool is_thread_place(const struct decl *decl) {
    return decl->kind == DECL_VARIABLE && decl->thread_local_ &&
           type_holds_references(decl->type) && !root_is_constant(decl->type);
}

/* Those that a function mentions: they are few. */
typedef VEC(const struct decl *) entered_list;

static bool has(const entered_list *entered, const struct decl *decl) {
    for (size_t i = 0; i < entered->count; i++)
        if (entered->at[i] == decl)
            return true;
    return false;
}

static const char *enter_text(struct emitter *emitter,
                              const struct decl *decl) {
    struct arena *arena = emitter->arena;
    const char *layout = need_layout(emitter, decl->type, decl->range);
    if (!bitset_has(&emitter->thread_entries, decl->id)) {
        bitset_add(&emitter->thread_entries, decl->id);
        text_add(arena, &emitter->prelude,
                 "static _Thread_local struct tally_thread_place "
                 "tally__place_%" PRIu32 ";\n",
                 decl->id);
    }
    return arena_printf(arena,
                        " tally__enter_place(&tally__place_%" PRIu32
                        ", %s, &%s);",
                        decl->id, root_place_text(emitter, decl), layout);
}

static void enter_locals(struct emission *em, const struct node *node,
                         const struct node *block) {
    if (!node)
        return;
    if (node->kind == NODE_COMPOUND)
        block = node;
    for (size_t i = 0; i < node->decl_count; i++) {
        const struct decl *decl = node->decls[i];
        enter_locals(em, decl->init, block);
        if (!is_thread_place(decl) || decl->storage != STORAGE_STATIC)
            continue;
        root_refuse_skipped(em, decl, node, block);
        edits_behind(em->emitter->edits, node->range,
                     enter_text(em->emitter, decl));
    }
    for (size_t i = 0; i < node->child_count; i++)
        enter_locals(em, node->child[i], block);
}

static void enter_globals(struct emission *em, const struct node *node,
                          entered_list *entered) {
    if (!node)
        return;
    if (node->kind == NODE_NAME && node->decl && node->decl->file_scope &&
        is_thread_place(node->decl) && !has(entered, node->decl)) {
        VEC_PUSH(em->emitter->arena, *entered, node->decl);
        text_add(em->emitter->arena, &em->entry, "%s",
                 enter_text(em->emitter, node->decl));
    }
    for (size_t i = 0; i < node->decl_count; i++)
        enter_globals(em, node->decls[i]->init, entered);
    for (size_t i = 0; i < node->child_count; i++)
        enter_globals(em, node->child[i], entered);
}

void emit_threads_of(struct emission *em) {
    entered_list entered = {0};
    enter_globals(em, em->function->body, &entered);
    enter_locals(em, em->function->body, em->function->body);
}
