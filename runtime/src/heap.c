/* The heaps of threads: how they begin, end, and are joined at the end of the
 * program.
 *
 * A thread's heap begins with its first use of the runtime, and ends with the
 * thread or with tally_thread_exit: what is in static places of others, in
 * memory of C, or published stays; cycles are collected. A heap in which
 * something is left stays on the list of all, *ended*: other threads' objects
 * may lie in its cells, and at exit its objects go with those of the thread that
 * leaves the program. The first heap, which is that of the thread that started
 * the program, does not end. */
#define _GNU_SOURCE

#include "internal.h"

#include <stdio.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

struct process tally__process = {
    .type_base = 1,
    .young_threshold = 2048,
    .old_threshold = 4096,
    .past = {.first_block = UINTPTR_MAX},
};

#ifdef __GNUC__
__thread struct state *tally__heap;
#else
_Thread_local struct state *tally__heap;
#endif

static struct state first_heap;

/* ---- the lock ------------------------------------------------------------ */

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void lock(void) { pthread_mutex_lock(&mutex); }

static void unlock(void) { pthread_mutex_unlock(&mutex); }

/* Who holds it may need the heap, which takes the lock to begin. */
void tally__lock(void) {
    (void)tally__this_heap();
    lock();
}

void tally__unlock(void) { unlock(); }

/* ---- beginning ----------------------------------------------------------- */

/* Of PTHREAD_DESTRUCTOR_ITERATIONS, which is 4 at least. */
#define END_ROUND 2

static pthread_key_t ending;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool has_ending;

static void heap_leave(struct state *heap);

/* The first rounds of destructors are for others, which may use the heap. */
static void end_of_thread(void *value) {
    struct state *heap = value;
    if (heap->leaving++ < END_ROUND)
        pthread_setspecific(ending, heap);
    else
        heap_leave(heap);
}

/* A child of fork has one thread, the lock, and the heaps of the others, of
 * which nobody knows what state they are in: they are left alone. */
static void prepare(void) {
    has_ending = pthread_key_create(&ending, end_of_thread) == 0;
    pthread_atfork(lock, unlock, unlock);
}

/* Of the thread that runs. */
static void read_name(char *name, size_t size) {
    name[0] = '\0';
#ifdef __linux__
    if (size >= 16)
        prctl(PR_GET_NAME, (unsigned long)name, 0, 0, 0);
#endif
}

static void settle_in(struct state *heap) {
    const struct process *process = &tally__process;
    heap->first_block = UINTPTR_MAX;
    heap->automatic = true;
    heap->collect_every = process->collect_every;
    heap->fail_alloc = process->fail_alloc;
    heap->report = process->report;
    heap->check = process->check;
    heap->tracking = process->tracking;
    heap->mourning = process->mourning;
    read_name(heap->name, sizeof(heap->name));
}

static struct state *new_heap(void) {
    tally_oom_handler handler = load_shared(tally__process.oom_handler);
    struct state *heap;
    while (!(heap = calloc(1, sizeof(*heap))))
        if (!handler || !handler(sizeof(*heap)))
            tally__die("out of memory: %zu bytes for a thread's heap",
                       sizeof(*heap));
    return heap;
}

struct state *tally__heap_begin(void) {
    struct process *process = &tally__process;
    struct state *heap;
    bool first;
    pthread_once(&once, prepare);
    lock();
    first = process->heaps_made == 0;
    process->heaps_made += first;
    unlock();
    heap = first ? &first_heap : new_heap();
    lock();
    heap->number = first ? 1 : ++process->heaps_made;
    settle_in(heap);
    heap->next = process->heaps;
    process->heaps = heap;
    unlock();
    tally__heap = heap;
    if (!first && has_ending)
        pthread_setspecific(ending, heap);
    return heap;
}

/* ---- numbers ------------------------------------------------------------- */

static void add_uses(struct state *to, const struct state *from) {
    for (uint32_t i = 0; i < from->use_count; i++) {
        to->uses[i].made += from->uses[i].made;
        to->uses[i].freed += from->uses[i].freed;
        to->uses[i].made_bytes += from->uses[i].made_bytes;
    }
}

static void add_generations(struct state *to, const struct state *from) {
    for (size_t i = 0; i < 3; i++) {
        struct tally_gc_stats *sum = &to->generations[i];
        const struct tally_gc_stats *more = &from->generations[i];
        sum->collections += more->collections;
        sum->collected += more->collected;
        sum->uncollectable += more->uncollectable;
        sum->candidates += more->candidates;
        sum->nanoseconds += more->nanoseconds;
        if (more->longest > sum->longest)
            sum->longest = more->longest;
    }
}

/* Needs: `to` has as many uses. The highest peak is that of one of them. */
static void add_numbers(struct state *to, const struct state *from) {
    struct tally_stats *stats = &to->stats;
    add_uses(to, from);
    add_generations(to, from);
    stats->objects_made += from->stats.objects_made;
    stats->objects_freed += from->stats.objects_freed;
    stats->bytes_made += from->stats.bytes_made;
    stats->finalized += from->stats.finalized;
    stats->collections += from->stats.collections;
    stats->collections_full += from->stats.collections_full;
    stats->found += from->stats.found;
    stats->resurrected += from->stats.resurrected;
    stats->candidates_lost += from->stats.candidates_lost;
    stats->weak_records += from->stats.weak_records;
    to->bytes_live += from->bytes_live;
    if (from->bytes_peak > to->bytes_peak)
        to->bytes_peak = from->bytes_peak;
}

/* Without memory for them, the numbers of a heap that is gone are lost. */
static bool past_reserve(uint32_t count) {
    struct state *past = &tally__process.past;
    struct type_use *uses;
    if (count > past->use_capacity) {
        uses = realloc(past->uses, count * sizeof(*uses));
        if (!uses)
            return false;
        past->uses = uses;
        past->use_capacity = count;
    }
    while (past->use_count < count)
        past->uses[past->use_count++] = (struct type_use){NULL, 0, 0, 0};
    return true;
}

/* ---- ending -------------------------------------------------------------- */

static bool any_live(const struct state *heap) {
    uint64_t live = 0;
    for (uint32_t i = 0; i < heap->use_count; i++)
        live += heap->uses[i].made - heap->uses[i].freed;
    return live > 0;
}

/* Until nothing more dies, but not for ever. Gives what is left. Thread-local
 * places that are entered as late as this go here. */
static uint64_t collect_all(const struct state *heap) {
    for (int round = 0; round < EXIT_ROUNDS; round++) {
        struct tally_stats before;
        tally_get_stats(&before);
        if (heap->leaving && heap->leave_places)
            heap->leave_places();
        tally_gc_collect(TALLY_GC_FULL);
        if (!tally__any_died(&before))
            break;
    }
    return tally__objects_live(false);
}

/* Needs: the lock. */
static void heap_unlist(const struct state *heap) {
    struct state **link = &tally__process.heaps;
    while (*link != heap)
        link = &(*link)->next;
    *link = heap->next;
}

/* Needs: the lock, and that nothing is in the heap. */
static void heap_free(struct state *heap) {
    heap_unlist(heap);
    if (past_reserve(heap->use_count))
        add_numbers(&tally__process.past, heap);
    free(heap->uses);
    free(heap->young.items);
    free(heap->old.items);
    free(heap->weak.buckets);
    free(heap->heap.entries);
    free(heap->guests.cells);
    free(heap);
}

/* Its cells may be other threads' objects, and weak places elsewhere may hold
 * its records. Needs: the lock. */
static bool heap_is_empty(struct state *heap) {
    tally__cells_take_back(&heap->pool);
    return tally__pool_trim(&heap->pool) && !any_live(heap);
}

static void tidy(void) {
    struct state *next;
    for (struct state *heap = tally__process.heaps; heap; heap = next) {
        next = heap->next;
        if (heap->ended && heap_is_empty(heap)) {
            heap_free(heap);
            store_shared(tally__process.heaps_ended,
                         tally__process.heaps_ended - 1);
        }
    }
}

void tally__heaps_tidy(void) {
    if (load_shared(tally__process.heaps_ended) == 0)
        return;
    lock();
    tidy();
    unlock();
}

static void heap_end(struct state *heap) {
    tally__graves_end();
    tally__quarantine_end();
    if (has_ending)
        pthread_setspecific(ending, NULL);
    tally__heap = NULL;
    lock();
    heap->ended = true;
    store_shared(tally__process.heaps_ended, tally__process.heaps_ended + 1);
    tidy();
    unlock();
}

static uint64_t empty(const struct state *heap) {
    uint64_t left;
    if (heap->collecting || heap->finalizing > 0)
        tally__die("tally_thread_exit in a finalizer or a callback");
    tally__finalizers_end();
    tally__observers_end();
    left = collect_all(heap);
    tally__candidates_free();
    return left;
}

static void heap_leave(struct state *heap) {
    empty(heap);
    heap_end(heap);
}

size_t tally_thread_exit(void) {
    struct state *heap = tally__heap;
    uint64_t left = heap ? empty(heap) : 0;
    if (heap && left == 0 && heap != &first_heap)
        heap_end(heap);
    return (size_t)left;
}

/* ---- joining ------------------------------------------------------------- */

static void heap_merge(struct state *from) {
    tally__blocks_merge(from);
    tally__pool_merge(&from->pool);
    tally__guests_merge(from);
    tally__candidates_merge(from);
    tally__weak_merge(from);
    tally__heap_table_merge(from);
}

void tally__heaps_merge(void) {
    struct state *state = &tally__state;
    struct process *process = &tally__process;
    struct state *next;
    for (struct state *heap = process->heaps; heap; heap = next) {
        next = heap->next;
        if (heap != state) {
            heap_merge(heap);
            heap_unlist(heap);
            while (!tally__uses_reserve())
                tally__out_of_memory(heap->use_count * sizeof(*heap->uses),
                                     "the numbers of types", NULL);
            add_numbers(state, heap);
            free(heap->uses);
            if (heap != &first_heap)
                free(heap);
        }
    }
    while (!tally__uses_reserve())
        tally__out_of_memory(sizeof(*state->uses), "the numbers of types",
                             NULL);
    add_numbers(state, &process->past);
    free(process->past.uses);
    process->past = (struct state){.first_block = UINTPTR_MAX};
    process->heaps_ended = 0;
}

/* ---- shutting down ------------------------------------------------------- */

bool tally__others_have_heaps(void) {
    bool found = false;
    lock();
    for (const struct state *heap = tally__process.heaps; heap; heap = heap->next)
        found = found || (heap != tally__heap && !heap->ended);
    unlock();
    return found;
}

void tally__heap_trim(void) {
    struct state *heap = &tally__state;
    tally__graves_end();
    tally__quarantine_end();
    tally__cells_take_back(&heap->pool);
    for (uint32_t i = 0; i < heap->use_count; i++)
        heap->uses[i].cells = NULL;
    tally__pool_trim(&heap->pool);
}

/* ---- whose is it? ---------------------------------------------------------- */

/* Variables lie in no heap, and pinned objects are everybody's. */
static bool is_confined(const void *object) {
    const struct tally_header *header = header_of(object);
    return header->meta >> META_TYPE_SHIFT != 0 &&
           !(header->meta & FLAG_VARIABLE) &&
           tally__count_state(header->count) != STATE_PINNED &&
           tally__count_state(header->count) != STATE_PUBLISHED;
}

void tally__check_thread(const void *object) {
    size_t owner;
    if (!is_confined(object))
        return;
    owner = tally__owner_of(object);
    if (owner != tally__state.number)
        tally__die("%p, a '%s', is counted by %s, but it belongs to %s",
                   object, type_of(object)->name,
                   tally__thread_named(tally__state.number),
                   tally__thread_named(owner));
}

/* ---- names --------------------------------------------------------------- */

const char *tally__thread_named(size_t number) {
    static PER_THREAD char texts[2][80];
    static PER_THREAD unsigned next;
    char *text = texts[next++ % 2];
    const struct state *heap;
    if (number == 0)
        return "no thread, since it was detached";
    lock();
    for (heap = tally__process.heaps; heap && heap->number != number;)
        heap = heap->next;
    snprintf(text, sizeof(texts[0]), "thread %zu%s%s%s%s", number,
             heap && *heap->name ? " ('" : "", heap ? heap->name : "",
             heap && *heap->name ? "')" : "",
             !heap || heap->ended ? ", which has ended" : "");
    unlock();
    return text;
}
