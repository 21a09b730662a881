/* A lexical view of C text: just enough to find a token that libclang does
 * not name, without asking it to tokenize.
 *
 * Offsets are bytes. White space, comments, spliced lines, directives and
 * the lines that the preprocessor skipped are *blank*. The text of a macro
 * definition has no directives: there '#' is a token. */
#ifndef TALLY_SOURCE_SCAN_H
#define TALLY_SOURCE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span {
    uint32_t begin, end;
};

struct scanner {
    const char *text;
    uint32_t length;
    bool directives;            /* a line that begins with '#' is blank */
    const struct span *skipped; /* inactive lines, ascending; may be NULL */
    size_t skipped_count;
};

/* A scanner of `length` bytes in which every line is active. */
struct scanner scan_text(const char *text, size_t length);
/* The first offset at or behind `at` that is not blank; `length` at the end. */
uint32_t scan_blank(const struct scanner *scan, uint32_t at);
/* The offset behind the token that begins at `at` (which is not blank). */
uint32_t scan_token(const struct scanner *scan, uint32_t at);
/* Behind the spliced line ends at `at`; `at` if there is none. */
uint32_t scan_splices(const struct scanner *scan, uint32_t at);
/* The end of the line that `at` is in, spliced lines and comments included;
 * before the line end itself. */
uint32_t scan_line(const struct scanner *scan, uint32_t at);
/* Behind the bracket that matches the one at `at`; `length` without one. */
uint32_t scan_group(const struct scanner *scan, uint32_t at);
/* The first character of the token at `at`; that which is meant by a digraph
 * or trigraph. '\0' at the end. */
char scan_char(const struct scanner *scan, uint32_t at);
/* True if the token at `at` is `text`, in whatever spelling. */
bool scan_is(const struct scanner *scan, uint32_t at, const char *text);
/* True if an identifier or keyword begins at `at`. */
bool scan_is_name(const struct scanner *scan, uint32_t at);
/* Behind `at`, brackets skipped: the first token outside of them that is one
 * of the characters `stop`, or a closing bracket without its opening one;
 * `limit` if there is none before it. */
uint32_t scan_until(const struct scanner *scan, uint32_t at, uint32_t limit,
                    const char *stop);

#endif
