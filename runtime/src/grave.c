/* The last objects that died, for debug builds: their addresses are not used
 * again for a while, so that a reference that nobody counts can be recognised as
 * one to a dead object. */
#include "internal.h"

#include <stdio.h>

#define GRAVES 4096

struct grave {
    const void *object;
    struct block block; /* freed when the grave is used again */
    char text[120];
};

static PER_THREAD struct grave *graves; /* NULL until one is needed */
static PER_THREAD size_t next_grave;

void tally__debug_unit(void) {
    tally__start();
    tally__lock();
    tally__process.tracking = true;
    tally__process.mourning = true;
    tally__unlock();
    tally__state.tracking = true;
    tally__state.mourning = true;
}

void tally__graves_end(void) {
    for (size_t i = 0; graves && i < GRAVES; i++)
        tally__block_free(graves[i].block);
    free(graves);
    graves = NULL;
}

void tally__bury(const void *object, struct block block, const char *site) {
    struct grave *grave;
    if (!graves && !(graves = calloc(GRAVES, sizeof(*graves)))) {
        tally__block_free(block);
        return;
    }
    grave = &graves[next_grave++ % GRAVES];
    tally__block_free(grave->block);
    grave->object = object;
    grave->block = block;
    snprintf(grave->text, sizeof(grave->text), "a '%s' made at %s",
             type_of(object)->name, site);
}

/* Its slots have been released, or are about to be. */
static bool is_dying(const void *object) {
    return tally__count_state(header_of(object)->count) == STATE_DYING;
}

static const struct grave *grave_of(const void *object) {
    for (size_t i = 0; graves && i < GRAVES; i++)
        if (graves[i].object == object)
            return &graves[i];
    return NULL;
}

void tally__unbury(const void *object) {
    for (size_t i = 0; graves && i < GRAVES; i++)
        if (graves[i].object == object)
            graves[i].object = NULL;
}

void tally__check_unowned(const void *object, const char *site) {
    const struct grave *grave;
    if (!object || !tally__state.mourning)
        return;
    if (tally__heap_find(object)) {
        if (is_dying(object))
            tally__die("a tally_unowned reference to %s is read at %s, while "
                       "the object dies",
                       tally__described(object), site);
        return;
    }
    grave = grave_of(object);
    if (grave)
        tally__die("a tally_unowned reference to %s is read at %s, and the "
                   "object is dead",
                   grave->text, site);
}
