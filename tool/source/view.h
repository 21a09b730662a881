/* The view of the real compiler, given to libclang: which compiler it says
 * that it is, which standard holds, where headers are. */
#ifndef TALLY_SOURCE_VIEW_H
#define TALLY_SOURCE_VIEW_H

#include "source/compiler.h"
#include "source/text.h"

struct view {
    argument_list arguments; /* for clang_parseTranslationUnit */
};

/* Asks the compiler once for each source. */
struct view view_arguments(struct source *source, struct arena *arena);

/* What the compiler's -E makes of a text that stands in for the main file,
 * with the macros of tally.h left as they are. */
struct output view_preprocess(struct source *source, const char *text,
                              size_t length);

/* Does the compiler take the text in place of the main file? */
bool view_compiles(struct source *source, const char *text, size_t length);

#endif
