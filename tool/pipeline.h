/* The pipeline: every stage that a unit goes through, in order.
 *
 * It lives in a module of its own (libtally-front.so), because libclang takes
 * longer to load than most compilers take for a small file; the driver loads
 * it for units that are ours. */
#ifndef TALLY_PIPELINE_H
#define TALLY_PIPELINE_H

#include "base/arena.h"
#include "driver/job.h"

/* Runs one job. Dumps and statistics go to the standard output, nothing else
 * is printed; what the result holds lives in `arena`. */
typedef void pipeline_function(const struct job *job, struct arena *arena,
                               struct job_result *result);

/* The module's only entry, and its name for dlsym. */
pipeline_function tally_pipeline_main;
#define PIPELINE_SYMBOL "tally_pipeline_main"

#endif
