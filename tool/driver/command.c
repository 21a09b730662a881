/* Reading compiler command lines. flags.def is what we know of options; this
 * file matches words with it and notes what each meaning stands for. */
#include "driver/command.h"

#include "driver/path.h"
#include "driver/response.h"

#include <string.h>

enum form { EXACT, JOINED, NEXT, EITHER };

enum meaning {
    COMPILE,
    ASSEMBLE,
    PREPROCESS,
    SYNTAX,
    DEPEND_ONLY,
    RELOCATABLE,
    QUERY,
    OUTPUT,
    LANGUAGE,
    MD,
    MMD,
    MF,
    MT,
    MQ,
    MP,
    MG,
    PREPROCESSOR_LIST,
    QUOTE,
    INCLUDE,
    FORCED,
    SYSROOT,
    DOUBT,
    HANDED_ON,
    LIBRARY,
    LINK,
    SHARED,
    STATIC,
    NO_LIBRARIES,
    FRONT,
    OTHER
};

struct flag {
    const char *spelling;
    enum form form;
    enum meaning meaning;
};

static const struct flag flags[] = {
#define FLAG(spelling, form, meaning) {spelling, form, meaning},
#include "driver/flags.def"
#undef FLAG
};

/* The state of one reading. */
struct reader {
    struct command *command;
    const char *const *args; /* expanded */
    size_t count, next;      /* `next`: the argument to look at */
    const char *language;    /* of the -x in force; NULL: none */
    bool cxx;
};

/* ---- inputs ------------------------------------------------------------- */

/* `language` overrules the suffix. Standard input without a language is only
 * legal with -E, where it is C. */
static enum input_kind kind_of(const struct reader *reader, const char *file) {
    const char *language = reader->language;
    if (language)
        return !strcmp(language, "c") ? INPUT_C : INPUT_OTHER;
    if (!strcmp(file, "-"))
        return reader->cxx ? INPUT_OTHER : INPUT_C;
    const char *dot = strrchr(path_name(file), '.');
    if (dot && !strcmp(dot, ".c") && !reader->cxx)
        return INPUT_C;
    return INPUT_OTHER;
}

static void add_word(struct command *command, const char *text,
                     enum word_role role) {
    struct word word = {.text = text, .role = role};
    VEC_PUSH(command->arena, command->words, word);
}

/* Does this library or archive bring the runtime? */
static bool is_runtime(const char *file) {
    const char *name = path_name(file);
    return !strncmp(name, "libtally.", 9);
}

static void add_input(struct reader *reader, const char *file) {
    struct command *command = reader->command;
    struct input input = {.file = file,
                          .language = reader->language,
                          .kind = kind_of(reader, file)};
    struct word word = {
        .text = file, .role = ROLE_INPUT, .input = command->inputs.count};
    VEC_PUSH(command->arena, command->words, word);
    VEC_PUSH(command->arena, command->inputs, input);
    command->has_runtime |= is_runtime(file);
}

/* ---- options ------------------------------------------------------------ */

static bool flag_fits(const struct flag *flag, const char *arg) {
    size_t length = strlen(flag->spelling);
    if (strncmp(arg, flag->spelling, length) != 0)
        return false;
    return flag->form == JOINED || flag->form == EITHER || !arg[length];
}

/* The longest row that fits; NULL if none does. */
static const struct flag *flag_find(const char *arg) {
    const struct flag *best = NULL;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (flag_fits(&flags[i], arg) &&
            (!best || strlen(flags[i].spelling) > strlen(best->spelling)))
            best = &flags[i];
    return best;
}

static enum word_role role_of(enum meaning meaning) {
    switch (meaning) {
    case COMPILE:
    case ASSEMBLE:
    case PREPROCESS:
    case SYNTAX:
    case DEPEND_ONLY:
    case RELOCATABLE:
        return ROLE_MODE;
    case OUTPUT:
        return ROLE_OUTPUT;
    case LANGUAGE:
        return ROLE_LANGUAGE;
    case MD:
    case MMD:
    case MF:
    case MT:
    case MQ:
    case MP:
    case MG:
        return ROLE_DEPEND;
    case QUOTE:
    case INCLUDE:
    case FORCED:
    case SYSROOT:
    case DOUBT:
    case HANDED_ON:
    case FRONT:
    case PREPROCESSOR_LIST:
        return ROLE_FRONT;
    case LIBRARY:
    case LINK:
    case SHARED:
    case STATIC:
    case NO_LIBRARIES:
        return ROLE_LINK;
    case QUERY:
    case OTHER:
        break;
    }
    return ROLE_OTHER;
}

/* -E beats -fsyntax-only beats -S beats -c, whatever their order. */
static void set_mode(struct command *command, enum command_mode mode) {
    static const int rank[] = {
        [MODE_LINK] = 0,   [MODE_COMPILE] = 1,    [MODE_ASSEMBLE] = 2,
        [MODE_SYNTAX] = 3, [MODE_PREPROCESS] = 4, [MODE_DEPEND] = 5,
    };
    if (rank[mode] > rank[command->mode])
        command->mode = mode;
}

static void add_target(struct command *command, const char *flag,
                       const char *target) {
    VEC_PUSH(command->arena, command->depend.targets, flag);
    VEC_PUSH(command->arena, command->depend.targets, target);
}

/* "=dir" stands for the folder below the sysroot. */
static void add_folder(struct command *command, const char *folder) {
    if (folder[0] == '=' || !strncmp(folder, "$SYSROOT", 8))
        command->doubtful = true;
    VEC_PUSH(command->arena, command->include_folders, folder);
}

/* What -Xclang and -Xpreprocessor hand on may bring headers in. */
static void note_handed_on(struct command *command, const char *arg) {
    if (arg[0] == '-' && (arg[1] == 'i' || arg[1] == 'I' || arg[1] == 'M'))
        command->doubtful = true;
}

static void note_depend(struct command *command, enum meaning meaning,
                        const char *value) {
    struct depend *depend = &command->depend;
    switch (meaning) {
    case MD:
        depend->wanted = true;
        break;
    case MMD:
        depend->wanted = depend->user_only = true;
        break;
    case MF:
        depend->file = value;
        break;
    case MT:
        add_target(command, "-MT", value);
        break;
    case MQ:
        add_target(command, "-MQ", value);
        break;
    case MP:
        depend->phony = true;
        break;
    default:
        break;
    }
}

static void note_search(struct command *command, enum meaning meaning,
                        const char *value) {
    switch (meaning) {
    case QUOTE:
        VEC_PUSH(command->arena, command->quote_folders, value);
        break;
    case INCLUDE:
        add_folder(command, value);
        break;
    case FORCED:
        VEC_PUSH(command->arena, command->forced, value);
        break;
    case SYSROOT:
        command->sysroot = value;
        break;
    case DOUBT:
        command->doubtful = true;
        break;
    case HANDED_ON:
        note_handed_on(command, value);
        break;
    default:
        break;
    }
}

static void note_link(struct command *command, enum meaning meaning,
                      const char *value) {
    switch (meaning) {
    case SHARED:
        command->is_shared = true;
        break;
    case STATIC:
        command->is_static = true;
        break;
    case NO_LIBRARIES:
    case RELOCATABLE:
        command->no_libraries = true;
        break;
    case LIBRARY:
        command->has_runtime |=
            !strcmp(value, "tally") || !strncmp(value, ":libtally.", 10);
        break;
    default:
        break;
    }
}

static void note_mode(struct reader *reader, enum meaning meaning,
                      const char *value) {
    struct command *command = reader->command;
    switch (meaning) {
    case COMPILE:
        set_mode(command, MODE_COMPILE);
        break;
    case ASSEMBLE:
        set_mode(command, MODE_ASSEMBLE);
        break;
    case PREPROCESS:
        set_mode(command, MODE_PREPROCESS);
        break;
    case SYNTAX:
        set_mode(command, MODE_SYNTAX);
        break;
    case DEPEND_ONLY:
        set_mode(command, MODE_DEPEND);
        break;
    case QUERY:
        command->query = true;
        break;
    case OUTPUT:
        command->output = value;
        break;
    case LANGUAGE:
        reader->language = strcmp(value, "none") ? value : NULL;
        break;
    default:
        break;
    }
}

/* The part of a -Wp, list from `*rest` up to the next comma. */
static const char *next_part(struct arena *arena, const char **rest) {
    const char *comma = strchr(*rest, ',');
    size_t length = comma ? (size_t)(comma - *rest) : strlen(*rest);
    const char *part = arena_strndup(arena, *rest, length);
    *rest = comma ? comma + 1 : *rest + length;
    return part;
}

/* -Wp,-MD,FILE,-DX: what concerns depfiles is taken out, the rest stays. */
static void read_list(struct command *command, const char *list) {
    struct arena *arena = command->arena;
    const char *kept = "";
    for (const char *rest = list; *rest;) {
        const char *part = next_part(arena, &rest);
        const struct flag *flag = flag_find(part);
        enum meaning meaning = flag ? flag->meaning : OTHER;
        if (role_of(meaning) != ROLE_DEPEND) {
            kept = arena_printf(arena, "%s,%s", kept, part);
            note_handed_on(command, part);
            continue;
        }
        bool has_file = meaning == MD || meaning == MMD || meaning == MF ||
                        meaning == MT || meaning == MQ;
        const char *value = has_file ? next_part(arena, &rest) : NULL;
        note_depend(command, meaning, value);
        if (meaning == MD || meaning == MMD) {
            command->depend.from_wp = true;
            command->depend.file = value;
        }
    }
    if (*kept)
        add_word(command, arena_printf(arena, "-Wp%s", kept), ROLE_FRONT);
}

/* The value of a flag: joined, or the next word (which is then consumed). NULL
 * if there is none; the compiler will say so. */
static const char *flag_value(struct reader *reader, const struct flag *flag,
                              const char *arg) {
    size_t length = strlen(flag->spelling);
    if (flag->form == EXACT)
        return NULL;
    if (arg[length] || flag->form == JOINED)
        return arg + length;
    return reader->next < reader->count ? reader->args[reader->next++] : NULL;
}

static void read_flag(struct reader *reader, const char *arg) {
    struct command *command = reader->command;
    const struct flag *flag = flag_find(arg);
    if (!flag) {
        add_word(command, arg, ROLE_OTHER);
        return;
    }
    if (flag->meaning == PREPROCESSOR_LIST) {
        read_list(command, arg + strlen(flag->spelling));
        return;
    }
    size_t before = reader->next;
    const char *value = flag_value(reader, flag, arg);
    enum word_role role = role_of(flag->meaning);
    add_word(command, arg, role);
    if (reader->next > before)
        add_word(command, value, role);
    if (!value && flag->form != EXACT)
        return;
    note_mode(reader, flag->meaning, value);
    note_depend(command, flag->meaning, value);
    note_search(command, flag->meaning, value);
    note_link(command, flag->meaning, value);
}

struct command *command_parse(const char *const *args, size_t count, bool cxx,
                              struct arena *arena) {
    struct command *command = ARENA_NEW(arena, struct command);
    command->arena = arena;
    string_list expanded = {0};
    for (size_t i = 0; i < count; i++)
        command->used_response |= response_expand(args[i], arena, &expanded);
    struct reader reader = {.command = command,
                            .args = expanded.at,
                            .count = expanded.count,
                            .cxx = cxx};
    while (reader.next < reader.count) {
        const char *arg = reader.args[reader.next++];
        if (arg[0] == '-' && arg[1])
            read_flag(&reader, arg);
        else
            add_input(&reader, arg);
    }
    command->language = reader.language;
    return command;
}

const char *const *command_words(const struct command *command,
                                 enum word_role role) {
    string_list list = {0};
    for (size_t i = 0; i < command->words.count; i++)
        if (command->words.at[i].role == role)
            VEC_PUSH(command->arena, list, command->words.at[i].text);
    VEC_PUSH(command->arena, list, NULL);
    return list.at;
}

size_t command_sources(const struct command *command) {
    size_t count = 0;
    for (size_t i = 0; i < command->inputs.count; i++)
        count += command->inputs.at[i].kind == INPUT_C;
    return count;
}
