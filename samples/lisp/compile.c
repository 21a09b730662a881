/* Compiling expressions: the forms that there must be. */
#include "code.h"
#include "fail.h"

void fail_syntax(const char *message, Value *form) {
    fail_as("syntax", message, datum_strip(form));
}

void check_form(Value *form, long least, long most) {
    long length = list_length(form) - 1;

    if (length < least || (most >= 0 && length > most))
        fail_syntax("this form is not right:", form);
}

/* ---- macros ---------------------------------------------------------- */

Value *syntax_of(Value *form, Scope *scope) {
    struct meaning meaning;
    Value *value;

    if (!is_kind(form, VALUE_PAIR) || !is_kind(car(form), VALUE_SYMBOL))
        return NULL;
    meaning = scope_resolve(scope, (Symbol *)car(form));
    if (meaning.binding != NULL)
        return meaning.binding->macro != NULL ? &meaning.binding->macro->value
                                              : NULL;
    value = meaning.global->value;
    if (value != NULL &&
        (is_kind(value, VALUE_SPECIAL) || is_kind(value, VALUE_MACRO)))
        return value;
    return NULL;
}

Value *expand_once(Value *form, Value *syntax, Scope *scope) {
    Macro *macro;

    if (is_kind(syntax, VALUE_SPECIAL))
        return ((Special *)syntax)->spec->expand(form, scope);
    macro = (Macro *)syntax;
    if (macro->expander == NULL)
        return rules_expand(macro, form);
    if (list_length(form) < 0)
        fail_syntax("this form is not right:", form);
    return procedure_call(macro->expander, cdr(form));
}

/* ---- calls and sequences --------------------------------------------- */

Code **tally_array compile_all(Value *forms, Scope *scope) {
    struct steps steps = {NULL, 0};

    for (; is_kind(forms, VALUE_PAIR); forms = cdr(forms))
        steps_add(&steps, compile(car(forms), scope));
    return steps_end(&steps);
}

static Code *compile_call(Value *form, Scope *scope) {
    if (list_length(form) < 0)
        fail_syntax("a call is a list:", form);
    return code_call(compile(car(form), scope), compile_all(cdr(form), scope));
}

Code *compile_sequence(Value *forms, Scope *scope) {
    struct steps steps = {NULL, 0};

    for (; is_kind(forms, VALUE_PAIR); forms = cdr(forms))
        steps_add(&steps, compile(car(forms), scope));
    return code_sequence(CODE_SEQUENCE, &steps,
                         code_constant(value_unspecified));
}

/* ---- any form -------------------------------------------------------- */

static Code *compile_pair(Value *form, Scope *scope) {
    Value *syntax = syntax_of(form, scope);
    const struct special *spec;

    if (syntax == NULL)
        return compile_call(form, scope);
    if (is_kind(syntax, VALUE_SPECIAL)) {
        spec = ((Special *)syntax)->spec;
        if (spec->compile != NULL)
            return spec->compile(form, scope);
    }
    return compile(expand_once(form, syntax, scope), scope);
}

/* Bounds the recursion: programs make deeper forms than can be read. A failure
 * leaves `depth` as it is; the next form begins anew. */
enum { NESTED_MAX = 2000 };
static int depth;

Code *compile(Value *form, Scope *scope) {
    Code *code;

    if (is_kind(form, VALUE_SYMBOL))
        return scope_reference(scope, (Symbol *)form);
    if (is_kind(form, VALUE_NIL))
        fail_syntax("this is no expression:", form);
    if (!is_kind(form, VALUE_PAIR))
        return code_constant(form);
    if (depth >= NESTED_MAX)
        fail_as("syntax", "nested too deeply", NULL);
    depth++;
    code = compile_pair(form, scope);
    depth--;
    return code;
}

Code *compile_top(Value *form) {
    int outer = depth;
    Code *code;

    depth = 0;
    code = compile(form, NULL);
    depth = outer;
    return code;
}

/* ---- the names of forms ---------------------------------------------- */

static void specials_define(const struct special *specs) {
    for (; specs->name != NULL; specs++)
        global_define(
            specs->name,
            &tally_new(Special, .value.kind = VALUE_SPECIAL, .spec = specs)
                 ->value);
}

void specials_start(void) {
    specials_define(core_specials);
    specials_define(define_specials);
    specials_define(derived_specials);
    specials_define(quasi_specials);
    specials_define(record_specials);
}
