/* What primitives share: looking at their arguments. */
#include "builtin.h"

#include <stdio.h>

static void primitives_define(const struct primitive *specs) {
    for (; specs->name != NULL; specs++)
        global_define(
            specs->name,
            &tally_new(Primitive, .value.kind = VALUE_PRIMITIVE, .spec = specs)
                 ->value);
}

void primitives_start(void) {
    primitives_define(number_primitives);
    primitives_define(list_primitives);
    primitives_define(text_primitives);
    primitives_define(vector_primitives);
    primitives_define(table_primitives);
    primitives_define(port_primitives);
    primitives_define(control_primitives);
}

/* ---- arguments ------------------------------------------------------- */

/* "argument 2 is not a pair:" */
static _Noreturn void fail_argument(size_t index, const char *wanted,
                                    Value *value) {
    char message[80];

    snprintf(message, sizeof message,
             "argument %u is not %s:", (unsigned)index + 1, wanted);
    fail(message, value);
}

Value *argument_kind(Frame *arguments, size_t index, enum value_kind kind) {
    Value *value = arguments->slots[index];

    if (!is_kind(value, kind))
        fail_argument(index, kind_name(kind), value);
    return value;
}

int64_t argument_integer(Frame *arguments, size_t index) {
    return ((Integer *)argument_kind(arguments, index, VALUE_INTEGER))->number;
}

size_t argument_index(Frame *arguments, size_t index, size_t least,
                      size_t most) {
    int64_t number = argument_integer(arguments, index);

    if (number < 0 || (uint64_t)number < least || (uint64_t)number > most)
        fail_argument(index, "in its range", arguments->slots[index]);
    return (size_t)number;
}

String *argument_string(Frame *arguments, size_t index) {
    return (String *)argument_kind(arguments, index, VALUE_STRING);
}

Value *argument_list(Frame *arguments, size_t index) {
    Value *value = arguments->slots[index];

    if (list_length(value) < 0)
        fail_argument(index, "a list", value);
    return value;
}

Value *argument_procedure(Frame *arguments, size_t index) {
    Value *value = arguments->slots[index];

    if (!is_procedure(value))
        fail_argument(index, "a procedure", value);
    return value;
}

struct range argument_range(Frame *arguments, size_t index, size_t length) {
    struct range range = {0, length};

    if (has_argument(arguments, index + 1))
        range.end = argument_index(arguments, index + 1, 0, length);
    if (has_argument(arguments, index))
        range.start = argument_index(arguments, index, 0, range.end);
    return range;
}
