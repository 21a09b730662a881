/* Failing: the one way out of everything that cannot go on.
 *
 * fail() makes a Condition of what is wrong and jumps to the fail_caught() that
 * was entered last, over whatever C functions are in between. So nobody between
 * a mistake and the machine that handles it has to look at error codes, and
 * every function may assume that what it called succeeded. What the functions
 * in between own is released: the units are compiled with --unwind=shadow. */
#ifndef FAIL_H
#define FAIL_H

#include "value.h"

/* Does some work. False if it failed; these may be nested. */
bool fail_caught(void (*work)(void));

/* What has just failed: a Condition, or any value that the program raised.
 * Once for each failure. */
Value *fail_take(void);

/* "caller: message: irritant". The caller is the primitive that runs; the
 * irritant may be NULL. */
_Noreturn void fail(const char *message, Value *irritant);
/* The same for another caller, or without one (NULL). */
_Noreturn void fail_as(const char *caller, const char *message,
                       Value *irritant);
/* Fails with a value of the program's. */
_Noreturn void fail_raise(Value *payload);

/* The primitive that is called from here on, for messages. */
void fail_caller(const char *name);

#endif
