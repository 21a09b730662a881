/* Collecting diagnostics; the catalogue is diag.def. */
#include "base/diag.h"

#include "base/vec.h"

#include <stdarg.h>
#include <stdlib.h>

struct diags {
    struct arena *arena;
    VEC(struct diag) all;
    size_t errors; /* those of `all` whose severity is SEVERITY_ERROR */
};

/* ---- the catalogue ------------------------------------------------------ */

static const struct diag_entry entries[] = {
#define TLY(code, name, severity, title, remark, example) \
    {code, #name, severity, title, remark, example},
#include "base/diag.def"
#undef TLY
};

size_t diag_entry_count(void) {
    return sizeof entries / sizeof *entries;
}

const struct diag_entry *diag_entry_at(size_t index) {
    if (index >= diag_entry_count())
        BUG("diagnostic %zu of the catalogue", index);
    return &entries[index];
}

const struct diag_entry *diag_entry_of(enum diag_code code) {
    for (size_t i = 0; i < diag_entry_count(); i++)
        if (entries[i].code == code)
            return &entries[i];
    BUG("no diagnostic has code %d", (int)code);
}

/* ---- collecting --------------------------------------------------------- */

struct diags *diags_new(struct arena *arena) {
    struct diags *diags = ARENA_NEW(arena, struct diags);
    diags->arena = arena;
    return diags;
}

void diag_report(struct diags *diags, enum diag_code code,
                 struct place_in_text at, const char *mend, const char *what,
                 ...) {
    va_list args;
    va_start(args, what);
    struct diag diag = {
        .code = code,
        .severity = diag_entry_of(code)->severity,
        .at = at,
        .what = arena_vprintf(diags->arena, what, args),
        .mend = mend ? arena_strdup(diags->arena, mend) : NULL,
    };
    va_end(args);
    if (at.file)
        diag.at.file = arena_strdup(diags->arena, at.file);
    if (diag.severity == SEVERITY_ERROR)
        diags->errors++;
    VEC_PUSH(diags->arena, diags->all, diag);
}

static struct place_in_text copy_place(struct diags *diags,
                                       struct place_in_text at) {
    if (at.file)
        at.file = arena_strdup(diags->arena, at.file);
    return at;
}

void diag_fix(struct diags *diags, struct place_in_text at, const char *text) {
    if (!diags->all.count)
        BUG("a fix without a diagnostic");
    struct diag *diag = &diags->all.at[diags->all.count - 1];
    struct fix *fixes =
        ARENA_ARRAY(diags->arena, struct fix, diag->fix_count + 1);
    for (size_t i = 0; i < diag->fix_count; i++)
        fixes[i] = diag->fixes[i];
    fixes[diag->fix_count++] = (struct fix){
        copy_place(diags, at), arena_strdup(diags->arena, text)};
    diag->fixes = fixes;
}

void diags_append(struct diags *diags, const struct diags *more) {
    for (size_t i = 0; i < more->all.count; i++) {
        const struct diag *diag = &more->all.at[i];
        diag_report(diags, diag->code, diag->at, diag->mend, "%s", diag->what);
        for (size_t j = 0; j < diag->fix_count; j++)
            diag_fix(diags, diag->fixes[j].at, diag->fixes[j].text);
    }
}

void diags_move(struct diags *to, const struct diags *from) {
    for (size_t i = 0; i < from->all.count; i++)
        VEC_PUSH(to->arena, to->all, from->all.at[i]);
    to->errors += from->errors;
}

size_t diags_errors(const struct diags *diags) {
    return diags->errors;
}

size_t diags_count(const struct diags *diags) {
    return diags->all.count;
}

const struct diag *diags_at(const struct diags *diags, size_t index) {
    if (index >= diags->all.count)
        BUG("diagnostic %zu of %zu", index, diags->all.count);
    return &diags->all.at[index];
}

const char *diag_code_name(enum diag_code code, char buffer[8]) {
    snprintf(buffer, 8, "TLY%04u", (unsigned)code % 10000);
    return buffer;
}

_Noreturn void bug_(const char *file, int line, const char *format, ...) {
    va_list args;
    fprintf(stderr, "tally: internal error at %s:%d: ", file, line);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputs("\ntally: this is a mistake in tally, not in your code; please "
          "report it\n",
          stderr);
    exit(70);
}
