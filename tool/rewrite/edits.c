/* Text edits as data.
 *
 * An edit is one or two *pieces*: a text and the offset where it goes. At one
 * offset, first comes what closes constructs that end there (the innermost
 * first), then what stands behind them, then what stands before the
 * constructs that begin there, then what opens those (the outermost first),
 * and last the text that replaces bytes. `enum side` is in that order. */
#include "rewrite/edits.h"

#include "base/bitset.h"
#include "base/diag.h"
#include "rewrite/text.h"
#include "source/scan.h"

#include <stdlib.h>
#include <string.h>

enum side { SIDE_CLOSE, SIDE_BEHIND, SIDE_BEFORE, SIDE_OPEN, SIDE_REPLACE };

struct piece {
    uint32_t at;
    uint32_t other; /* CLOSE: begin of its wrap; OPEN: end of its wrap;
                     * REPLACE: end of the bytes that go */
    enum side side;
    uint32_t order; /* the number of its edit, in the order of making */
    const char *text;
};

struct edits {
    const struct unit *unit;
    struct arena *arena;
    VEC(struct piece) pieces;
    uint32_t made;
    struct plain_request blocked;
    struct bitset macros, files; /* those in `blocked` */
};

struct edits *edits_new(const struct unit *unit, struct arena *arena) {
    struct edits *edits = ARENA_NEW(arena, struct edits);
    edits->unit = unit;
    edits->arena = arena;
    edits->macros = bitset_new(arena, unit->macro_calls.count);
    edits->files = bitset_new(arena, unit->files.count);
    return edits;
}

/* ---- what stands in the way --------------------------------------------- */

static void block_macro(struct edits *edits, uint32_t macro) {
    if (bitset_has(&edits->macros, macro))
        return;
    bitset_add(&edits->macros, macro);
    VEC_PUSH(edits->arena, edits->blocked.macro_calls, macro);
}

static void block_file(struct edits *edits, uint32_t file) {
    if (bitset_has(&edits->files, file))
        return;
    bitset_add(&edits->files, file);
    VEC_PUSH(edits->arena, edits->blocked.files, file);
}

/* True, and noted, if an edit of `range` at its begin or at its end cannot be
 * made yet. */
static bool is_blocked(struct edits *edits, struct range range, bool begin,
                       bool end) {
    bool macro = false;
    if (range.file != 0) {
        block_file(edits, range.file);
        return true;
    }
    if (begin && range.begin_macro != NO_MACRO) {
        block_macro(edits, range.begin_macro);
        macro = true;
    }
    if (end && range.end_macro != NO_MACRO) {
        block_macro(edits, range.end_macro);
        macro = true;
    }
    return macro;
}

/* ---- making ------------------------------------------------------------- */

static void add_piece(struct edits *edits, uint32_t at, uint32_t other,
                      enum side side, const char *text) {
    struct piece piece = {.at = at,
                          .other = other,
                          .side = side,
                          .order = edits->made,
                          .text = arena_strdup(edits->arena, text)};
    VEC_PUSH(edits->arena, edits->pieces, piece);
}

void edits_wrap(struct edits *edits, struct range range, const char *prefix,
                const char *suffix) {
    if (is_blocked(edits, range, true, true))
        return;
    add_piece(edits, range.begin, range.end, SIDE_OPEN, prefix);
    add_piece(edits, range.end, range.begin, SIDE_CLOSE, suffix);
    edits->made++;
}

void edits_before(struct edits *edits, struct range range, const char *text) {
    if (is_blocked(edits, range, true, false))
        return;
    add_piece(edits, range.begin, range.begin, SIDE_BEFORE, text);
    edits->made++;
}

void edits_behind(struct edits *edits, struct range range, const char *text) {
    if (is_blocked(edits, range, false, true))
        return;
    add_piece(edits, range.end, range.end, SIDE_BEHIND, text);
    edits->made++;
}

void edits_replace(struct edits *edits, struct range range, const char *text) {
    if (is_blocked(edits, range, true, true))
        return;
    add_piece(edits, range.begin, range.end, SIDE_REPLACE, text);
    edits->made++;
}

size_t edits_count(const struct edits *edits) {
    return edits->made;
}

const struct plain_request *edits_blocked(const struct edits *edits) {
    return &edits->blocked;
}

/* ---- in the order of the text ------------------------------------------- */

static int compare_numbers(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

static int compare_pieces(const void *left, const void *right) {
    const struct piece *a = left, *b = right;
    int outer = compare_numbers(b->other, a->other);
    if (a->at != b->at)
        return compare_numbers(a->at, b->at);
    if (a->side != b->side)
        return (int)a->side - (int)b->side;
    if ((a->side == SIDE_CLOSE || a->side == SIDE_OPEN) && outer)
        return outer;
    return a->side == SIDE_OPEN ? compare_numbers(b->order, a->order)
                                : compare_numbers(a->order, b->order);
}

static struct piece *sorted_pieces(const struct edits *edits) {
    size_t count = edits->pieces.count;
    struct piece *pieces = ARENA_ARRAY(edits->arena, struct piece, count + 1);
    if (count) {
        memcpy(pieces, edits->pieces.at, count * sizeof *pieces);
        qsort(pieces, count, sizeof *pieces, compare_pieces);
    }
    return pieces;
}

/* Wraps have to nest, so a stack of those that are open must empty in turn;
 * and nothing may be put into bytes that go. */
bool edits_check(const struct edits *edits, size_t *at) {
    const struct piece *pieces = sorted_pieces(edits);
    uint32_t *open =
        ARENA_ARRAY(edits->arena, uint32_t, edits->pieces.count + 1);
    uint32_t gone = 0; /* bytes before this offset were replaced */
    size_t depth = 0;
    for (size_t i = 0; i < edits->pieces.count; i++) {
        const struct piece *piece = &pieces[i];
        *at = piece->at;
        if (piece->at < gone || piece->at > edits->unit->length)
            return false;
        if (piece->side == SIDE_OPEN)
            open[depth++] = piece->order;
        if (piece->side == SIDE_CLOSE &&
            (depth == 0 || open[--depth] != piece->order))
            return false;
        if (piece->side == SIDE_REPLACE) {
            gone = piece->other;
            if (gone < piece->at || gone > edits->unit->length)
                return false;
        }
    }
    return depth == 0;
}

/* ---- names that are written ---------------------------------------------- */

static bool is_call(const struct scanner *scan, uint32_t at) {
    return scan_is(scan, scan_blank(scan, scan_token(scan, at)), "(");
}

static const struct macro_definition *
definition_of(const struct unit *unit, const struct scanner *scan, uint32_t at,
              uint32_t offset) {
    for (size_t i = 0; i < unit->definitions.count; i++) {
        const struct macro_definition *definition = &unit->definitions.at[i];
        if (definition->from < offset && offset <= definition->until &&
            scan_is(scan, at, definition->name) &&
            (!definition->function_like || is_call(scan, at)))
            return definition;
    }
    return NULL;
}

static void report_name(const struct edits *edits, struct diags *diags,
                        const struct macro_definition *definition) {
    diag_report(diags, TLY_MACRO_NAME,
                unit_place(edits->unit, definition->file, definition->at),
                "give the macro another name, or #undef it where it is no "
                "longer needed",
                "count operations have to write '%s' where this macro is good",
                definition->name);
}

/* Reports the macros among the names of one piece; `initial` says with which
 * letters any macro begins. */
static bool check_piece(const struct edits *edits, struct diags *diags,
                        const struct piece *piece, const bool *initial,
                        struct bitset *reported) {
    struct scanner scan = scan_text(piece->text, strlen(piece->text));
    const struct unit *unit = edits->unit;
    bool fine = true;
    for (uint32_t at = scan_blank(&scan, 0); at < scan.length;
         at = scan_blank(&scan, scan_token(&scan, at))) {
        if (!initial[(unsigned char)scan.text[at]])
            continue;
        const struct macro_definition *found =
            definition_of(unit, &scan, at, piece->at);
        if (!found)
            continue;
        fine = false;
        size_t number = (size_t)(found - unit->definitions.at);
        if (!bitset_has(reported, number))
            report_name(edits, diags, found);
        bitset_add(reported, number);
    }
    return fine;
}

bool edits_check_names(const struct edits *edits, struct diags *diags) {
    const struct unit *unit = edits->unit;
    struct bitset reported = bitset_new(edits->arena, unit->definitions.count);
    bool initial[256] = {false}, fine = true;
    for (size_t i = 0; i < unit->definitions.count; i++)
        initial[(unsigned char)unit->definitions.at[i].name[0]] = true;
    for (size_t i = 0; i < edits->pieces.count && unit->definitions.count; i++)
        fine &= check_piece(edits, diags, &edits->pieces.at[i], initial,
                            &reported);
    return fine;
}

char *edits_apply(const struct edits *edits, size_t *length) {
    const struct piece *pieces = sorted_pieces(edits);
    const char *from = edits->unit->text;
    struct text text = {0};
    uint32_t done = 0;
    for (size_t i = 0; i < edits->pieces.count; i++) {
        const struct piece *piece = &pieces[i];
        text_add_bytes(edits->arena, &text, from + done, piece->at - done);
        text_add_bytes(edits->arena, &text, piece->text, strlen(piece->text));
        done = piece->side == SIDE_REPLACE ? piece->other : piece->at;
    }
    text_add_bytes(edits->arena, &text, from + done,
                   edits->unit->length - done);
    *length = text.count;
    return text.at;
}

/* ---- for people --------------------------------------------------------- */

static void print_quoted(struct arena *arena, const char *bytes, size_t count,
                         FILE *out) {
    struct text text = {0};
    text_add_escaped(arena, &text, arena_strndup(arena, bytes, count));
    fprintf(out, "\"%s\"", text_get(&text));
}

void edits_print(const struct edits *edits, FILE *out) {
    const struct unit *unit = edits->unit;
    const struct piece *pieces = sorted_pieces(edits);
    for (size_t i = 0; i < edits->pieces.count; i++) {
        const struct piece *piece = &pieces[i];
        struct place_in_text place = unit_place(unit, 0, piece->at);
        fprintf(out, "%u: %u ", place.line, piece->at);
        if (piece->side == SIDE_REPLACE) {
            fputs("replace ", out);
            print_quoted(edits->arena, unit->text + piece->at,
                         piece->other - piece->at, out);
            fputs(" by ", out);
        } else {
            fputs("insert ", out);
        }
        print_quoted(edits->arena, piece->text, strlen(piece->text), out);
        fputc('\n', out);
    }
}
