/* The collector's API, but what is in tally.h: generations, deferring, counts
 * and statistics. */
#include "internal.h"

static bool is_generation(int generation) {
    return generation >= TALLY_GC_YOUNG && generation <= TALLY_GC_FULL;
}

size_t tally_gc_collect(int generation) {
    tally__start();
    if (!is_generation(generation))
        return TALLY_GC_ERROR;
    if (tally__state.collecting)
        return 0;
    if (generation == TALLY_GC_FULL)
        tally__wake_all();
    return tally__collect(generation, NULL);
}

void tally_gc_defer(void) {
    tally__state.deferred++;
}

void tally_gc_resume(void) {
    if (tally__state.deferred == 0)
        tally__die("tally_gc_resume without tally_gc_defer");
    tally__state.deferred--;
}

void tally_gc_get_count(size_t *young, size_t *old, size_t *tracked) {
    if (young)
        *young = tally__state.young.count;
    if (old)
        *old = tally__state.old.count;
    if (tracked)
        *tracked = (size_t)tally__objects_live(true);
}

int tally_gc_get_stats(int generation, struct tally_gc_stats *stats) {
    bool known = is_generation(generation);
    *stats = known ? tally__state.generations[generation]
                   : (struct tally_gc_stats){0};
    return known;
}
