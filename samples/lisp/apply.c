/* Calling procedures of every kind. */
#include <stdio.h>

#include "builtin.h"

/* ---- frames ---------------------------------------------------------- */

static Frame *frame_create(size_t count, size_t size) {
    return tally_new_flex(Frame, slots, size, .count = count, .size = size);
}

Frame *frame_for(Value *procedure, size_t count) {
    size_t size = count;

    if (is_kind(procedure, VALUE_CLOSURE) &&
        ((Closure *)procedure)->lambda->size > size)
        size = ((Closure *)procedure)->lambda->size;
    return frame_create(count, size);
}

Frame *frame_copy(Frame *frame) {
    Frame *copy = frame_create(frame->count, frame->size);

    tally_copy(copy->slots, frame->slots, frame->size);
    return copy;
}

Value *frame_list(Frame *frame, size_t from) {
    Value *list = value_nil;
    size_t i;

    for (i = frame->count; i > from; i--)
        list = pair_create(frame->slots[i - 1], list);
    return list;
}

/* ---- closures -------------------------------------------------------- */

/* What the frame has more than the parameters goes into a list. */
static void gather_rest(Frame *frame, size_t required) {
    Value *list = frame_list(frame, required);
    size_t i;

    for (i = required; i < frame->count; i++)
        frame->slots[i] = NULL;
    frame->slots[required] = list;
}

static _Noreturn void fail_count(Value *procedure, size_t count) {
    char message[80];

    snprintf(message, sizeof message,
             "this takes another number of arguments than %lu:",
             (unsigned long)count);
    fail_as(NULL, message, procedure);
}

static void call_closure(struct machine *machine, Closure *closure,
                         Frame *frame) {
    Lambda *lambda = closure->lambda;

    if (frame->count < lambda->required ||
        (frame->count > lambda->required && !lambda->rest))
        fail_count(&closure->value, frame->count);
    if (lambda->rest)
        gather_rest(frame, lambda->required);
    frame->up = closure->frame;
    machine->frame = frame;
    machine->code = lambda->body;
}

/* ---- primitives ------------------------------------------------------ */

static void check_count(const struct primitive *spec, size_t count) {
    fail_caller(spec->name);
    if (count < (size_t)spec->least)
        fail("too few arguments", NULL);
    if (spec->most >= 0 && count > (size_t)spec->most)
        fail("too many arguments", NULL);
}

Value *primitive_call(const struct primitive *spec, Frame *arguments) {
    check_count(spec, arguments->count);
    return spec->function(arguments);
}

static void call_primitive(struct machine *machine, Primitive *primitive,
                           Frame *arguments) {
    const struct primitive *spec = primitive->spec;

    if (spec->control == NULL) {
        machine_return(machine, primitive_call(spec, arguments));
        return;
    }
    check_count(spec, arguments->count);
    spec->control(machine, arguments);
}

/* ---- continuations --------------------------------------------------- */

static Value *values_of(Frame *arguments) {
    if (arguments->count == 1)
        return arguments->slots[0];
    return &tally_new(Values, .value.kind = VALUE_VALUES,
                      .list = frame_list(arguments, 0))
                ->value;
}

static void call_continuation(struct machine *machine,
                              Continuation *continuation, Frame *arguments) {
    machine->kont = continuation->kont;
    machine->handlers = continuation->handlers;
    machine_return(machine, values_of(arguments));
}

/* ---- records --------------------------------------------------------- */

static Value *record_make(RecordProcedure *procedure, Frame *arguments) {
    Record *record =
        tally_new(Record, .value.kind = VALUE_RECORD, .type = procedure->type,
                  .fields = tally_new_array(Value *, procedure->type->count));
    size_t i;

    for (i = 0; i < procedure->type->count; i++)
        record->fields[i] = value_unspecified;
    for (i = 0; i < arguments->count; i++)
        record->fields[procedure->places[i]] = arguments->slots[i];
    return &record->value;
}

static bool is_record(Value *value, RecordType *type) {
    return is_kind(value, VALUE_RECORD) && ((Record *)value)->type == type;
}

static size_t record_count(RecordProcedure *procedure) {
    switch (procedure->operation) {
    case RECORD_MAKE:
        return tally_length(procedure->places);
    case RECORD_SET:
        return 2;
    default:
        return 1;
    }
}

static Value *call_record(RecordProcedure *procedure, Frame *arguments) {
    Value *self;

    if (arguments->count != record_count(procedure))
        fail_count(&procedure->value, arguments->count);
    if (procedure->operation == RECORD_MAKE)
        return record_make(procedure, arguments);
    self = arguments->slots[0];
    if (procedure->operation == RECORD_TEST)
        return value_boolean(is_record(self, procedure->type));
    if (!is_record(self, procedure->type))
        fail_as(procedure->type->name->name, "no such record:", self);
    if (procedure->operation == RECORD_GET)
        return ((Record *)self)->fields[procedure->places[0]];
    ((Record *)self)->fields[procedure->places[0]] = arguments->slots[1];
    return value_unspecified;
}

/* ---- all ------------------------------------------------------------- */

void machine_call(struct machine *machine, Value *procedure, Frame *arguments) {
    switch (procedure->kind) {
    case VALUE_CLOSURE:
        call_closure(machine, (Closure *)procedure, arguments);
        break;
    case VALUE_PRIMITIVE:
        call_primitive(machine, (Primitive *)procedure, arguments);
        break;
    case VALUE_CONTINUATION:
        call_continuation(machine, (Continuation *)procedure, arguments);
        break;
    case VALUE_RECORD_PROCEDURE:
        machine_return(machine,
                       call_record((RecordProcedure *)procedure, arguments));
        break;
    default:
        fail_as(NULL, "this is no procedure:", procedure);
    }
}

void machine_apply(struct machine *machine, Value *procedure,
                   Value *arguments) {
    size_t count = (size_t)list_length(arguments), i;
    Frame *frame = frame_for(procedure, count);

    for (i = 0; i < count; i++) {
        frame->slots[i] = car(arguments);
        arguments = cdr(arguments);
    }
    machine_call(machine, procedure, frame);
}
