/* Watchers: what wants to know of an object's death, and what is done then.
 *
 * A watcher is on the list of its object's side record. When the object dies it
 * is taken off and told (`lost`), which runs none of the program's code: what
 * has to be called queues up, and is *settled* as soon as the object's state
 * allows, one after the other. While one is being settled, others wait for
 * it; and as for a finalizer, objects with finalizers that die meanwhile wait,
 * so that depth is bounded however long a chain of deaths is. */
#include "internal.h"

#include <errno.h>

static void watcher_off(struct watcher *watcher) {
    *watcher->link = watcher->next;
    if (watcher->next)
        watcher->next->link = watcher->link;
    watcher->link = NULL;
    watcher->next = NULL;
}

void tally__unwatch(struct watcher *watcher) {
    if (watcher->link)
        watcher_off(watcher);
}

void tally__watch(const void *object, struct watcher *watcher) {
    struct watcher **link = tally__watchers_of(object);
    if (!link) /* published: it never dies */
        return;
    if (*link && (*link)->kind->shared && !watcher->kind->shared)
        link = &(*link)->next;
    watcher->link = link;
    watcher->next = *link;
    if (*link)
        (*link)->link = &watcher->next;
    *link = watcher;
}

void tally__watchers_tell(struct watcher **list, bool all) {
    struct watcher **link = list, *watcher;
    while ((watcher = *link) != NULL) {
        if (all || watcher->kind->calls) {
            watcher_off(watcher);
            watcher->kind->lost(watcher); /* perhaps another one is off, too */
        } else {
            link = &watcher->next;
        }
    }
}

void tally__due_add(struct watcher *watcher) {
    struct state *state = &tally__state;
    watcher->next = NULL;
    if (state->due_last)
        state->due_last->next = watcher;
    else
        state->due = watcher;
    state->due_last = watcher;
}

struct queue tally__settle(void) {
    struct state *state = &tally__state;
    struct queue outer = state->waiting, died = {NULL, NULL};
    int error = errno;
    if (state->settling || state->hidden)
        return died;
    state->settling = true;
    state->waiting = died;
    state->finalizing++;
    while (state->due) {
        struct watcher *watcher = state->due;
        state->due = watcher->next;
        if (!state->due)
            state->due_last = NULL;
        watcher->next = NULL;
        watcher->kind->settle(watcher);
    }
    errno = error;
    state->finalizing--;
    state->settling = false;
    died = state->waiting;
    state->waiting = outer;
    return died;
}

void tally__settle_now(void) {
    struct queue died;
    if (!tally__state.due)
        return;
    died = tally__settle();
    if (tally__state.finalizing > 0)
        tally__queue_append(&tally__state.waiting, &died);
    else
        tally__release_queue(died);
}
