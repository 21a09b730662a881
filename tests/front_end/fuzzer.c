/* libFuzzer on the front end: any text goes through the whole pipeline, from
 * the parse to the text that a compiler gets, which is read back again.
 *
 * Bytes at random are no C, and a front end that refuses them is not tested.
 * So texts are changed by *pieces*: tokens and lines are dropped, doubled,
 * exchanged, and taken from other places of the text or from a list. */
#include "pipeline.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most,
                               unsigned seed);

static char file[] = "/tmp/tally-front-end-XXXXXX.c";

static void forget_file(void) {
    unlink(file);
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    int descriptor = mkstemps(file, 2);
    if (descriptor < 0) {
        perror(file);
        exit(1);
    }
    close(descriptor);
    atexit(forget_file);
    return 0;
}

static bool write_file(const uint8_t *data, size_t size) {
    FILE *out = fopen(file, "wb");
    return out && (fwrite(data, 1, size, out) == size) & (fclose(out) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const flags[] = {"-std=gnu11", NULL};
    static const char *const compiler[] = {"gcc", NULL};
    if (!write_file(data, size))
        return -1;
    struct arena *arena = arena_new();
    struct job job = {.file = file,
                      .flags = flags,
                      .compiler = compiler,
                      .tally_include = TALLY_INCLUDE,
                      .options = {.stop_after = STAGE_TEXT, .validate = true}};
    struct job_result result;
    tally_pipeline_main(&job, arena, &result);
    arena_free(arena);
    return 0;
}

/* ---- changes ------------------------------------------------------------ */

struct piece {
    size_t begin, end;
};

static const char *const words[] = {
    "tally_weak ", "tally_unowned ", "tally_array ", "tally_consumed ",
    "tally_borrowed ", "tally_object ", "tally_base ", "tally_finalizer ",
    "tally_new(Node)", "tally_new_array(int, 3)", "tally_resize(&a, 2)",
    "tally_collect();", "const ", "volatile ", "static ", "register ",
    "struct ", "union ", "typedef ", "return ", "goto a;", "a:;", "break;",
    "continue;", "if (", "else ", "for (;;) ", "while (", "do ", "switch (",
    "case 1:", "default:", "sizeof ", "_Generic(", "({", "})", "(", ")", "{",
    "}", "[", "]", ";", ",", "=", "==", "->", ".", "*", "&", "&&", "||", "?",
    ":", "!", "++", "--", "+", "0", "1", "NULL", "(void)", "int ", "void ",
    "char *", "__attribute__((packed)) ", "#define X ", "#if 0\n", "#endif\n",
    "\n", "\\\n", "/*", "*/", "\"", "'"};
enum { WORD_COUNT = sizeof words / sizeof *words };

static unsigned state;

static size_t below(size_t bound) {
    state = state * 1103515245u + 12345u;
    return bound ? (state >> 8) % bound : 0;
}

static bool is_word(int c) {
    return isalnum(c) || c == '_';
}

/* A token, a line, or all between two brackets, somewhere. */
static struct piece some_piece(const uint8_t *data, size_t size) {
    struct piece piece = {below(size), 0};
    size_t how = below(8);
    if (how == 0) {
        while (piece.begin > 0 && data[piece.begin - 1] != '\n')
            piece.begin--;
        for (piece.end = piece.begin; piece.end < size;)
            if (data[piece.end++] == '\n')
                break;
        return piece;
    }
    if (how == 1) {
        int depth = 0;
        for (piece.end = piece.begin; piece.end < size; piece.end++) {
            int c = data[piece.end];
            if (strchr(")]};", c) && c && depth-- <= 0)
                break;
            depth += c == '(' || c == '[' || c == '{';
        }
        return piece;
    }
    while (piece.begin > 0 && is_word(data[piece.begin]) &&
           is_word(data[piece.begin - 1]))
        piece.begin--;
    piece.end = piece.begin + (piece.begin < size);
    while (piece.end < size && is_word(data[piece.begin]) &&
           is_word(data[piece.end]))
        piece.end++;
    return piece;
}

/* Puts `count` bytes, which lie elsewhere, where `piece` is. */
static size_t put(uint8_t *data, size_t size, size_t most, struct piece piece,
                  const void *bytes, size_t count) {
    size_t rest = size - piece.end;
    if (piece.begin + count + rest > most)
        return size;
    memmove(data + piece.begin + count, data + piece.end, rest);
    memcpy(data + piece.begin, bytes, count);
    return piece.begin + count + rest;
}

static size_t change(uint8_t *data, size_t size, size_t most) {
    struct piece piece = some_piece(data, size);
    struct piece gap = {piece.begin, piece.begin};
    size_t how = below(6);
    if (how == 0)
        return put(data, size, most, piece, "", 0);
    if (how <= 2) {
        const char *word = words[below(WORD_COUNT)];
        return put(data, size, most, how == 1 ? gap : piece, word,
                   strlen(word));
    }
    struct piece other = some_piece(data, size);
    size_t count = other.end - other.begin;
    uint8_t *copy = malloc(count + 1);
    if (!copy)
        return size;
    memcpy(copy, data + other.begin, count);
    size = put(data, size, most, how == 3 ? gap : piece, copy, count);
    free(copy);
    return size;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most,
                               unsigned seed) {
    state = seed;
    for (size_t n = 1 + below(3); n > 0; n--)
        size = change(data, size, most);
    return size;
}
