/* Procedures written in C, and what they share. */
#ifndef BUILTIN_H
#define BUILTIN_H

#include "fail.h"
#include "machine.h"

/* Most give a value. Those which change what the machine does next (apply,
 * call/cc ...) have `control` instead. The number of arguments is checked
 * before; most < 0 means any. */
struct primitive {
    const char *name;
    int least, most;
    Value *(*function)(Frame *arguments);
    void (*control)(struct machine *machine, Frame *arguments);
};

/* numbers.c, lists.c, texts.c, vectors.c, tables.c, ports.c, controls.c; each
 * table ends with a NULL name. */
extern const struct primitive number_primitives[], list_primitives[],
    text_primitives[], vector_primitives[], table_primitives[],
    port_primitives[], control_primitives[];

/* Defines them all. */
void primitives_start(void);

/* prelude.c: what is written in Scheme, one definition each; NULL ends. */
extern const char *const prelude[];

/* ---- arguments (builtin.c) ------------------------------------------- */

/* The argument if it is of that kind; else it fails. */
Value *argument_kind(Frame *arguments, size_t index, enum value_kind kind);
int64_t argument_integer(Frame *arguments, size_t index);
/* An integer from `least` to `most`. */
size_t argument_index(Frame *arguments, size_t index, size_t least,
                      size_t most);
String *argument_string(Frame *arguments, size_t index);
/* A proper list. */
Value *argument_list(Frame *arguments, size_t index);
Value *argument_procedure(Frame *arguments, size_t index);
/* The range that two arguments, which may be missing, select of `length`. */
struct range {
    size_t start, end;
};
struct range argument_range(Frame *arguments, size_t index, size_t length);

static inline bool has_argument(Frame *arguments, size_t index) {
    return index < arguments->count;
}

#endif
