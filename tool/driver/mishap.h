/* What happens when tally itself fails in the middle of a job: a mistake that
 * it noticed (BUG), memory that ran out, or a crash. The user gets exit code
 * 70 and a folder with what it takes to see the failure again. */
#ifndef TALLY_DRIVER_MISHAP_H
#define TALLY_DRIVER_MISHAP_H

#include "driver/job.h"

/* From now on the process should not end before this is called again with
 * NULL. If it does, that is a mishap with this job. */
void mishap_expect(const struct job *job);

#endif
