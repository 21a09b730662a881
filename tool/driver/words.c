/* Lists of words. */
#include "driver/words.h"

#include <string.h>

void words_append(struct arena *arena, string_list *list,
                  const char *const *words) {
    for (; *words; words++)
        VEC_PUSH(arena, *list, *words);
}

const char *const *words_end(struct arena *arena, string_list *list) {
    VEC_PUSH(arena, *list, NULL);
    return list->at;
}

string_list words_split(struct arena *arena, const char *text) {
    static const char blanks[] = " \t\n\r\v\f";
    string_list list = {0};
    for (;;) {
        text += strspn(text, blanks);
        size_t length = strcspn(text, blanks);
        if (!length)
            return list;
        VEC_PUSH(arena, list, arena_strndup(arena, text, length));
        text += length;
    }
}

static void word_print(const char *word, FILE *out) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-+=./,:@%^";
    if (*word && !word[strspn(word, plain)]) {
        fputs(word, out);
        return;
    }
    fputc('\'', out);
    for (; *word; word++)
        if (*word == '\'')
            fputs("'\\''", out);
        else
            fputc(*word, out);
    fputc('\'', out);
}

void words_print(const char *const *words, FILE *out) {
    for (const char *const *word = words; *word; word++) {
        if (word != words)
            fputc(' ', out);
        word_print(*word, out);
    }
    fputc('\n', out);
}
