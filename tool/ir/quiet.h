/* What may release something: calls of functions, bodies of functions. */
#ifndef TALLY_IR_QUIET_H
#define TALLY_IR_QUIET_H

#include "source/unit.h"

#include <stdbool.h>

/* Is it a function of the C library, or a compiler's form of one, that calls
 * nothing of the program's but what it is given? Linear in the table. */
bool library_is_quiet(const char *name);

/* May a call of that function (NULL: one that nobody knows) release something?
 * Not one of the table above, nor of tally.h that only looks, nor one of the
 * unit that was found to be quiet (analysis/effects). */
bool call_may_release(const struct unit *unit, const struct decl *function);

/* The same of a function's whole body, by its calls alone; of one that handles
 * references that is not all. */
bool calls_may_release(const struct unit *unit, const struct node *body);

/* Does it do what is in no call: assembly, GNU cleanup functions? */
bool has_hidden_calls(const struct node *body);

/* The function that a NODE_CALL names; NULL if it is called by a pointer. */
struct decl *callee_of(const struct node *call);

#endif
