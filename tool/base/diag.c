/* Collecting and printing diagnostics; the catalogue is diag.def. */
#include "base/diag.h"

#include "base/vec.h"

#include <stdarg.h>
#include <stdlib.h>

struct diags {
    struct arena *arena;
    VEC(struct diag) all;
    size_t errors; /* those of `all` whose severity is SEVERITY_ERROR */
};

static enum severity severity_of(enum diag_code code) {
    switch (code) {
#define TLY(number, name, severity, title) \
    case TLY_##name:                       \
        return severity;
#include "base/diag.def"
#undef TLY
    }
    BUG("no diagnostic has code %d", (int)code);
}

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
        .severity = severity_of(code),
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

static void print_place(struct place_in_text at, FILE *out) {
    if (!at.file)
        fputs("tally: ", out);
    else if (!at.line)
        fprintf(out, "%s: ", at.file);
    else if (!at.column)
        fprintf(out, "%s:%u: ", at.file, at.line);
    else
        fprintf(out, "%s:%u:%u: ", at.file, at.line, at.column);
}

static void print_one(const struct diag *diag, FILE *out) {
    static const char *const words[] = {
        [SEVERITY_NOTE] = "note",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_ERROR] = "error",
    };
    char name[8];
    print_place(diag->at, out);
    fprintf(out, "%s: %s [%s]\n", words[diag->severity], diag->what,
            diag_code_name(diag->code, name));
    if (diag->mend) {
        print_place(diag->at, out);
        fprintf(out, "note: %s\n", diag->mend);
    }
}

void diags_print(const struct diags *diags, FILE *out) {
    for (size_t i = 0; i < diags->all.count; i++)
        print_one(&diags->all.at[i], out);
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
