/* What the files of the runtime share: the object's header, the types, the
 * struct that holds a thread's heap, and the one that holds what all share.
 *
 * Terms, beside those of tally.h. An object is *cyclic* if its type may be
 * part of a cycle of strong references. A *candidate* is a cyclic object that
 * the next collection starts from. A *slot* is a strong place inside an
 * object; slots are numbered in declaration order. An object is *dead* when
 * its last reference is gone; it is then *taken apart*: its slots are released
 * and its memory is freed.
 *
 * Layout of an object's memory:
 *
 *     [padding] [word, 8 bytes] [count, 4] [meta, 4] | payload ...
 *
 * A *sized* object is an array, or an object with a flexible array member: it
 * has *elements* behind its fixed part, which an array has none of. How many
 * stands in 8 more bytes in front of the word, or where the word would be.
 *
 * The word is there if the type is cyclic or has a finalizer. It holds, in
 * turn, the index among the candidates, the link of a collection's list, or
 * the link of a queue of dead objects. Once the object has a side record (see
 * weak.c), the word holds the record's address and the record has room for
 * what stood there; tally__word gives the right one of the two. */
#ifndef TALLY_INTERNAL_H
#define TALLY_INTERNAL_H

#ifndef TALLY_MANUAL
#define TALLY_MANUAL 1
#endif
#define TALLY__RUNTIME 1
#ifndef TALLY_THREADS
#define TALLY_THREADS 1
#endif
#include "tally.h"
#include "tally_gc.h"
#include "tally_thread.h"

#include <pthread.h>
#include <stdbool.h>

/* A unit tells of what kind it is; called by its constructor. */
void tally__erased_unit(const char *file);
void tally__counted_unit(const char *file);
void tally__unloading(void);
/* Finalizers may fill static places again. What is there ends, since each runs
 * once; but they may make new objects, and after so many rounds of that we take
 * it that they always will. */
#define EXIT_ROUNDS 32
/* A unit with TALLY_DEBUG: from now on dead objects are remembered. */
void tally__debug_unit(void);
/* Where erased units have no constructors they tell through this variable, of
 * which they have a weak definition. It is theirs if the runtime is a shared
 * library, and so has to be filled at the start. */
extern void (*tally__erased_hook)(const char *file);

#ifdef __GNUC__
#pragma GCC visibility push(hidden)
#endif

/* ---- header ------------------------------------------------------------- */

/* Values of header.count.
 *
 *   0 .. 0x7fffffff          quiet: references - 1. Not cyclic, or a candidate
 *   0x80000000               a quiet count that has just overflowed
 *   COUNT_FREED   ± 2^24     freed, in a cell or in builds with TALLY_DEBUG
 *   COUNT_WAITING ± 2^24     dead; the finalizer has still to run
 *   COUNT_OPENED  ± 2^24     dead and finalized; still to be taken apart
 *   COUNT_DYING + i          being taken apart; i is the slot to resume at (of
 *                            a sized object, its low bits: see slots.c)
 *   COUNT_LATENT + r - 1     r references, cyclic, and not a candidate
 *   COUNT_PINNED  ± 2^28     never freed
 *   COUNT_PUBLISHED ± 2^27   never freed before the exit, and every thread's
 *   COUNT_DEAD               a quiet count whose last reference just went
 *
 * Inline code adds or subtracts one and calls the slow path if the result is
 * negative, so the slow path sees each value one off. A latent object gets
 * there with every operation: that is how it becomes a candidate. One that
 * only ever had one reference never does. */
#define COUNT_OVERFLOW UINT32_C(0x80000000)
#define COUNT_FREED UINT32_C(0x8a000000)
#define COUNT_WAITING UINT32_C(0x8c000000)
#define COUNT_OPENED UINT32_C(0x8e000000)
#define COUNT_DYING UINT32_C(0x90000000)
#define COUNT_LATENT UINT32_C(0xa0000000)
#define COUNT_PINNED UINT32_C(0xc0000000)
#define COUNT_PUBLISHED UINT32_C(0xe0000000)
#define COUNT_DEAD UINT32_C(0xffffffff)

/* More slots than this no type can have, so that COUNT_DYING + i is in range.
 */
#define SLOTS_MAX UINT32_C(0x07000000)
/* A count from which a survivor stays a candidate instead of going latent. */
#define LATENT_MAX UINT32_C(0x08000000)

enum count_state {
    STATE_QUIET,
    STATE_OVERFLOW,
    STATE_FREED,
    STATE_WAITING,
    STATE_OPENED,
    STATE_DYING,
    STATE_LATENT,
    STATE_PINNED,
    STATE_PUBLISHED,
    STATE_DEAD,
    STATE_UNKNOWN
};

enum count_state tally__count_state(uint32_t count);

/* Being taken apart, and nobody has touched it since. */
static inline bool count_is_dying(uint32_t count) {
    return count - COUNT_DYING <= SLOTS_MAX;
}

/* Low byte of header.meta; the type's number is above it. The colour is the
 * collector's and NONE outside of a collection. */
#define FLAG_WORD 0x01u      /* has the word */
#define FLAG_CYCLIC 0x02u    /* may be in a cycle */
#define FLAG_WEAK 0x04u      /* has a side record */
#define FLAG_FINALIZED 0x08u /* the finalizer has been run */
#define FLAG_OLD 0x10u       /* has survived a collection */
#define COLOUR_NONE 0x00u
#define COLOUR_GREY 0x20u
#define COLOUR_BLACK 0x40u
#define COLOUR_WHITE 0x60u
#define COLOUR_MASK 0x60u
#define FLAG_VARIABLE 0x80u  /* is a variable: not on the heap, no word */
#define META_TYPE_SHIFT 8
/* Numbers are not used twice. Of the table, only what is used takes memory. */
#define TYPES_MAX (UINT32_C(1) << 18)

static inline struct tally_header *header_of(const void *object) {
    return (struct tally_header *)(uintptr_t)object - 1;
}

static inline bool object_has(const void *object, uint32_t flag) {
    return (header_of(object)->meta & flag) != 0;
}

static inline uint32_t object_colour(const void *object) {
    return header_of(object)->meta & COLOUR_MASK;
}

static inline void object_paint(void *object, uint32_t colour) {
    header_of(object)->meta = (header_of(object)->meta & ~COLOUR_MASK) | colour;
}

/* A place that holds a reference, whatever its type. */
#ifdef __GNUC__
typedef void *__attribute__((may_alias)) reference;
#else
typedef void *reference;
#endif

struct state;

/* ---- types -------------------------------------------------------------- */

/* Places of one kind in arithmetic progression. `first` is the number of the
 * first of them among all places of the kind. */
struct span {
    uint32_t first, count;
    size_t offset, stride;
    const struct condition *when; /* NULL: always */
};

/* These places are there only while a tag, which lies at `tag` from where
 * their offsets are counted, has one of the values. */
struct condition {
    struct condition *next; /* of the same places, to be freed */
    size_t tag, tag_size;
    size_t count;
    uint64_t values[];
};

struct places {
    struct span *spans; /* ascending by `first`, without gaps */
    size_t span_count;
    uint32_t total;
    struct condition *conditions;
};

/* What a sized object's elements hold; offsets are from an element's start. */
struct tail {
    size_t offset, stride; /* of the first one in the payload; from each to the
                              next */
    struct places strong, weak;
};

/* A function of the program's, whatever its type. */
typedef void routine(void);

/* One, and the library that it is in. */
struct code {
    routine *routine;
    const void *base;
    char *file; /* NULL if unknown */
};

/* A type's finalizer, or its trace function: see code.c. */
struct codes {
    routine *current;
    struct code *all; /* that were registered */
    size_t count;
    uint32_t settled; /* unloadings when `current` was chosen */
};

/* A registered type: the runtime's own copy of what the units said. */
struct type {
    char *name;
    char *file; /* NULL for types of headers */
    char *site; /* where it was registered first */
    uint64_t layout_hash;
    size_t size; /* of the payload */
    size_t align;
    size_t prefix;  /* bytes from the start of the block to the payload */
    uint32_t flags; /* enum tally_type_flags, as declared */
    uint32_t meta;  /* of a new object */
    uint32_t count; /* of a new object */
    struct places strong, weak;
    bool sized;
    struct tail tail; /* if it is */
    bool simple; /* not sized, and all strong places are always there */
    bool silent; /* neither a finalizer nor a trace function */
    bool ephemeral;         /* it is tally_weak_map */
    bool finalized, traced; /* it has such a function, or had */
    struct codes finalizer, trace;
    struct type *base; /* NULL if none */
    uint32_t index;    /* in the table of types, and in each heap's of uses */
    bool celled; /* its objects are cells, if it is not sized: see block.c */
    void (*dispose)(void *object); /* before its memory goes; NULL: nothing */
};

/* What a heap has to do with a type. */
struct type_use {
    struct cells *cells; /* of its objects, once one was made; NULL: none, or
                            it is sized */
    uint64_t made, freed;
    uint64_t made_bytes; /* of payloads, beyond made * size */
};

/* The registered type of a descriptor, for which this heap has a use then;
 * registers it if need be. NULL only when memory is out and `may_fail`. */
static inline struct type *tally__type_of_descriptor(
    struct tally_type *descriptor, const char *site, bool may_fail);
/* The same where the heap has no use for it yet. */
struct type *tally__type_for_heap(struct tally_type *descriptor,
                                  const char *site, bool may_fail);
void tally__types_free(void);
/* One of the runtime's own: how its objects end, and whether it is ephemeral. */
void tally__type_dispose_by(struct type *type, void (*dispose)(void *object),
                            bool ephemeral);
/* The uses of all types that there are now. False when memory is out. */
bool tally__uses_reserve(void);

typedef bool object_visitor(void *object, void *context);

#include "blocks.h"

/* ---- grave.c -------------------------------------------------------------- */

/* The object, made at `site`, is dead: remembers it, and keeps its block for a
 * while. */
void tally__bury(const void *object, struct block block, const char *site);
/* Another object has its address now. */
void tally__unbury(const void *object);

/* ---- code.c -------------------------------------------------------------- */

/* `added` is the one that is called from now on, while its library is there.
 * False when memory is out. */
bool tally__code_add(struct codes *codes, routine *added);
/* The function to call; NULL if its code is gone. */
routine *tally__code_of(struct codes *codes);
void tally__codes_free(struct codes *codes);

/* ---- variable.c ---------------------------------------------------------- */

/* A static object's turn at exit: what ends the life of a variable, but that
 * others may still refer to it. Again, it releases what it has got since. */
void tally__end_static(void *object, struct tally_type *type, const char *site);

/* ---- trace.c ------------------------------------------------------------- */

/* Names a reference that a trace function knows of. */
typedef void hidden_visitor(void *child, void *context);

/* Calls `visit` for each reference that the trace function of the object's type
 * names. Nothing happens to the places. Needs: the object is whole. */
void tally__trace(void *object, hidden_visitor *visit, void *context);

/* ---- slots.c ------------------------------------------------------------ */

/* Evenly spaced places of one kind. */
struct run {
    char *place;
    size_t stride;
    uint64_t count;
};

/* More elements than this no object has. */
#define LENGTH_MAX ((UINT64_C(1) << 48) - 1)

/* How many elements a sized object has. */
uint64_t tally__length_of(const void *object);
void tally__length_set(void *object, uint64_t length);
/* Bytes of the payload of a sized type's object; SIZE_MAX if there is no such
 * number. */
size_t tally__sized_size(const struct type *type, uint64_t length);
/* Bytes of an object's payload. */
size_t tally__size_of(const void *object);
/* The places from number `from` on, as far as they are evenly spaced: those of
 * the fixed part, then those of each element. False if there are no more. */
bool tally__strong_run(void *object, uint64_t from, struct run *run);
bool tally__weak_run(void *object, uint64_t from, struct run *run);
/* The slot with that number, which the object has. */
reference *tally__slot_at(void *object, uint64_t number);
/* The slot at which to go on taking a dying object apart. */
uint64_t tally__resume_slot(const void *object);
void tally__resume_at(void *object, uint64_t slot);

/* The tag's value; and how a case's value looks there. */
uint64_t tally__tag_at(const char *base, size_t tag, size_t size);
uint64_t tally__tag_of(int64_t value, size_t size);
/* What the union that `ref`, of kind VARIANT, describes holds in the struct at
 * `base`: NULL if it holds no references. */
const struct tally_layout *tally__live_member(const void *base,
                                              const struct tally_ref *ref);

/* ---- queues of objects -------------------------------------------------- */

/* First in, first out, linked through the objects' words. */
struct queue {
    void *head, *tail;
};

/* ---- state -------------------------------------------------------------- */

/* Candidates, unordered. Each knows its index by its word. */
struct candidates {
    void **items;
    size_t count, capacity;
};

struct weak_record;
struct watcher;

/* What is done to the counts of the values that are visited: see weak_map.c. */
enum ephemeron_mode {
    EPHEMERON_TAKE,           /* subtracted, once in a phase */
    EPHEMERON_GIVE_TO_LIVING, /* added back, if key and map live */
    EPHEMERON_GIVE,           /* added back, unless it has been */
    EPHEMERON_FOLLOW          /* nothing; if key and map live, for a pass */
};

struct weak_table {
    struct weak_record **buckets;
    size_t bucket_count; /* a power of two, or 0 */
    size_t count;
};

/* All objects, if somebody asked for them: open addressing, by address. */
struct heap_entry {
    void *object; /* NULL: free; HEAP_GONE: was used */
    const char *site;
    /* Scratch of the checkers: edges that end here; where a search came from,
     * and its number. */
    uint64_t edges;
    struct heap_entry *from;
    uint64_t search;
};

struct heap_table {
    struct heap_entry *entries;
    size_t capacity; /* a power of two, or 0 */
    size_t used;     /* entries that are not free, gone ones included */
    size_t live;     /* used, without the gone ones */
};

struct site {
    struct site *next;
    char text[];
};

#define SITE_BUCKETS 256

/* A file's variable of which each thread has its own: what has to do with
 * objects only by way of the heap, and is gone when the thread is. */
#ifdef __GNUC__
#define PER_THREAD __thread
#else
#define PER_THREAD _Thread_local
#endif

/* A thread's heap: all that belongs to it alone. */
struct state {
    struct state *next;  /* of all heaps */
    unsigned number;     /* 1: the first one; names its thread */
    unsigned leaving;    /* its thread ends: rounds of destructors so far */
    bool ended;          /* its thread has */
    char name[16];       /* of the thread, when the heap began */

    struct type_use *uses; /* by the index of the type */
    uint32_t use_count, use_capacity;

    struct pool pool;
    struct guests guests;
    uintptr_t first_block; /* see block.c */

    /* Those of this thread: for good, or only what is in them now. NULL: there
     * are none. */
    void (*leave_places)(void);
    void (*clear_places)(void);

    struct candidates young, old;
    size_t patience; /* old_threshold is taken 2^patience times; see
                        relaxed_load */
    uint64_t live_after; /* cyclic objects, at the end of the last collection */
    bool crowded;        /* there are many more by now */
    struct pass *pass;   /* the one in slices that is under way. NULL: none */
    bool automatic;
    bool collecting;
    unsigned deferred; /* automatic collections, so many times */
    struct tally_gc_stats generations[3];
    /* Told when a collection starts and ends; takes an unreachable object, with
     * a reference to it, or leaves it. NULL: nobody. */
    void (*observe)(enum tally_gc_phase phase,
                    const struct tally_gc_info *info);
    bool (*save)(void *object);
    void (*mention)(const void *object); /* that is to go */

    unsigned finalizing;  /* finalizers that are running */
    struct queue waiting; /* died during the innermost of them */
    struct queue *hidden; /* what dies while the references that a trace
                             function names are released; NULL: none is */

    struct weak_table weak;
    struct watcher *due, *due_last; /* to be settled, first in, first out */
    /* Visits what a weak map refers to, and what weak maps refer to on behalf of
     * their key. NULL: there are no weak maps. */
    void (*each_value)(void *object, enum ephemeron_mode mode, uint64_t phase,
                       hidden_visitor *visit, void *context);
    uint64_t phase; /* of a collection; never twice */
    bool settling; /* one of them is being settled */
    bool veiled;   /* white objects are not to be seen through weak references */
    bool burying;  /* watchers of white objects hear of nothing new */

    reference no_place; /* stands for places that are not there; NULL */

    uint64_t allocations; /* of the runtime, for fail_alloc */
    uint64_t made_since;  /* objects made, for collect_every */

    uint64_t collect_every; /* TALLY_COLLECT_EVERY, 0: off */
    uint64_t fail_alloc;    /* TALLY_FAIL_ALLOC, 0: off */
    unsigned report;        /* TALLY_REPORT */
    unsigned check;         /* TALLY_CHECK */
    bool tracking;          /* `heap` is kept */
    bool mourning;          /* and so are the graves of grave.c */
    struct heap_table heap;

    uint64_t bytes_live, bytes_peak;
    struct tally_stats stats; /* what tally_get_stats does not compute */
};

/* Of a place that several threads may read and write at a time. What was written
 * before it is seen by who reads it. */
#ifdef __GNUC__
#define load_shared(place) __atomic_load_n(&(place), __ATOMIC_ACQUIRE)
#define store_shared(place, value) \
    __atomic_store_n(&(place), (value), __ATOMIC_RELEASE)
#else
#define load_shared(place) (place)
#define store_shared(place, value) ((void)((place) = (value)))
#endif

/* What all threads share. Written under the lock, if nothing else is said; what
 * is read without it is marked *. */
struct process {
    struct weak_table published; /* records of published objects */
    struct weak_record *published_words; /* and those that stand in words */
    bool started; /* * environment read, exit work registered */
    bool exiting; /* * static places have been released */
    bool has_variables; /* * there are, or have been: objects that know their
                           type and that nobody counts */

    struct type *types[TYPES_MAX]; /* * by number; an entry is there before any
                                      object of it, and does not change */
    uint32_t type_count;
    uint32_t type_base; /* * number of the first; those below are stale */

    uint32_t unloadings; /* * libraries that have been, or may have been */

    struct tally_unit *units;                 /* registered last comes first */
    char erased_file[256], counted_file[256]; /* one of each, or "" */
    tally_oom_handler oom_handler;            /* * */
    struct site *sites[SITE_BUCKETS];

    /* What new heaps begin with: see there. */
    uint64_t collect_every, fail_alloc;
    unsigned report, check;
    bool tracking, mourning;

    size_t young_threshold, old_threshold; /* of all heaps; see relaxed_load */
    size_t pause_budget; /* microseconds; 0: collections are not in slices */

    struct state *heaps; /* newest first */
    struct state past;   /* the numbers of those that are gone */
    unsigned heaps_made;
    unsigned heaps_ended; /* * and still there */
};

extern struct process tally__process;

/* Not to be held while code of the program may run. */
void tally__lock(void);
void tally__unlock(void);

/* This thread's heap; NULL if it has none yet, which is asked by tally__state and
 * not where there must be one, as where an object dies. Initial-exec costs one
 * load; libraries that are loaded later have room for it as long as what is
 * needed is as little as this. */
#ifdef __GNUC__
extern __thread struct state *tally__heap
    __attribute__((tls_model("initial-exec")));
#else
extern _Thread_local struct state *tally__heap;
#endif

/* Makes it. */
struct state *tally__heap_begin(void);
/* Heaps of threads that have ended go as soon as nothing is in them. */
void tally__heaps_tidy(void);
/* All that the heaps of threads which are gone hold is this heap's. Needs: no
 * other thread runs. */
void tally__heaps_merge(void);
/* Is there a heap whose thread has not ended, other than this one's? */
bool tally__others_have_heaps(void);
/* Gives back what this heap has taken. Needs: no object is in it. */
void tally__heap_trim(void);
/* "thread 2 ('worker')". Valid until the call after the next. */
const char *tally__thread_named(size_t number);

static inline struct state *tally__this_heap(void) {
    struct state *heap = tally__heap;
    return TALLY__UNLIKELY(!heap) ? tally__heap_begin() : heap;
}

#define tally__state (*tally__this_heap())

/* Needs: there is one. */
static inline struct type *type_at(uint32_t index) {
    return tally__process.types[tally__process.type_base + index];
}

static inline struct type *type_of(const void *object) {
    return tally__process.types[header_of(object)->meta >> META_TYPE_SHIFT];
}

static inline struct type *tally__type_of_descriptor(
    struct tally_type *descriptor, const char *site, bool may_fail) {
    const struct state *heap = tally__heap;
    uint32_t index = load_shared(descriptor->number) - tally__process.type_base;
    if (heap && index < heap->use_count)
        return type_at(index);
    return tally__type_for_heap(descriptor, site, may_fail);
}

/* Reads the environment and registers the exit work, once. */
void tally__start(void);

/* ---- memory.c ----------------------------------------------------------- */

/* The runtime's own memory. NULL when there is none; TALLY_FAIL_ALLOC counts
 * these. */
void *tally__allocate(size_t size);
void *tally__reallocate(void *memory, size_t size);
/* Returns if the handler wants the allocation tried again; otherwise says what
 * the memory was for ("a", "node") and aborts. `type` may be NULL. */
void tally__out_of_memory(size_t size, const char *what, const char *type);
/* As tally__allocate, but never NULL. */
void *tally__allocate_surely(size_t size, const char *what);
char *tally__copy_text(const char *text, bool may_fail);

/* A zeroed object with that many elements (0 if it is not sized). NULL when
 * memory is out. */
void *tally__object_new(struct type *type, uint64_t length, const char *site);
/* Another length for a sized object, which may move; new bytes are zero. NULL
 * when memory is out, or where it cannot be done in place. Needs: one reference
 * to it, no side record, and no reference in what is cut off. */
void *tally__object_resized(void *object, uint64_t length);
/* Frees the memory of an object that has been taken apart. */
void tally__object_free(void *object);

/* Says on stderr what is wrong, as printf does, and aborts. */
#ifdef __GNUC__
__attribute__((format(printf, 1, 2), noreturn))
#endif
void tally__die(const char *format, ...);

/* ---- unit.c --------------------------------------------------------------- */

/* Did anything die since? A finalizer that ran may have put its object into a
 * static place again. */
bool tally__any_died(const struct tally_stats *before);

/* ---- count.c ------------------------------------------------------------ */

/* The count would go down to a negative value, and does, unless the object is
 * pinned. True if it is dead: no candidate any more, and the caller's to
 * release. */
bool tally__count_down_rare(void *object);

/* Pins the object. Needs: its count is quiet, latent or has just overflowed. */
void tally__saturate(void *object);

/* Takes one reference away, with the same result. */
static inline bool count_down(void *object) {
    struct tally_header *header = header_of(object);
    uint32_t count = header->count - 1;
    /* A latent object's only reference, mostly. */
    if ((int32_t)count < 0 && count != COUNT_LATENT - 1)
        return tally__count_down_rare(object);
    header->count = count;
    return (int32_t)count < 0;
}

/* Where the record keeps the object's word. Needs: FLAG_WEAK and FLAG_WORD. */
uintptr_t *tally__weak_word(const void *object);

/* The word's content, wherever it is. Needs: FLAG_WORD. */
static inline uintptr_t *tally__word(const void *object) {
    if (object_has(object, FLAG_WEAK))
        return tally__weak_word(object);
    return (uintptr_t *)(uintptr_t)header_of(object) - 1;
}

static inline void *link_of(const void *object) {
    return (void *)*tally__word(object);
}

static inline void link_set(const void *object, const void *to) {
    *tally__word(object) = (uintptr_t)to;
}

/* The word of an object that is neither dead nor being collected has two halves:
 * its index among the candidates, and the number of its node (see pass.c). Each
 * may be stale: what it leads to tells. */
#if UINTPTR_MAX > UINT32_MAX
#define NODE_NUMBERS 1
#define CANDIDATE_MASK ((uintptr_t)UINT32_MAX)
#else
#define NODE_NUMBERS 0
#define CANDIDATE_MASK UINTPTR_MAX
#endif

static inline uint32_t node_number_in(uintptr_t word) {
    return (uint32_t)((uint64_t)word >> 32);
}

static inline void node_number_set(uintptr_t *word, uint32_t number) {
    *word = (uintptr_t)((uint64_t)number << 32) | (*word & CANDIDATE_MASK);
}

/* ---- candidate.c -------------------------------------------------------- */

/* Makes a quiet cyclic object a candidate. If memory is out it goes latent
 * instead. */
void tally__candidate_add(void *object);
/* Needs: the object is a candidate. */
void tally__candidate_remove(void *object);
bool tally__candidate_is_listed(const void *object);
/* The object is old from now on, and stays a candidate if it is one. False, and
 * no change, when memory is out. */
bool tally__candidate_age(void *object);
void tally__candidates_free(void);
/* Those of `from`, which nobody uses meanwhile, are this heap's. */
void tally__candidates_merge(struct state *from);

static inline bool is_published(const void *object) {
    return tally__count_state(header_of(object)->count) == STATE_PUBLISHED;
}

/* ---- publish.c ----------------------------------------------------------- */

/* Gives all that is published back. Needs: no other thread runs. */
void tally__published_free(void);
/* What tally_thread_error gives. */
void tally__thread_error_set(const char *text);

/* ---- release.c ---------------------------------------------------------- */

/* Disposes of a dead object. May run finalizers. */
void tally__release(void *object);
/* Releases the references that the trace function of a dead object names. Gives
 * what died and waits, for tally__release_queue. */
struct queue tally__release_traced(void *object);
/* Disposes of a queue of dead objects, head first. */
void tally__release_queue(struct queue queue);
/* Runs the finalizer, which must not have been run yet; `died` is what died
 * meanwhile and waits. */
void tally__finalize(void *object, struct queue *died);
bool tally__needs_finalizer(const void *object);
/* At the end. Needs: FLAG_WORD. */
void tally__queue_add(struct queue *queue, void *object);
/* All of `more`, which is empty then. */
void tally__queue_append(struct queue *queue, struct queue *more);

/* ---- weak.c ------------------------------------------------------------- */

/* The object is dead: loads give NULL from now on. Needs: FLAG_WEAK. */
void tally__weak_clear(void *object);
/* One more weak place holds the record that `place`, one of a weak place's
 * bits, leads to. */
void tally__weak_share(const void *place);
/* Lets go of the records that the object's own weak places hold. */
void tally__weak_places_release(void *object);
/* Object and record know each other. Needs: FLAG_WEAK. */
bool tally__weak_is_sound(const void *object);
void tally__weak_free(void);
/* Records of published objects belong to all threads, and nobody counts who holds
 * them. Room for so many; a published object has its record from now on. */
bool tally__weak_publish_reserve(size_t count);
void tally__weak_publish(void *object);
/* At exit, when nobody holds any. */
void tally__weak_published_free(void);
/* What a place with these bits refers to, alive or dying; NULL: nothing. */
void *tally__weak_target(const void *place);
/* An object with a record is going to another heap. `holds` weak places go with
 * it: if there are others, they keep the record, and one for the new heap is made
 * by the first function, which is false when memory is out; the second one takes
 * that back. Then, for all objects in turn, they leave this heap's table; their
 * own weak places follow to the new records; and they enter the new heap's. */
bool tally__weak_may_leave(void *object, uint64_t holds);
void tally__weak_stays(void *object);
struct weak_record *tally__weak_leave(void *object);
void tally__weak_places_follow(void *object);
void tally__weak_enter(void *object, struct weak_record *record);
/* The records in the table of `from`, which nobody uses meanwhile, are in this
 * heap's. */
void tally__weak_merge(struct state *from);
/* Dead, though perhaps not gone: its finalizer may still have to run. Or not to
 * be seen by callbacks, because a collection is about to take it apart. */
bool tally__is_dead(const void *object);
/* The object has a record from now on. */
void tally__weak_watch(const void *object);
/* Its list; NULL if it has no record. */
struct watcher **tally__watchers_of(const void *object);

/* ---- watch.c ------------------------------------------------------------- */

struct watcher_kind {
    /* The object dies; the watcher is off its list. Runs none of the program's
     * code, and does not free memory that others may walk over. */
    void (*lost)(struct watcher *watcher);
    /* Its turn has come, after tally__due_add. */
    void (*settle)(struct watcher *watcher);
    bool calls;  /* is told by collections before finalizers run */
    bool shared; /* stays the first of its list */
};

struct watcher {
    struct watcher *next, **link; /* link: NULL if it is on no object's list;
                                     next is the queue's then */
    const struct watcher_kind *kind;
};

/* Newest first. Needs: tally__weak_watch, and a watcher that is on no list. */
void tally__watch(const void *object, struct watcher *watcher);
/* No effect if it is on none. */
void tally__unwatch(struct watcher *watcher);
/* The object of the list dies: tells those that call, or all. */
void tally__watchers_tell(struct watcher **list, bool all);
void tally__due_add(struct watcher *watcher);
/* Settles what is due, if that is possible here. Gives what died meanwhile and
 * waits, for tally__release_queue. */
struct queue tally__settle(void);
/* The same, and disposes of that at once, or after the finalizer that runs. */
void tally__settle_now(void);

/* ---- cycle.c ------------------------------------------------------------ */

/* As tally_gc_collect, of a generation that there is; or of what the root
 * reaches, which is a candidate then. */
size_t tally__collect(int generation, void *root);
/* Notes whether so many more objects live that candidates are few and large: a
 * collection is due then. */
void tally__look_for_crowd(void);
/* Allocations call this if `collection_may_be_due`. */
void tally__collect_if_due(void);

/* The object dies, moves, or its word is put to other use: was it in the pass?
 * Needs: state.pass. */
bool tally__pass_forget(const void *object);
/* The pass of `from`, which nobody uses meanwhile, is off; what it began with
 * are candidates of this heap. */
void tally__pass_merge(struct state *from);
/* Nothing is known of it that says otherwise, so far. Needs: state.pass. */
bool tally__pass_takes_for_live(const void *object);

/* Any thread may set thresholds. */
static inline size_t relaxed_load(const size_t *place) {
#ifdef __GNUC__
    return __atomic_load_n(place, __ATOMIC_RELAXED);
#else
    return *(const volatile size_t *)place;
#endif
}

static inline void relaxed_store(size_t *place, size_t value) {
#ifdef __GNUC__
    __atomic_store_n(place, value, __ATOMIC_RELAXED);
#else
    *(volatile size_t *)place = value;
#endif
}

static inline bool collection_may_be_due(void) {
    const struct state *state = tally__heap;
    return state->young.count >= relaxed_load(&tally__process.young_threshold) ||
           state->old.count > relaxed_load(&tally__process.old_threshold) ||
           state->crowded || state->collect_every > 0 || state->pass;
}

/* ---- check.c ------------------------------------------------------------ */

/* Room for one more entry. */
bool tally__heap_reserve(void);
void tally__heap_insert(void *object, const char *site);
void tally__heap_remove(void *object);
struct heap_entry *tally__heap_find(const void *object);
/* Recomputes all counts from the edges; aborts if one is too low, or, `exact`,
 * too high. Needs: state.tracking. */
void tally__check(const char *when, bool exact);
/* Aborts, with the path, if an object whose type was promised to be acyclic is
 * in a cycle. Needs: the edges that tally__check has counted, which it uses
 * up. */
void tally__check_promises(const char *when);
/* "0x55f0, a 'node' made at list.c:12". Valid until the call after the next. */
const char *tally__described(const void *object);
/* Its slots hold references: it is not being taken apart. */
bool tally__has_slots(const void *object);
/* Where the object was made, if known. Never NULL. */
const char *tally__site_of(const void *object);
void tally__heap_free(void);
void tally__heap_table_merge(struct state *from);

/* The sites of all heaps. */
void tally__sites_free(void);

/* ---- the end of a thread's heap ------------------------------------------ */

/* Drops what was saved, and the callbacks of collections. */
void tally__observers_end(void);
/* Calls the finalizers from outside that are to be called at exit. */
void tally__finalizers_end(void);
/* Gives back the memory of dead objects that was kept for checks. */
void tally__graves_end(void);
void tally__quarantine_end(void);

/* ---- gc_heap.c ---------------------------------------------------------- */

/* It lives, and no collection is about to take it apart. */
bool tally__is_live(const void *object);
/* Every tracked object becomes a candidate. O(heap). */
void tally__wake_all(void);

/* ---- inspect.c ---------------------------------------------------------- */

/* Objects alive, of all types or of cyclic ones only. O(types). */
uint64_t tally__objects_live(bool cyclic_only);
void tally__report(void);

#define HEAP_GONE ((void *)&tally__process)

#ifdef __GNUC__
#pragma GCC visibility pop
#endif

#endif
