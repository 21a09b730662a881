/* The plain text's map: places through splices, and reading of files. */
#include "source/text.h"

#include "source/unit.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct source make_source(struct arena *arena, const char *text) {
    struct source source = {
        .arena = arena, .text = text, .length = strlen(text)};
    source.map = map_identity(arena, "a.c", text, source.length);
    return source;
}

static void assert_place(const struct source *source, uint32_t offset,
                         const char *file, unsigned line, unsigned column) {
    struct unit unit = {.line_map = source->map};
    struct place_in_text place = unit_place(&unit, 0, offset);
    assert_string_equal(place.file, file);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void maps_a_text_to_itself(void **state) {
    struct arena *arena = arena_new();
    struct source source = make_source(arena, "ab\n\ncd\n");
    (void)state;
    assert_place(&source, 0, "a.c", 1, 1);
    assert_place(&source, 1, "a.c", 1, 2);
    assert_place(&source, 2, "a.c", 1, 3);
    assert_place(&source, 3, "a.c", 2, 1);
    assert_place(&source, 5, "a.c", 3, 2);
    assert_place(&source, 7, "a.c", 4, 1);
    arena_free(arena);
}

static void maps_an_empty_text(void **state) {
    struct arena *arena = arena_new();
    struct source source = make_source(arena, "");
    (void)state;
    assert_place(&source, 0, "a.c", 1, 1);
    source_splice(&source, NULL, 0);
    assert_int_equal(source.length, 0);
    assert_place(&source, 0, "a.c", 1, 1);
    arena_free(arena);
}

static void add_splice(struct arena *arena, splice_list *splices,
                       uint32_t begin, uint32_t end, struct piece piece) {
    struct splice splice = {.begin = begin, .end = end};
    piece.length = strlen(piece.text);
    VEC_PUSH(arena, splice.pieces, piece);
    VEC_PUSH(arena, *splices, splice);
}

static void maps_an_expansion_to_its_call(void **state) {
    struct arena *arena = arena_new();
    struct source source = make_source(arena, "x = M(1);\ny;\n");
    splice_list splices = {0};
    (void)state;
    add_splice(arena, &splices, 4, 8,
               (struct piece){.text = "(1 + 1)", .offset = 4});
    source_splice(&source, splices.at, splices.count);
    assert_string_equal(source.text, "x = (1 + 1);\ny;\n");
    assert_place(&source, 0, "a.c", 1, 1);
    assert_place(&source, 4, "a.c", 1, 5);
    assert_place(&source, 10, "a.c", 1, 5);
    assert_place(&source, 11, "a.c", 1, 9); /* the ';' */
    assert_place(&source, 13, "a.c", 2, 1);
    arena_free(arena);
}

static void maps_an_inlined_file(void **state) {
    struct arena *arena = arena_new();
    struct source source = make_source(arena, "#i\nb;\n");
    splice_list splices = {0};
    const char *header = "h1;\nh2;\n";
    (void)state;
    uint32_t original =
        map_add_original(source.map, "h.h", header, strlen(header));
    add_splice(
        arena, &splices, 0, 2,
        (struct piece){.text = header, .original = original, .verbatim = true});
    source_splice(&source, splices.at, splices.count);
    assert_string_equal(source.text, "h1;\nh2;\n\nb;\n");
    assert_place(&source, 5, "h.h", 2, 2);
    assert_place(&source, 9, "a.c", 2, 1);
    arena_free(arena);
}

static void splices_again(void **state) {
    struct arena *arena = arena_new();
    struct source source = make_source(arena, "a A b B c");
    splice_list first = {0}, second = {0};
    (void)state;
    add_splice(arena, &first, 2, 3,
               (struct piece){.text = "xx B", .offset = 2});
    source_splice(&source, first.at, first.count);
    assert_string_equal(source.text, "a xx B b B c");
    add_splice(arena, &second, 5, 6, (struct piece){.text = "yy", .offset = 2});
    add_splice(arena, &second, 9, 10, (struct piece){.text = "", .offset = 6});
    source_splice(&source, second.at, second.count);
    assert_string_equal(source.text, "a xx yy b  c");
    assert_place(&source, 3, "a.c", 1, 3);
    assert_place(&source, 5, "a.c", 1, 3);
    assert_place(&source, 8, "a.c", 1, 5);
    assert_place(&source, 11, "a.c", 1, 9);
    arena_free(arena);
}

static void refuses_what_is_no_text(void **state) {
    struct arena *arena = arena_new();
    char path[] = "/tmp/tally-text-XXXXXX";
    size_t length;
    int why, fd = mkstemp(path);
    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "a\0b", 3), 3);
    close(fd);
    assert_null(text_read(arena, path, &length, &why));
    assert_int_equal(why, 0);
    unlink(path);
    assert_null(text_read(arena, path, &length, &why));
    assert_int_equal(why, ENOENT);
    assert_null(text_read(arena, "/tmp", &length, &why));
    assert_int_equal(why, EISDIR);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(maps_a_text_to_itself),
        cmocka_unit_test(maps_an_empty_text),
        cmocka_unit_test(maps_an_expansion_to_its_call),
        cmocka_unit_test(maps_an_inlined_file),
        cmocka_unit_test(splices_again),
        cmocka_unit_test(refuses_what_is_no_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
