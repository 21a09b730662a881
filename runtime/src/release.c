/* Releasing: what happens when the last reference to an object goes.
 *
 * The object's finalizer runs; if no reference remains after it, weak
 * references to the object are cleared, its slots are released in declaration
 * order, each child that dies being taken apart before the next slot is looked
 * at, and its memory is freed. That is the order of a recursion, done without
 * recursion and without allocation:
 *
 *   - On the way down from an object to its child, the slot that holds the
 *     child is made to point back to the object's own parent, and the number
 *     of the slot is left in the object's count. (Schorr and Waite's idea.)
 *   - An object whose finalizer has to wait has a word to be queued by.
 *
 * Waiting. An object with a finalizer that dies while another finalizer runs
 * waits until that one has returned; then all that waited are disposed of,
 * first in, first out, before the object that was finalized is taken apart.
 * An object without a finalizer that dies meanwhile is taken apart at once.
 *
 * So there always is a *continuation*: the dead object to go on with when the
 * present one has been freed. Its count says what it is:
 *
 *   DYING + i   a parent; it goes on behind slot i, and its own continuation
 *               stands in that slot
 *   WAITING     its finalizer, or its trace
 *               function, is to be run        } its own continuation
 *   OPENED      it is to be taken apart       } stands in its word
 *
 * A queue of waiting objects, whose last link is set to the continuation, thus
 * is a continuation itself.
 *
 * What a trace function names is released first, all at once: a child that dies
 * and has a word is queued, so that its own trace function runs when this one
 * has returned, not inside of it; those of a child without one as they die. The
 * queue is a continuation, too: they are disposed of when the object is gone. */
#include "internal.h"

#include <errno.h>

/* ---- queues -------------------------------------------------------------- */

void tally__queue_add(struct queue *queue, void *object) {
    link_set(object, NULL);
    if (queue->tail)
        link_set(queue->tail, object);
    else
        queue->head = object;
    queue->tail = object;
}

void tally__queue_append(struct queue *queue, struct queue *more) {
    if (!more->head)
        return;
    if (queue->tail)
        link_set(queue->tail, more->head);
    else
        queue->head = more->head;
    queue->tail = more->tail;
    *more = (struct queue){NULL, NULL};
}

/* ---- finalizers ---------------------------------------------------------- */

bool tally__needs_finalizer(const void *object) {
    return object_has(object, FLAG_WORD) &&
           !object_has(object, FLAG_FINALIZED) && type_of(object)->finalized;
}

void tally__finalize(void *object, struct queue *died) {
    struct state *state = tally__heap;
    struct queue outer = state->waiting;
    routine *finalizer = tally__code_of(&type_of(object)->finalizer);
    int error = errno;
    header_of(object)->meta |= FLAG_FINALIZED;
    state->waiting = (struct queue){NULL, NULL};
    state->finalizing++;
    if (finalizer) {
        state->stats.finalized++;
        ((void (*)(void *))finalizer)(object);
    }
    errno = error;
    state->finalizing--;
    *died = state->waiting;
    state->waiting = outer;
}

/* The finalizer of a dead object: it has one reference while it runs. False if
 * others remain after it. */
static bool stays_dead(void *object, struct queue *died) {
    struct tally_header *header = header_of(object);
    header->count = object_has(object, FLAG_CYCLIC) ? COUNT_LATENT : 0;
    tally__finalize(object, died);
#if TALLY_MUTATE_RULE != 14 /* only defined by tests/traps */
    return count_down(object);
#else
    return true;
#endif
}

/* ---- what trace functions name ------------------------------------------- */

static void wait_in(struct queue *queue, void *object) {
    if (tally__heap->pass)
        tally__pass_forget(object);
    header_of(object)->count = COUNT_WAITING;
    tally__queue_add(queue, object);
}

/* Garbage that the collector is taking apart: its members are released by that,
 * and not by one another. */
static bool is_garbage(const void *object) {
    return object_colour(object) == COLOUR_WHITE &&
           tally__count_state(header_of(object)->count) == STATE_DYING;
}

static void release_hidden(void *child, void *context) {
    (void)context;
    if (is_garbage(child) || !count_down(child))
        return;
    if (object_has(child, FLAG_WORD))
        wait_in(tally__heap->hidden, child);
    else
        tally__release(child);
}

struct queue tally__release_traced(void *object) {
    struct queue died = {NULL, NULL}, *outer = tally__heap->hidden;
    tally__heap->hidden = &died;
    tally__trace(object, release_hidden, NULL);
    tally__heap->hidden = outer;
    return died;
}

/* ---- taking apart -------------------------------------------------------- */

/* Finalized and without references. From here on it has slots only; what died
 * with that which it had besides is the first to go on with behind it. */
static void go_on_with(struct queue died, void **up) {
    if (!died.head)
        return;
    link_set(died.tail, *up);
    *up = died.head;
}

static void settle_and_trace(void *object, void **up) {
    if (tally__heap->due)
        go_on_with(tally__settle(), up);
    if (!type_of(object)->traced)
        return;
    go_on_with(tally__release_traced(object), up);
    if (tally__heap->due)
        go_on_with(tally__settle(), up);
}

static inline void *begin(void *object, void **up) {
    if (object_has(object, FLAG_WEAK))
        tally__weak_clear(object);
    header_of(object)->count = COUNT_DYING;
    if (tally__heap->due || type_of(object)->traced)
        settle_and_trace(object, up);
    return object;
}

/* Runs the finalizer of a dead object. Gives the object if it can be taken
 * apart right now, and otherwise NULL: go on with *up. */
static void *finalized(void *object, void **up) {
    struct queue died;
    bool dead = stays_dead(object, &died);
    if (!died.head)
        return dead ? begin(object, up) : NULL;
    if (dead) {
        header_of(object)->count = COUNT_OPENED;
        link_set(object, *up);
        *up = object;
    }
    link_set(died.tail, *up);
    *up = died.head;
    return NULL;
}

/* The same for an object that has just died. */
static inline void *opened(void *object, void **up) {
    struct state *state = tally__heap;
    const struct type *type = type_of(object);
    bool finalizer;
    if (state->pass)
        tally__pass_forget(object);
    if (type->silent)
        return begin(object, up);
    finalizer = tally__needs_finalizer(object);
    if (state->hidden && (finalizer || type->traced)) {
        wait_in(state->hidden, object);
        return NULL;
    }
    if (!finalizer)
        return begin(object, up);
    if (state->finalizing == 0)
        return finalized(object, up);
    wait_in(&state->waiting, object);
    return NULL;
}

/* Releases slots of a span, from number `from` on, until a child dies. Gives
 * the slot that holds it; NULL if there is none. */
static inline reference *dead_child_in(void *object, const struct span *span,
                                       uint32_t from) {
    uint32_t i = from > span->first ? from - span->first : 0;
    char *place = (char *)object + span->offset + i * span->stride;
    for (; i < span->count; i++, place += span->stride) {
        reference *slot = (reference *)place;
        if (*slot && count_down(*slot)) {
            header_of(object)->count = COUNT_DYING + span->first + i;
            return slot;
        }
    }
    return NULL;
}

/* The slot, of a simple type's object that is dying, in which a child died. */
static inline reference *simple_slot(void *object, const struct type *type,
                                     uint32_t number) {
    const struct span *span = type->strong.spans;
    while (number >= span->first + span->count)
        span++;
    return (reference *)((char *)object + span->offset +
                         (number - span->first) * span->stride);
}

static reference *simple_dead_child(void *object, const struct type *type) {
    const struct span *span = type->strong.spans;
    const struct span *end = span + type->strong.span_count;
    uint32_t from = header_of(object)->count - COUNT_DYING;
    for (; span < end; span++) {
        reference *slot = dead_child_in(object, span, from);
        if (slot)
            return slot;
    }
    return NULL;
}

/* Releases slots from the resume index on, until a child dies. Gives the slot
 * that holds it, or NULL if there are no more. */
static inline reference *next_dead_child(void *object) {
    const struct type *type = type_of(object);
    struct run run;
    if (type->simple)
        return simple_dead_child(object, type);
    for (uint64_t i = tally__resume_slot(object);
         tally__strong_run(object, i, &run); i += run.count)
        for (uint64_t k = 0; k < run.count; k++, run.place += run.stride) {
            reference *slot = (reference *)run.place;
            if (*slot && count_down(*slot)) {
                tally__resume_at(object, i + k);
                return slot;
            }
        }
    return NULL;
}

/* Takes up the continuation *up: gives the object to take apart next, or NULL
 * if that is still to be found at the new *up. */
static inline void *resumed(void **up) {
    void *object = *up;
    struct tally_header *header = header_of(object);
    const struct type *type = type_of(object);
    uint64_t slot;
    if (type->simple && count_is_dying(header->count)) {
        *up = *simple_slot(object, type, header->count - COUNT_DYING);
        header->count++;
        return object;
    }
    switch (tally__count_state(header->count)) {
    case STATE_DYING:
        slot = tally__resume_slot(object);
        *up = *tally__slot_at(object, slot);
        tally__resume_at(object, slot + 1);
        return object;
    case STATE_OPENED:
        *up = link_of(object);
        return begin(object, up);
    case STATE_WAITING:
        *up = link_of(object);
        return opened(object, up);
    default:
        tally__die("%p was being released and has changed (count %08x)", object,
                   (unsigned)header->count);
    }
}

/* Takes `object` apart (NULL: nothing yet), and then all that follows. */
static void take_apart(void *object, void *up) {
    for (;;) {
        reference *slot;
        while (!object && up)
            object = resumed(&up);
        if (!object)
            return;
        slot = next_dead_child(object);
        if (slot) {
            void *child = *slot;
            *slot = up;
            up = object;
            object = opened(child, &up);
        } else {
            tally__object_free(object);
            object = NULL;
        }
    }
}

void tally__release(void *object) {
    void *up = NULL;
    object = opened(object, &up);
    take_apart(object, up);
}

void tally__release_queue(struct queue queue) {
    if (queue.head)
        link_set(queue.tail, NULL);
    take_apart(NULL, queue.head);
}
