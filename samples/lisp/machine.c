/* Evaluating code, step by step; see machine.h. */
#include "machine.h"
#include "builtin.h"

unsigned long long machine_count;

void machine_push(struct machine *machine, Kont *kont) {
    kont->next = machine->kont;
    machine->kont = kont;
}

void machine_return(struct machine *machine, Value *value) {
    machine->code = NULL;
    machine->value = value;
}

/* ---- variables ------------------------------------------------------- */

static Frame *frame_at(Frame *frame, size_t depth) {
    while (depth-- > 0)
        frame = frame->up;
    return frame;
}

static Value *local_value(Local *local, Frame *frame) {
    Value *value = frame_at(frame, local->depth)->slots[local->index];

    if (value == NULL)
        fail_as(NULL, "this variable has no value yet:", &local->name->value);
    return value;
}

static Value *global_value(Global *global) {
    if (global->value == NULL)
        fail_as(NULL, "this variable is not defined:", &global->name->value);
    return global->value;
}

static void assign(Assign *assignment, Frame *frame, Value *value) {
    Local *local = assignment->local;

    if (local != NULL) {
        frame = frame_at(frame, local->depth);
        frame->slots[local->index] = value;
        return;
    }
    if (!assignment->defines)
        global_value(assignment->global);
    assignment->global->value = value;
}

/* ---- what needs no continuation -------------------------------------- */

static Value *closure_create(Lambda *lambda, Frame *frame) {
    return &tally_new(Closure, .value.kind = VALUE_CLOSURE, .lambda = lambda,
                      .frame = frame)
                ->value;
}

static Value *atom_value(Code *code, Frame *frame) {
    switch (code->kind) {
    case CODE_CONSTANT:
        return ((Constant *)code)->value;
    case CODE_LOCAL:
        return local_value((Local *)code, frame);
    case CODE_GLOBAL:
        return global_value(((GlobalCode *)code)->global);
    case CODE_LAMBDA:
        return closure_create((Lambda *)code, frame);
    default:
        return NULL;
    }
}

/* A flat call of a primitive; NULL if it is not one (now). */
static Value *flat_value(Call *call, Frame *frame) {
    size_t count = tally_length(call->arguments), i;
    Value *procedure;
    Frame *arguments;
    const struct primitive *spec;

    if (!call->flat)
        return NULL;
    procedure = atom_value(call->procedure, NULL);
    if (!is_kind(procedure, VALUE_PRIMITIVE))
        return NULL;
    spec = ((Primitive *)procedure)->spec;
    if (spec->control != NULL)
        return NULL;
    arguments = frame_for(procedure, count);
    for (i = 0; i < count; i++)
        arguments->slots[i] = atom_value(call->arguments[i], frame);
    machine_count += count + 1;
    return primitive_call(spec, arguments);
}

/* The code's value if that can be had at once, else NULL. */
static Value *value_at_once(Code *code, Frame *frame) {
    machine_count++;
    if (code->kind == CODE_CALL)
        return flat_value((Call *)code, frame);
    return atom_value(code, frame);
}

/* ---- calls ----------------------------------------------------------- */

/* Collects the arguments from number `index` on, then calls. */
static void collect(struct machine *machine, Call *call, Value *procedure,
                    Frame *arguments, size_t index) {
    Frame *frame = machine->frame;

    for (; index < tally_length(call->arguments); index++) {
        Code *code = call->arguments[index];
        Value *value = value_at_once(code, frame);

        if (value == NULL) {
            machine_push(machine,
                         tally_new(Kont, .kind = KONT_ARGUMENT, .index = index,
                                   .code = &call->code, .frame = frame,
                                   .arguments = arguments, .value = procedure));
            machine->code = code;
            return;
        }
        arguments->slots[index] = value;
    }
    machine_call(machine, procedure, arguments);
}

static void evaluate_call(struct machine *machine, Call *call) {
    Value *procedure = value_at_once(call->procedure, machine->frame);

    if (procedure == NULL) {
        machine_push(machine,
                     tally_new(Kont, .kind = KONT_PROCEDURE,
                               .code = &call->code, .frame = machine->frame));
        machine->code = call->procedure;
        return;
    }
    collect(machine, call, procedure,
            frame_for(procedure, tally_length(call->arguments)), 0);
}

static void resume_procedure(struct machine *machine, Kont *kont) {
    Call *call = (Call *)kont->code;
    Value *procedure = machine->value;

    machine->frame = kont->frame;
    collect(machine, call, procedure,
            frame_for(procedure, tally_length(call->arguments)), 0);
}

static void resume_argument(struct machine *machine, Kont *kont) {
    Frame *arguments = kont->arguments;

    if (kont->captured)
        arguments = frame_copy(arguments);
    arguments->slots[kont->index] = machine->value;
    machine->frame = kont->frame;
    collect(machine, (Call *)kont->code, kont->value, arguments,
            kont->index + 1);
}

/* ---- the other codes ------------------------------------------------- */

static void choose(struct machine *machine, If *choice, Value *value) {
    machine->code = is_true(value) ? choice->then : choice->otherwise;
}

static void evaluate_if(struct machine *machine, If *choice) {
    Value *value = value_at_once(choice->test, machine->frame);

    if (value != NULL) {
        choose(machine, choice, value);
        return;
    }
    machine_push(machine,
                 tally_new(Kont, .kind = KONT_IF, .code = &choice->code,
                           .frame = machine->frame));
    machine->code = choice->test;
}

static void resume_if(struct machine *machine, Kont *kont) {
    machine->frame = kont->frame;
    choose(machine, (If *)kont->code, machine->value);
}

/* The last step is in tail position: nothing is pushed for it. */
static void evaluate_step(struct machine *machine, Sequence *sequence,
                          size_t index) {
    if (index + 1 < tally_length(sequence->steps))
        machine_push(machine,
                     tally_new(Kont, .kind = KONT_SEQUENCE, .index = index + 1,
                               .code = &sequence->code,
                               .frame = machine->frame));
    machine->code = sequence->steps[index];
}

static void resume_sequence(struct machine *machine, Kont *kont) {
    if (kont->code->kind == CODE_OR && is_true(machine->value))
        return;
    machine->frame = kont->frame;
    evaluate_step(machine, (Sequence *)kont->code, kont->index);
}

static void evaluate_assign(struct machine *machine, Assign *assignment) {
    Value *value = value_at_once(assignment->item, machine->frame);

    if (value != NULL) {
        assign(assignment, machine->frame, value);
        machine_return(machine, value_unspecified);
        return;
    }
    machine_push(machine,
                 tally_new(Kont, .kind = KONT_ASSIGN, .code = &assignment->code,
                           .frame = machine->frame));
    machine->code = assignment->item;
}

static void resume_assign(struct machine *machine, Kont *kont) {
    assign((Assign *)kont->code, kont->frame, machine->value);
    machine_return(machine, value_unspecified);
}

/* ---- reading forms --------------------------------------------------- */

static void push_load(struct machine *machine, Port *port, bool all) {
    machine_push(machine, tally_new(Kont, .kind = KONT_LOAD, .index = all,
                                    .value = &port->value));
}

void machine_load(struct machine *machine, Port *port) {
    machine_return(machine, value_unspecified);
    push_load(machine, port, true);
}

void machine_load_form(struct machine *machine, Port *port) {
    machine_return(machine, value_unspecified);
    push_load(machine, port, false);
}

static void resume_load(struct machine *machine, Kont *kont) {
    Port *port = (Port *)kont->value;
    Value *form;

    if (!datum_follows(port))
        return;
    form = datum_read(port);
    if (kont->index)
        push_load(machine, port, true);
    machine->frame = NULL;
    machine->code = compile_top(form);
}

/* ---- errors ---------------------------------------------------------- */

/* A handler runs with the handlers outside of it. What raised the value goes
 * on with the handler's if it is continuable; else that is another error. */
bool machine_raise(struct machine *machine, Value *payload, bool continuable) {
    Value *handlers = machine->handlers;

    if (is_kind(handlers, VALUE_NIL))
        return false;
    machine_push(machine,
                 tally_new(Kont, .kind = KONT_HANDLERS, .value = handlers));
    if (!continuable)
        machine_push(machine,
                     tally_new(Kont, .kind = KONT_RETURNED, .value = payload));
    machine->handlers = cdr(handlers);
    machine_apply(machine, car(handlers), pair_create(payload, value_nil));
    return true;
}

static void fail_returned(Value *payload) {
    fail_as(NULL, "a handler returned from an error:", payload);
}

static void resume_consume(struct machine *machine, Kont *kont) {
    Value *values = machine->value;

    if (is_kind(values, VALUE_VALUES))
        values = ((Values *)values)->list;
    else
        values = pair_create(values, value_nil);
    machine_apply(machine, kont->value, values);
}

/* ---- steps ----------------------------------------------------------- */

static void evaluate(struct machine *machine) {
    Code *code = machine->code;

    machine_count++;
    switch (code->kind) {
    case CODE_IF:
        evaluate_if(machine, (If *)code);
        break;
    case CODE_SEQUENCE:
    case CODE_OR:
        evaluate_step(machine, (Sequence *)code, 0);
        break;
    case CODE_ASSIGN:
        evaluate_assign(machine, (Assign *)code);
        break;
    case CODE_CALL:
        evaluate_call(machine, (Call *)code);
        break;
    default:
        machine_return(machine, atom_value(code, machine->frame));
        break;
    }
}

static void resume(struct machine *machine) {
    Kont *kont = machine->kont;

    machine->kont = kont->next;
    switch (kont->kind) {
    case KONT_IF:
        resume_if(machine, kont);
        break;
    case KONT_SEQUENCE:
        resume_sequence(machine, kont);
        break;
    case KONT_ASSIGN:
        resume_assign(machine, kont);
        break;
    case KONT_PROCEDURE:
        resume_procedure(machine, kont);
        break;
    case KONT_ARGUMENT:
        resume_argument(machine, kont);
        break;
    case KONT_HANDLERS:
        machine->handlers = kont->value;
        break;
    case KONT_RETURNED:
        fail_returned(kont->value);
        break;
    case KONT_RAISE:
        machine_raise(machine, machine->value, false);
        break;
    case KONT_CONSUME:
        resume_consume(machine, kont);
        break;
    case KONT_LOAD:
        resume_load(machine, kont);
        break;
    }
}

static bool step(struct machine *machine) {
    if (machine->code != NULL)
        evaluate(machine);
    else if (machine->kont != NULL)
        resume(machine);
    else
        return false;
    return true;
}

/* ---- running --------------------------------------------------------- */

void machine_init(struct machine *machine) {
    machine->code = NULL;
    machine->frame = NULL;
    machine->kont = NULL;
    machine->value = value_unspecified;
    machine->handlers = value_nil;
    machine->exited = false;
    machine->exit_code = 0;
}

static struct machine *running;

static void run_all(void) {
    while (step(running))
        ;
}

/* A failure leaves the machine as it was in the middle of a step; then the
 * next thing to do is to raise it. */
bool machine_run(struct machine *machine) {
    struct machine *outer = running;

    running = machine;
    while (!fail_caught(run_all)) {
        machine_return(machine, fail_take());
        if (is_kind(machine->handlers, VALUE_NIL)) {
            running = outer;
            return false;
        }
        machine_push(machine, tally_new(Kont, .kind = KONT_RAISE));
        running = machine;
    }
    running = outer;
    return true;
}

/* ---- for the compiler ------------------------------------------------ */

/* A machine of its own in the middle of another one's step. */
static Value *run_inside(struct machine *machine) {
    static unsigned depth;
    bool good;

    if (depth == 50)
        fail_as(NULL, "macros inside of macros without end", NULL);
    depth++;
    good = machine_run(machine);
    depth--;
    if (!good)
        fail_raise(machine->value);
    if (machine->exited)
        fail_as(NULL, "exit is not for macros", NULL);
    return machine->value;
}

Value *code_evaluate(Code *code) {
    struct machine machine;

    machine_init(&machine);
    machine.code = code;
    return run_inside(&machine);
}

/* The call is made by a Kont, so that it fails inside. */
Value *procedure_call(Value *procedure, Value *arguments) {
    struct machine machine;

    machine_init(&machine);
    machine.value =
        &tally_new(Values, .value.kind = VALUE_VALUES, .list = arguments)
             ->value;
    machine_push(&machine,
                 tally_new(Kont, .kind = KONT_CONSUME, .value = procedure));
    return run_inside(&machine);
}
