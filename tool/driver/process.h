/* Starting programs: by their words, without a shell. */
#ifndef TALLY_DRIVER_PROCESS_H
#define TALLY_DRIVER_PROCESS_H

/* Becomes that program. Returns only where it cannot be run: prints why. */
void process_exec(const char *const *words);

/* Runs it and waits. `stdin_file` (NULL: ours) is opened as its standard
 * input. Returns its wait status, or -1 where it cannot be run, after printing
 * why. */
int process_run(const char *const *words, const char *stdin_file);

/* The exit code that a wait status stands for; 1 for -1. A program that was
 * ended by a signal ends us by the same signal, after our temporaries are
 * gone. */
int process_exit_code(int status);

#endif
