/* Reads the written text back and compares it with what was placed. */
#include "rewrite/validate.h"

#include "ir/ir.h"

#include <string.h>

static const struct function *find_function(const struct unit *unit,
                                            const char *name) {
    for (size_t i = 0; i < unit->functions.count; i++)
        if (strcmp(unit->functions.at[i]->decl->name, name) == 0)
            return unit->functions.at[i];
    return NULL;
}

static bool report(struct diags *diags, const struct func *placed,
                   const char *what) {
    diag_report(diags, TLY_VALIDATION,
                unit_place_of(placed->unit, placed->function->range),
                "this is a mistake in tally; nothing was written",
                "'%s' as written is not '%s' as placed: %s", placed->name,
                placed->name, what);
    return false;
}

/* A function without edits has nothing to read back but plain C. */
static bool validate_function(const struct unit *unit, struct func *placed,
                              struct arena *arena, struct diags *diags) {
    const struct function *function = find_function(unit, placed->name);
    const char *difference = NULL;
    struct check_error error = {0};
    if (!function)
        return report(diags, placed, "it is missing from the text");
    struct func *emitted =
        ir_lower_emitted(unit, function, placed, arena, diags);
    if (!emitted)
        return report(diags, placed, "it cannot be read back");
    if (!ir_equal(placed, emitted, arena, &difference))
        return report(diags, placed, difference);
    if (!ir_check(emitted, arena, &error))
        return report(diags, placed, error.what);
    return true;
}

static void take_effects_of(struct decl *to, const struct decl *from) {
    to->quiet = from->quiet;
    for (size_t i = 0; i < to->param_count && i < from->param_count; i++)
        to->params[i]->taken = from->params[i]->taken;
}

/* What is known of the functions of the unit is known of their new text. */
static void take_effects(const struct unit *unit, struct func *const *placed,
                         size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct function *function = find_function(unit, placed[i]->name);
        if (function)
            take_effects_of(function->decl, placed[i]->function->decl);
    }
}

bool validate_text(const struct source_request *request, const char *text,
                   size_t length, struct func *const *placed, size_t count,
                   struct arena *arena, struct diags *diags) {
    struct source *source = source_open_text(request, text, length, arena);
    struct unit *unit = source_parse(source, arena, diags);
    bool same = unit != NULL;
    if (unit && count)
        unit->unwinds = placed[0]->unit->unwinds;
    if (unit)
        take_effects(unit, placed, count);
    for (size_t i = 0; unit && i < count; i++)
        same &= validate_function(unit, placed[i], arena, diags);
    return same;
}
