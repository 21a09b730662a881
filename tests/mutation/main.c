/* The checker's own test: does it find every mistake that placement could
 * make?
 *
 *     mutation [--quiet|--names|--apply=NAME] FILE...
 *
 * Each FILE holds placed dumps (`tally check --dump=place`); `-` is standard
 * input. Each function in it is mutated in every way that mutate.h knows, one
 * at a time, and each mutant is checked. What the checker accepts is listed
 * with the class that explains it; at the end stands a table of how many
 * mutants of each kind there were and how many were refused.
 *
 * --names prints every mutant as `refused NAME: why` or `accepted NAME: class`
 * and is what the runner reads that builds and runs the mutants.
 * --quiet prints the table only. --apply prints the function with that one
 * mutation, and does nothing else.
 *
 * Exit: 0; 1 if a mutant is accepted that no class explains, or a function is
 * refused before it is mutated; 2 if a file cannot be read. */
#include "explain.h"
#include "mutate.h"

#include "ir/ir.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum detail { DETAIL_QUIET, DETAIL_ACCEPTED, DETAIL_ALL };

/* Columns and rows of the table. */
enum { KINDS = MUTATION_AGAIN + 1 };

struct class_count {
    const char *class;
    size_t count;
};

struct run {
    struct arena *arena;
    enum detail detail;
    const char *apply; /* the name of the only mutation, or NULL */
    const char *file;
    size_t functions, unexplained, broken;
    size_t made[OP_COUNT][KINDS], refused[OP_COUNT][KINDS];
    VEC(struct class_count) classes;
};

/* ---- one mutant -----------------------------------------------------------
 */

static void count_class(struct run *run, const char *class) {
    for (size_t i = 0; i < run->classes.count; i++)
        if (strcmp(run->classes.at[i].class, class) == 0) {
            run->classes.at[i].count++;
            return;
        }
    struct class_count fresh = {class, 1};
    VEC_PUSH(run->arena, run->classes, fresh);
}

static void report_refused(struct run *run, const char *name, const char *why) {
    if (run->detail == DETAIL_ALL)
        printf("refused %s:%s: %s\n", run->file, name, why);
}

static void report_accepted(struct run *run, const struct func *func,
                            const struct mutation *mutation, const char *name) {
    const char *class = mutation_explain(func, mutation);
    if (class)
        count_class(run, class);
    else
        run->unexplained++;
    if (run->detail != DETAIL_QUIET || !class)
        printf("accepted %s:%s: %s\n", run->file, name,
               class ? class : "UNEXPLAINED");
}

/* A fresh copy of the function that begins at `text`. */
static struct func *read_again(const char *text, struct arena *arena) {
    const char *error;
    return ir_read(&text, arena, &error);
}

static void try_mutant(struct run *run, const struct func *func,
                       const char *text, const struct mutation *mutation) {
    struct arena *arena = arena_new();
    struct check_error error = {0};
    struct func *mutant = read_again(text, arena);
    const char *name = mutation_name(func, mutation, arena);
    enum op op =
        func->blocks.at[mutation->block]->insts.at[mutation->index]->op;
    mutation_apply(mutant, mutation);
    run->made[op][mutation->kind]++;
    if (ir_check(mutant, arena, &error)) {
        report_accepted(run, func, mutation, name);
    } else {
        run->refused[op][mutation->kind]++;
        report_refused(run, name, error.what);
    }
    arena_free(arena);
}

/* ---- functions and files ------------------------------------------------- */

static void run_func(struct run *run, const struct func *func,
                     const char *text) {
    struct arena *arena = arena_new();
    struct check_error error = {0};
    run->functions++;
    if (!func->placed || !ir_check(func, arena, &error)) {
        printf("broken %s:%s: %s\n", run->file, func->name,
               func->placed ? error.what : "not placed");
        run->broken++;
    } else {
        struct mutations all = mutations_of(func, arena);
        for (size_t i = 0; i < all.at.count; i++)
            try_mutant(run, func, text, &all.at.at[i]);
    }
    arena_free(arena);
}

static void print_mutant(const struct run *run, struct func *func) {
    if (ir_mutate(func, run->apply))
        ir_print(func, stdout);
}

static bool run_text(struct run *run, const char *text) {
    while (*text) {
        const char *error = NULL, *begin = text;
        struct arena *arena = arena_new();
        struct func *func = ir_read(&text, arena, &error);
        if (func && run->apply)
            print_mutant(run, func);
        else if (func)
            run_func(run, func, begin);
        else
            fprintf(stderr, "%s: %s\n", run->file, error);
        arena_free(arena);
        if (!func)
            return false;
    }
    return true;
}

static const char *read_all(FILE *in, struct arena *arena) {
    VEC(char) text = {0};
    int c;
    while ((c = fgetc(in)) != EOF)
        VEC_PUSH(arena, text, (char)c);
    VEC_PUSH(arena, text, '\0');
    return text.at;
}

static bool run_file(struct run *run, const char *path) {
    bool standard = strcmp(path, "-") == 0;
    FILE *in = standard ? stdin : fopen(path, "r");
    if (!in) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        return false;
    }
    const char *slash = strrchr(path, '/');
    run->file = slash ? slash + 1 : path;
    bool ok = run_text(run, read_all(in, run->arena));
    if (!standard)
        fclose(in);
    return ok;
}

/* ---- the table ----------------------------------------------------------- */

static void print_row(const struct run *run, enum op op) {
    size_t made = 0;
    for (size_t k = 0; k < KINDS; k++)
        made += run->made[op][k];
    if (made == 0)
        return;
    printf("%-12s", op_table[op].text);
    for (size_t k = 0; k < KINDS; k++)
        if (run->made[op][k])
            printf(" %6zu/%-6zu", run->refused[op][k], run->made[op][k]);
        else
            printf(" %6s %-6s", "", "");
    putchar('\n');
}

static void print_table(const struct run *run) {
    static const char *const columns[KINDS] = {
        "drop", "double", "later", "earlier", "point", "copy", "again"};
    size_t made = 0, refused = 0;
    printf("\nrefused/made\n%-12s", "");
    for (size_t k = 0; k < KINDS; k++)
        printf(" %10s   ", columns[k]);
    putchar('\n');
    for (int op = 0; op < OP_COUNT; op++) {
        print_row(run, (enum op)op);
        for (size_t k = 0; k < KINDS; k++) {
            made += run->made[op][k];
            refused += run->refused[op][k];
        }
    }
    printf("\n%zu functions, %zu mutants: %zu refused, %zu accepted\n",
           run->functions, made, refused, made - refused);
    for (size_t i = 0; i < run->classes.count; i++)
        printf("%8zu  %s\n", run->classes.at[i].count,
               run->classes.at[i].class);
    printf("%8zu  unexplained\n", run->unexplained);
    if (run->broken)
        printf("%zu functions refused as they are\n", run->broken);
}

int main(int argc, char **argv) {
    struct run run = {.arena = arena_new(), .detail = DETAIL_ACCEPTED};
    bool ok = true;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--quiet") == 0)
            run.detail = DETAIL_QUIET;
        else if (strcmp(argv[i], "--names") == 0)
            run.detail = DETAIL_ALL;
        else if (strncmp(argv[i], "--apply=", 8) == 0)
            run.apply = argv[i] + 8;
        else
            ok = run_file(&run, argv[i]) && ok;
    }
    if (run.detail != DETAIL_ALL && !run.apply)
        print_table(&run);
    arena_free(run.arena);
    return !ok ? 2 : run.unexplained || run.broken ? 1 : 0;
}
