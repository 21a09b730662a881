/* Placement that makes one mistake: what turns the tool into one that emits
 * mutants.
 *
 * The module of this folder is linked from the objects of the shipped one, and
 * the linker's --wrap puts these two functions between the pipeline and its
 * stages; nothing in the tool knows of it. TALLY_MUTANT names the mutant (see
 * mutate.h). Behind placement it is made, asked of the checker, and passed on
 * whatever the checker says, with one line on the standard error:
 *
 *     mutant NAME: accepted
 *     mutant NAME: refused: WHY
 *
 * A unit takes several rounds if its macros have to be expanded: there is one
 * line for each. */
#include "mutate.h"

#include "ir/ir.h"
#include "rewrite/place.h"

#include <stdio.h>
#include <stdlib.h>

/* Names that the linker prescribes. */
void __real_place_frames(struct func *func);
void __wrap_place_frames(struct func *func);
bool __real_ir_check(const struct func *func, struct arena *arena,
                     struct check_error *error);
bool __wrap_ir_check(const struct func *func, struct arena *arena,
                     struct check_error *error);

static const struct func *mutant;

static void tell_verdict(const char *name) {
    struct check_error error = {0};
    if (__real_ir_check(mutant, mutant->arena, &error))
        fprintf(stderr, "mutant %s: accepted\n", name);
    else
        fprintf(stderr, "mutant %s: refused: %s\n", name, error.what);
}

void __wrap_place_frames(struct func *func) {
    const char *name = getenv("TALLY_MUTANT");
    __real_place_frames(func);
    if (!name || !ir_mutate(func, name))
        return;
    mutant = func;
    tell_verdict(name);
}

bool __wrap_ir_check(const struct func *func, struct arena *arena,
                     struct check_error *error) {
    return func == mutant || __real_ir_check(func, arena, error);
}
