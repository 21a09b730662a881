/* Lists of words: the arguments of a command. */
#ifndef TALLY_DRIVER_WORDS_H
#define TALLY_DRIVER_WORDS_H

#include "base/arena.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdio.h>

typedef VEC(const char *) string_list;

/* Appends a NULL-terminated list, without its NULL. */
void words_append(struct arena *arena, string_list *list,
                  const char *const *words);
/* The list's words with a NULL behind them, as execve wants them. The list
 * must not be used after that. */
const char *const *words_end(struct arena *arena, string_list *list);
/* The parts of `text` between blanks; no quoting. */
string_list words_split(struct arena *arena, const char *text);
/* One line that a shell would read as these words. */
void words_print(const char *const *words, FILE *out);

#endif
