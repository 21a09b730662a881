/* Making text plain: macro calls become their expansion, #include lines the
 * headers that they name.
 *
 * The compiler itself expands: its -E is run on a copy of the text with
 * markers around just the calls that are asked for, and what stands between
 * the markers is taken. Then -E is run on the result: its tokens must be those
 * of the text before, or nothing is changed. That catches everything that an
 * expansion or a header could depend on and we did not think of. */
#include "source/source.h"

#include "source/inline.h"
#include "source/scan.h"
#include "source/text.h"
#include "source/view.h"

#include <stdlib.h>
#include <string.h>

#define MARK_BEGIN "tally__expansion_begin_"
#define MARK_END "tally__expansion_end_"

/* ---- the marked copy
 * ------------------------------------------------------------- */

struct text {
    struct arena *arena;
    VEC(char) bytes;
};

static void append(struct text *text, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        VEC_PUSH(text->arena, text->bytes, bytes[i]);
}

static void append_string(struct text *text, const char *string) {
    append(text, string, strlen(string));
}

/* So that __FILE__ is what the user's file is called. */
static const char *first_line(struct arena *arena, const char *path) {
    return arena_printf(arena, "#line 1 \"%s\"\n", line_name(arena, path));
}

/* Behind the first line it would be no mark, but a character. */
static void blank_byte_order_mark(struct text *text, size_t at) {
    if (text->bytes.count - at >= 3 &&
        memcmp(text->bytes.at + at, "\xEF\xBB\xBF", 3) == 0)
        memset(text->bytes.at + at, ' ', 3);
}

static struct text marked_copy(const struct source *source,
                               const struct macro_call *calls, size_t count) {
    struct text copy = {.arena = source->arena};
    uint32_t at = 0;
    append_string(&copy, first_line(source->arena, source->request.file));
    for (size_t i = 0; i < count; i++) {
        append(&copy, source->text + at, calls[i].begin - at);
        append_string(&copy,
                      arena_printf(source->arena, " " MARK_BEGIN "%zu ", i));
        append(&copy, source->text + calls[i].begin,
               calls[i].end - calls[i].begin);
        append_string(&copy,
                      arena_printf(source->arena, " " MARK_END "%zu ", i));
        at = calls[i].end;
    }
    append(&copy, source->text + at, source->length - at);
    blank_byte_order_mark(
        &copy, strlen(first_line(source->arena, source->request.file)));
    return copy;
}

/* ---- the expansions
 * ---------------------------------------------------------------- */

/* Where a marker stands behind `output`; NULL if it does not. */
static const char *find_marker(struct arena *arena, const char *output,
                               const char *mark, size_t index) {
    const char *name = arena_printf(arena, "%s%zu", mark, index);
    size_t length = strlen(name);
    for (const char *at = output; (at = strstr(at, name)) != NULL; at += length)
        if (at[length] < '0' || at[length] > '9')
            return at;
    return NULL;
}

/* A line `#pragma x` of an expansion was _Pragma("x"). */
static void append_pragma(struct text *text, const char *words, size_t length) {
    append_string(text, " _Pragma(\"");
    for (size_t i = 0; i < length; i++) {
        if (words[i] == '"' || words[i] == '\\')
            append(text, "\\", 1);
        append(text, &words[i], 1);
    }
    append_string(text, "\") ");
}

/* Tokens as they are, blanks between them as one. */
static void append_tokens(struct text *text, const char *line, size_t length) {
    struct scanner scan = scan_text(line, length);
    scan.directives = false;
    for (uint32_t at = scan_blank(&scan, 0), end; at < length; at = end) {
        end = scan_token(&scan, at);
        append(text, line + at, end - at);
        at = end;
        end = scan_blank(&scan, at);
        if (end > at || end == length)
            append(text, " ", 1);
    }
}

static void append_line(struct text *text, const char *line, size_t length) {
    static const char pragma[] = "#pragma ";
    size_t skip = sizeof pragma - 1, first = 0;
    while (first < length && strchr(" \t", line[first]))
        first++;
    if (first < length && line[first] != '#')
        append_tokens(text, line, length);
    else if (length - first > skip && strncmp(line + first, pragma, skip) == 0)
        append_pragma(text, line + first + skip, length - first - skip);
}

/* The lines of an expansion as one, and as many line ends as the call had. */
static struct piece expansion(const struct source *source,
                              const struct macro_call *call, const char *begin,
                              const char *end) {
    struct text text = {.arena = source->arena};
    append(&text, " ", 1);
    while (begin < end) {
        const char *line = memchr(begin, '\n', (size_t)(end - begin));
        if (!line)
            line = end;
        append_line(&text, begin, (size_t)(line - begin));
        begin = line < end ? line + 1 : end;
    }
    for (uint32_t i = call->begin; i < call->end; i++)
        if (source->text[i] == '\n')
            append(&text, "\n", 1);
    const struct segment *from = map_segment(source->map, call->begin);
    uint32_t inside = from->verbatim ? call->begin - from->begin : 0;
    return (struct piece){.text = text.bytes.at,
                          .length = text.bytes.count,
                          .original = from->original,
                          .offset = from->offset + inside};
}

/* The markers stand in the order of the calls; `*output` moves over them. */
static bool add_expansion(const struct source *source,
                          const struct macro_call *call, size_t index,
                          const char **output, splice_list *splices) {
    struct splice splice = {.begin = call->begin, .end = call->end};
    const char *begin = find_marker(source->arena, *output, MARK_BEGIN, index);
    const char *end =
        begin ? find_marker(source->arena, begin, MARK_END, index) : NULL;
    if (!end)
        return false;
    *output = end;
    begin += strcspn(begin, " \t\r\n");
    VEC_PUSH(source->arena, splice.pieces, expansion(source, call, begin, end));
    VEC_PUSH(source->arena, *splices, splice);
    return true;
}

/* ---- the proof
 * ----------------------------------------------------------------------- */

/* The next token of the compiler's output that is none of our markers. */
static uint32_t next_token(const struct scanner *scan, uint32_t at,
                           uint32_t *end) {
    static const char mark[] = "tally__expansion_";
    for (;;) {
        at = scan_blank(scan, at);
        *end = scan_token(scan, at);
        if (*end - at < sizeof mark ||
            strncmp(scan->text + at, mark, sizeof mark - 1) != 0)
            return at;
        at = *end;
    }
}

/* "./x.h" and "x.h" are two names of one file. */
static void skip_dot(const struct scanner *scan, uint32_t *at, uint32_t end) {
    if (end - *at > 3 && strncmp(scan->text + *at, "\"./", 3) == 0)
        *at += 3;
    else if (end - *at > 1 && scan->text[*at] == '"')
        *at += 1;
}

static bool same_tokens(const struct output *before,
                        const struct output *after) {
    struct scanner a = scan_text(before->text, before->length);
    struct scanner b = scan_text(after->text, after->length);
    uint32_t at = 0, bt = 0, a_end, b_end;
    for (;;) {
        at = next_token(&a, at, &a_end);
        bt = next_token(&b, bt, &b_end);
        if (at >= a.length || bt >= b.length)
            return at >= a.length && bt >= b.length;
        skip_dot(&a, &at, a_end);
        skip_dot(&b, &bt, b_end);
        if (a_end - at != b_end - bt ||
            memcmp(a.text + at, b.text + bt, a_end - at) != 0)
            return false;
        at = a_end;
        bt = b_end;
    }
}

/* ---- one step
 * ------------------------------------------------------------------------- */

static int compare_splices(const void *left, const void *right) {
    const struct splice *a = left, *b = right;
    return a->begin < b->begin ? -1 : a->begin > b->begin;
}

/* The parts of a request, in the order of the text. */
struct step {
    const struct unit *unit;
    VEC(struct macro_call) calls;
    const struct plain_request *request;
};

static int compare_calls(const void *left, const void *right) {
    const struct macro_call *a = left, *b = right;
    return a->begin < b->begin ? -1 : a->begin > b->begin;
}

static void add_calls(struct arena *arena, struct step *step, bool all) {
    const struct unit *unit = step->unit;
    if (all)
        for (size_t i = 0; i < unit->macro_calls.count; i++)
            VEC_PUSH(arena, step->calls, unit->macro_calls.at[i]);
    else
        for (size_t i = 0; i < step->request->macro_calls.count; i++) {
            uint32_t index = step->request->macro_calls.at[i];
            VEC_PUSH(arena, step->calls, unit->macro_calls.at[index]);
        }
    if (step->calls.count > 0)
        qsort(step->calls.at, step->calls.count, sizeof *step->calls.at,
              compare_calls);
}

static void report_calls(const struct step *step, struct diags *diags,
                         const char *why) {
    for (size_t i = 0; i < step->calls.count; i++)
        diag_report(diags, TLY_MACRO,
                    unit_place(step->unit, 0, step->calls.at[i].begin),
                    "write the statement without the macro",
                    "the call of '%s' %s", step->calls.at[i].name, why);
}

static void report_step(const struct step *step, struct diags *diags,
                        const char *why) {
    report_calls(step, diags, why);
    for (size_t i = 0; i < step->request->files.count; i++) {
        uint32_t file = step->request->files.at[i];
        diag_report(diags, TLY_HEADER, unit_place(step->unit, file, 0),
                    "move the functions that handle references to a .c file",
                    "the header '%s' %s", step->unit->files.at[file].path, why);
    }
}

enum verdict { VERDICT_FINE, VERDICT_DIFFERENT, VERDICT_REPORTED };

/* Changes `source` only if all went well. */
static enum verdict try_step(struct source *source, const struct step *step,
                             struct diags *diags) {
    struct source changed = *source;
    splice_list splices = {0};
    struct text copy = marked_copy(source, step->calls.at, step->calls.count);
    struct output before =
        view_preprocess(source, copy.bytes.at, copy.bytes.count);
    if (!before.fine) {
        report_step(step, diags, "cannot be read with the compiler's -E");
        return VERDICT_REPORTED;
    }
    const char *output = before.text;
    for (size_t i = 0; i < step->calls.count; i++)
        if (!add_expansion(source, &step->calls.at[i], i, &output, &splices)) {
            report_step(step, diags, "has no expansion of its own");
            return VERDICT_REPORTED;
        }
    if (!inline_headers(&changed, step->unit, step->request, &splices, diags))
        return VERDICT_REPORTED;
    if (splices.count > 0)
        qsort(splices.at, splices.count, sizeof *splices.at, compare_splices);
    source_splice(&changed, splices.at, splices.count);
    struct text result = {.arena = source->arena};
    append_string(&result, first_line(source->arena, source->request.file));
    append(&result, changed.text, changed.length);
    blank_byte_order_mark(
        &result, strlen(first_line(source->arena, source->request.file)));
    struct output after =
        view_preprocess(&changed, result.bytes.at, result.bytes.count);
    if (!after.fine || !same_tokens(&before, &after))
        return VERDICT_DIFFERENT;
    *source = changed;
    return VERDICT_FINE;
}

bool source_make_plain(struct source *source, const struct unit *unit,
                       const struct plain_request *request,
                       struct diags *diags) {
    struct step step = {.unit = unit, .request = request};
    add_calls(source->arena, &step, false);
    enum verdict verdict = try_step(source, &step, diags);
    if (verdict == VERDICT_DIFFERENT && step.calls.count > 0) {
        /* __COUNTER__ has its values only if all its users are expanded. */
        struct step all = {.unit = unit, .request = request};
        add_calls(source->arena, &all, true);
        verdict = try_step(source, &all, diags);
    }
    if (verdict == VERDICT_DIFFERENT)
        report_step(&step, diags,
                    "cannot be made plain without changing the program");
    return verdict == VERDICT_FINE;
}
