/* The pipeline: the one place where the stages stand in their order.
 *
 * A *round* takes the plain text through all of them. Where an edit falls into
 * a macro call or a header, that is made plain and another round begins; the
 * last round is the one whose results count. */
#include "pipeline.h"

#include "analysis/effects.h"
#include "analysis/handlers.h"
#include "analysis/makers.h"
#include "ir/ir.h"
#include "rewrite/edits.h"
#include "rewrite/emit.h"
#include "rewrite/optimise/optimise.h"
#include "rewrite/place.h"
#include "rewrite/validate.h"
#include "rewrite/write.h"
#include "source/source.h"
#include "source/unit_print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each round makes at least one thing plain that was not; nobody nests macros
 * or headers as deeply as this. */
enum { MOST_ROUNDS = 1000 };

struct round {
    const struct pipeline_options *options;
    const struct source_request *request;
    struct arena *arena;
    struct diags *diags;
    struct unit *unit;
    struct edits *edits;
    struct emitter *emitter;
    FILE *dump;              /* shown only if this is the last round */
    size_t placed[OP_COUNT]; /* how many operations of each kind */
    VEC(struct func *) functions; /* placed */
};

/* ---- what is shown of a stage ------------------------------------------- */

static bool wants(const struct round *round, enum stage stage) {
    return round->options->dump[stage];
}

static bool stops_after(const struct round *round, enum stage stage) {
    return round->options->stop_after == stage;
}

static void dump_unit(struct round *round) {
    if (wants(round, STAGE_UNIT))
        unit_print(round->unit, round->dump);
}

static void dump_function(struct round *round, enum stage stage,
                          const struct func *func) {
    const char *only = round->options->function;
    if (!wants(round, stage) || (only && strcmp(func->name, only) != 0))
        return;
    if (round->options->dot)
        ir_dot(func, round->dump);
    else
        ir_print(func, round->dump);
}

static void dump_edits(struct round *round) {
    if (wants(round, STAGE_EDITS))
        edits_print(round->edits, round->dump);
}

static void dump_text(struct round *round, const struct job_result *result) {
    if (wants(round, STAGE_TEXT) && result->text)
        fwrite(result->text, 1, result->length, round->dump);
}

static void count_operations(struct round *round, const struct func *func) {
    for (size_t i = 0; i < func->blocks.count; i++) {
        const struct block *block = func->blocks.at[i];
        for (size_t j = 0; j < block->insts.count; j++)
            round->placed[block->insts.at[j]->op]++;
    }
}

static void print_stats(const struct round *round) {
    if (!round->options->stats)
        return;
    fprintf(round->dump, "%s: %zu functions, %zu edits", round->unit->main_file,
            round->functions.count, edits_count(round->edits));
    for (int op = 0; op < OP_COUNT; op++)
        if ((op_table[op].flags & FLAG_PLACED) || op == OP_STORE ||
            op == OP_STORE_WEAK || op == OP_LOAD_WEAK || op == OP_NEW)
            fprintf(round->dump, ", %zu %s", round->placed[op],
                    op_table[op].text);
    fputc('\n', round->dump);
}

/* ---- one function ------------------------------------------------------- */

/* Does a function that lends its result return what may be gone by then? */
static bool lends_too_long(const struct check_error *error) {
    return error->inst && error->inst->op == OP_RETURN &&
           error->inst->operand_count && !inst_takes(error->inst, 0);
}

/* The checker's verdict; a function that it rejects is refused, whoever made
 * the mistake. */
static bool prove(struct round *round, const struct func *func) {
    struct check_error error = {0};
    if (ir_check(func, round->arena, &error))
        return true;
    struct range range = error.inst && error.inst->node
                             ? error.inst->node->range
                             : func->function->range;
    if (lends_too_long(&error)) {
        diag_report(round->diags, TLY_LENT_TOO_LONG,
                    unit_place_of(round->unit, range),
                    "leave the mark out: the caller then gets a reference of "
                    "its own",
                    "what '%s' lends to its caller may be gone when it returns",
                    func->name);
        return false;
    }
    diag_report(round->diags, TLY_CHECKER, unit_place_of(round->unit, range),
                "this is a mistake in tally; writing the function in smaller "
                "steps may avoid it",
                "'%s' is not balanced after %s: %s", func->name,
                func->placed ? "placement" : "lowering", error.what);
    return false;
}

/* NULL: it is refused. */
static struct func *lower_function(struct round *round,
                                   const struct function *function) {
    struct func *func =
        ir_lower(round->unit, function, round->arena, round->diags);
    if (!func)
        return NULL;
    dump_function(round, STAGE_IR, func);
    return prove(round, func) ? func : NULL;
}

/* Whatever is to be said of it has been said. */
static struct func *place_again(struct round *round,
                                const struct func *placed) {
    struct func *func = ir_lower(round->unit, placed->function, round->arena,
                                 diags_new(round->arena));
    place(func);
    return func;
}

/* The function with its counts, and fewer of them. What the checker does not
 * accept behind the optimiser is our mistake: the function stays as it was
 * placed. */
static struct func *optimise_function(struct round *round,
                                      struct func *placed) {
    struct check_error error = {0};
    struct func *func = place_again(round, placed);
    optimise(func, round->options->skipped);
    place_frames(func);
    if (ir_check(func, round->arena, &error))
        return func;
    diag_report(round->diags, TLY_OPTIMISER,
                unit_place_of(round->unit, placed->function->range),
                "this is a mistake in tally; the program is right, but slower",
                "'%s' is not optimised, because it would not be balanced: %s",
                placed->name, error.what);
    return placed;
}

static bool rewrite_function(struct round *round,
                             const struct function *function) {
    struct func *func = lower_function(round, function);
    if (!func || stops_after(round, STAGE_IR))
        return func;
    place(func);
    place_frames(func);
    dump_function(round, STAGE_PLACE, func);
    if (!prove(round, func))
        return false;
    if (stops_after(round, STAGE_PLACE))
        return true;
    if (~round->options->skipped)
        func = optimise_function(round, func);
    dump_function(round, STAGE_OPTIMISE, func);
    count_operations(round, func);
    VEC_PUSH(round->arena, round->functions, func);
    if (stops_after(round, STAGE_OPTIMISE))
        return true;
    return emit_function(round->emitter, func);
}

/* What functions do to those that call them; errors are reported when the
 * functions are lowered for good. */
static void find_effects(struct round *round) {
    struct diags *unheard = diags_new(round->arena);
    VEC(struct func *) funcs = {0};
    unsigned wanted = ~round->options->skipped;
    if (!(wanted & (1u << PASS_EFFECTS | 1u << PASS_MAKERS)))
        return;
    for (size_t i = 0; i < round->unit->functions.count; i++) {
        struct func *func = ir_lower(
            round->unit, round->unit->functions.at[i], round->arena, unheard);
        if (func)
            VEC_PUSH(round->arena, funcs, func);
    }
    if (wanted & 1u << PASS_EFFECTS)
        effects_find(funcs.at, funcs.count);
    if (wanted & 1u << PASS_MAKERS && !round->unit->unwinds)
        makers_find(round->unit, funcs.at, funcs.count);
}

/* All functions, also behind one that is refused: the user wants to hear of
 * everything at once. */
static bool rewrite_functions(struct round *round) {
    bool done = ir_check_statics(round->unit, round->arena, round->diags);
    find_effects(round);
    for (size_t i = 0; i < round->unit->functions.count; i++)
        done &= rewrite_function(round, round->unit->functions.at[i]);
    done &= handlers_check(round->unit, round->functions.at,
                           round->functions.count, round->arena, round->diags);
    return done && diags_errors(round->diags) == 0;
}

/* ---- the unit ----------------------------------------------------------- */

static bool is_blocked(const struct edits *edits) {
    const struct plain_request *blocked = edits_blocked(edits);
    return blocked->macro_calls.count || blocked->files.count;
}

/* Without the lines that tell a compiler where the text comes from. */
static size_t drop_line_directives(char *text, size_t length) {
    char *to = text;
    for (char *line = text, *end = text + length; line < end;) {
        char *newline = memchr(line, '\n', (size_t)(end - line));
        char *next = newline ? newline + 1 : end;
        if (strncmp(line, "#line ", 6) != 0) {
            memmove(to, line, (size_t)(next - line));
            to += next - line;
        }
        line = next;
    }
    *to = 0;
    return (size_t)(to - text);
}

static void write_result(struct round *round, struct job_result *result) {
    size_t at;
    if (!edits_check(round->edits, &at)) {
        struct place_in_text place = unit_place(round->unit, 0, (uint32_t)at);
        BUG("edits overlap at %s:%u:%u", place.file, place.line, place.column);
    }
    result->outcome = OUTCOME_UNEDITED;
    if (edits_count(round->edits)) {
        size_t length;
        char *text =
            write_text(round->unit, round->edits, round->arena, &length);
        if (round->options->no_line)
            length = drop_line_directives(text, length);
        if (round->options->validate &&
            !validate_text(round->request, text, length,
                           round->functions.at, round->functions.count,
                           round->arena, round->diags)) {
            result->outcome = OUTCOME_REFUSED;
            return;
        }
        result->outcome = OUTCOME_REWRITTEN;
        result->text = text;
        result->length = length;
    }
}

enum round_end { ROUND_LAST, ROUND_BLOCKED };

/* One round over a parsed unit; the result is that of the whole job unless
 * edits are blocked. */
static enum round_end rewrite_unit(struct round *round,
                                   struct job_result *result) {
    result->outcome = OUTCOME_REFUSED;
    round->edits = edits_new(round->unit, round->arena);
    round->emitter =
        emitter_new(round->unit, round->edits, round->arena, round->diags);
    if (!rewrite_functions(round))
        return ROUND_LAST;
    result->outcome = OUTCOME_STOPPED;
    if (round->options->stop_after < STAGE_EDITS)
        return ROUND_LAST;
    result->outcome = OUTCOME_REFUSED;
    if (!emit_unit(round->emitter) || diags_errors(round->diags))
        return ROUND_LAST;
    if (is_blocked(round->edits))
        return ROUND_BLOCKED;
    if (!edits_check_names(round->edits, round->diags))
        return ROUND_LAST;
    dump_edits(round);
    print_stats(round);
    result->outcome = OUTCOME_STOPPED;
    if (stops_after(round, STAGE_EDITS))
        return ROUND_LAST;
    write_result(round, result);
    dump_text(round, result);
    return ROUND_LAST;
}

static enum round_end run_round(struct round *round, struct source *source,
                                struct job_result *result) {
    round->unit = source_parse(source, round->arena, round->diags);
    result->diags = round->diags;
    if (round->unit)
        round->unit->unwinds = round->options->unwind;
    result->outcome = OUTCOME_REFUSED;
    if (!round->unit)
        return ROUND_LAST;
    result->outcome = OUTCOME_FOREIGN;
    if (!round->unit->uses_tally)
        return ROUND_LAST;
    result->outcome = OUTCOME_UNEDITED;
    if (round->unit->is_strange)
        return ROUND_LAST;
    dump_unit(round);
    result->outcome = OUTCOME_STOPPED;
    if (stops_after(round, STAGE_UNIT))
        return ROUND_LAST;
    if (rewrite_unit(round, result) == ROUND_LAST)
        return ROUND_LAST;
    if (source_make_plain(source, round->unit, edits_blocked(round->edits),
                          round->diags))
        return ROUND_BLOCKED;
    result->outcome = OUTCOME_REFUSED;
    return ROUND_LAST;
}

/* A round whose dumps are shown if it turns out to be the last. */
static enum round_end show_round(struct round *round, struct source *source,
                                 struct job_result *result) {
    char *shown = NULL;
    size_t length = 0;
    round->dump = open_memstream(&shown, &length);
    if (!round->dump)
        BUG("no memory for dumps");
    enum round_end end = run_round(round, source, result);
    fclose(round->dump);
    if (end == ROUND_LAST)
        fwrite(shown, 1, length, stdout);
    free(shown);
    return end;
}

void tally_pipeline_main(const struct job *job, struct arena *arena,
                         struct job_result *result) {
    const struct source_request request = {
        .file = job->file,
        .flags = job->flags,
        .compiler = job->compiler,
        .tally_include = job->tally_include,
        .language = job->language,
    };
    struct diags *diags = diags_new(arena);
    *result = (struct job_result){.outcome = OUTCOME_REFUSED, .diags = diags};
    struct source *source = source_open(&request, arena, diags);
    if (!source)
        return;
    for (int i = 0; i < MOST_ROUNDS; i++) {
        struct round round = {.options = &job->options,
                              .request = &request,
                              .arena = arena,
                              .diags = diags_new(arena)};
        if (show_round(&round, source, result) == ROUND_LAST)
            return;
    }
    BUG("'%s' is not plain after %d rounds", job->file, MOST_ROUNDS);
}
