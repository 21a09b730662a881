/* Diagnostics as compilers write them. */
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

struct palette {
    const char *place, *error, *warning, *note, *end;
};

static const struct palette plain = {"", "", "", "", ""};
static const struct palette colored = {
    .place = "\033[1m",
    .error = "\033[1;31m",
    .warning = "\033[1;35m",
    .note = "\033[1;36m",
    .end = "\033[0m",
};

/* "list.c:12:9:", as far as it is known. */
static void print_place(struct place_in_text at, FILE *out) {
    if (!at.file)
        fputs("tally:", out);
    else if (!at.line)
        fprintf(out, "%s:", at.file);
    else if (!at.column)
        fprintf(out, "%s:%u:", at.file, at.line);
    else
        fprintf(out, "%s:%u:%u:", at.file, at.line, at.column);
}

static void print_head(const struct palette *palette, struct place_in_text at,
                       enum severity severity, const char *text, FILE *out) {
    const char *const words[] = {"note", "warning", "error"};
    const char *const colors[] = {palette->note, palette->warning,
                                  palette->error};
    fputs(palette->place, out);
    print_place(at, out);
    fprintf(out, "%s %s%s:%s %s", palette->end, colors[severity],
            words[severity], palette->end, text);
}

/* Blanks as wide as the text up to the column; tabs stay tabs. */
static void print_indent(const char *line, unsigned column, FILE *out) {
    for (unsigned i = 0; i + 1 < column; i++)
        fputc(line[i] == '\t' ? '\t' : ' ', out);
}

static void print_caret(const struct palette *palette, const char *line,
                        struct place_in_text at, FILE *out) {
    size_t rest = strlen(line) + 1 - at.column;
    size_t width = at.width < rest ? at.width : rest;
    fputs("      | ", out);
    print_indent(line, at.column, out);
    fprintf(out, "%s^", palette->note);
    for (size_t i = 1; i < width; i++)
        fputc('~', out);
    fprintf(out, "%s\n", palette->end);
}

static void print_source(const struct palette *palette,
                         struct place_in_text at, FILE *out) {
    char *line = at.file && at.column ? report_line(at.file, at.line) : NULL;
    if (line && at.column <= strlen(line)) {
        fprintf(out, "%5u | %s\n", at.line, line);
        print_caret(palette, line, at, out);
    }
    free(line);
}

static void print_one(const struct palette *palette, const struct diag *diag,
                      FILE *out) {
    char name[8];
    print_head(palette, diag->at, diag->severity, diag->what, out);
    fprintf(out, " [%s]\n", diag_code_name(diag->code, name));
    print_source(palette, diag->at, out);
    if (!diag->mend)
        return;
    print_head(palette, diag->at, SEVERITY_NOTE, diag->mend, out);
    fputc('\n', out);
}

void report_text(const struct diags *diags, bool color, FILE *out) {
    for (size_t i = 0; i < diags_count(diags); i++)
        print_one(color ? &colored : &plain, diags_at(diags, i), out);
}
