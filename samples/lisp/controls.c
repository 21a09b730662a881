/* Procedures that change what the machine does next, and errors. */
#include <stdlib.h>
#include <string.h>

#include "builtin.h"

/* ---- calls ----------------------------------------------------------- */

/* (apply procedure argument ... list) */
static void control_apply(struct machine *machine, Frame *arguments) {
    size_t last = arguments->count - 1;
    Value *list = argument_list(arguments, last);

    for (; last > 1; last--)
        list = pair_create(arguments->slots[last - 1], list);
    machine_apply(machine, arguments->slots[0], list);
}

static void control_eval(struct machine *machine, Frame *arguments) {
    machine->frame = NULL;
    machine->code = compile_top(arguments->slots[0]);
}

static void control_load(struct machine *machine, Frame *arguments) {
    Port *port = port_open(text_of_string(argument_string(arguments, 0)));

    if (port == NULL)
        fail("this file cannot be read:", arguments->slots[0]);
    machine_load(machine, port);
}

/* ---- continuations --------------------------------------------------- */

/* From here on these Konts may be returned to more than once. Those behind a
 * captured one are captured already. */
static void capture(Kont *kont) {
    for (; kont != NULL && !kont->captured; kont = kont->next)
        kont->captured = true;
}

static void control_call_cc(struct machine *machine, Frame *arguments) {
    Continuation *continuation =
        tally_new(Continuation, .value.kind = VALUE_CONTINUATION,
                  .kont = machine->kont, .handlers = machine->handlers);

    capture(machine->kont);
    machine_apply(machine, argument_procedure(arguments, 0),
                  pair_create(&continuation->value, value_nil));
}

static void control_values(struct machine *machine, Frame *arguments) {
    if (arguments->count == 1)
        machine_return(machine, arguments->slots[0]);
    else
        machine_return(machine, &tally_new(Values, .value.kind = VALUE_VALUES,
                                           .list = frame_list(arguments, 0))
                                     ->value);
}

static void control_call_with_values(struct machine *machine,
                                     Frame *arguments) {
    machine_push(machine, tally_new(Kont, .kind = KONT_CONSUME,
                                    .value = argument_procedure(arguments, 1)));
    machine_apply(machine, argument_procedure(arguments, 0), value_nil);
}

/* ---- errors ---------------------------------------------------------- */

static void control_with_handler(struct machine *machine, Frame *arguments) {
    Value *handler = argument_procedure(arguments, 0);

    machine_push(machine, tally_new(Kont, .kind = KONT_HANDLERS,
                                    .value = machine->handlers));
    machine->handlers = pair_create(handler, machine->handlers);
    machine_apply(machine, argument_procedure(arguments, 1), value_nil);
}

static Value *control_raise(Frame *arguments) {
    fail_raise(arguments->slots[0]);
}

static void control_raise_continuable(struct machine *machine,
                                      Frame *arguments) {
    if (!machine_raise(machine, arguments->slots[0], true))
        fail_raise(arguments->slots[0]);
}

/* (error message irritant ...) */
static Value *control_error(Frame *arguments) {
    Value *irritants = frame_list(arguments, 1);
    Condition *condition =
        tally_new(Condition, .value.kind = VALUE_CONDITION,
                  .message = arguments->slots[0], .irritants = irritants);

    fail_raise(&condition->value);
}

static Value *control_is_error(Frame *arguments) {
    return value_boolean(is_kind(arguments->slots[0], VALUE_CONDITION));
}

static Value *control_error_message(Frame *arguments) {
    return ((Condition *)argument_kind(arguments, 0, VALUE_CONDITION))->message;
}

static Value *control_error_irritants(Frame *arguments) {
    return ((Condition *)argument_kind(arguments, 0, VALUE_CONDITION))
        ->irritants;
}

/* ---- the program ----------------------------------------------------- */

/* Nothing remains to be done but to leave with that code. */
static void control_exit(struct machine *machine, Frame *arguments) {
    int code = 0;

    if (has_argument(arguments, 0) &&
        is_kind(arguments->slots[0], VALUE_INTEGER))
        code = (int)argument_index(arguments, 0, 0, 255);
    else if (has_argument(arguments, 0) && !is_true(arguments->slots[0]))
        code = 1;
    machine->exited = true;
    machine->exit_code = code;
    machine->kont = NULL;
    machine->frame = NULL;
    machine_return(machine, value_unspecified);
}

/* How many expressions have been evaluated. */
static Value *control_evaluations(Frame *arguments) {
    (void)arguments;
    return integer_create((int64_t)machine_count);
}

const struct primitive control_primitives[] = {
    {"apply", 2, -1, NULL, control_apply},
    {"eval", 1, 2, NULL, control_eval},
    {"load", 1, 1, NULL, control_load},
    {"call/cc", 1, 1, NULL, control_call_cc},
    {"call-with-current-continuation", 1, 1, NULL, control_call_cc},
    {"values", 0, -1, NULL, control_values},
    {"call-with-values", 2, 2, NULL, control_call_with_values},
    {"with-exception-handler", 2, 2, NULL, control_with_handler},
    {"raise", 1, 1, control_raise, NULL},
    {"raise-continuable", 1, 1, NULL, control_raise_continuable},
    {"error", 1, -1, control_error, NULL},
    {"error-object?", 1, 1, control_is_error, NULL},
    {"error-object-message", 1, 1, control_error_message, NULL},
    {"error-object-irritants", 1, 1, control_error_irritants, NULL},
    {"exit", 0, 1, NULL, control_exit},
    {"evaluations", 0, 0, control_evaluations, NULL},
    {NULL, 0, 0, NULL, NULL},
};
