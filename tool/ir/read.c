/* The textual form back into a graph: what print.c printed, or a test wrote.
 *
 * A line is cut into *tokens*: ',' '(' ')' and the words between blanks and
 * those. The kind of a line is its first word; docs/ir.md has the grammar.
 * The reader sees to it that numbers mean something (variables, blocks, full
 * expressions that exist, one line for each value); whether the graph makes
 * sense is ir_check's business. */
#include "ir/ir.h"
#include "ir/text.h"

#include <stdlib.h>
#include <string.h>

/* Which block the text of a phi says that an operand comes from. */
struct phi_source {
    const struct inst *phi;
    const struct block *block;
    size_t operand;
    uint32_t from;
    unsigned line;
};

struct reader {
    struct arena *arena;
    const char *cursor; /* the next line */
    unsigned line;      /* of the current one, from 1 */
    size_t length;      /* of all the text: there are fewer values than that */
    const char *error;
    struct func *func;
    struct block *block; /* where instructions go; NULL before the first one */
    full_id full;        /* that an instruction belongs to if it says nothing */
    VEC(const char *) tokens;
    size_t next;      /* the token to read next */
    const char *type; /* of a variable's line: what follows ':' */
    VEC(struct phi_source) phis;
};

static bool fail(struct reader *reader, const char *what) {
    if (!reader->error)
        reader->error =
            arena_printf(reader->arena, "line %u: %s", reader->line, what);
    return false;
}

/* ---- tokens -------------------------------------------------------------- */

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

static bool is_punctuation(char c) {
    return c == ',' || c == '(' || c == ')';
}

static bool ends_line(char c) {
    return c == '\n' || c == '\0';
}

static const char *word_end(const char *at) {
    if (is_punctuation(*at))
        return at + 1;
    while (!ends_line(*at) && !is_blank(*at) && !is_punctuation(*at))
        at++;
    return at;
}

static const char *line_end(const char *at) {
    while (!ends_line(*at))
        at++;
    return at;
}

/* Cuts the line at `at`. A ':' on its own begins a C type, which is the rest.
 */
static void cut_line(struct reader *reader, const char *at) {
    reader->tokens.count = reader->next = 0;
    reader->type = NULL;
    while (!ends_line(*at)) {
        if (is_blank(*at)) {
            at++;
            continue;
        }
        const char *end = word_end(at);
        if (end == at + 1 && *at == ':') {
            at += is_blank(at[1]) ? 2 : 1;
            reader->type =
                arena_strndup(reader->arena, at, (size_t)(line_end(at) - at));
            return;
        }
        VEC_PUSH(reader->arena, reader->tokens,
                 arena_strndup(reader->arena, at, (size_t)(end - at)));
        at = end;
    }
}

static const char *past_blanks(const char *at) {
    while (is_blank(*at))
        at++;
    return at;
}

static void next_line(struct reader *reader) {
    const char *end = line_end(reader->cursor);
    reader->cursor = *end ? end + 1 : end;
    reader->line++;
}

/* Leaves the cursor at a line that says something. False at the end. */
static bool find_line(struct reader *reader) {
    for (; *reader->cursor; next_line(reader)) {
        const char *at = past_blanks(reader->cursor);
        bool comment = *at == '#' || strncmp(at, "//", 2) == 0;
        if (!comment && !ends_line(*at))
            return true;
    }
    return false;
}

/* Cuts the next line that says something. False at the end. */
static bool read_tokens(struct reader *reader) {
    if (!find_line(reader))
        return false;
    cut_line(reader, past_blanks(reader->cursor));
    next_line(reader);
    return true;
}

/* The next token, or "" behind the last one. */
static const char *peek(const struct reader *reader) {
    return reader->next < reader->tokens.count ? reader->tokens.at[reader->next]
                                               : "";
}

static const char *take(struct reader *reader) {
    const char *token = peek(reader);
    if (*token)
        reader->next++;
    return token;
}

static bool accept(struct reader *reader, const char *token) {
    if (strcmp(peek(reader), token) != 0)
        return false;
    reader->next++;
    return true;
}

static bool expect(struct reader *reader, const char *token) {
    if (accept(reader, token))
        return true;
    return fail(reader, arena_printf(reader->arena, "'%s' expected, not '%s'",
                                     token, peek(reader)));
}

static bool expect_end(struct reader *reader) {
    if (reader->next == reader->tokens.count)
        return true;
    return fail(reader, arena_printf(reader->arena, "'%s' is too much here",
                                     peek(reader)));
}

/* Digits, up to the end or to `stop`; the rest in `*rest` if that is wanted. */
static bool parse_number(const char *text, uint32_t *number,
                         const char **rest) {
    char *end;
    if (*text < '0' || *text > '9')
        return false;
    unsigned long long value = strtoull(text, &end, 10);
    if (value >= UINT32_MAX || (!rest && *end))
        return false;
    *number = (uint32_t)value;
    if (rest)
        *rest = end;
    return true;
}

static bool read_number(struct reader *reader, uint32_t *number) {
    if (parse_number(peek(reader), number, NULL)) {
        reader->next++;
        return true;
    }
    return fail(reader,
                arena_printf(reader->arena, "a number expected, not '%s'",
                             peek(reader)));
}

/* The index of `word` in a list that ends with NULL, or -1. */
static int word_index(const char *const *words, const char *word) {
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}

/* ---- values and variables ------------------------------------------------ */

static bool parse_value(struct reader *reader, const char *text,
                        value_id *value, const char **rest) {
    if (text[0] == '%' && parse_number(text + 1, value, rest) && *value != 0 &&
        *value <= reader->length)
        return true;
    return fail(reader,
                arena_printf(reader->arena,
                             "a value such as %%1 expected, not '%s'", text));
}

static bool read_value(struct reader *reader, value_id *value) {
    return parse_value(reader, take(reader), value, NULL);
}

/* The variable called `text`: a name, and '#' with its number where several
 * have that name. */
static bool parse_var(struct reader *reader, const char *text, var_id *var) {
    const struct func *func = reader->func;
    const char *hash = strrchr(text, '#');
    size_t found = 0;
    if (hash && parse_number(hash + 1, var, NULL) && *var < func->vars.count)
        return true;
    for (size_t i = 0; i < func->vars.count; i++) {
        if (strcmp(func->vars.at[i].name, text) != 0)
            continue;
        *var = (var_id)i;
        found++;
    }
    if (found == 1)
        return true;
    return fail(reader, arena_printf(reader->arena,
                                     found ? "several variables are called '%s'"
                                           : "there is no variable '%s'",
                                     text));
}

/* ---- what stands before the blocks ----------------------------------------
 */

static const struct type *make_type(struct reader *reader, enum ref_kind ref) {
    if (!reader->type)
        return NULL;
    struct type *type = ARENA_NEW(reader->arena, struct type);
    type->kind = ref == REF_NONE ? TYPE_OTHER : TYPE_POINTER;
    type->ref = ref;
    type->spelling = reader->type;
    type->unqualified = type;
    return type;
}

static bool read_var_flag(struct reader *reader, struct var *var) {
    if (accept(reader, "owned"))
        return var->owned = true;
    if (accept(reader, "escapes"))
        return var->escapes = true;
    if (accept(reader, "consumes_if"))
        return var->consumes_if = true;
    if (accept(reader, "consumed"))
        return var->consumed = true;
    if (accept(reader, "stable"))
        return var->stable = true;
    if (accept(reader, "conditional"))
        return var->conditional = true;
    return false;
}

/* var NUMBER NAME KIND [REF] FLAG... [: TYPE] */
static bool read_var(struct reader *reader) {
    uint32_t id;
    struct var var = {0};
    if (!read_number(reader, &id))
        return false;
    if (id != reader->func->vars.count)
        return fail(reader, "variables are numbered from 0 in order");
    var.name = take(reader);
    int kind = word_index(text_kinds, take(reader));
    if (kind < 0)
        return fail(reader, "a variable is a local, a param or a temp");
    var.kind = (enum var_kind)kind;
    int ref = word_index(text_refs, peek(reader));
    if (ref >= 0) {
        var.ref = (enum ref_kind)ref;
        take(reader);
    }
    while (read_var_flag(reader, &var))
        continue;
    var.type = make_type(reader, var.ref);
    func_add_var(reader->func, var);
    return expect_end(reader);
}

/* full NUMBER KIND [last] [blocks] */
static bool read_full(struct reader *reader) {
    uint32_t id;
    if (!read_number(reader, &id))
        return false;
    if (id != reader->func->fulls.count)
        return fail(reader, "full expressions are numbered from 0 in order");
    int kind = word_index(text_fulls, take(reader));
    if (kind < 0)
        return fail(reader, "no such kind of full expression");
    struct full full = {.id = id, .kind = (enum full_kind)kind};
    full.last = accept(reader, "last");
    full.blocks = accept(reader, "blocks");
    VEC_PUSH(reader->arena, reader->func->fulls, full);
    return expect_end(reader);
}

/* block NUMBER [-> NUMBER, ...] */
static bool read_block(struct reader *reader) {
    uint32_t id, to;
    if (!read_number(reader, &id))
        return false;
    if (id != reader->func->blocks.count)
        return fail(reader, "blocks are numbered from 0 in order");
    reader->block = func_add_block(reader->func);
    if (!accept(reader, "->"))
        return expect_end(reader);
    do {
        if (!read_number(reader, &to))
            return false;
        VEC_PUSH(reader->arena, reader->block->successors, to);
    } while (accept(reader, ","));
    return expect_end(reader);
}

/* ---- places ----------------------------------------------------------------
 */

/* NAME | NAME.PART | %1->NAME | [%1].NAME | [].NAME | @NAME, then [:REF] */
static bool parse_place(struct reader *reader, char *text,
                        struct place *place) {
    const char *rest = text;
    if (text[0] == '@') {
        place->kind = PLACE_STATIC;
        place->name = text + 1;
        return true;
    }
    if (text[0] == '%') {
        place->kind = PLACE_FIELD;
        if (!parse_value(reader, text, &place->base, &rest))
            return false;
        place->name = rest + 2;
        return strncmp(rest, "->", 2) == 0 || fail(reader, "'->' expected");
    }
    if (text[0] == '[') {
        place->kind = PLACE_MEMORY;
        rest = text + 1;
        if (*rest == '%' && !parse_value(reader, rest, &place->base, &rest))
            return false;
        place->name = rest + 2;
        return strncmp(rest, "].", 2) == 0 || fail(reader, "'].' expected");
    }
    char *dot = strchr(text, '.');
    place->kind = dot ? PLACE_PART : PLACE_VAR;
    if (dot)
        *dot = '\0';
    if (!parse_var(reader, text, &place->var))
        return false;
    place->name = dot ? dot + 1 : reader->func->vars.at[place->var].name;
    return true;
}

static bool read_place(struct reader *reader, struct inst *inst) {
    char *text = arena_strdup(reader->arena, take(reader));
    char *colon = strrchr(text, ':');
    inst->place.ref = text_default_ref(inst->op);
    if (colon) {
        int ref = word_index(text_refs, colon + 1);
        if (ref < 0)
            return fail(reader, "no such kind of reference behind ':'");
        inst->place.ref = (enum ref_kind)ref;
        *colon = '\0';
    }
    if (!parse_place(reader, text, &inst->place))
        return false;
    if (op_table[inst->op].flags & FLAG_VAR)
        inst->var = inst->place.var;
    return true;
}

/* ---- operands ---------------------------------------------------------------
 */

struct operands {
    VEC(value_id) values;
    VEC(bool) takes, maybe;
    bool passed; /* some operand says how it is passed */
    bool unsure; /* some operand is handed over maybe */
};

static bool read_operand(struct reader *reader, const struct inst *inst,
                         struct operands *operands) {
    value_id value;
    bool takes = op_table[inst->op].operands == OPERANDS_TAKE;
    bool maybe = accept(reader, "maybe");
    operands->unsure |= maybe;
    VEC_PUSH(reader->arena, operands->maybe, maybe);
    if (accept(reader, "take"))
        takes = operands->passed = true;
    else if (accept(reader, "use"))
        takes = !(operands->passed = true);
    if (!read_value(reader, &value))
        return false;
    VEC_PUSH(reader->arena, operands->values, value);
    VEC_PUSH(reader->arena, operands->takes, takes);
    return true;
}

static void set_operands(struct reader *reader, struct inst *inst,
                         const struct operands *operands) {
    inst_set_operands(reader->func, inst, operands->values.at,
                      operands->values.count);
    if (operands->passed)
        inst->takes = operands->takes.at;
    if (operands->unsure)
        inst->maybe = operands->maybe.at;
}

static bool at_operand(const struct reader *reader) {
    const char *token = peek(reader);
    return token[0] == '%' || strcmp(token, "take") == 0 ||
           strcmp(token, "use") == 0 || strcmp(token, "maybe") == 0;
}

/* `%1, take %2 ...`; none if the next token begins no operand. */
static bool read_operands(struct reader *reader, struct inst *inst) {
    struct operands operands = {0};
    if (at_operand(reader)) {
        do {
            if (!read_operand(reader, inst, &operands))
                return false;
        } while (accept(reader, ","));
    }
    set_operands(reader, inst, &operands);
    return true;
}

/* `, %1 ...` behind a place or variable, or nothing. */
static bool read_more_operands(struct reader *reader, struct inst *inst) {
    if (!accept(reader, ","))
        return true;
    if (!at_operand(reader))
        return fail(reader, "a value expected behind ','");
    return read_operands(reader, inst);
}

/* NAME(%1, take %2 ...) */
static bool read_arguments(struct reader *reader, struct inst *inst) {
    struct operands operands = {0};
    inst->name = take(reader);
    if (!expect(reader, "("))
        return false;
    if (!accept(reader, ")")) {
        do {
            if (!read_operand(reader, inst, &operands))
                return false;
        } while (accept(reader, ","));
        if (!expect(reader, ")"))
            return false;
    }
    set_operands(reader, inst, &operands);
    return true;
}

/* BLOCK: %1, ... */
static bool read_phi(struct reader *reader, struct inst *inst) {
    struct operands operands = {0};
    do {
        struct phi_source source = {inst, reader->block, operands.values.count,
                                    0, reader->line};
        const char *rest;
        if (!parse_number(take(reader), &source.from, &rest) ||
            strcmp(rest, ":") != 0)
            return fail(reader, "a block and ':' expected");
        if (!read_operand(reader, inst, &operands))
            return false;
        VEC_PUSH(reader->arena, reader->phis, source);
    } while (accept(reader, ","));
    set_operands(reader, inst, &operands);
    return true;
}

static bool read_full_of(struct reader *reader, struct inst *inst) {
    if (!read_number(reader, &inst->full))
        return false;
    return inst->full < reader->func->fulls.count ||
           fail(reader, "there is no such full expression");
}

static bool read_body(struct reader *reader, struct inst *inst) {
    unsigned flags = op_table[inst->op].flags;
    if (inst->op == OP_CALL || inst->op == OP_NEW || inst->op == OP_MAKE)
        return read_arguments(reader, inst);
    if (inst->op == OP_PHI)
        return read_phi(reader, inst);
    if (inst->op == OP_BEGIN_FULL || inst->op == OP_END_FULL)
        return read_full_of(reader, inst);
    if (flags & FLAG_PLACE)
        return read_place(reader, inst) && read_more_operands(reader, inst);
    if (flags & FLAG_VAR)
        return parse_var(reader, take(reader), &inst->var) &&
               read_more_operands(reader, inst);
    return read_operands(reader, inst);
}

/* ---- instructions -------------------------------------------------------- */

/* owned | borrowed | releases | quiet | hazard | in NUMBER | in none */
static bool read_flag(struct reader *reader, struct inst *inst) {
    const char *flag = take(reader);
    if (strcmp(flag, "owned") == 0)
        return inst->result_owned = true;
    if (strcmp(flag, "borrowed") == 0)
        return !(inst->result_owned = false);
    if (strcmp(flag, "releases") == 0)
        return inst->releases = true;
    if (strcmp(flag, "quiet") == 0)
        return !(inst->releases = false);
    if (strcmp(flag, "hazard") == 0)
        return inst->hazard = true;
    if (strcmp(flag, "in") != 0)
        return fail(reader,
                    arena_printf(reader->arena, "'%s' is too much here", flag));
    if (!accept(reader, "none"))
        return read_full_of(reader, inst);
    inst->full = NO_FULL;
    return true;
}

static bool find_op(const char *text, enum op *op) {
    for (int i = 0; i < OP_COUNT; i++) {
        if (strcmp(op_table[i].text, text) != 0)
            continue;
        *op = (enum op)i;
        return true;
    }
    return false;
}

/* Gives the instruction the value number that the text says. */
static bool define(struct reader *reader, struct inst *inst, value_id value) {
    struct func *func = reader->func;
    while (func->defs.count <= value)
        VEC_PUSH(func->arena, func->defs, NULL);
    if (func->defs.at[value])
        return fail(reader,
                    arena_printf(reader->arena, "%%%u is made twice", value));
    func->defs.at[value] = inst;
    inst->result = value;
    inst->result_owned = op_table[inst->op].result == RESULT_OWNED;
    return true;
}

/* [%1 =] OP BODY FLAG... */
static bool read_inst(struct reader *reader) {
    value_id result = 0;
    enum op op;
    if (peek(reader)[0] == '%' &&
        !(read_value(reader, &result) && expect(reader, "=")))
        return false;
    if (!find_op(take(reader), &op))
        return fail(reader, "no such instruction");
    if (!reader->block)
        return fail(reader, "an instruction outside of a block");
    struct inst *inst = func_append(reader->func, reader->block, op, false);
    inst->full = reader->full;
    if (result && !define(reader, inst, result))
        return false;
    if (!read_body(reader, inst))
        return false;
    while (reader->next < reader->tokens.count)
        if (!read_flag(reader, inst))
            return false;
    bool closes = op == OP_END_FULL || op == OP_RETURN;
    reader->full = closes ? NO_FULL : inst->full;
    return true;
}

/* ---- functions ----------------------------------------------------------- */

static bool read_line(struct reader *reader) {
    if (accept(reader, "var"))
        return read_var(reader);
    if (accept(reader, "full"))
        return read_full(reader);
    if (accept(reader, "block"))
        return read_block(reader);
    return read_inst(reader);
}

/* func NAME [placed] [quiet] [unwinds] */
static bool read_head(struct reader *reader) {
    if (!read_tokens(reader))
        return fail(reader, "a function expected");
    if (!expect(reader, "func"))
        return false;
    const char *name = take(reader);
    if (!*name)
        return fail(reader, "a function without a name");
    reader->func = func_new(reader->arena, name);
    reader->func->placed = accept(reader, "placed");
    reader->func->quiet = accept(reader, "quiet");
    reader->func->unwinds = accept(reader, "unwinds");
    return expect_end(reader);
}

/* True if a line follows that is not the beginning of another function. */
static bool in_func(struct reader *reader) {
    return find_line(reader) &&
           strncmp(past_blanks(reader->cursor), "func ", 5) != 0;
}

static bool check_edges(struct reader *reader) {
    const struct func *func = reader->func;
    if (func->blocks.count == 0)
        return fail(reader, "a function without blocks");
    for (size_t i = 0; i < func->blocks.count; i++) {
        const struct block *block = func->blocks.at[i];
        for (size_t k = 0; k < block->successors.count; k++)
            if (block->successors.at[k] >= func->blocks.count)
                return fail(reader, "an edge to a block that is not there");
    }
    return true;
}

/* The blocks that phis name are their predecessors, in that order. */
static bool check_phis(struct reader *reader) {
    for (size_t i = 0; i < reader->phis.count; i++) {
        const struct phi_source *source = &reader->phis.at[i];
        const struct block *block = source->block;
        reader->line = source->line;
        if (source->operand >= block->predecessors.count ||
            block->predecessors.at[source->operand] != source->from)
            return fail(reader, "a phi names its predecessors in their order");
    }
    return true;
}

static bool read_func(struct reader *reader) {
    if (!read_head(reader))
        return false;
    while (in_func(reader))
        if (!read_tokens(reader) || !read_line(reader))
            return false;
    if (!check_edges(reader))
        return false;
    cfg_link(reader->func);
    return check_phis(reader);
}

struct func *ir_read(const char **text, struct arena *arena,
                     const char **error) {
    struct reader reader = {.arena = arena,
                            .cursor = *text,
                            .length = strlen(*text),
                            .full = NO_FULL};
    bool ok = read_func(&reader);
    *text = reader.cursor;
    *error = reader.error;
    return ok ? reader.func : NULL;
}
