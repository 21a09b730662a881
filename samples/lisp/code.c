/* Making code; global variables. */
#include "code.h"

/* All of them, so that none dies whose name is not in use for a while. */
static Global *globals;

Code *code_constant(Value *value) {
    return &tally_new(Constant, .code.kind = CODE_CONSTANT, .value = value)
                ->code;
}

Code *code_if(Code *test, Code *then, Code *otherwise) {
    return &tally_new(If, .code.kind = CODE_IF, .test = test, .then = then,
                      .otherwise = otherwise)
                ->code;
}

/* ---- calls ----------------------------------------------------------- */

static bool is_atom(Code *code) {
    return code->kind == CODE_CONSTANT || code->kind == CODE_LOCAL ||
           code->kind == CODE_GLOBAL || code->kind == CODE_LAMBDA;
}

static bool is_flat(Code *procedure, Code **tally_array arguments) {
    size_t i;

    if (procedure->kind != CODE_GLOBAL && procedure->kind != CODE_CONSTANT)
        return false;
    for (i = 0; i < tally_length(arguments); i++)
        if (!is_atom(arguments[i]))
            return false;
    return true;
}

Code *code_call(Code *procedure, Code **tally_array arguments) {
    bool flat = is_flat(procedure, arguments);

    return &tally_new(Call, .code.kind = CODE_CALL, .procedure = procedure,
                      .arguments = arguments, .flat = flat)
                ->code;
}

/* What the name means at the start, whatever the program makes of it. */
static Code *code_primitive(const char *name) {
    static Table *known;
    Symbol *symbol = symbol_intern(name);
    Entry *entry;

    if (known == NULL)
        known = table_create();
    entry = table_find(known, &symbol->value);
    if (entry != NULL)
        return code_constant(entry->item);
    table_put(known, &symbol->value, global_find(symbol)->value);
    return code_constant(global_find(symbol)->value);
}

Code *code_call_1(const char *primitive, Code *first) {
    Code **tally_array arguments = tally_new_array(Code *, 1);

    arguments[0] = first;
    return code_call(code_primitive(primitive), arguments);
}

Code *code_call_2(const char *primitive, Code *first, Code *second) {
    Code **tally_array arguments = tally_new_array(Code *, 2);

    arguments[0] = first;
    arguments[1] = second;
    return code_call(code_primitive(primitive), arguments);
}

/* ---- sequences ------------------------------------------------------- */

void steps_add(struct steps *steps, Code *code) {
    if (steps->count == tally_length(steps->codes))
        tally_resize(&steps->codes, steps->count * 2 + 2);
    steps->codes[steps->count++] = code;
}

Code **tally_array steps_end(struct steps *steps) {
    tally_resize(&steps->codes, steps->count);
    return steps->codes;
}

Code *code_sequence(enum code_kind kind, struct steps *steps, Code *empty) {
    Code **tally_array codes;

    if (steps->count == 0)
        return empty;
    if (steps->count == 1)
        return steps->codes[0];
    codes = steps_end(steps);
    return &tally_new(Sequence, .code.kind = kind, .steps = codes)->code;
}

/* ---- globals --------------------------------------------------------- */

Global *global_find(Symbol *name) {
    if (name->global == NULL) {
        name->global = tally_new(Global, .name = name, .next = globals);
        globals = name->global;
    }
    return name->global;
}

void global_define(const char *name, Value *value) {
    Global *global = global_find(symbol_intern(name));

    global->value = value;
}
