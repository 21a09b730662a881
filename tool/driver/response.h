/* Response files: an argument @file stands for the words in that file. */
#ifndef TALLY_DRIVER_RESPONSE_H
#define TALLY_DRIVER_RESPONSE_H

#include "base/arena.h"
#include "driver/words.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends `arg`, or what it stands for, to `words`. Files may name further
 * ones. As compilers do, takes an @file that cannot be read for itself. True
 * if something was expanded. */
bool response_expand(const char *arg, struct arena *arena, string_list *words);

/* The text of a response file that gives these words (NULL-terminated). */
const char *response_text(const char *const *words, struct arena *arena);

#endif
