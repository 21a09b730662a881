/* Thread-local places: a thread's own are released when it ends, the one that
 * was entered last first; those of the thread that leaves the program at the
 * beginning of its exit.
 *
 * The C library calls us for each place: then a library that has such places
 * is not unloaded before the threads that have entered them are gone. After
 * these calls it is the end of the heap that leaves them (heap.c). Where it
 * has no such service, libraries are never unloaded (musl), and the end of the
 * thread is that of a key's value. */
#define _POSIX_C_SOURCE 200809L

#include "internal.h"

#include <pthread.h>

static __thread struct tally_thread_place *entered; /* last one first */
static __thread bool leaving; /* and will never be back */

static void unlink_entry(const struct tally_thread_place *entry) {
    struct tally_thread_place **link = &entered;
    while (*link && *link != entry)
        link = &(*link)->next;
    if (*link)
        *link = entry->next;
}

/* What a finalizer does may enter the place again, and fill it. */
static void leave(void *argument) {
    struct tally_thread_place *entry = argument;
    void *place = entry->place;
    if (!place)
        return;
    unlink_entry(entry);
    entry->place = NULL;
    leaving = true;
    for (int round = 0; round < EXIT_ROUNDS; round++) {
        struct tally_stats before;
        tally_get_stats(&before);
        tally__drop_value(place, entry->layout);
        if (!tally__any_died(&before))
            break;
    }
}

static void leave_all(void) {
    while (entered)
        leave(entered);
}

/* The thread goes on, and they stay entered. */
static void clear_all(void) {
    for (struct tally_thread_place *entry = entered; entry; entry = entry->next)
        tally__drop_value(entry->place, entry->layout);
}

#ifdef __GLIBC__

/* As C++ has its thread-local objects destroyed: calls `function(argument)`
 * when the thread ends, and keeps the library of `address` until then. */
int __cxa_thread_atexit_impl(void (*function)(void *), void *argument,
                             void *address);

static bool call_at_end(struct tally_thread_place *entry) {
    return __cxa_thread_atexit_impl(leave, entry,
                                    (void *)(uintptr_t)entry->layout) == 0;
}

#else

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool has_key;

static void leave_thread(void *unused) {
    (void)unused;
    leave_all();
}

static void make_key(void) {
    has_key = pthread_key_create(&key, leave_thread) == 0;
}

static bool call_at_end(struct tally_thread_place *entry) {
    pthread_once(&once, make_key);
    return has_key && pthread_setspecific(key, entry) == 0;
}

#endif

void tally__add_place(struct tally_thread_place *entry, void *place,
                      const struct tally_layout *layout) {
    if (leaving && ++entry->again > EXIT_ROUNDS)
        return;
    tally__start();
    tally__state.leave_places = leave_all;
    tally__state.clear_places = clear_all;
    entry->place = place;
    entry->layout = layout;
    while (!tally__state.leaving && !call_at_end(entry))
        tally__out_of_memory(sizeof(*entry), "a", "thread-local place");
    entry->next = entered;
    entered = entry;
}
