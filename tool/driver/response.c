/* Response files, in the syntax that gcc, clang and ld share: words between
 * blanks, quoted by '' or "", a backslash anywhere takes the next byte as it
 * is. */
#include "driver/response.h"

#include "driver/file.h"

#include <string.h>

/* A file that names itself would go on for ever. */
enum { DEEPEST = 64 };

static bool is_blank(char c) {
    return c && strchr(" \t\n\r\v\f", c);
}

/* The word at `*text`, which is moved behind it. */
static const char *read_word(const char **text, struct arena *arena) {
    const char *from = *text;
    char *word = arena_alloc(arena, strlen(from) + 1);
    size_t length = 0;
    char quote = 0;
    for (; *from && (quote || !is_blank(*from)); from++) {
        if (*from == '\\' && from[1])
            word[length++] = *++from;
        else if (quote ? *from == quote : *from == '\'' || *from == '"')
            quote = quote ? 0 : *from;
        else
            word[length++] = *from;
    }
    *text = from;
    return arena_strndup(arena, word, length);
}

static bool expand(const char *arg, struct arena *arena, string_list *words,
                   int depth) {
    struct file_text file;
    if (arg[0] != '@' || depth > DEEPEST || !file_read(arg + 1, arena, &file)) {
        VEC_PUSH(arena, *words, arg);
        return false;
    }
    for (const char *text = file.bytes;;) {
        while (is_blank(*text))
            text++;
        if (!*text)
            return true;
        expand(read_word(&text, arena), arena, words, depth + 1);
    }
}

bool response_expand(const char *arg, struct arena *arena, string_list *words) {
    return expand(arg, arena, words, 0);
}

static size_t quote_word(const char *word, char *to) {
    size_t length = 0;
    to[length++] = '"';
    for (; *word; word++) {
        if (*word == '"' || *word == '\\')
            to[length++] = '\\';
        to[length++] = *word;
    }
    to[length++] = '"';
    to[length++] = '\n';
    return length;
}

const char *response_text(const char *const *words, struct arena *arena) {
    size_t room = 1;
    for (const char *const *word = words; *word; word++)
        room += 2 * strlen(*word) + 3;
    char *text = arena_alloc(arena, room);
    size_t length = 0;
    for (const char *const *word = words; *word; word++)
        length += quote_word(*word, text + length);
    return text;
}
