/* Programs, compiled: trees of Code, made once for each form and evaluated as
 * often as it runs. Variables are numbers by then, macros are expanded, and
 * the forms that Scheme derives from others (let, cond, do ...) are gone.
 *
 * A Scope is what the compiler knows of one lambda expression; a Frame
 * (machine.h) holds the variables of one call of it. */
#ifndef CODE_H
#define CODE_H

#include "value.h"

typedef struct tally_object tally_base Code Code;
typedef struct tally_object Constant Constant;
typedef struct tally_object Local Local;
typedef struct tally_object GlobalCode GlobalCode;
typedef struct tally_object Assign Assign;
typedef struct tally_object If If;
typedef struct tally_object Sequence Sequence;
typedef struct tally_object Call Call;
typedef struct tally_object Binding Binding;

enum code_kind {
    CODE_CONSTANT,
    CODE_LOCAL,
    CODE_GLOBAL,
    CODE_ASSIGN,
    CODE_IF,
    CODE_SEQUENCE, /* all of them; the last one gives the value */
    CODE_OR,       /* until one is true */
    CODE_LAMBDA,
    CODE_CALL
};

struct Code {
    enum code_kind kind;
};

struct Constant {
    Code code;
    Value *value;
};

/* The variable in slot `index` of the frame that many steps up. */
struct Local {
    Code code;
    size_t depth, index;
    Symbol *name; /* for messages */
};

/* A variable of the top level, or the name of a form. NULL while undefined. */
struct Global {
    Symbol *name;
    Value *value;
    Global *next; /* all of them, in a list of code.c */
};

struct GlobalCode {
    Code code;
    Global *global;
};

/* set!, and define if `defines`. */
struct Assign {
    Code code;
    Local *local; /* or */
    Global *global;
    bool defines;
    Code *item;
};

struct If {
    Code code;
    Code *test, *then, *otherwise;
};

/* CODE_SEQUENCE and CODE_OR: at least one step. */
struct Sequence {
    Code code;
    Code **tally_array steps;
};

struct Lambda {
    Code code;
    size_t required; /* parameters */
    bool rest;       /* one more, for a list of what is left */
    size_t size;     /* slots: parameters and what the body defines */
    Code *body;
    Symbol *name; /* or NULL */
};

/* `flat` if the procedure is a global or a constant and every argument is a
 * constant, a variable or a lambda expression. If that procedure is then a
 * primitive, the call needs no machine. */
struct Call {
    Code code;
    Code *procedure;
    Code **tally_array arguments;
    bool flat;
};

/* ---- making code (code.c) -------------------------------------------- */

Code *code_constant(Value *value);
Code *code_if(Code *test, Code *then, Code *otherwise);
Code *code_call(Code *procedure, Code **tally_array arguments);
/* Calls of a primitive with one and two arguments. */
Code *code_call_1(const char *primitive, Code *first);
Code *code_call_2(const char *primitive, Code *first, Code *second);

/* Sequences are collected here first. */
struct steps {
    Code **tally_array codes;
    size_t count;
};

void steps_add(struct steps *steps, Code *code);
/* Exactly those that were added. */
Code **tally_array steps_end(struct steps *steps);
/* The code itself if it is one; `empty` if there is none. */
Code *code_sequence(enum code_kind kind, struct steps *steps, Code *empty);

/* The global variable of that name; undefined if nobody asked before. */
Global *global_find(Symbol *name);
void global_define(const char *name, Value *value);

/* ---- scopes (scope.c) ------------------------------------------------ */

/* A variable in a slot, or a macro. */
struct Binding {
    Symbol *name;
    Macro *macro; /* NULL: a variable */
    size_t index;
    Binding *next;
};

/* The variables of one lambda expression. NULL stands for the top level. */
struct Scope {
    Scope *up;
    size_t level; /* the outermost one is 1 */
    size_t count; /* slots */
    Binding *bindings;
};

Scope *scope_create(Scope *up);
/* Gives the variable a slot; the one that it has already, if this very scope
 * knows the name. */
size_t scope_add(Scope *scope, Symbol *name);
void scope_add_macro(Scope *scope, Symbol *name, Macro *macro);

/* What a symbol means: a binding of that scope, or a global. */
struct meaning {
    Scope *scope;
    Binding *binding; /* or */
    Global *global;
};

struct meaning scope_resolve(Scope *scope, Symbol *symbol);
Code *scope_reference(Scope *scope, Symbol *symbol);
/* set! and define of a symbol. */
Code *scope_assign(Scope *scope, Symbol *symbol, Code *item, bool defines);

/* ---- compiling ------------------------------------------------------- */

/* A form that the compiler knows: how it is compiled, or, if `expand` is not
 * NULL, by what other form it is replaced. */
struct special {
    const char *name;
    Code *(*compile)(Value *form, Scope *scope);
    Value *(*expand)(Value *form, Scope *scope);
};

/* compile.c: any expression. Fails where it is none. */
Code *compile(Value *form, Scope *scope);
/* A form of the top level. */
Code *compile_top(Value *form);
/* A list of forms, of which the last one gives the value. */
Code *compile_sequence(Value *forms, Scope *scope);
Code **tally_array compile_all(Value *forms, Scope *scope);
/* (lambda parameters . body). */
Lambda *compile_lambda(Symbol *name, Value *parameters, Value *body,
                       Scope *scope);
/* The inside of a lambda expression: definitions, then expressions. */
Code *compile_body(Value *forms, Scope *scope);
/* A procedure whose parameters are the variables that `scope` has. */
Lambda *lambda_create(Scope *scope, Symbol *name);
/* What special form or macro begins the form; NULL if none. */
Value *syntax_of(Value *form, Scope *scope);
/* The macro call, expanded once. */
Value *expand_once(Value *form, Value *syntax, Scope *scope);

_Noreturn void fail_syntax(const char *message, Value *form);
/* Fails unless the form has so many parts behind its name (most < 0: any). */
void check_form(Value *form, long least, long most);

/* core.c, derived.c, define.c, quasi.c, record.c */
void specials_start(void);
extern const struct special core_specials[], derived_specials[],
    define_specials[], quasi_specials[], record_specials[];
/* rules.c: a call of a syntax-rules macro. */
Value *rules_expand(Macro *macro, Value *form);
/* define.c: the definitions among the forms, macro calls expanded, become
 * known to the scope; gives all forms that are left to be compiled. */
Value *body_scan(Value *forms, Scope *scope);
/* A symbol that means what it means at the top level, wherever it stands. */
Value *core_symbol(const char *name);

/* machine.c: calls a procedure with a list of arguments, evaluates code; for
 * what the compiler has to know while it compiles. */
Value *procedure_call(Value *procedure, Value *arguments);
Value *code_evaluate(Code *code);

#endif
