/* The plain text, its segments, and the places of the user's files. */
#include "source/text.h"

#include "source/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- files -------------------------------------------------------------- */

static char *read_all(struct arena *arena, int fd, size_t size,
                      size_t *length) {
    size_t capacity = size + 1, used = 0;
    char *text = arena_alloc(arena, capacity + 1);
    for (;;) {
        ssize_t got = read(fd, text + used, capacity - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return NULL;
        if (got == 0)
            break;
        used += (size_t)got;
        if (used == capacity) { /* it grew, or is a pipe */
            char *larger = arena_alloc(arena, 2 * capacity + 1);
            memcpy(larger, text, used);
            text = larger;
            capacity *= 2;
        }
    }
    *length = used;
    return text;
}

char *text_read(struct arena *arena, const char *path, size_t *length,
                int *why) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    char *text = NULL;
    if (fd >= 0 && fstat(fd, &status) == 0) {
        if (S_ISDIR(status.st_mode))
            errno = EISDIR;
        else
            text = read_all(arena, fd, (size_t)status.st_size, length);
    }
    *why = text ? 0 : errno;
    if (fd >= 0)
        close(fd);
    if (text && memchr(text, '\0', *length))
        return NULL;
    return text;
}

/* ---- originals ---------------------------------------------------------- */

static void find_lines(struct arena *arena, struct original *file) {
    size_t count = 1;
    for (size_t i = 0; i < file->length; i++)
        count += file->text[i] == '\n';
    file->lines = ARENA_ARRAY(arena, uint32_t, count);
    file->line_count = 1;
    for (size_t i = 0; i < file->length; i++)
        if (file->text[i] == '\n')
            file->lines[file->line_count++] = (uint32_t)i + 1;
}

uint32_t map_add_original(struct line_map *map, const char *path,
                          const char *text, size_t length) {
    struct original file = {.path = path, .text = text, .length = length};
    if (text)
        find_lines(map->arena, &file);
    VEC_PUSH(map->arena, map->originals, file);
    return (uint32_t)map->originals.count - 1;
}

struct place_in_text map_original_place(const struct line_map *map,
                                        uint32_t original, uint32_t offset) {
    const struct original *file = &map->originals.at[original];
    struct place_in_text place = {.file = file->path};
    size_t low = 0, high = file->line_count;
    if (!file->text)
        return place;
    while (high - low > 1) { /* lines[low] <= offset < lines[high] */
        size_t middle = low + (high - low) / 2;
        if (file->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    place.line = (unsigned)low + 1;
    place.column = offset - file->lines[low] + 1;
    return place;
}

const struct segment *map_segment(const struct line_map *map, uint32_t offset) {
    size_t low = 0, high = map->segments.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (map->segments.at[middle].begin <= offset)
            low = middle;
        else
            high = middle;
    }
    return &map->segments.at[low];
}

struct line_map *map_identity(struct arena *arena, const char *path,
                              const char *text, size_t length) {
    struct line_map *map = ARENA_NEW(arena, struct line_map);
    map->arena = arena;
    map_add_original(map, path, text, length);
    VEC_PUSH(arena, map->segments, ((struct segment){.verbatim = true}));
    return map;
}

/* ---- places ------------------------------------------------------------- */

static struct place_in_text plain_place(const struct line_map *map,
                                        uint32_t offset) {
    const struct segment *segment = map_segment(map, offset);
    uint32_t at = segment->offset;
    if (segment->verbatim)
        at += offset - segment->begin;
    return map_original_place(map, segment->original, at);
}

/* The original of a header that was not inlined; read on first demand. */
static uint32_t file_original(struct line_map *map, const char *path,
                              uint32_t file) {
    while (map->of_file.count <= file)
        VEC_PUSH(map->arena, map->of_file, UINT32_MAX);
    if (map->of_file.at[file] == UINT32_MAX) {
        size_t length = 0;
        int why;
        const char *text = text_read(map->arena, path, &length, &why);
        map->of_file.at[file] = map_add_original(map, path, text, length);
    }
    return map->of_file.at[file];
}

struct place_in_text unit_place(const struct unit *unit, uint32_t file,
                                uint32_t offset) {
    struct line_map *map = unit->line_map;
    if (file == 0)
        return plain_place(map, offset);
    const char *path = unit->files.at[file].path;
    return map_original_place(map, file_original(map, path, file), offset);
}

struct place_in_text unit_place_of(const struct unit *unit,
                                   struct range range) {
    struct place_in_text at = unit_place(unit, range.file, range.begin);
    if (range.end <= range.begin)
        return at;
    struct place_in_text last = unit_place(unit, range.file, range.end - 1);
    if (at.file == last.file && at.line == last.line &&
        at.column <= last.column)
        at.width = last.column - at.column + 1;
    return at;
}

void unit_fix(const struct unit *unit, struct diags *diags, struct range range,
              const char *text) {
    const struct diag *last = diags_at(diags, diags_count(diags) - 1);
    struct place_in_text at = unit_place_of(unit, range);
    bool spelled = range.begin_macro == NO_MACRO && range.end_macro == NO_MACRO;
    bool one_line = at.width || range.end <= range.begin;
    if (spelled && one_line && at.file && last->at.file &&
        strcmp(at.file, last->at.file) == 0)
        diag_fix(diags, at, text);
}

/* ---- splicing ----------------------------------------------------------- */

struct builder {
    struct arena *arena;
    VEC(char) text;
    VEC(struct segment) segments;
};

static void add_piece(struct builder *builder, struct piece piece) {
    struct segment segment = {.begin = (uint32_t)builder->text.count,
                              .original = piece.original,
                              .offset = piece.offset,
                              .verbatim = piece.verbatim};
    if (piece.length == 0)
        return;
    VEC_PUSH(builder->arena, builder->segments, segment);
    for (size_t i = 0; i < piece.length; i++)
        VEC_PUSH(builder->arena, builder->text, piece.text[i]);
}

/* The bytes [begin, end) of the old text, segment by segment. */
static void add_old(struct builder *builder, const struct source *source,
                    uint32_t begin, uint32_t end) {
    while (begin < end) {
        const struct segment *segment = map_segment(source->map, begin);
        size_t next = (size_t)(segment - source->map->segments.at) + 1;
        uint32_t stop = end;
        if (next < source->map->segments.count &&
            source->map->segments.at[next].begin < end)
            stop = source->map->segments.at[next].begin;
        uint32_t skipped = segment->verbatim ? begin - segment->begin : 0;
        add_piece(builder, (struct piece){.text = source->text + begin,
                                          .length = stop - begin,
                                          .original = segment->original,
                                          .offset = segment->offset + skipped,
                                          .verbatim = segment->verbatim});
        begin = stop;
    }
}

void source_splice(struct source *source, const struct splice *splices,
                   size_t count) {
    struct builder builder = {.arena = source->arena};
    struct line_map *map = ARENA_NEW(source->arena, struct line_map);
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        add_old(&builder, source, at, splices[i].begin);
        for (size_t k = 0; k < splices[i].pieces.count; k++)
            add_piece(&builder, splices[i].pieces.at[k]);
        at = splices[i].end;
    }
    add_old(&builder, source, at, (uint32_t)source->length);
    if (builder.segments.count == 0)
        VEC_PUSH(source->arena, builder.segments,
                 ((struct segment){.verbatim = true}));
    map->arena = source->arena;
    for (size_t i = 0; i < source->map->originals.count; i++)
        VEC_PUSH(map->arena, map->originals, source->map->originals.at[i]);
    for (size_t i = 0; i < builder.segments.count; i++)
        VEC_PUSH(map->arena, map->segments, builder.segments.at[i]);
    source->length = builder.text.count;
    VEC_PUSH(source->arena, builder.text, '\0');
    source->text = builder.text.at;
    source->map = map;
}
