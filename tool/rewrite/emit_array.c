/* Counted arrays: the helpers for their references, the descriptors that say
 * what their elements are, and the calls that are given one. */
#include "rewrite/emitter.h"

#include <ctype.h>
#include <string.h>

/* ---- references ----------------------------------------------------------- */

/* The struct that a type is made of, behind pointers and arrays; or NULL. */
static const struct record *record_in(const struct type *type) {
    while (type->inner && type->kind != TYPE_FUNCTION)
        type = type->inner;
    return type->kind == TYPE_RECORD ? type->record : NULL;
}

static bool can_name(struct emitter *emitter, const struct type *element,
                     struct range where) {
    const struct record *record = record_in(element);
    if (type_declare(emitter->arena, element, ""))
        return !record || need_record_name(emitter, record, where);
    emit_error(emitter, TLY_TYPE_NAME, where,
               "give the type a name, outside of functions",
               "the element type of an array cannot be written");
    return false;
}

/* "char *" becomes "char_p": letters that make a name readable. */
static const char *as_word(struct arena *arena, const char *declared) {
    char *word = ARENA_ARRAY(arena, char, 2 * strlen(declared) + 1);
    char *to = word;
    for (const char *from = declared; *from; from++) {
        if (isalnum((unsigned char)*from) || *from == '_') {
            if (from > declared && from[-1] == '*')
                *to++ = '_';
            *to++ = *from;
        } else if (*from == '*')
            *to++ = 'p';
        else if (to > word && to[-1] != '_')
            *to++ = '_';
    }
    *to = '\0';
    return word;
}

/* Begins with a digit, as no identifier of a record does. */
static const char *numbered(struct emitter *emitter, size_t number,
                            const struct type *element) {
    struct arena *arena = emitter->arena;
    return arena_printf(arena, "%zu_%s", number,
                        as_word(arena, type_declare(arena, element, "")));
}

/* A declarator that goes around its name cannot be pasted in front of one. */
static const char *pasteable(struct emitter *emitter, const struct type *type,
                             const char *declared, const char *suffix) {
    struct arena *arena = emitter->arena;
    if (!strpbrk(declared, "(["))
        return declared;
    const char *alias = arena_printf(arena, "tally__array_%s", suffix);
    text_add(arena, &emitter->prelude, "typedef %s;\n",
             type_declare(arena, type, alias));
    return alias;
}

const char *need_array_ref(struct emitter *emitter, const struct type *type,
                           struct range where) {
    struct arena *arena = emitter->arena;
    if (type->unqualified)
        type = type->unqualified;
    if (!can_name(emitter, type->inner, where))
        return "";
    const char *declared = type_declare(arena, type, "");
    for (size_t i = 0; i < emitter->array_refs.count; i++)
        if (strcmp(emitter->array_refs.at[i].declared, declared) == 0)
            return emitter->array_refs.at[i].suffix;
    const char *suffix =
        numbered(emitter, emitter->array_refs.count + 1, type->inner);
    struct array_ref made = {declared, suffix};
    VEC_PUSH(arena, emitter->array_refs, made);
    text_add(arena, &emitter->prelude, "TALLY__REF(%s, %s)\n", suffix,
             pasteable(emitter, type, declared, suffix));
    return suffix;
}

/* ---- descriptors ---------------------------------------------------------- */

/* As C would write the element, with the kinds of reference and with tags: the
 * same in every unit. */
static const char *identity_of(struct arena *arena, const struct type *type) {
    static const char *const kinds[] = {"", "", " weak", " unowned", " array"};
    if (type->kind == TYPE_POINTER)
        return arena_printf(arena, "%s *%s", identity_of(arena, type->inner),
                            kinds[type->ref]);
    if (type->kind == TYPE_ARRAY)
        return arena_printf(arena, "%s [%llu]", identity_of(arena, type->inner),
                            (unsigned long long)type->length);
    if (type->kind == TYPE_RECORD)
        return type->record->tag ? type->record->tag : type->record->name;
    if (type->kind == TYPE_FUNCTION)
        return "function";
    return type->spelling ? type->spelling : "enum";
}

/* What the elements are like, where that is not said by their size: the fields
 * of a struct. Those behind a pointer do not matter. */
static uint64_t element_hash(const struct type *element) {
    while (element->kind == TYPE_ARRAY)
        element = element->inner;
    return element->kind == TYPE_RECORD ? element->record->layout_hash : 0;
}

static void write_type(struct emitter *emitter, const struct type *element,
                       const char *name, struct range where) {
    struct arena *arena = emitter->arena;
    bool holds = type_holds_references(element);
    const char *layout =
        holds ? arena_printf(arena, "&%s", need_layout(emitter, element, where))
              : "0";
    const char *identity =
        arena_printf(arena, "%s[]", identity_of(arena, element));
    text_add(arena, &emitter->prelude,
             "static struct tally_sized_type %s = {{\n", name);
    add_type_identity(emitter, identity, record_in(element),
                      element_hash(element));
    text_add(arena, &emitter->prelude,
             "    0, %llu, %u, 0, 0, 0, 0, 0}, 0, sizeof(%s), %s};\n",
             (unsigned long long)element->align,
             8u | (type_elements_acyclic(element) ? 1u : 0),
             type_declare(arena, element, ""), layout);
}

const char *need_array_type(struct emitter *emitter, const struct type *element,
                            struct range where) {
    struct arena *arena = emitter->arena;
    if (element->unqualified)
        element = element->unqualified;
    if (!can_name(emitter, element, where))
        return "";
    for (size_t i = 0; i < emitter->array_types.count; i++)
        if (emitter->array_types.at[i].element == element)
            return emitter->array_types.at[i].name;
    const char *name = arena_printf(
        arena, "tally__type_%s",
        numbered(emitter, emitter->array_types.count + 1, element));
    struct array_type made = {element, name};
    VEC_PUSH(arena, emitter->array_types, made);
    write_type(emitter, element, name, where);
    return name;
}

/* ---- calls ---------------------------------------------------------------- */

static struct node *callee_name(struct node *call) {
    return node_strip_parens(call->child[0]);
}

static void rename_call(struct emission *em, struct node *call,
                        const char *name, const char *more) {
    struct edits *edits = em->emitter->edits;
    edits_replace(edits, callee_name(call)->range, name);
    edits_behind(edits, call->child[call->child_count - 1]->range, more);
}

static void emit_resize(struct emission *em, const struct inst *inst,
                        const char *name) {
    struct node *call = inst->node;
    const struct type *place = call->child[1]->type;
    const char *type =
        need_array_type(em->emitter, place->inner->inner, call->range);
    rename_call(em, call, name,
                arena_printf(em->emitter->arena, ", %s", type));
}

/* Elements without references are copied as bytes, as it stands. */
static void emit_copy(struct emission *em, const struct inst *inst) {
    struct arena *arena = em->emitter->arena;
    struct node *call = inst->node;
    const struct type *element = call->child[1]->type->inner;
    if (!type_holds_references(element) ||
        !can_name(em->emitter, element, call->range))
        return;
    rename_call(em, call, "tally__copy",
                arena_printf(arena, ", sizeof(%s), &%s",
                             type_declare(arena, element, ""),
                             need_layout(em->emitter, element, call->range)));
}

/* A struct in memory of the program's own is told where its references are. */
static void emit_clear(struct emission *em, const struct inst *inst) {
    struct node *call = inst->node;
    const struct type *type = call->child[1]->type->inner;
    if (need_record_name(em->emitter, type->record, call->range))
        rename_call(em, call, "tally__clear",
                    arena_printf(em->emitter->arena, ", %s",
                                 need_elements(em->emitter, type, call->range)));
}

void emit_array_call(struct emission *em, const struct inst *inst) {
    if (!inst->name || !inst->node || inst->node->kind != NODE_CALL)
        return;
    if (strcmp(inst->name, "tally_resize") == 0)
        emit_resize(em, inst, "tally__resize");
    else if (strcmp(inst->name, "tally_try_resize") == 0)
        emit_resize(em, inst, "tally__try_resize");
    else if (strcmp(inst->name, "tally_copy") == 0)
        emit_copy(em, inst);
    else if (strcmp(inst->name, "tally_clear") == 0)
        emit_clear(em, inst);
}
