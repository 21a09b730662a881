/* Failing; see fail.h. */
#include "fail.h"

#include <setjmp.h>
#include <stdio.h>

#include "text.h"

/* Where to jump, and where next when that is left. */
struct target {
    jmp_buf jump;
    struct target *outer;
};

static struct target *current;
static Value *failure; /* of the jump that is under way */
static const char *caller;

bool fail_caught(void (*work)(void)) {
    struct target target;

    target.outer = current;
    if (setjmp(target.jump) != 0)
        return false;
    current = &target;
    work();
    current = target.outer;
    return true;
}

Value *fail_take(void) {
    Value *taken = failure;

    failure = NULL;
    return taken;
}

void fail_caller(const char *name) {
    caller = name;
}

void fail_raise(Value *payload) {
    struct target *target = current;

    if (target == NULL) {
        fputs("lisp: failed before it began\n", stderr);
        abort();
    }
    failure = payload;
    current = target->outer;
    longjmp(target->jump, 1);
}

static Value *condition_of(const char *who, const char *message,
                           Value *irritant) {
    struct text text = {NULL, 0};
    Value *irritants = value_nil;

    if (who != NULL) {
        text_add(&text, who);
        text_add(&text, ": ");
    }
    text_add(&text, message);
    if (irritant != NULL)
        irritants = pair_create(irritant, value_nil);
    return condition_create(text.bytes, irritants);
}

void fail_as(const char *who, const char *message, Value *irritant) {
    fail_raise(condition_of(who, message, irritant));
}

void fail(const char *message, Value *irritant) {
    fail_as(caller, message, irritant);
}
