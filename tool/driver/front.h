/* The door to the pipeline, which is loaded when it is first needed. */
#ifndef TALLY_DRIVER_FRONT_H
#define TALLY_DRIVER_FRONT_H

#include "base/arena.h"
#include "driver/job.h"
#include "options.h"

#include <stdbool.h>

/* Runs a job and prints its diagnostics. False, after printing why, where the
 * module cannot be loaded. A mistake of ours in it ends the process with exit
 * code 70 and leaves a folder that reproduces it. */
bool front_run(const struct job *job, const struct options *options,
               struct arena *arena, struct job_result *result);

/* Prints what was found as text to stderr; in another format, keeps it (in
 * `arena`) for front_finish. */
void front_print(const struct diags *diags, const struct options *options,
                 struct arena *arena);

/* Writes the document that holds all that was found, unless the format is
 * text. False, after printing why, where it cannot. */
bool front_finish(const struct options *options, struct arena *arena,
                  FILE *out);

#endif
