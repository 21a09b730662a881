/* How a program is linked with the runtime. */
#include "driver/runtime.h"

#include "driver/locate.h"
#include "driver/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The loader looks here anyway. */
static bool is_standard_folder(const char *folder) {
    return !strncmp(folder, "/usr/lib", 8) || !strncmp(folder, "/lib", 4);
}

/* tcc's linker knows no thread-local data in archives. The program has no
 * runtime then, which the linker says, too. */
static bool can_link(const char *archive, const struct compiler *compiler) {
    if (compiler->family != COMPILER_TCC)
        return true;
    fprintf(stderr,
            "tally: error: tcc cannot link '%s': only the shared runtime\n",
            archive);
    return false;
}

static void add_static(struct arena *arena, string_list *list,
                       const char *library) {
    VEC_PUSH(arena, *list, library);
    VEC_PUSH(arena, *list, "-lpthread");
}

/* tcc knows neither --as-needed nor states of options. */
static void add_shared(struct arena *arena, string_list *list,
                       const char *library, bool tcc) {
    const char *folder = path_folder(arena, library);
    if (!is_standard_folder(folder))
        VEC_PUSH(arena, *list, arena_printf(arena, "-Wl,-rpath,%s", folder));
    if (!tcc)
        VEC_PUSH(arena, *list, "-Wl,--push-state,--as-needed");
    VEC_PUSH(arena, *list, library);
    if (!tcc)
        VEC_PUSH(arena, *list, "-Wl,--pop-state");
}

static bool links(const struct command *command) {
    return command->mode == MODE_LINK && command->inputs.count &&
           !command->no_libraries && !command->has_runtime && !command->query;
}

const char *const *runtime_words(const struct command *command,
                                 const struct compiler *compiler) {
    struct arena *arena = command->arena;
    const char *wish = getenv("TALLY_RUNTIME");
    string_list list = {0};
    if (!wish)
        wish = command->is_static ? "static" : "";
    if (!links(command) || !strcmp(wish, "none"))
        return words_end(arena, &list);
    const char *shared = NULL, *archive = NULL;
    if (strcmp(wish, "static") != 0)
        shared = locate_shared_runtime(arena);
    if (!shared && strcmp(wish, "shared") != 0)
        archive = locate_static_runtime(arena);
    if (command->language && (shared || archive))
        VEC_PUSH(arena, list, "-xnone");
    if (shared)
        add_shared(arena, &list, shared, compiler->family == COMPILER_TCC);
    else if (archive && can_link(archive, compiler))
        add_static(arena, &list, archive);
    return words_end(arena, &list);
}
