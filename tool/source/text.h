/* The plain text and where each of its bytes came from.
 *
 * An *original* is a file as the user wrote it. A *segment* is a run of the
 * plain text that stands for one place in an original: byte for byte
 * (verbatim), or as a whole (the expansion of a macro call, a directive that
 * we wrote). Segments are ascending and cover the plain text. */
#ifndef TALLY_SOURCE_TEXT_H
#define TALLY_SOURCE_TEXT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/vec.h"
#include "source/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The macro that tally.h and its copies define in every mode that the tool
 * parses, and nobody else. */
#define TALLY_HEADER_MARK "TALLY__SITE"

struct original {
    const char *path; /* as diagnostics name it */
    const char *text; /* NUL-terminated; NULL if it could not be read */
    size_t length;
    uint32_t *lines; /* offset of each line's first byte */
    size_t line_count;
};

struct segment {
    uint32_t begin;    /* in the plain text; it ends where the next begins */
    uint32_t original; /* index in line_map.originals */
    uint32_t offset;   /* of its first byte in that original */
    bool verbatim;
};

/* Where the plain text came from, and the lines of all other files that the
 * unit speaks of. unit.line_map points to one. */
struct line_map {
    struct arena *arena;
    VEC(struct original) originals; /* [0] is the main file */
    VEC(struct segment) segments;
    VEC(uint32_t)
    of_file; /* index in unit.files → in originals, filled when
              * asked for; UINT32_MAX: not yet */
};

/* A header that an #include entered, or found entered already. Files are
 * indices in the unit's files; the offset is that of the directive's '#'. */
struct inclusion {
    uint32_t includer, included;
    uint32_t begin;
    struct place_in_text presumed; /* of the '#', as #line directives say */
};

struct source {
    struct source_request request;
    struct arena *arena;
    const char *text; /* the plain text, NUL-terminated */
    size_t length;
    struct line_map *map;
    const char *folder;               /* of the main file: "." or its path */
    VEC(struct inclusion) inclusions; /* of the last parse, in its order */
    bool read_back;                   /* the text is our own output */
    bool has_tally_header;
    uint32_t tally_header;   /* index in the unit's files */
    const char *definitions; /* what -dM says; "" if it fails, NULL before */
};

/* Reads a whole file into the arena, NUL-terminated. NULL and `*why` (an
 * errno, or 0 for a NUL byte in it) where that fails. */
char *text_read(struct arena *arena, const char *path, size_t *length,
                int *why);
/* Adds a file; its text is not copied. O(length). */
uint32_t map_add_original(struct line_map *map, const char *path,
                          const char *text, size_t length);
/* Line and column of an offset in an original. O(log lines). */
struct place_in_text map_original_place(const struct line_map *map,
                                        uint32_t original, uint32_t offset);
/* The segment that holds an offset of the plain text. O(log segments). */
const struct segment *map_segment(const struct line_map *map, uint32_t offset);
/* A map of a text that is one original. */
struct line_map *map_identity(struct arena *arena, const char *path,
                              const char *text, size_t length);

/* What replaces bytes of the plain text. */
struct piece {
    const char *text;
    size_t length;
    uint32_t original, offset;
    bool verbatim;
};
struct splice {
    uint32_t begin, end; /* in the plain text; splices ascend, none overlap */
    VEC(struct piece) pieces;
};

typedef VEC(struct splice) splice_list;

/* Makes the splices, text and map both. O(text + segments). */
void source_splice(struct source *source, const struct splice *splices,
                   size_t count);

#endif
