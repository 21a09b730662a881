/* Names: those that we make up, and those of the user's that do not mean at
 * one place what they mean at another.
 *
 * A name is *hidden* where a block declares it again. A variable that is left
 * by a jump from such a block is dropped through a pointer that was set
 * behind its declaration; a type that the function hides gets a typedef in
 * front of the function. To call something hidden that is not costs nothing
 * but beauty, so we look at where names are declared and not at scopes. */
#include "rewrite/emitter.h"

#include "source/scan.h"

#include <string.h>

/* ---- names of ours ------------------------------------------------------ */

void names_collect(struct emitter *emitter) {
    const struct unit *unit = emitter->unit;
    for (size_t i = 0; i < unit->decls.count; i++) {
        const char *name = unit->decls.at[i]->name;
        if (name && strncmp(name, "tally_", 6) == 0)
            VEC_PUSH(emitter->arena, emitter->taken, name);
    }
}

static bool is_taken(const struct emitter *emitter, const char *name) {
    for (size_t i = 0; i < emitter->taken.count; i++)
        if (strcmp(emitter->taken.at[i], name) == 0)
            return true;
    return false;
}

const char *emit_numbered_name(struct emission *em, const char *stem) {
    const char *name;
    do
        name = arena_printf(em->emitter->arena, "%s%u", stem, ++em->numbers);
    while (is_taken(em->emitter, name));
    return name;
}

/* The numbers of temporaries are those of variables at most. */
const char *emit_name(struct emission *em, const char *name, const char *stem) {
    struct arena *arena = em->emitter->arena;
    while (is_taken(em->emitter, name))
        name = arena_printf(arena, "%s%zu", stem,
                            em->func->vars.count + ++em->numbers);
    return name;
}

/* ---- names of the function ---------------------------------------------- */

static void add_name(struct emission *em, const char *name, uint32_t at,
                     uint32_t end) {
    struct local_name local = {name, at, end};
    VEC_PUSH(em->emitter->arena, em->local_names, local);
}

static void add_token(struct emission *em, const struct scanner *scan,
                      uint32_t at) {
    if (at < scan->length && scan_is_name(scan, at))
        add_name(em,
                 arena_strndup(em->emitter->arena, scan->text + at,
                               scan_token(scan, at) - at),
                 at, scan->length);
}

static uint32_t next_token(const struct scanner *scan, uint32_t at) {
    return scan_blank(scan, scan_token(scan, at));
}

/* Everything named between a `typedef` and its ';'. */
static void add_typedef(struct emission *em, const struct scanner *scan,
                        uint32_t at) {
    uint32_t end = scan_until(scan, at, scan->length, ";");
    for (; at < end; at = next_token(scan, at))
        add_token(em, scan, at);
}

static void add_enumerators(struct emission *em, const struct scanner *scan,
                            uint32_t brace) {
    uint32_t end = scan_group(scan, brace);
    for (uint32_t at = brace; at < end; at = next_token(scan, at))
        if (at == brace || scan_is(scan, at, ","))
            add_token(em, scan, next_token(scan, at));
}

/* A tag that is declared here, and the constants of an enum. */
static void add_tag(struct emission *em, const struct scanner *scan,
                    uint32_t at) {
    bool is_enum = scan_is(scan, at, "enum");
    uint32_t behind = next_token(scan, at);
    if (behind < scan->length && scan_is_name(scan, behind)) {
        uint32_t tag = behind;
        behind = next_token(scan, tag);
        if (scan_is(scan, behind, "{") || scan_is(scan, behind, ";"))
            add_token(em, scan, tag);
    }
    if (is_enum && scan_is(scan, behind, "{"))
        add_enumerators(em, scan, behind);
}

static void scan_body(struct emission *em, struct range body) {
    struct scanner scan = scan_text(em->emitter->unit->text, body.end);
    uint32_t at = scan_blank(&scan, body.begin);
    for (; at < scan.length; at = next_token(&scan, at)) {
        if (scan_is(&scan, at, "typedef"))
            add_typedef(em, &scan, at);
        if (scan_is(&scan, at, "struct") || scan_is(&scan, at, "union") ||
            scan_is(&scan, at, "enum"))
            add_tag(em, &scan, at);
    }
}

/* Variables and parameters are known from the tree, other names only from the
 * text. */
static void know_names(struct emission *em) {
    const struct decl *function = em->function->decl;
    struct range body = em->function->body->range;
    if (em->names_known || body.file != 0)
        return;
    em->names_known = true;
    for (size_t i = 0; i < function->param_count; i++)
        if (function->params[i]->name)
            add_name(em, function->params[i]->name,
                     function->params[i]->name_range.begin, body.end);
    for (size_t i = 0; i < em->declared.count; i++) {
        const struct declaration *declaration = &em->declared.at[i];
        if (declaration->decl->name)
            add_name(em, declaration->decl->name,
                     declaration->decl->name_range.begin,
                     declaration->scope->range.end);
    }
    scan_body(em, body);
}

/* ---- types -------------------------------------------------------------- */

static bool is_local_name(struct emission *em, const char *text,
                          size_t length) {
    know_names(em);
    for (size_t i = 0; i < em->local_names.count; i++) {
        const char *name = em->local_names.at[i].name;
        if (strlen(name) == length && memcmp(name, text, length) == 0)
            return true;
    }
    return false;
}

static bool mentions_local_name(struct emission *em, const char *declared) {
    struct scanner scan = scan_text(declared, strlen(declared));
    uint32_t at = scan_blank(&scan, 0);
    for (; at < scan.length; at = next_token(&scan, at))
        if (scan_is_name(&scan, at) &&
            is_local_name(em, declared + at, scan_token(&scan, at) - at))
            return true;
    return false;
}

const char *emit_declared(struct emission *em, const struct type *type,
                          const char *name) {
    struct emitter *emitter = em->emitter;
    struct arena *arena = emitter->arena;
    if (type->unqualified)
        type = type->unqualified;
    const char *declared = type_declare(arena, type, name);
    if (!declared || !mentions_local_name(em, type_declare(arena, type, "")))
        return declared;
    const char *alias =
        arena_printf(arena, "tally__named_%u", ++emitter->type_names);
    text_add(arena, &emitter->prelude, "typedef %s;\n",
             type_declare(arena, type, alias));
    return arena_printf(arena, "%s%s%s", alias, *name ? " " : "", name);
}

const char *emit_local(struct emission *em, const struct type *type,
                       const char *name, struct range where) {
    struct emitter *emitter = em->emitter;
    const char *declared = emit_declared(em, type, name);
    if (!declared) {
        emit_error(emitter, TLY_TYPE_NAME, where,
                   "give the type a name, outside of functions",
                   "a temporary of this type cannot be declared");
        return NULL;
    }
    text_add(emitter->arena, &em->declarations, " %s%s;", declared,
             type_is_reference(type) ? " = 0"
             : type_holds_references(type) ? " = {0}"
                                           : "");
    return name;
}

/* ---- variables ---------------------------------------------------------- */

bool is_hidden_at(struct emission *em, const struct var *var, uint32_t offset) {
    know_names(em);
    for (size_t i = 0; i < em->local_names.count; i++) {
        const struct local_name *local = &em->local_names.at[i];
        if (local->at > var->decl->name_range.begin && local->at < offset &&
            offset < local->end && strcmp(local->name, var->name) == 0)
            return true;
    }
    return false;
}

bool is_hidden_somewhere(struct emission *em, const struct var *var) {
    const struct declaration *declaration = declaration_of(em, var);
    uint32_t end = declaration ? declaration->scope->range.end
                               : em->function->body->range.end;
    know_names(em);
    for (size_t i = 0; i < em->local_names.count; i++) {
        const struct local_name *local = &em->local_names.at[i];
        if (local->at > var->decl->name_range.begin && local->at < end &&
            strcmp(local->name, var->name) == 0)
            return true;
    }
    return false;
}

const struct declaration *declaration_of(const struct emission *em,
                                         const struct var *var) {
    const struct decl *decl = var->decl ? var->decl : var->keeps_for;
    for (size_t i = 0; i < em->declared.count; i++)
        if (em->declared.at[i].decl == decl)
            return &em->declared.at[i];
    return NULL;
}

const char *emit_pointer_to(struct emission *em, const struct var *var) {
    struct arena *arena = em->emitter->arena;
    const struct declaration *declaration = declaration_of(em, var);
    const char *name = em->names[var->id];
    if (name)
        return name;
    name = em->names[var->id] = emit_numbered_name(em, "tally_p");
    const char *set =
        arena_printf(arena, " %s = (void *)&%s;", name, var->name);
    text_add(arena, &em->declarations, " void *%s = 0;", name);
    if (!declaration)
        text_add(arena, &em->entry, "%s", set);
    else if (declaration->loop)
        text_add(arena, &emit_loop(em, declaration->loop)->begin, "%s", set);
    else
        edits_behind(em->emitter->edits, declaration->statement->range, set);
    return name;
}
