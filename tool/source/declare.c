/* Writing a type as C: declarators are wrapped around the name, from the
 * name outwards. */
#include "source/unit.h"

#include <string.h>

static const char *qualifiers(struct arena *arena, unsigned quals) {
    return arena_printf(arena, "%s%s%s", quals & QUAL_CONST ? " const" : "",
                        quals & QUAL_VOLATILE ? " volatile" : "",
                        quals & QUAL_RESTRICT ? " restrict" : "");
}

/* The words before any declarator: "const struct Node", "unsigned long". */
static const char *specifier(struct arena *arena, const struct type *type) {
    const char *name = type->spelling;
    if (type->kind == TYPE_RECORD)
        name = type->record->in_function ? NULL : type->record->name;
    if (!name || type->quals & QUAL_ATOMIC)
        return NULL;
    const char *quals = qualifiers(arena, type->quals);
    return *quals ? arena_printf(arena, "%s %s", quals + 1, name) : name;
}

static const char *parameters(struct arena *arena, const struct type *type) {
    const char *list = "";
    if (type->no_prototype)
        return "()";
    if (type->param_count == 0)
        return type->variadic ? "(...)" : "(void)";
    for (size_t i = 0; i < type->param_count; i++) {
        const char *param = type_declare(arena, type->params[i], "");
        if (!param)
            return NULL;
        list = arena_printf(arena, "%s%s%s", list, i > 0 ? ", " : "", param);
    }
    return arena_printf(arena, "(%s%s)", list, type->variadic ? ", ..." : "");
}

static bool binds_tighter(const struct type *type) {
    return type->kind == TYPE_ARRAY || type->kind == TYPE_FUNCTION;
}

/* "*x", "*const x", "*tally_array x", and in brackets where an array or function follows. */
static const char *pointer(struct arena *arena, const struct type *type,
                           const char *name) {
    const char *quals = qualifiers(arena, type->quals);
    const char *words = arena_printf(
        arena, "%s%s", type->ref == REF_ARRAY ? " tally_array" : "", quals);
    const char *star = arena_printf(arena, "*%s%s%s", *words ? words + 1 : "",
                                    *words && *name ? " " : "", name);
    return binds_tighter(type->inner) ? arena_printf(arena, "(%s)", star)
                                      : star;
}

const char *type_declare(struct arena *arena, const struct type *type,
                         const char *name) {
    const char *list;
    switch (type->kind) {
    case TYPE_POINTER:
        if (type->quals & QUAL_ATOMIC)
            return NULL;
        return type_declare(arena, type->inner, pointer(arena, type, name));
    case TYPE_ARRAY:
        if (type->variable)
            return NULL;
        if (type->length == 0 && type->size == 0)
            name = arena_printf(arena, "%s[]", name);
        else
            name = arena_printf(arena, "%s[%llu]", name,
                                (unsigned long long)type->length);
        return type_declare(arena, type->inner, name);
    case TYPE_FUNCTION:
        list = parameters(arena, type);
        if (!list)
            return NULL;
        return type_declare(arena, type->inner,
                            arena_printf(arena, "%s%s", name, list));
    default:
        list = specifier(arena, type);
        if (!list || !*name)
            return list;
        return arena_printf(arena, "%s %s", list, name);
    }
}
