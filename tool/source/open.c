/* Opening: the main file, as the user wrote it, is the first plain text. */
#include "source/source.h"

#include "source/text.h"

#include <errno.h>
#include <string.h>

/* The folder that `#include "x.h"` of the main file looks in first. */
static const char *folder_of(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash)
        return ".";
    if (slash == path)
        return "/";
    return arena_strndup(arena, path, (size_t)(slash - path));
}

static void report_unreadable(struct diags *diags, const char *file, int why) {
    struct place_in_text nowhere = {.file = file};
    if (why == 0)
        diag_report(diags, TLY_UNREADABLE, nowhere,
                    "give a C source file in a text encoding",
                    "'%s' is binary: it has a NUL byte", file);
    else
        diag_report(diags, TLY_UNREADABLE, nowhere, NULL,
                    "cannot read '%s': %s", file, strerror(why));
}

static struct source *make(const struct source_request *request,
                           const char *text, size_t length,
                           struct arena *arena) {
    struct source *source = ARENA_NEW(arena, struct source);
    source->request = *request;
    source->arena = arena;
    source->text = arena_strndup(arena, text, length);
    source->length = length;
    source->folder = folder_of(arena, request->file);
    source->map = map_identity(arena, request->file, source->text, length);
    return source;
}

struct source *source_open(const struct source_request *request,
                           struct arena *arena, struct diags *diags) {
    size_t length = 0;
    int why = 0;
    char *text = text_read(arena, request->file, &length, &why);
    if (!text || length >= UINT32_MAX / 2) {
        report_unreadable(diags, request->file, text ? EFBIG : why);
        return NULL;
    }
    return make(request, text, length, arena);
}

struct source *source_open_text(const struct source_request *request,
                                const char *text, size_t length,
                                struct arena *arena) {
    struct source *source = make(request, text, length, arena);
    source->read_back = true;
    return source;
}