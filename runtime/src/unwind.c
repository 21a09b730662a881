/* The shadow stack: longjmp releases what it skips (tally.h has the data).
 *
 * Frames go innermost first; in a frame its temporaries, newest first, then its
 * variables, in reverse order of their declaration. A finalizer that runs then
 * may call whatever it likes: this function's own caller is the innermost
 * frame of the C stack, so new frames lie above all that is looked at. */
#include "internal.h"

#include <string.h>

__thread struct tally_frame *tally__frames;

/* For compilers without thread-local variables. */
void tally__push_frame(struct tally_frame *frame) {
    frame->below = tally__frames;
    tally__frames = frame;
}

void tally__pop_frame(struct tally_frame *frame) {
    tally__frames = frame->below;
}

/* ---- setjmp --------------------------------------------------------------- */

void *tally__mark(struct tally_frame *frame, struct tally_mark *mark,
                  void *buffer) {
    struct tally_mark **link = &frame->marks;
    while (*link && *link != mark)
        link = &(*link)->next;
    if (*link)
        *link = mark->next;
    mark->next = frame->marks;
    frame->marks = mark;
    mark->buffer = buffer;
    mark->since = frame->since;
    mark->finalizers = tally__state.finalizing;
    return buffer;
}

static const struct tally_mark *mark_of(const struct tally_frame *frame,
                                        const void *buffer) {
    const struct tally_mark *mark = frame->marks;
    while (mark && mark->buffer != buffer)
        mark = mark->next;
    return mark;
}

/* ---- longjmp -------------------------------------------------------------- */

/* Temporaries stay on the stack: a drop leaves them NULL. */
static void release_temporaries(struct tally_frame *frame) {
    for (size_t i = frame->count; i-- > 0;) {
        struct tally_owner *owner = &frame->owners[i];
        if (owner->place && owner->since == 0)
            tally__drop_value(owner->place, owner->layout);
    }
}

/* The one that came into scope last, if that was later than `since`. */
static struct tally_owner *newest(struct tally_frame *frame, size_t since) {
    struct tally_owner *found = NULL;
    for (size_t i = 0; i < frame->count; i++) {
        struct tally_owner *owner = &frame->owners[i];
        if (owner->place && owner->since > since) {
            since = owner->since;
            found = owner;
        }
    }
    return found;
}

static void release_owners(struct tally_frame *frame, size_t since) {
    struct tally_owner *owner;
    release_temporaries(frame);
    while ((owner = newest(frame, since))) {
        void *place = owner->place;
        owner->place = NULL;
        tally__drop_value(place, owner->layout);
    }
}

/* The frame whose setjmp it was; the program ends if there is none. */
static struct tally_frame *target_of(const void *buffer, const char *site) {
    struct tally_frame *frame = tally__frames;
    while (frame && !mark_of(frame, buffer))
        frame = frame->below;
    if (!frame)
        tally__die("longjmp at %s to a buffer that no active function of this "
                   "thread, in a unit of --unwind=shadow, has set",
                   site);
    if (mark_of(frame, buffer)->finalizers != tally__state.finalizing)
        tally__die("longjmp at %s leaves a finalizer", site);
    return frame;
}

void tally__unwind(const void *buffer, void *copy, size_t size,
                   const char *site) {
    struct tally_frame *target = target_of(buffer, site);
    size_t since = mark_of(target, buffer)->since;
    memcpy(copy, buffer, size);
    while (tally__frames != target) {
        release_owners(tally__frames, 0);
        tally__frames = tally__frames->below;
    }
    release_owners(target, since);
}
