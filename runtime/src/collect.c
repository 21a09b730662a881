/* When collections take place, and what is told of them. */
#define _POSIX_C_SOURCE 200809L

#include "collection.h"

#include <time.h>

/* ---- what is told -------------------------------------------------------- */

uint64_t tally__nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

void tally__note_collection(const struct tally_gc_info *info,
                            uint64_t longest) {
    struct tally_gc_stats *stats = &tally__state.generations[info->generation];
    tally__state.stats.collections++;
    tally__state.stats.collections_full += info->generation > TALLY_GC_YOUNG;
    stats->collections++;
    stats->collected += info->collected;
    stats->uncollectable += info->uncollectable;
    stats->candidates += info->candidates;
    stats->nanoseconds += info->nanoseconds;
    if (longest > stats->longest)
        stats->longest = longest;
    tally__state.crowded = false;
    tally__state.live_after = tally__objects_live(true);
}

/* Where full collections find little, they are due later: at old_threshold the
 * first time and where they find much, at 2^MOST_PATIENCE times as many
 * candidates at most. */
#define MOST_PATIENCE 5

void tally__learn_from(const struct tally_gc_info *info) {
    struct state *state = &tally__state;
    if (info->collected + info->uncollectable > info->candidates / 4)
        relaxed_store(&state->patience, 0);
    else if (relaxed_load(&state->patience) < MOST_PATIENCE)
        relaxed_store(&state->patience, relaxed_load(&state->patience) + 1);
}

/* ---- a collection -------------------------------------------------------- */

static void start_from_root(visitor *visit, struct collection *collection) {
    visit(collection->root, collection);
}

static size_t candidates_of(int generation, const void *root) {
    const struct state *state = &tally__state;
    if (root)
        return 1;
    return state->young.count + (generation > 0 ? state->old.count : 0);
}

size_t tally__collect(int generation, void *root) {
    struct state *state = &tally__state;
    struct tally_gc_info info = {.generation = generation};
    struct collection collection = {.full = generation > TALLY_GC_YOUNG,
                                    .each_start = root ? start_from_root : NULL,
                                    .root = root};
    uint64_t begin;
    if (state->check)
        tally__check("before a collection", false);
    state->collecting = true;
    if (state->pass && collection.full && !root)
        tally__pass_interrupt();
    info.candidates = candidates_of(generation, root);
    if (state->observe)
        state->observe(TALLY_GC_START, &info);
    begin = tally__nanoseconds();
    tally__collect_now(&collection, &info);
    info.nanoseconds = tally__nanoseconds() - begin;
    tally__note_collection(&info, info.nanoseconds);
    if (generation == TALLY_GC_OLD && !root)
        tally__learn_from(&info);
    if (state->observe)
        state->observe(TALLY_GC_STOP, &info);
    state->collecting = false;
    return (size_t)(info.collected + info.uncollectable);
}

size_t tally_collect(void) {
    tally__start();
    return tally__state.collecting ? 0 : tally__collect(TALLY_GC_OLD, NULL);
}

/* Its graph, if it is one of those that collections look at. */
size_t tally_collect_from(const void *borrowed) {
    struct state *state = &tally__state;
    void *root = (void *)(uintptr_t)borrowed;
    if (!root)
        return 0;
    if (count_down(root)) {
        tally__release(root);
        return 0;
    }
    if (state->collecting || !object_has(root, FLAG_CYCLIC) ||
        tally__count_state(header_of(root)->count) != STATE_QUIET)
        return 0;
    return tally__collect(TALLY_GC_OLD, root);
}

/* ---- when ---------------------------------------------------------------- */

/* Each candidate may hold a large cycle: what a collection is due for, too, is
 * ten times as many new objects as candidates. */
#define CROWD 10

void tally__look_for_crowd(void) {
    struct state *state = &tally__state;
    size_t threshold = relaxed_load(&tally__process.young_threshold);
    state->crowded = threshold < SIZE_MAX / CROWD &&
                     tally__objects_live(true) >
                         state->live_after + CROWD * (uint64_t)threshold;
}

static bool full_is_due(void) {
    const struct state *state = &tally__state;
    size_t least = relaxed_load(&tally__process.old_threshold);
    return state->old.count >> relaxed_load(&state->patience) > least &&
           state->old.count > tally__objects_live(true) / 4;
}

static bool young_is_due(void) {
    const struct state *state = &tally__state;
    return state->young.count >= relaxed_load(&tally__process.young_threshold) ||
           state->crowded;
}

/* TALLY_COLLECT_EVERY. */
static bool is_forced(void) {
    struct state *state = &tally__state;
    if (state->collect_every == 0 || ++state->made_since < state->collect_every)
        return false;
    state->made_since = 0;
    return true;
}

/* Not while a finalizer runs: an allocation in it would run others. */
static bool may_collect(void) {
    const struct state *state = &tally__state;
    return state->automatic && state->deferred == 0 && !state->collecting &&
           state->finalizing == 0 && relaxed_load(&tally__process.young_threshold) > 0;
}

static bool begin_in_slices(void) {
    return relaxed_load(&tally__process.pause_budget) > 0 && tally__pass_begin();
}

void tally__collect_if_due(void) {
    bool forced = is_forced();
    if (!may_collect())
        return;
    if (tally__state.pass && !forced)
        tally__pass_go_on();
    else if (forced || (full_is_due() && !begin_in_slices()))
        tally__collect(TALLY_GC_OLD, NULL);
    if (young_is_due())
        tally__collect(TALLY_GC_YOUNG, NULL);
}

size_t tally_set_pause_budget(size_t microseconds) {
    size_t before = relaxed_load(&tally__process.pause_budget);
    relaxed_store(&tally__process.pause_budget, microseconds);
    return before;
}
