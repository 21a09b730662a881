/* Looking at the heap: counts, thresholds, statistics, and the report. */
#include "internal.h"

#include <inttypes.h>
#include <stdio.h>

/* ---- single objects ------------------------------------------------------ */

uint32_t tally_refcount(const void *object) {
    uint32_t count;
    if (!object)
        return 0;
    count = header_of(object)->count;
    switch (tally__count_state(count)) {
    case STATE_QUIET:
        return count + 1;
    case STATE_LATENT:
        return count - COUNT_LATENT + 1;
    case STATE_PINNED:
    case STATE_PUBLISHED:
        return TALLY_PINNED;
    default:
        return 0;
    }
}

int tally_is_unique(const void *object) {
    return tally_refcount(object) == 1;
}

/* ---- the collector's settings -------------------------------------------- */

void tally_gc_enable(void) {
    tally__state.automatic = true;
}

int tally_gc_disable(void) {
    bool was = tally__state.automatic;
    tally__state.automatic = false;
    return was;
}

int tally_gc_isenabled(void) {
    return tally__state.automatic;
}

void tally_get_threshold(size_t *young, size_t *old) {
    if (young)
        *young = relaxed_load(&tally__process.young_threshold);
    if (old)
        *old = relaxed_load(&tally__process.old_threshold);
}

void tally_set_threshold(size_t young, size_t old) {
    relaxed_store(&tally__process.young_threshold, young);
    relaxed_store(&tally__process.old_threshold, old);
    relaxed_store(&tally__state.patience, 0);
}

/* ---- statistics ---------------------------------------------------------- */

uint64_t tally__objects_live(bool cyclic_only) {
    const struct state *state = &tally__state;
    uint64_t live = 0;
    for (uint32_t i = 0; i < state->use_count; i++) {
        const struct type_use *use = &state->uses[i];
        if (!cyclic_only || (type_at(i)->meta & FLAG_CYCLIC))
            live += use->made - use->freed;
    }
    return live;
}

void tally_get_stats(struct tally_stats *stats) {
    const struct state *state = &tally__state;
    *stats = state->stats;
    for (uint32_t i = 0; i < state->use_count; i++) {
        const struct type_use *use = &state->uses[i];
        stats->objects_made += use->made;
        stats->objects_freed += use->freed;
        stats->bytes_made += use->made * type_at(i)->size + use->made_bytes;
    }
    stats->objects_live = stats->objects_made - stats->objects_freed;
    stats->bytes_live = state->bytes_live;
    stats->bytes_peak = state->bytes_peak;
    stats->candidates = state->young.count + state->old.count;
    stats->increfs = tally__op_counts.increfs;
    stats->decrefs = tally__op_counts.decrefs;
    stats->null_ops = tally__op_counts.nulls;
}

/* "1 object", "2 objects" */
static const char *plural(uint64_t count) {
    return count == 1 ? "" : "s";
}

static void report_types(void) {
    const struct state *state = &tally__state;
    for (uint32_t i = 0; i < state->use_count; i++) {
        uint64_t left = state->uses[i].made - state->uses[i].freed;
        if (left > 0)
            fprintf(stderr, "tally: left: %" PRIu64 " of '%s'\n", left,
                    type_at(i)->name);
    }
}

/* The first objects that are left, and where they were made. */
static void report_objects(void) {
    const struct heap_table *heap = &tally__state.heap;
    int shown = 0;
    for (size_t i = 0; i < heap->capacity && shown < 10; i++) {
        const struct heap_entry *entry = &heap->entries[i];
        if (!entry->object || entry->object == HEAP_GONE)
            continue;
        fprintf(stderr,
                "%s: note: this '%s' is left, with %" PRIu32 " reference%s\n",
                entry->site, type_of(entry->object)->name,
                tally_refcount(entry->object),
                plural(tally_refcount(entry->object)));
        shown++;
    }
}

static void report_operations(const struct tally_stats *stats) {
    if (stats->increfs + stats->decrefs + stats->null_ops > 0)
        fprintf(stderr,
                "tally: %" PRIu64 " incref%s, %" PRIu64 " decref%s, %" PRIu64
                " of NULL\n",
                stats->increfs, plural(stats->increfs), stats->decrefs,
                plural(stats->decrefs), stats->null_ops);
}

void tally__report(void) {
    struct tally_stats stats;
    if (!tally__state.report)
        return;
    tally_get_stats(&stats);
    fprintf(stderr,
            "tally: %" PRIu64 " object%s made, %" PRIu64 " freed, %" PRIu64
            " left (%" PRIu64 " bytes; %" PRIu64 " at the peak)\n",
            stats.objects_made, plural(stats.objects_made), stats.objects_freed,
            stats.objects_live, stats.bytes_live, stats.bytes_peak);
    fprintf(stderr,
            "tally: %" PRIu64 " collection%s, %" PRIu64
            " unreachable object%s found, %" PRIu64 " finalized\n",
            stats.collections, plural(stats.collections), stats.found,
            plural(stats.found), stats.finalized);
    report_operations(&stats);
    if (stats.objects_live > 0) {
        report_types();
        report_objects();
    }
}
