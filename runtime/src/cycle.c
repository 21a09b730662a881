/* The cycle collector: synchronous trial deletion.
 *
 * Which of the objects that candidates reach are kept alive from inside only?
 * Take away, on trial, each reference that one of them holds to another; those
 * whose count does not reach zero are referenced from outside, and what they
 * reach is alive. The rest is garbage.
 *
 * Steps of one collection (the numbers stand in the code):
 *
 *   1  grey     list all cyclic objects that candidates reach, and subtract
 *               the references among them from their counts
 *   2  black    those with references left, and all they reach: alive; their
 *               references are added back
 *   3  white    what is left, found again from the candidates; its references
 *               are added back, too
 *   4  settle   the black ones: old, latent, and no candidates any more
 *   5  callback watchers of white ones that call are told (weak references
 *               with callbacks are dead then), and call, without seeing any of
 *               these; then the finalizers of the white ones run, each once.
 *               All are held and untouched; what dies meanwhile waits for the
 *               end of the finalizer, as always
 *   6  recheck  among the white ones only: the finalizers may have resurrected
 *               some; these, and all they reach, are settled and candidates
 *   7  weak references to the remaining ones are cleared (also those that the
 *               finalizers made)
 *   8  count    them
 *   9  clear    their slots; references to objects outside are released
 *  10  free     their memory
 *
 * Memory. The lists of steps 1-5 are linked through the objects' words, and the
 * walk along a list that grows at its end is the traversal: there is neither
 * recursion nor a stack nor memory per object. A white object is found again in
 * step 3 because a garbage path, not crossing a live object, leads to it from a
 * candidate. Step 6, after a resurrection, uses a stack; when memory is out, it
 * walks the list again instead.
 *
 * Cost. A young collection ignores old objects, as if they were referenced from
 * outside, and makes all that it looked at old: each object is looked at so
 * once. A full one looks at everything, and is due when old candidates amount
 * to a quarter of the live cyclic objects (and to old_threshold): the cost for
 * each operation that made one a candidate is bounded. */
#include "collection.h"

static inline void each_start(visitor *visit,
                              struct collection *collection) {
    const struct candidates *young = &tally__state.young;
    const struct candidates *old = &tally__state.old;
    if (collection->each_start) {
        collection->each_start(visit, collection);
        return;
    }
    if (collection->full && tally__state.pass)
        tally__pass_each_root(visit, collection);
    for (size_t i = 0; i < young->count; i++)
        visit(young->items[i], collection);
    for (size_t i = 0; collection->full && i < old->count; i++)
        visit(old->items[i], collection);
}

static void begin_phase(struct collection *collection) {
    collection->mode = EPHEMERON_TAKE;
    collection->phase = ++tally__state.phase;
}

/* Also one that a finalizer has pinned meanwhile. */
static bool has_outside_references(const void *object) {
    return header_of(object)->count != COUNT_DEAD;
}

/* ---- 1: grey ------------------------------------------------------------- */

/* Painted objects have plain counts, references - 1, where -1 is none. Their
 * words are links from here on: a pass that goes on forgets them. */
static void grey(void *object, struct collection *collection) {
    struct tally_header *header = header_of(object);
    if (object_colour(object) != COLOUR_NONE)
        return;
    if (header->count >= COUNT_LATENT)
        header->count -= COUNT_LATENT;
    else if (collection->each_start)
        tally__candidate_remove(object);
    if (tally__state.pass && collection->each_start)
        tally__pass_forget(object);
    object_paint(object, COLOUR_GREY);
    tally__queue_add(&collection->grey, object);
}

static bool in_scope(const void *object, const struct collection *collection) {
    enum count_state state = tally__count_state(header_of(object)->count);
    return object_has(object, FLAG_CYCLIC) && !collection->closed &&
           (collection->full || !object_has(object, FLAG_OLD)) &&
           (state == STATE_QUIET || state == STATE_LATENT);
}

/* A young collection takes what old objects hold for alive, and its candidates
 * for settled. Of a cycle that old and young objects share, it has to leave a
 * candidate: the old one that a young one refers to, which is one already if it
 * was counted for that reference since it became old. */
static void note_old(void *object) {
    if (object_has(object, FLAG_CYCLIC) && object_has(object, FLAG_OLD) &&
        tally__count_state(header_of(object)->count) == STATE_LATENT) {
        header_of(object)->count -= COUNT_LATENT;
        tally__candidate_add(object);
    }
}

static void subtract(void *child, struct collection *collection) {
    if (object_colour(child) == COLOUR_NONE) {
        if (!in_scope(child, collection)) {
            if (!collection->full)
                note_old(child);
            return;
        }
        grey(child, collection);
    }
    if (header_of(child)->count == COUNT_DEAD)
        tally__die("%p, a '%s' made at %s, has fewer references than objects "
                   "refer to it",
                   child, type_of(child)->name, tally__site_of(child));
    header_of(child)->count -= 1;
}

/* ---- 2, 3: black and white ----------------------------------------------- */

static void add_back_black(void *child, struct collection *collection) {
    if (object_colour(child) == COLOUR_NONE)
        return;
    header_of(child)->count += 1;
    if (object_colour(child) == COLOUR_GREY) {
        object_paint(child, COLOUR_BLACK);
        tally__queue_add(&collection->black, child);
    }
}

static void whiten(void *object, struct collection *collection) {
    if (object_colour(object) != COLOUR_GREY)
        return;
    object_paint(object, COLOUR_WHITE);
    tally__queue_add(&collection->white, object);
}

static void add_back_white(void *child, struct collection *collection) {
    if (object_colour(child) == COLOUR_NONE)
        return;
    header_of(child)->count += 1;
    whiten(child, collection);
}

/* Leaves the grey list; the others become lists of their own. */
static void separate(struct collection *collection) {
    void *next;
    for (void *object = collection->grey.head; object; object = next) {
        next = link_of(object);
        if (has_outside_references(object)) {
            object_paint(object, COLOUR_BLACK);
            tally__queue_add(&collection->black, object);
        }
    }
    collection->mode = EPHEMERON_GIVE_TO_LIVING;
    for (void *object = collection->black.head; object;
         object = link_of(object))
        each_child(object, add_back_black, collection);
    collection->mode = EPHEMERON_GIVE;
    each_start(whiten, collection);
    for (void *object = collection->white.head; object;
         object = link_of(object))
        each_child(object, add_back_white, collection);
}

/* ---- 4: settle ----------------------------------------------------------- */

static void empty_lists(const struct collection *collection) {
    if (collection->each_start)
        return;
    tally__state.young.count = 0;
    if (collection->full) {
        tally__state.old.count = 0;
        tally__pass_drop();
    }
}

/* A closed collection does not say that what it has not found is alive. */
static void settle(struct collection *collection) {
    void *next;
    empty_lists(collection);
    for (void *object = collection->black.head; object; object = next) {
        struct tally_header *header = header_of(object);
        next = link_of(object);
        object_paint(object, COLOUR_NONE);
        header->meta |= FLAG_OLD;
        if (header->count < LATENT_MAX && !collection->closed)
            header->count += COUNT_LATENT;
        else
            tally__candidate_add(object);
    }
}

/* ---- 5: callbacks, finalizers -------------------------------------------- */

static void hold(const struct queue *white, uint32_t change) {
    for (void *held = white->head; held; held = link_of(held))
        header_of(held)->count += change;
}

static void call_watchers(const struct queue *white) {
    for (void *object = white->head; object; object = link_of(object))
        if (object_has(object, FLAG_WEAK))
            tally__watchers_tell(tally__watchers_of(object), false);
    if (!tally__state.due)
        return;
    hold(white, 1);
    tally__state.veiled = true;
    tally__settle_now();
    tally__state.veiled = false;
    hold(white, UINT32_MAX);
}

/* Runs the finalizers, holding all. False if there were none: nothing has
 * happened then. */
static bool finalize_white(struct queue *white) {
    void *object = white->head;
    while (object && !tally__needs_finalizer(object))
        object = link_of(object);
    if (!object)
        return false;
    hold(white, 1);
    for (; object; object = link_of(object)) {
        struct queue died;
        if (!tally__needs_finalizer(object))
            continue;
        tally__finalize(object, &died);
        if (tally__state.finalizing > 0)
            tally__queue_append(&tally__state.waiting, &died);
        else
            tally__release_queue(died);
    }
    return true;
}

/* ---- 6: recheck ---------------------------------------------------------- */

/* White objects that turn out to be alive are grey until their references have
 * been added back, then black. Grey ones wait on the stack or, if there is no
 * memory for it, to be found on another walk along the list. */
static void stack_push(struct collection *collection, void *object) {
    if (collection->depth == collection->capacity) {
        size_t capacity = collection->capacity ? 2 * collection->capacity : 256;
        void **stack =
            tally__reallocate(collection->stack, capacity * sizeof(*stack));
        if (!stack) {
            collection->overflown = true;
            return;
        }
        collection->stack = stack;
        collection->capacity = capacity;
    }
    collection->stack[collection->depth++] = object;
}

static void subtract_white(void *child, struct collection *collection) {
    (void)collection;
    if (object_colour(child) == COLOUR_WHITE)
        header_of(child)->count -= 1;
}

static void add_back_rescued(void *child, struct collection *collection) {
    if (object_colour(child) == COLOUR_NONE)
        return;
    header_of(child)->count += 1;
    if (object_colour(child) == COLOUR_WHITE) {
        object_paint(child, COLOUR_GREY);
        stack_push(collection, child);
    }
}

/* The object is grey: it, and what it reaches, lives. */
static void rescue(void *object, struct collection *collection) {
    for (;;) {
        object_paint(object, COLOUR_BLACK);
        each_child(object, add_back_rescued, collection);
        if (collection->depth == 0)
            return;
        object = collection->stack[--collection->depth];
    }
}

static void rescue_all(struct collection *collection) {
    struct queue *white = &collection->white;
    collection->mode = EPHEMERON_GIVE_TO_LIVING;
    for (void *object = white->head; object; object = link_of(object))
        if (object_colour(object) == COLOUR_WHITE &&
            has_outside_references(object))
            rescue(object, collection);
    while (collection->overflown) {
        collection->overflown = false;
        for (void *object = white->head; object; object = link_of(object))
            if (object_colour(object) == COLOUR_GREY)
                rescue(object, collection);
    }
    free(collection->stack);
}

static void add_back_black_only(void *child, struct collection *collection) {
    (void)collection;
    if (object_colour(child) == COLOUR_BLACK)
        header_of(child)->count += 1;
}

static void add_back_white_only(void *child, struct collection *collection) {
    (void)collection;
    if (object_colour(child) == COLOUR_WHITE)
        header_of(child)->count += 1;
}

/* The rescued ones leave the white list. They lost the reference that held
 * them, which makes them candidates like any other decref. */
static void settle_rescued(struct collection *collection) {
    struct queue white = {NULL, NULL}, rescued = {NULL, NULL};
    void *next;
    collection->mode = EPHEMERON_GIVE;
    for (void *object = collection->white.head; object; object = next) {
        next = link_of(object);
        if (object_colour(object) == COLOUR_WHITE)
            each_child(object, add_back_black_only, collection);
        tally__queue_add(
            object_colour(object) == COLOUR_WHITE ? &white : &rescued, object);
    }
    for (void *object = rescued.head; object; object = next) {
        next = link_of(object);
        object_paint(object, COLOUR_NONE);
        tally__state.stats.resurrected++;
        if (tally__count_state(header_of(object)->count) == STATE_QUIET)
            tally__candidate_add(object);
    }
    collection->white = white;
}

static void recheck(struct collection *collection) {
    void *head = collection->white.head;
    hold(&collection->white, UINT32_MAX);
    begin_phase(collection);
    for (void *object = head; object; object = link_of(object))
        each_child(object, subtract_white, collection);
    rescue_all(collection);
    settle_rescued(collection);
}

/* ---- 7-10: dispose ------------------------------------------------------- */

/* Weak references go first: nothing of the program can reach the objects while
 * the finalizers of others run in the next step. */
static size_t bury(const struct queue *white) {
    size_t found = 0;
    for (void *object = white->head; object; object = link_of(object)) {
        header_of(object)->count = COUNT_DYING;
        found++;
    }
    tally__state.burying = true;
    for (void *object = white->head; object; object = link_of(object))
        if (object_has(object, FLAG_WEAK)) {
            tally__watchers_tell(tally__watchers_of(object), true);
            if (object_has(object, FLAG_WORD))
                tally__weak_clear(object);
        }
    tally__state.burying = false;
    return found;
}

static void release_slot(reference *slot) {
    void *child = *slot;
    *slot = NULL;
    if (child && object_colour(child) == COLOUR_NONE && count_down(child))
        tally__release(child);
}

static void release_outside(void *object) {
    struct run run;
    if (type_of(object)->traced)
        tally__release_queue(tally__release_traced(object));
    for (uint64_t i = 0; tally__strong_run(object, i, &run); i += run.count)
        for (uint64_t k = 0; k < run.count; k++, run.place += run.stride)
            release_slot((reference *)run.place);
}

static void free_all(const struct queue *white) {
    void *next;
    for (void *object = white->head; object; object = next) {
        next = link_of(object);
        if (object_has(object, FLAG_WEAK)) /* which it is linked through */
            tally__weak_clear(object);
        tally__object_free(object);
    }
}

/* What the recheck has subtracted comes back. */
static void restore(struct collection *collection) {
    begin_phase(collection);
    for (void *object = collection->white.head; object; object = link_of(object))
        each_child(object, add_back_white_only, collection);
}

/* What somebody wants to keep lives on, and with it what it refers to. */
static size_t save(struct collection *collection) {
    struct queue white = collection->white;
    size_t saved = 0;
    void *next;
    collection->white = (struct queue){NULL, NULL};
    for (void *object = white.head; object; object = next) {
        next = link_of(object);
        object_paint(object, COLOUR_NONE);
        tally__candidate_add(object);
        saved += tally__state.save(object);
    }
    return saved;
}

static void mention(const struct queue *white) {
    if (!tally__state.mention)
        return;
    for (void *object = white->head; object; object = link_of(object))
        tally__state.mention(object);
}

/* ---- a collection -------------------------------------------------------- */

static void examine(struct collection *collection) {
    begin_phase(collection);
    each_start(grey, collection); /* 1 */
    for (void *object = collection->grey.head; object; object = link_of(object))
        each_child(object, subtract, collection);
    separate(collection); /* 2, 3 */
    settle(collection);   /* 4 */
}

static size_t dispose(struct collection *collection) {
    size_t found;
    mention(&collection->white);
    found = bury(&collection->white); /* 7, 8 */
    for (void *object = collection->white.head; object;
         object = link_of(object))
        release_outside(object); /* 9 */
    free_all(&collection->white); /* 10 */
    tally__settle_now();
    return found;
}

void tally__collect_now(struct collection *collection,
                        struct tally_gc_info *info) {
    struct state *state = &tally__state;
    size_t collected, saved = 0;
    bool finalized;
    examine(collection);
    call_watchers(&collection->white); /* 5 */
    finalized = finalize_white(&collection->white);
    if (finalized)
        recheck(collection); /* 6 */
    if (state->save) {
        if (finalized)
            restore(collection);
        saved = save(collection);
    }
    collected = dispose(collection);
    info->uncollectable += saved;
    info->collected += collected;
    state->stats.found += collected + saved;
}
