/* One unit, parsed from a few lines: for the tests of the source stage.
 *
 * The lines are written to a folder of their own, `main.c` among other files,
 * and everything is gone with case_end. */
#ifndef TALLY_TESTS_SOURCE_CASE_H
#define TALLY_TESTS_SOURCE_CASE_H

#include "report/report.h"
#include "source/source.h"
#include "source/unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct source_case {
    char folder[32];
    char main_file[64];
    char *files[8];
    size_t file_count;
    struct arena *arena;
    struct diags *diags;
    struct source *source;
    struct unit *unit;
    const char *compiler[2];
    const char *flags[4];
};

/* The declarations that most tests begin with; one line. */
#define NODE                                  \
    "#include <tally.h>\n"                    \
    "typedef struct tally_object Node Node; " \
    "struct Node { Node *next; Node *tally_weak up; int value; };\n"

static inline void case_begin(struct source_case *test) {
    *test = (struct source_case){.compiler = {"gcc", NULL}};
    strcpy(test->folder, "/tmp/tally-source-XXXXXX");
    assert_non_null(mkdtemp(test->folder));
    snprintf(test->main_file, sizeof test->main_file, "%s/main.c",
             test->folder);
    test->arena = arena_new();
    test->diags = diags_new(test->arena);
}

/* Writes a file of the case; `name` may have one folder. */
static inline void case_file(struct source_case *test, const char *name,
                             const char *text) {
    char path[96];
    const char *slash = strchr(name, '/');
    if (slash) {
        snprintf(path, sizeof path, "%s/%.*s", test->folder,
                 (int)(slash - name), name);
        mkdir(path, 0700);
    }
    snprintf(path, sizeof path, "%s/%s", test->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    test->files[test->file_count++] = strdup(path);
}

/* Opens and parses main.c; `unit` is NULL if there were errors. */
static inline void case_parse(struct source_case *test, const char *text) {
    case_file(test, "main.c", text);
    struct source_request request = {.file = test->main_file,
                                     .flags = test->flags,
                                     .compiler = test->compiler,
                                     .tally_include =
                                         TALLY_SOURCE_DIR "/runtime/include"};
    test->source = source_open(&request, test->arena, test->diags);
    assert_non_null(test->source);
    test->unit = source_parse(test->source, test->arena, test->diags);
}

static inline void case_end(struct source_case *test) {
    for (size_t i = 0; i < test->file_count; i++) {
        unlink(test->files[i]);
        *strrchr(test->files[i], '/') = '\0';
        if (strcmp(test->files[i], test->folder) != 0)
            rmdir(test->files[i]);
        free(test->files[i]);
    }
    rmdir(test->folder);
    arena_free(test->arena);
}

/* A case of nothing but main.c, without errors. */
static inline void case_of(struct source_case *test, const char *text) {
    case_begin(test);
    case_parse(test, text);
    if (!test->unit)
        report_text(test->diags, false, stderr);
    assert_non_null(test->unit);
}

/* The n-th node of a kind, in the order of the tree; NULL if there is none. */
static inline struct node *find_in(struct node *node, enum node_kind kind,
                                   size_t *n) {
    if (!node)
        return NULL;
    if (node->kind == kind && (*n)-- == 0)
        return node;
    for (size_t i = 0; i < node->decl_count; i++) {
        struct node *found = find_in(node->decls[i]->init, kind, n);
        if (found)
            return found;
    }
    for (size_t i = 0; i < node->child_count; i++) {
        struct node *found = find_in(node->child[i], kind, n);
        if (found)
            return found;
    }
    return NULL;
}

/* The n-th node of a kind in the last function. */
static inline struct node *case_node(const struct source_case *test,
                                     enum node_kind kind, size_t n) {
    const struct unit *unit = test->unit;
    assert_true(unit->functions.count > 0);
    struct node *found =
        find_in(unit->functions.at[unit->functions.count - 1]->body, kind, &n);
    assert_non_null(found);
    return found;
}

static inline struct decl *case_decl(const struct source_case *test,
                                     const char *name) {
    for (size_t i = test->unit->decls.count; i-- > 0;)
        if (test->unit->decls.at[i]->name &&
            strcmp(test->unit->decls.at[i]->name, name) == 0)
            return test->unit->decls.at[i];
    fail_msg("no declaration of %s", name);
    return NULL;
}

static inline struct record *case_record(const struct source_case *test,
                                         const char *name) {
    for (size_t i = 0; i < test->unit->records.count; i++)
        if (test->unit->records.at[i]->name &&
            strcmp(test->unit->records.at[i]->name, name) == 0)
            return test->unit->records.at[i];
    fail_msg("no record %s", name);
    return NULL;
}

/* The text of a range in the plain text. */
static inline const char *text_at(const struct source_case *test,
                                  struct range range) {
    assert_int_equal(range.file, 0);
    assert_true(range.begin <= range.end);
    assert_true(range.end <= test->unit->length);
    return arena_strndup(test->arena, test->unit->text + range.begin,
                         range.end - range.begin);
}

#define assert_text(test, range, expected) \
    assert_string_equal(text_at((test), (range)), (expected))

static inline bool is_free(struct range range) {
    return range.begin_macro == NO_MACRO && range.end_macro == NO_MACRO;
}

/* The number of diagnostics with that code. */
static inline size_t case_reports(const struct source_case *test,
                                  enum diag_code code) {
    size_t count = 0;
    for (size_t i = 0; i < diags_count(test->diags); i++)
        count += diags_at(test->diags, i)->code == code;
    return count;
}

#endif
