/* Whether a unit is ours, from its text (driver/scan.h, driver/scan_text.h). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "driver/scan.h"
#include "driver/scan_system.h"
#include "driver/scan_text.h"

#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder for the files of one test, with a tally.h in `tally`. */
static struct arena *arena;
static char *folder;

static const char *in(const char *name) {
    return arena_printf(arena, "%s/%s", folder, name);
}

static void put(const char *name, const char *text) {
    FILE *file = fopen(in(name), "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static int set_up(void **state) {
    (void)state;
    static const char *const folders[] = {"tally", "inc", "src", "src/sub"};
    arena = arena_new();
    folder = arena_strdup(arena, "/tmp/tally-unit-XXXXXX");
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        assert_int_equal(mkdir(in(folders[i]), 0700), 0);
    put("tally/tally.h", "#define TALLY__SITE\n");
    return 0;
}

static int remove_one(const char *path, const struct stat *status, int type,
                      struct FTW *walk) {
    (void)status, (void)type, (void)walk;
    return remove(path);
}

static int tear_down(void **state) {
    (void)state;
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    arena_free(arena);
    return 0;
}

/* The search that `-Iinc` and our own folder give. */
static struct scan_search search(void) {
    struct scan_search search = {.tally_include = in("tally")};
    VEC_PUSH(arena, search.include_folders, in("inc"));
    return search;
}

static enum scan_verdict scan(const char *text) {
    const struct scan_search all = search();
    put("src/main.c", text);
    return scan_unit(in("src/main.c"), NULL, 0, &all, arena);
}

/* ---- texts -------------------------------------------------------------- */

static void foreign(void **state) {
    (void)state;
    assert_int_equal(scan(""), SCAN_FOREIGN);
    assert_int_equal(scan("int main(void) { return 0; }"), SCAN_FOREIGN);
    assert_int_equal(scan("#include <stdio.h>\n#include \"nothing.h\"\n"),
                     SCAN_FOREIGN);
    assert_int_equal(scan("const char *s = \"#include <tally.h>\";\n"),
                     SCAN_FOREIGN);
    assert_int_equal(scan("/* see\n * #include <tally.h>\n */\n"),
                     SCAN_FOREIGN);
    assert_int_equal(scan("#define tally_object\n#includes <tally.h>\n"),
                     SCAN_FOREIGN);
}

static void ours_in_every_spelling(void **state) {
    (void)state;
    static const char *const texts[] = {
        "#include <tally.h>\n",
        "#include \"tally.h\"\n",
        "#include<tally.h>",
        "int x;\r\n#include <tally.h>\r\n",
        "  \t#  include\t<tally.h>\n",
        "\v\f#include <tally.h>\n",
        "/* a */ #include <tally.h>\n",
        "/* a\n b */ #include <tally.h>\n",
        "# /* a */ include /* b\n*/ <tally.h>\n",
        "#inc\\\nlude <tally.h>\n",
        "#inc\\ \nlude <tally.h>\n",
        "#inc\\\r\nlude <tally.h>\n",
        "#include <ta\\\nlly.h>\n",
        "\\\n#include <tally.h>\n",
        "#\\\ninclude <tally.h>\n",
        "%:include <tally.h>\n",
        "%\\\n:include <tally.h>\n",
        "?\?=include <tally.h>\n",
        "#inc?\?/\nlude <tally.h>\n",
        "#include /\\\n* c *\\\n/ <tally.h>\n",
        "#include_next <tally.h>\n",
        "#import <tally.h>\n",
        "#if 0\n#include <tally.h>\n#endif\n",
        "\xEF\xBB\xBF#include <tally.h>\n",
        "#define X \"#\" /* # */\n#include <tally.h>\n",
        "# 3 \"x.c\"\n#include <tally.h>\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (scan(texts[i]) != SCAN_OURS)
            fail_msg("not seen: %s", texts[i]);
}

static void bytes_that_are_no_text(void **state) {
    (void)state;
    const char text[] = "\0\xff#\0\n#include <tally.h>\n";
    const struct scan_search all = search();
    assert_int_equal(
        scan_unit(in("src/x.c"), text, sizeof text - 1, &all, arena),
        SCAN_OURS);
}

static void texts_that_end_early(void **state) {
    (void)state;
    static const char *const texts[] = {
        "#",    "#include",      "#include ", "#include \\", "%",        "?\?",
        "# /*", "#include /* x", "/",         "#/",          "#inc\\\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_int_not_equal(scan(texts[i]), SCAN_OURS);
    assert_int_equal(scan("#include <tally.h"), SCAN_DOUBT);
    assert_int_equal(scan("#include \"tally.h\n\""), SCAN_DOUBT);
}

static void computed(void **state) {
    (void)state;
    assert_int_equal(scan("#define H <tally.h>\n#include H\n"), SCAN_DOUBT);
    assert_int_equal(scan("#include H\n#include <tally.h>\n"), SCAN_OURS);
}

/* ---- files -------------------------------------------------------------- */

static void through_headers(void **state) {
    (void)state;
    put("src/sub/deep.h", "#include \"../peer.h\"\n");
    put("src/peer.h", "#include <far.h>\n");
    put("inc/far.h", "#include \"tally.h\"\n");
    assert_int_equal(scan("#include \"sub/deep.h\"\n"), SCAN_OURS);
}

static void headers_that_include_each_other(void **state) {
    (void)state;
    put("src/a.h", "#include \"b.h\"\n");
    put("src/b.h", "#include \"a.h\"\n#include \"main.c\"\n");
    assert_int_equal(scan("#include \"a.h\"\n"), SCAN_FOREIGN);
}

/* The first folder has a harmless one; which is meant is not for us to say. */
static void every_candidate_counts(void **state) {
    (void)state;
    put("src/list.h", "int x;\n");
    put("inc/list.h", "#include <tally.h>\n");
    assert_int_equal(scan("#include \"list.h\"\n"), SCAN_OURS);
}

/* The same name means another file where another folder includes it. */
static void names_depend_on_the_includer(void **state) {
    (void)state;
    put("src/config.h", "int x;\n");
    put("src/sub/config.h", "#include <tally.h>\n");
    put("src/sub/user.h", "#include \"config.h\"\n");
    assert_int_equal(scan("#include \"config.h\"\n#include \"sub/user.h\"\n"),
                     SCAN_OURS);
}

static void quote_folders(void **state) {
    (void)state;
    struct scan_search all = search();
    VEC_PUSH(arena, all.quote_folders, in("src/sub"));
    put("src/sub/q.h", "#include <tally.h>\n");
    put("src/main.c", "#include \"q.h\"\n");
    assert_int_equal(scan_unit(in("src/main.c"), NULL, 0, &all, arena),
                     SCAN_OURS);
    put("src/main.c", "#include <q.h>\n");
    assert_int_equal(scan_unit(in("src/main.c"), NULL, 0, &all, arena),
                     SCAN_FOREIGN);
}

static void forced_files(void **state) {
    (void)state;
    struct scan_search all = search();
    put("src/main.c", "int x;\n");
    VEC_PUSH(arena, all.forced, in("src/pre.h"));
    put("src/pre.h", "#include <tally.h>\n");
    assert_int_equal(scan_unit(in("src/main.c"), NULL, 0, &all, arena),
                     SCAN_OURS);
    put("src/pre.h", "");
    assert_int_equal(scan_unit(in("src/main.c"), NULL, 0, &all, arena),
                     SCAN_FOREIGN);
    put("src/pre.h.gch", "");
    assert_int_equal(scan_unit(in("src/main.c"), NULL, 0, &all, arena),
                     SCAN_DOUBT);
}

static void folders_of_the_environment(void **state) {
    (void)state;
    put("src/sub/env.h", "#include <tally.h>\n");
    assert_int_equal(scan("#include <env.h>\n"), SCAN_FOREIGN);
    setenv("CPATH", arena_printf(arena, "/nonexistent:%s", in("src/sub")), 1);
    assert_int_equal(scan("#include <env.h>\n"), SCAN_OURS);
    unsetenv("CPATH");
}

static void sysroot(void **state) {
    (void)state;
    struct scan_search all = search();
    all.sysroot = in("src");
    assert_int_equal(mkdir(in("src/include"), 0700), 0);
    put("src/include/sysrooted.h", "#include <tally.h>\n");
    put("src/main.c", "#include <sysrooted.h>\n");
    assert_int_equal(scan_unit(in("src/main.c"), NULL, 0, &all, arena),
                     SCAN_OURS);
}

static void another_projects_tally(void **state) {
    (void)state;
    struct scan_search all = {0};
    VEC_PUSH(arena, all.include_folders, in("inc"));
    put("inc/tally.h", "int vote_tally(void);\n");
    put("src/main.c", "#include <tally.h>\n");
    assert_int_equal(scan_unit(in("src/main.c"), NULL, 0, &all, arena),
                     SCAN_FOREIGN);
}

static void tally_that_is_nowhere(void **state) {
    (void)state;
    const struct scan_search all = {0};
    put("src/main.c", "#include <tally.h>\n");
    assert_int_equal(scan_unit(in("src/main.c"), NULL, 0, &all, arena),
                     SCAN_DOUBT);
}

static void what_is_no_file(void **state) {
    (void)state;
    const struct scan_search all = search();
    assert_int_equal(scan_unit(in("nothing.c"), NULL, 0, &all, arena),
                     SCAN_FOREIGN);
    assert_int_equal(scan_unit(in("src"), NULL, 0, &all, arena), SCAN_FOREIGN);
    assert_int_equal(scan_unit("/dev/null", NULL, 0, &all, arena),
                     SCAN_FOREIGN);
    assert_int_equal(mkfifo(in("src/pipe.h"), 0600), 0);
    assert_int_equal(scan("#include \"pipe.h\"\n#include \"sub\"\n"),
                     SCAN_FOREIGN);
}

/* Headers of the C library are not read, unless the user has his own. */
static void system_headers(void **state) {
    (void)state;
    assert_true(is_system_header("stdio.h"));
    assert_true(is_system_header("aio.h"));
    assert_true(is_system_header("wordexp.h"));
    assert_true(is_system_header("sys/types.h"));
    assert_false(is_system_header("zlib.h"));
    assert_false(is_system_header("stdio.hh"));
    put("inc/stdio.h", "#include <tally.h>\n");
    assert_int_equal(scan("#include <stdio.h>\n"), SCAN_OURS);
}

/* ---- shadows ------------------------------------------------------------ */

static bool shadowed(const char *text, bool brackets) {
    const struct scan_search all = search();
    put("src/main.c", text);
    struct scan_shadow shadow =
        scan_shadows(in("src/main.c"), NULL, 0, &all, brackets, arena);
    return shadow.includer != NULL;
}

static void a_header_that_means_another_file(void **state) {
    (void)state;
    put("inc/lib.h", "#include \"config.h\"\n");
    put("src/config.h", "");
    assert_int_equal(mkdir(in("gen"), 0700), 0);
    put("gen/config.h", "");
    /* Beside the one that includes there is none, and nowhere else. */
    assert_false(shadowed("#include <lib.h>\n", false));
    struct scan_search all = search();
    VEC_PUSH(arena, all.include_folders, in("gen"));
    struct scan_shadow shadow =
        scan_shadows(in("src/main.c"), NULL, 0, &all, false, arena);
    assert_string_equal(shadow.includer, in("inc/lib.h"));
    assert_string_equal(shadow.name, "config.h");
    assert_string_equal(shadow.found, in("src/config.h"));
    /* Beside the one that includes: that comes first in any case. */
    put("inc/config.h", "");
    shadow = scan_shadows(in("src/main.c"), NULL, 0, &all, false, arena);
    assert_null(shadow.includer);
}

static void the_main_file_means_its_neighbours(void **state) {
    (void)state;
    put("src/config.h", "");
    put("inc/config.h", "");
    assert_false(shadowed("#include \"config.h\"\n", false));
    assert_false(shadowed("#include <config.h>\n", false));
    assert_true(shadowed("#include <config.h>\n", true));
    put("src/stddef.h", "");
    assert_false(shadowed("#include <stddef.h>\n", false));
    assert_true(shadowed("#include <stddef.h>\n", true));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(foreign),
        TEST(ours_in_every_spelling),
        TEST(bytes_that_are_no_text),
        TEST(texts_that_end_early),
        TEST(computed),
        TEST(through_headers),
        TEST(headers_that_include_each_other),
        TEST(every_candidate_counts),
        TEST(names_depend_on_the_includer),
        TEST(quote_folders),
        TEST(forced_files),
        TEST(folders_of_the_environment),
        TEST(sysroot),
        TEST(another_projects_tally),
        TEST(tally_that_is_nowhere),
        TEST(what_is_no_file),
        TEST(system_headers),
        TEST(a_header_that_means_another_file),
        TEST(the_main_file_means_its_neighbours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
