/* What the tests of the runtime share: one struct, `thing`, made as one of
 * four types (cyclic or not, with a finalizer or without), and a log of the
 * finalizers that ran. Counting is by hand, through the interface that
 * rewritten code uses. */
#ifndef TALLY_TESTS_RUNTIME_HEAP_H
#define TALLY_TESTS_RUNTIME_HEAP_H

#include "internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct thing {
    struct thing *left, *right;
    struct thing *watched; /* weak */
    int id;
    void (*on_death)(struct thing *self);
};

TALLY__REF(thing, struct thing *)

static const struct tally_ref thing_refs[] = {
    {offsetof(struct thing, left), 1, 0, NULL, TALLY_REF_STRONG},
    {offsetof(struct thing, right), 1, 0, NULL, TALLY_REF_STRONG},
    {offsetof(struct thing, watched), 1, 0, NULL, TALLY_REF_WEAK},
};
static const struct tally_layout thing_layout = {3, thing_refs};

/* "1 2 3 ": the ids of finalized things. */
static char deaths[4096];

static void thing_finalizer(void *object) {
    struct thing *self = object;
    size_t used = strlen(deaths);
    snprintf(deaths + used, sizeof(deaths) - used, "%d ", self->id);
    if (self->on_death)
        self->on_death(self);
}

#define THING_TYPE(name, flags, finalizer)                             \
    {                                                                  \
        name, NULL, 1, sizeof(struct thing), sizeof(void *), flags, 0, \
            &thing_layout, finalizer, NULL, NULL                       \
    }
TALLY__UNUSED static struct tally_type ring_type = THING_TYPE("ring", 0, NULL);
TALLY__UNUSED static struct tally_type mortal_ring_type =
    THING_TYPE("mortal_ring", 0, thing_finalizer);
TALLY__UNUSED static struct tally_type tree_type =
    THING_TYPE("tree", TALLY_TYPE_ACYCLIC, NULL);
TALLY__UNUSED static struct tally_type mortal_tree_type =
    THING_TYPE("mortal_tree", TALLY_TYPE_ACYCLIC, thing_finalizer);

/* Owned. The children's +1s move in. */
static inline struct thing *make(struct tally_type *type, int id,
                                 struct thing *left, struct thing *right) {
    struct thing *thing = tally__new(struct thing, *type);
    thing->id = id;
    thing->left = left;
    thing->right = right;
    return thing;
}

static inline struct thing *keep(struct thing *thing) {
    return tally_incref(thing);
}

static inline uint64_t live(void) {
    return tally__objects_live(false);
}

/* Every test starts and ends with an empty heap and default settings. */
static inline int heap_start(void **state) {
    (void)state;
    tally_collect();
    deaths[0] = '\0';
    tally_gc_enable();
    tally_set_threshold(2048, 4096);
    return live() != 0;
}

static inline int heap_end(void **state) {
    (void)state;
    tally__state.fail_alloc = 0;
    tally_set_oom_handler(NULL);
    tally_collect();
    return live() != 0 || tally__state.stats.weak_records != 0;
}

#define HEAP_TEST(test) \
    cmocka_unit_test_setup_teardown(test, heap_start, heap_end)

/* Runs `body` in a process of its own. Gives its wait status, and what it wrote
 * to stderr. */
static inline int run_apart(void (*body)(void), char *output, size_t size) {
    int ends[2], status;
    size_t used = 0;
    ssize_t got;
    pid_t child;
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    child = fork();
    if (child == 0) {
        dup2(ends[1], 2);
        close(ends[0]);
        body();
        exit(0);
    }
    close(ends[1]);
    while (used + 1 < size &&
           (got = read(ends[0], output + used, size - 1 - used)) > 0)
        used += (size_t)got;
    output[used] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static inline void assert_aborts(void (*body)(void), const char *message) {
    char output[4096];
    int status = run_apart(body, output, sizeof(output));
    if (!strstr(output, message))
        fail_msg("no '%s' in: %s", message, output);
    assert_true(WIFSIGNALED(status));
}

#endif
