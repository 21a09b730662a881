/* The machine that evaluates Code.
 *
 * It has no stack of its own but a chain of Konts: what remains to be done,
 * the next thing first. So calls in tail position need no care (they push
 * nothing), recursion is bounded by memory alone, and a continuation is just a
 * reference to the chain, which may be returned to as often as one likes.
 *
 * Konts are not changed once they are made, with one exception: arguments are
 * collected in the frame that the called procedure will run in. A Kont that
 * call/cc has seen is marked `captured`, and then its frame is copied before
 * the next argument goes in. */
#ifndef MACHINE_H
#define MACHINE_H

#include "code.h"
#include "port.h"

/* The variables of a call, or arguments on their way. A slot is NULL while its
 * variable has no value. */
struct Frame {
    Frame *up;    /* of the procedure's definition */
    size_t count; /* arguments */
    size_t size;  /* slots */
    Value *slots[];
};

enum kont_kind {
    KONT_IF,        /* of code, by the value */
    KONT_SEQUENCE,  /* step `index` of code is next; also CODE_OR */
    KONT_ASSIGN,    /* the value to what code says */
    KONT_PROCEDURE, /* the value is what code calls */
    KONT_ARGUMENT, /* the value is argument `index` of code's call of `value` */
    KONT_HANDLERS, /* the handlers become `value` again */
    KONT_RAISE,    /* the value is an error to be handled */
    KONT_RETURNED, /* the handler of an error, `value`, has returned */
    KONT_CONSUME,  /* the procedure `value` gets the values */
    KONT_LOAD      /* read a form from the port `value`; all, if index is 1 */
};

struct Kont {
    enum kont_kind kind;
    bool captured;
    Kont *next;
    size_t index;
    Code *code;
    Frame *frame;     /* in which code is evaluated */
    Frame *arguments; /* KONT_ARGUMENT */
    Value *value;
};

/* Either `code` is to be evaluated in `frame`, or it is NULL and `value` is
 * what the chain waits for. */
struct machine {
    Code *code;
    Frame *frame;
    Value *value;
    Kont *kont;
    Value *handlers; /* of errors, a list; the innermost first */
    bool exited;     /* by (exit), with that code */
    int exit_code;
};

/* How many expressions have been evaluated, those included that needed no
 * step of their own. */
extern unsigned long long machine_count;

/* Makes a machine that does nothing yet. */
void machine_init(struct machine *machine);
/* Goes on until nothing remains. False if an error was not handled: `value` is
 * what was raised then. */
bool machine_run(struct machine *machine);

/* Evaluates all forms of the port next; the value is that of the last one. */
void machine_load(struct machine *machine, Port *port);
/* Evaluates one form of it. */
void machine_load_form(struct machine *machine, Port *port);
void machine_push(struct machine *machine, Kont *kont);
/* Sets what the chain gets. */
void machine_return(struct machine *machine, Value *value);
/* Calls a procedure next. */
void machine_apply(struct machine *machine, Value *procedure, Value *arguments);
/* Calls the innermost handler next; false if there is none. */
bool machine_raise(struct machine *machine, Value *payload, bool continuable);

/* apply.c: frames for `count` arguments of a procedure, and calls of it. */
Frame *frame_for(Value *procedure, size_t count);
Frame *frame_copy(Frame *frame);
void machine_call(struct machine *machine, Value *procedure, Frame *arguments);
/* A call that needs no machine: of a primitive without `control`. */
Value *primitive_call(const struct primitive *spec, Frame *arguments);
Value *frame_list(Frame *frame, size_t from);

#endif
