/* Depfiles. */
#include "driver/depfile.h"

#include "driver/file.h"
#include "driver/path.h"
#include "driver/temporary.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

const char *depfile_name(const struct command *command,
                         const struct compiler *compiler,
                         const struct input *input) {
    struct arena *arena = command->arena;
    if (command->depend.file)
        return command->depend.file;
    if (command->output)
        return path_with_suffix(arena, command->output, ".d");
    const char *name = path_with_suffix(arena, path_name(input->file), ".d");
    /* gcc calls what belongs to a.out a-NAME. */
    if (compiler->family == COMPILER_GCC && command->mode == MODE_LINK)
        return arena_printf(arena, "a-%s", name);
    return name;
}

const char *depfile_target(const struct command *command,
                           const struct compiler *compiler,
                           const struct input *input) {
    bool gcc = compiler->family == COMPILER_GCC;
    bool by_input =
        !command->output ||
        (gcc && (command->mode == MODE_PREPROCESS || command->depend.from_wp));
    if (!by_input)
        return command->output;
    return path_with_suffix(command->arena, path_name(input->file), ".o");
}

static void add_language(struct arena *arena, string_list *list,
                         const struct input *input) {
    if (!input->language && strcmp(input->file, "-") != 0)
        return;
    VEC_PUSH(arena, *list, "-x");
    VEC_PUSH(arena, *list, input->language ? input->language : "c");
}

static void add_targets(const struct command *command,
                        const struct compiler *compiler,
                        const struct input *input, string_list *list) {
    const string_list *given = &command->depend.targets;
    for (size_t i = 0; i < given->count; i++)
        VEC_PUSH(command->arena, *list, given->at[i]);
    if (given->count)
        return;
    VEC_PUSH(command->arena, *list, "-MQ");
    VEC_PUSH(command->arena, *list, depfile_target(command, compiler, input));
}

static const char *raw_depfile(struct arena *arena, const char *folder) {
    return path_join(arena, folder, "depfile");
}

const char *const *depfile_words(const struct command *command,
                                 const struct compiler *compiler,
                                 const struct input *input,
                                 const char *const *extra, const char *folder) {
    struct arena *arena = command->arena;
    string_list list = {0};
    words_append(arena, &list, compiler->words);
    words_append(arena, &list, command_words(command, ROLE_FRONT));
    words_append(arena, &list, extra);
    VEC_PUSH(arena, list, "-w");
    if (compiler->family == COMPILER_TCC) {
        VEC_PUSH(arena, list, "-c");
        VEC_PUSH(arena, list, "-o");
        VEC_PUSH(arena, list, temporary_file(arena, folder, "depfile.o"));
        VEC_PUSH(arena, list, "-MD");
        VEC_PUSH(arena, list, "-MF");
        VEC_PUSH(arena, list, temporary_file(arena, folder, "depfile"));
    } else {
        VEC_PUSH(arena, list, command->depend.user_only ? "-MM" : "-M");
        if (command->depend.phony)
            VEC_PUSH(arena, list, "-MP");
        VEC_PUSH(arena, list, "-MF");
        VEC_PUSH(arena, list, depfile_name(command, compiler, input));
        add_targets(command, compiler, input, &list);
    }
    add_language(arena, &list, input);
    VEC_PUSH(arena, list, input->file);
    return words_end(arena, &list);
}

bool depfile_finish(const struct command *command,
                    const struct compiler *compiler, const struct input *input,
                    const char *folder) {
    struct arena *arena = command->arena;
    struct file_text raw;
    if (compiler->family != COMPILER_TCC)
        return true;
    const char *name = depfile_name(command, compiler, input);
    const char *colon = NULL;
    if (file_read(raw_depfile(arena, folder), arena, &raw))
        colon = strchr(raw.bytes, ':');
    if (colon) {
        const char *text = arena_printf(
            arena, "%s%s", depfile_target(command, compiler, input), colon);
        if (file_replace(name, text, strlen(text), arena))
            return true;
    }
    fprintf(stderr, "tally: error: cannot write '%s': %s\n", name,
            strerror(errno));
    return false;
}
