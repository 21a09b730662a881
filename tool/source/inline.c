/* Inlining headers.
 *
 * A header goes where its #include stands, between #line directives. Whoever
 * includes an inlined header on the way from the main file is inlined too. A
 * header with a guard goes in once, at its first inclusion, and later ones of
 * the plain text go away; `#pragma once` guards nothing in a main file, so
 * all that include such a header are inlined with it. A header from another
 * folder takes along what it would no longer find from the main file's. */
#include "source/inline.h"

#include "base/bitset.h"
#include "source/scan.h"
#include "source/unit.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What is known of one file of the unit. */
struct header {
    const char *text; /* NULL: not read yet */
    size_t length;
    uint32_t original;
    bool guarded; /* by #ifndef */
    bool once;    /* by #pragma once */
    bool entered; /* it is in the text by now */
};

struct inliner {
    struct source *source;
    const struct unit *unit;
    struct arena *arena;
    struct diags *diags;
    struct header *headers; /* beside unit.files */
    struct bitset wanted;   /* files to inline */
    size_t depth;
    bool failed;
};

static const struct inclusion *inclusion_at(const struct inliner *in,
                                            size_t i) {
    return &in->source->inclusions.at[i];
}

static void fail(struct inliner *in, uint32_t file, const char *why) {
    struct place_in_text place = unit_place(in->unit, file, 0);
    in->failed = true;
    diag_report(in->diags, TLY_HEADER, place,
                "move the functions that handle references to a .c file",
                "the header '%s' cannot be inlined: %s",
                in->unit->files.at[file].path, why);
}

const char *line_name(struct arena *arena, const char *path) {
    while (strncmp(path, "./", 2) == 0)
        path += 2;
    const char *name = "";
    for (; *path; path++)
        name = arena_printf(arena, "%s%s%c", name,
                            *path == '"' || *path == '\\' ? "\\" : "", *path);
    return name;
}

/* ---- a header's guard
 * ------------------------------------------------------------ */

/* Directives of a text, one after the other: the offsets of the '#' and of
 * what follows it. */
static bool next_directive(const struct scanner *scan, uint32_t *hash,
                           uint32_t *at) {
    struct scanner all = *scan;
    all.directives = false;
    uint32_t i = *at;
    while ((i = scan_blank(&all, i)) < all.length) {
        if (scan_is(&all, i, "#")) {
            *hash = i;
            *at = scan_blank(&all, scan_token(&all, i));
            return true;
        }
        i = scan_token(&all, i);
    }
    return false;
}

static bool is_pragma_once(const struct scanner *scan, uint32_t at) {
    return scan_is(scan, at, "pragma") &&
           scan_is(scan, scan_blank(scan, scan_token(scan, at)), "once");
}

/* `#ifndef X` or `#if !defined...` first, and its #endif last of all. */
static bool has_guard(const struct scanner *scan) {
    uint32_t at = 0, hash, last = 0;
    int depth = 0, closed = 0;
    struct scanner plain = *scan;
    plain.directives = false;
    if (!scan_is(&plain, scan_blank(&plain, 0), "#"))
        return false;
    for (bool begun = false; next_directive(scan, &hash, &at); begun = true) {
        if (!begun && !scan_is(scan, at, "ifndef") && !scan_is(scan, at, "if"))
            return false;
        if (scan_is(scan, at, "if") || scan_is(scan, at, "ifdef") ||
            scan_is(scan, at, "ifndef"))
            depth++;
        if (scan_is(scan, at, "endif") && --depth == 0) {
            closed++;
            last = at;
        }
    }
    return closed == 1 && depth == 0 &&
           scan_blank(scan, scan_token(scan, last)) == scan->length;
}

/* Only the first bytes of a file may be one; blanks keep the offsets. */
static const char *without_byte_order_mark(struct arena *arena,
                                           const struct header *header) {
    if (strncmp(header->text, "\xEF\xBB\xBF", 3) != 0)
        return header->text;
    char *text = arena_strndup(arena, header->text, header->length);
    memset(text, ' ', 3);
    return text;
}

static bool read_header(struct inliner *in, uint32_t file) {
    struct header *header = &in->headers[file];
    const char *path = in->unit->files.at[file].path;
    int why;
    if (header->text)
        return true;
    header->text = text_read(in->arena, path, &header->length, &why);
    if (!header->text) {
        fail(in, file, "it cannot be read");
        return false;
    }
    header->text = without_byte_order_mark(in->arena, header);
    struct scanner scan = scan_text(header->text, header->length);
    for (uint32_t at = 0, hash; next_directive(&scan, &hash, &at);)
        header->once = header->once || is_pragma_once(&scan, at);
    header->guarded = has_guard(&scan);
    header->original =
        map_add_original(in->source->map, line_name(in->arena, path),
                         header->text, header->length);
    return true;
}

/* ---- which headers
 * ---------------------------------------------------------------- */

static const char *folder_of(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? arena_strndup(arena, path, (size_t)(slash - path)) : ".";
}

static bool same_file(const char *a, const char *b) {
    char *real_a = realpath(a, NULL), *real_b = realpath(b, NULL);
    bool same = real_a && real_b && strcmp(real_a, real_b) == 0;
    free(real_a);
    free(real_b);
    return same;
}

/* The first file of that name in the main file's folder and those of the
 * flags; NULL if none. */
static const char *find_from_main(struct inliner *in, const char *name) {
    static const char *const options[] = {"-iquote", "-I", "-isystem"};
    const char *path =
        arena_printf(in->arena, "%s/%s", in->source->folder, name);
    if (*name == '/' || access(path, R_OK) == 0)
        return *name == '/' ? name : path;
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        for (const char *const *flag = in->source->request.flags; *flag;
             flag++) {
            size_t length = strlen(options[i]);
            if (strncmp(*flag, options[i], length) != 0)
                continue;
            const char *folder = *flag + length;
            if (!*folder && flag[1])
                folder = *++flag;
            path = arena_printf(in->arena, "%s/%s", folder, name);
            if (access(path, R_OK) == 0)
                return path;
        }
    return NULL;
}

/* The text of the directive at `begin`, in an inlined header or the main
 * file. */
static struct scanner text_of(const struct inliner *in, uint32_t file) {
    if (file == 0)
        return scan_text(in->source->text, in->source->length);
    return scan_text(in->headers[file].text, in->headers[file].length);
}

/* True if the directive would find the same file from the main file. */
static bool found_from_main(struct inliner *in,
                            const struct inclusion *inclusion) {
    struct scanner scan = text_of(in, inclusion->includer);
    scan.directives = false;
    uint32_t at = scan_blank(&scan, scan_token(&scan, inclusion->begin));
    uint32_t name = scan_blank(&scan, scan_token(&scan, at));
    if (scan_is(&scan, at, "include_next"))
        fail(in, inclusion->includer, "it has an #include_next");
    if (name < scan.length && scan.text[name] == '<')
        return true;
    if (name >= scan.length || scan.text[name] != '"')
        return false;
    uint32_t end = scan_token(&scan, name);
    const char *found = find_from_main(
        in, arena_strndup(in->arena, scan.text + name + 1, end - name - 2));
    return found &&
           same_file(found, in->unit->files.at[inclusion->included].path);
}

static bool is_tally_header(const struct inliner *in, uint32_t file) {
    return in->source->has_tally_header && in->source->tally_header == file;
}

static void want(struct inliner *in, uint32_t file);

static void want_includers(struct inliner *in, uint32_t file) {
    const struct header *header = &in->headers[file];
    for (size_t i = 0; i < in->source->inclusions.count; i++) {
        if (inclusion_at(in, i)->included != file)
            continue;
        if (inclusion_at(in, i)->includer != 0)
            want(in, inclusion_at(in, i)->includer);
        if (header->guarded && !header->once)
            return; /* the others find the guard closed */
    }
}

static void want_lost(struct inliner *in, uint32_t file) {
    const char *folder = folder_of(in->arena, in->unit->files.at[file].path);
    if (same_file(folder, in->source->folder))
        return;
    for (size_t i = 0; i < in->source->inclusions.count; i++)
        if (inclusion_at(in, i)->includer == file &&
            !is_tally_header(in, inclusion_at(in, i)->included) &&
            !found_from_main(in, inclusion_at(in, i)))
            want(in, inclusion_at(in, i)->included);
}

static void want(struct inliner *in, uint32_t file) {
    if (in->failed || bitset_has(&in->wanted, file))
        return;
    bitset_add(&in->wanted, file);
    if (is_tally_header(in, file))
        fail(in, file, "it is tally's own");
    else if (read_header(in, file)) {
        want_includers(in, file);
        want_lost(in, file);
    }
}

/* ---- the pieces
 * --------------------------------------------------------------------- */

typedef VEC(struct piece) piece_list;

static void add_words(struct inliner *in, piece_list *pieces, uint32_t original,
                      uint32_t offset, const char *words) {
    struct piece piece = {.text = words,
                          .length = strlen(words),
                          .original = original,
                          .offset = offset};
    VEC_PUSH(in->arena, *pieces, piece);
}

static void add_verbatim(struct inliner *in, piece_list *pieces, uint32_t file,
                         uint32_t begin, uint32_t end) {
    const struct header *header = &in->headers[file];
    struct piece piece = {.text = header->text + begin,
                          .length = end - begin,
                          .original = header->original,
                          .offset = begin,
                          .verbatim = true};
    VEC_PUSH(in->arena, *pieces, piece);
}

static void add_header(struct inliner *in, piece_list *pieces, uint32_t file);

/* The replacement of the directive at [begin, end) of a file whose place is
 * `place`; `next` is the place of the line behind it. */
static void add_inclusion(struct inliner *in, piece_list *pieces,
                          uint32_t included, uint32_t original, uint32_t offset,
                          struct place_in_text next) {
    struct header *header = &in->headers[included];
    if (header->entered && (header->guarded || header->once))
        return;
    header->entered = true;
    const char *path = line_name(in->arena, in->unit->files.at[included].path);
    add_words(in, pieces, original, offset,
              arena_printf(in->arena, "#line 1 \"%s\"\n", path));
    add_header(in, pieces, included);
    add_words(in, pieces, original, offset,
              arena_printf(in->arena, "#line %u \"%s\"", next.line,
                           line_name(in->arena, next.file)));
}

/* The inclusion that stands at `begin` of `file`, if its header is wanted. */
static const struct inclusion *wanted_at(const struct inliner *in,
                                         uint32_t file, uint32_t begin) {
    for (size_t i = 0; i < in->source->inclusions.count; i++) {
        const struct inclusion *inclusion = inclusion_at(in, i);
        if (inclusion->includer == file && inclusion->begin == begin &&
            bitset_has(&in->wanted, inclusion->included))
            return inclusion;
    }
    return NULL;
}

/* The line behind a directive that ends at `end`; the user's own #line
 * counts. */
static struct place_in_text place_behind(const struct inclusion *inclusion,
                                         const char *text, uint32_t end) {
    struct place_in_text place = inclusion->presumed;
    for (uint32_t at = inclusion->begin; at < end; at++)
        place.line += text[at] == '\n';
    place.line++;
    return place;
}

/* One directive of a header: an #include to replace, or #pragma once. */
static void add_directive(struct inliner *in, piece_list *pieces, uint32_t file,
                          uint32_t begin, uint32_t word, uint32_t *at) {
    const struct header *header = &in->headers[file];
    struct scanner scan = scan_text(header->text, header->length);
    uint32_t end = scan_line(&scan, begin);
    const struct inclusion *inclusion = wanted_at(in, file, begin);
    if (!inclusion && !is_pragma_once(&scan, word))
        return;
    add_verbatim(in, pieces, file, *at, begin);
    *at = end;
    if (!inclusion)
        return;
    add_inclusion(in, pieces, inclusion->included, header->original, begin,
                  place_behind(inclusion, header->text, end));
}

static void add_header(struct inliner *in, piece_list *pieces, uint32_t file) {
    const struct header *header = &in->headers[file];
    struct scanner scan = scan_text(header->text, header->length);
    uint32_t done = 0;
    if (++in->depth > 200) {
        fail(in, file, "it includes itself");
        return;
    }
    for (uint32_t at = 0, hash; next_directive(&scan, &hash, &at);)
        if (hash >= done)
            add_directive(in, pieces, file, hash, at, &done);
    add_verbatim(in, pieces, file, done, (uint32_t)header->length);
    if (header->length > 0 && header->text[header->length - 1] != '\n')
        add_words(in, pieces, header->original, (uint32_t)header->length, "\n");
    in->depth--;
}

/* ---- the main file
 * -------------------------------------------------------------------- */

static void splice_inclusion(struct inliner *in,
                             const struct inclusion *inclusion,
                             splice_list *splices) {
    struct scanner scan = text_of(in, 0);
    struct splice splice = {.begin = inclusion->begin,
                            .end = scan_line(&scan, inclusion->begin)};
    const struct segment *segment = map_segment(in->source->map, splice.begin);
    uint32_t inside = segment->verbatim ? splice.begin - segment->begin : 0;
    struct place_in_text next =
        place_behind(inclusion, in->source->text, splice.end);
    piece_list pieces = {0};
    add_inclusion(in, &pieces, inclusion->included, segment->original,
                  segment->offset + inside, next);
    splice.pieces.at = pieces.at;
    splice.pieces.count = pieces.count;
    splice.pieces.capacity = pieces.capacity;
    VEC_PUSH(in->arena, *splices, splice);
}

bool inline_headers(struct source *source, const struct unit *unit,
                    const struct plain_request *request, splice_list *splices,
                    struct diags *diags) {
    struct inliner in = {
        .source = source, .unit = unit, .arena = source->arena, .diags = diags};
    in.headers = ARENA_ARRAY(in.arena, struct header, unit->files.count);
    in.wanted = bitset_new(in.arena, unit->files.count);
    for (size_t i = 0; i < request->files.count; i++)
        want(&in, request->files.at[i]);
    for (size_t i = 0; i < source->inclusions.count && !in.failed; i++)
        if (inclusion_at(&in, i)->includer == 0 &&
            bitset_has(&in.wanted, inclusion_at(&in, i)->included))
            splice_inclusion(&in, inclusion_at(&in, i), splices);
    return !in.failed;
}
