/* Full collections in slices.
 *
 * With a pause budget, a full collection that is due becomes a *pass*: slices
 * of work between the program's own, done by allocations. Its stages:
 *
 *   LIST     the old candidates are taken off their list; each gets a *node*
 *   SCAN     what they reach gets nodes, and each node counts the references
 *            from others
 *   MARK     nodes with more references than that, and what they reach, are
 *            alive; the rest is suspected
 *   JOIN     suspects that refer to one another form *groups*
 *   DISPOSE  each group is collected, at one go, as if its members were all
 *            candidates and everything else alive (cycle.c)
 *   FREE     the nodes
 *
 * Between slices the program changes what has been seen. So all that comes
 * before DISPOSE only finds out where to look; what dies is decided by the
 * collection of a group, which sees the heap as it is. A pause thus is a slice,
 * or the largest group.
 *
 * Nothing is missed. Call garbage *settled* if it was garbage when LIST ended.
 * Nobody touches it from then on, and SCAN sees it after that: if a candidate of
 * it was listed at the start, all of it has nodes, whose references are counted
 * exactly, so that it is suspected and joined with whatever garbage refers to
 * it. If other garbage does that has no nodes, it will be released by that, and
 * a candidate then. What becomes garbage later does so by a decrement after
 * LIST, which makes a member a candidate; and after LIST candidates stay listed.
 * A group's members that are not garbage become candidates, too: among them
 * may be what had to be left because of others.
 *
 * An object knows its node by the upper half of its word, and the node it; so
 * each can tell whether the other still means it. What a pass has seen is old,
 * and thus no matter of young collections. What dies, moves, or is looked at by
 * tally_collect_from is forgotten by the pass; a full collection that does not
 * wait takes its roots over.
 *
 * Memory: 24 bytes for each object, in chunks, and none besides: the lists of
 * all stages are linked through the nodes. Without it, the collection takes
 * place at once, which needs none. */
#include "collection.h"

#define CHUNK_BITS 12
#define CHUNK (UINT32_C(1) << CHUNK_BITS)
#define NODES_MAX (UINT32_MAX - CHUNK)

/* Steps from one look at the clock to the next. */
#define UNTIMED 128

enum { NODE_ROOT = 1, NODE_LIVE = 2, NODE_DONE = 4 };

struct node {
    void *object;    /* NULL: forgotten */
    uint32_t edges;  /* SCAN: references from nodes. JOIN: the parent */
    uint32_t next;   /* MARK: in the worklist. JOIN: in the group's ring */
    uint32_t flags;
};

enum stage { LIST, SCAN, MARK, JOIN, DISPOSE, FREE, END };

struct pass {
    struct collection walk; /* for visitors */
    enum stage stage;
    struct node **chunks;
    uint32_t chunk_count, chunk_capacity;
    uint32_t count;  /* of nodes; the first is number 1 */
    size_t cursor;   /* LIST: in the candidates. Then: the next node */
    uint64_t slot;   /* where to go on in an array that is being walked */
    uint32_t walked; /* the node whose references are */
    uint32_t work;   /* MARK: the first to walk */
    bool failed;     /* no memory */
    uint64_t limit;  /* of tracked objects: then it is done at one go */
    uint64_t steps, steps_max, deadline; /* of this slice */
    uint64_t wait;    /* allocations until the next one */
    uint64_t longest; /* nanoseconds of a slice */
    struct tally_gc_info info;
};

/* ---- nodes --------------------------------------------------------------- */

static inline struct node *node_at(const struct pass *pass, uint32_t number) {
    return &pass->chunks[number >> CHUNK_BITS][number & (CHUNK - 1)];
}

/* Needs: the object has a word. */
static uint32_t number_of(const struct pass *pass, const void *object) {
    uint32_t number = node_number_in(*tally__word(object));
    const struct node *node;
    if (number == 0 || number > pass->count)
        return 0;
    node = node_at(pass, number);
    return node->object == object && !(node->flags & NODE_DONE) ? number : 0;
}

static bool reserve_chunk_place(struct pass *pass) {
    uint32_t capacity = pass->chunk_capacity ? 2 * pass->chunk_capacity : 16;
    struct node **chunks;
    if (pass->chunk_count < pass->chunk_capacity)
        return true;
    chunks = tally__reallocate(pass->chunks, capacity * sizeof(*chunks));
    if (!chunks)
        return false;
    pass->chunks = chunks;
    pass->chunk_capacity = capacity;
    return true;
}

static bool reserve_node(struct pass *pass) {
    struct node *chunk;
    if (pass->count >= NODES_MAX)
        return false;
    if ((pass->count + 1) >> CHUNK_BITS < pass->chunk_count)
        return true;
    if (!reserve_chunk_place(pass))
        return false;
    chunk = tally__allocate(CHUNK * sizeof(*chunk));
    if (!chunk)
        return false;
    pass->chunks[pass->chunk_count++] = chunk;
    return true;
}

/* Needs: reserve_node. */
static uint32_t node_add(struct pass *pass, void *object, uint32_t flags) {
    uint32_t number = ++pass->count;
    *node_at(pass, number) = (struct node){object, 0, 0, flags};
    node_number_set(tally__word(object), number);
    return number;
}

static void pass_free(struct state *heap) {
    struct pass *pass = heap->pass;
    for (uint32_t i = 0; i < pass->chunk_count; i++)
        free(pass->chunks[i]);
    free(pass->chunks);
    free(pass);
    heap->pass = NULL;
}

/* Something that collections look at, and as it should be. */
static bool is_member(const void *object) {
    enum count_state state = tally__count_state(header_of(object)->count);
    return object_has(object, FLAG_CYCLIC) &&
           object_colour(object) == COLOUR_NONE &&
           (state == STATE_QUIET || state == STATE_LATENT);
}

/* ---- walking ------------------------------------------------------------- */

/* Elements of an array, a slice at a time. False: not all of them yet. */
static bool walk_array(struct pass *pass, void *object, visitor *visit) {
    struct run run;
    while (tally__strong_run(object, pass->slot, &run)) {
        uint64_t count = run.count < 1024 ? run.count : 1024;
        for (uint64_t k = 0; k < count; k++, run.place += run.stride) {
            void *child = *(reference *)run.place;
            if (child)
                visit(child, &pass->walk);
        }
        pass->steps += count;
        pass->slot += count;
        if (pass->steps >= pass->steps_max)
            return false;
    }
    return true;
}

/* All references of the node's object. False: not yet, come again. */
static bool walk_node(struct pass *pass, uint32_t number, visitor *visit) {
    void *object = node_at(pass, number)->object;
    bool whole;
    if (pass->walked != number)
        pass->slot = 0;
    pass->walked = number;
    pass->steps++;
    if (!object || !is_member(object))
        return true;
    whole = !type_of(object)->sized || type_of(object)->traced ||
            object_has(object, FLAG_WEAK);
    if (!whole)
        return walk_array(pass, object, visit);
    each_child(object, visit, &pass->walk);
    pass->steps += type_of(object)->strong.total;
    return true;
}

/* ---- stages -------------------------------------------------------------- */

static void enter(struct pass *pass, enum stage stage,
                  enum ephemeron_mode mode) {
    pass->stage = stage;
    pass->cursor = 1;
    pass->walked = 0;
    pass->walk.mode = mode;
    pass->walk.phase = ++tally__state.phase;
}

/* ---- LIST ---------------------------------------------------------------- */

/* From the end, where what is taken off is replaced by what has been seen. */
static void list_step(struct pass *pass) {
    struct candidates *old = &tally__heap->old;
    void *object;
    pass->steps++;
    if (pass->cursor > old->count)
        pass->cursor = old->count;
    if (pass->cursor == 0) {
        enter(pass, SCAN, EPHEMERON_TAKE);
        return;
    }
    object = old->items[--pass->cursor];
    if (header_of(object)->count >= LATENT_MAX)
        return;
    if (!reserve_node(pass)) {
        pass->failed = true;
        return;
    }
    tally__candidate_remove(object);
    header_of(object)->count += COUNT_LATENT;
    if (number_of(pass, object) == 0)
        node_add(pass, object, NODE_ROOT);
}

/* ---- SCAN ---------------------------------------------------------------- */

static void count_reference(void *child, struct collection *walk) {
    struct pass *pass = (struct pass *)walk;
    uint32_t number;
    if (pass->failed || !is_member(child))
        return;
    number = number_of(pass, child);
    if (number == 0) {
        if (!reserve_node(pass) || !tally__candidate_age(child)) {
            pass->failed = true;
            return;
        }
        number = node_add(pass, child, 0);
    }
    node_at(pass, number)->edges++;
}

static void scan_step(struct pass *pass) {
    if (pass->cursor > pass->count) {
        enter(pass, MARK, EPHEMERON_FOLLOW);
        return;
    }
    if (walk_node(pass, (uint32_t)pass->cursor, count_reference))
        pass->cursor++;
}

/* ---- MARK ---------------------------------------------------------------- */

static void mark(struct pass *pass, uint32_t number) {
    struct node *node = node_at(pass, number);
    node->flags |= NODE_LIVE;
    node->next = pass->work;
    pass->work = number;
}

static void mark_child(void *child, struct collection *walk) {
    struct pass *pass = (struct pass *)walk;
    uint32_t number = is_member(child) ? number_of(pass, child) : 0;
    if (number && !(node_at(pass, number)->flags & NODE_LIVE))
        mark(pass, number);
}

static bool is_held_from_outside(const struct node *node) {
    return !node->object || !is_member(node->object) ||
           tally_refcount(node->object) > node->edges;
}

/* `walked` is the one that has not been walked to its end, or 0. */
static void mark_work(struct pass *pass) {
    uint32_t number = pass->walked ? pass->walked : pass->work;
    if (!pass->walked)
        pass->work = node_at(pass, number)->next;
    if (walk_node(pass, number, mark_child))
        pass->walked = 0;
}

/* A node that is not alive gets what JOIN starts from. */
static void mark_step(struct pass *pass) {
    uint32_t number = (uint32_t)pass->cursor;
    struct node *node;
    if (pass->work || pass->walked) {
        mark_work(pass);
        return;
    }
    pass->steps++;
    if (pass->cursor > pass->count) {
        enter(pass, JOIN, EPHEMERON_TAKE);
        return;
    }
    pass->cursor++;
    node = node_at(pass, number);
    if (node->flags & NODE_LIVE)
        return;
    if (is_held_from_outside(node)) {
        mark(pass, number);
    } else {
        node->edges = number;
        node->next = number;
    }
}

/* ---- JOIN ---------------------------------------------------------------- */

/* The representative of a suspect's group; paths are halved on the way. */
static uint32_t group_of(const struct pass *pass, uint32_t number) {
    struct node *node = node_at(pass, number);
    while (node->edges != number) {
        const struct node *parent = node_at(pass, node->edges);
        node->edges = parent->edges;
        number = node->edges;
        node = node_at(pass, number);
    }
    return number;
}

static void join_child(void *child, struct collection *walk) {
    struct pass *pass = (struct pass *)walk;
    uint32_t number = is_member(child) ? number_of(pass, child) : 0;
    uint32_t a, b, next;
    if (number == 0 || node_at(pass, number)->flags & NODE_LIVE)
        return;
    a = group_of(pass, pass->walked);
    b = group_of(pass, number);
    if (a == b)
        return;
    node_at(pass, b)->edges = a;
    next = node_at(pass, a)->next;
    node_at(pass, a)->next = node_at(pass, b)->next;
    node_at(pass, b)->next = next;
}

static void join_step(struct pass *pass) {
    uint32_t number = (uint32_t)pass->cursor;
    if (pass->cursor > pass->count) {
        enter(pass, DISPOSE, EPHEMERON_TAKE);
        if (tally__state.check)
            tally__check("before the end of a collection in slices", false);
        return;
    }
    if (node_at(pass, number)->flags & NODE_LIVE) {
        pass->steps++;
        pass->cursor++;
    } else if (walk_node(pass, number, join_child)) {
        pass->cursor++;
    }
}

/* ---- DISPOSE ------------------------------------------------------------- */

/* The members of the group that the cursor has come to. */
static void each_of_group(visitor *visit, struct collection *collection) {
    struct pass *pass = tally__heap->pass;
    uint32_t first = (uint32_t)pass->cursor, number = first;
    do {
        struct node *node = node_at(pass, number);
        if (node->object &&
            (object_colour(node->object) != COLOUR_NONE ||
             is_member(node->object)))
            visit(node->object, collection);
        number = node->next;
    } while (number != first);
}

/* No member has a node from here on: their words are put to other use. */
static void leave_group(struct pass *pass) {
    uint32_t first = (uint32_t)pass->cursor, number = first;
    do {
        struct node *node = node_at(pass, number);
        node->flags |= NODE_DONE;
        pass->steps += 2;
        number = node->next;
    } while (number != first);
}

static void dispose_step(struct pass *pass) {
    struct collection group = {.full = true, .closed = true,
                               .each_start = each_of_group};
    const struct node *node;
    pass->steps++;
    if (pass->cursor > pass->count) {
        pass->stage = FREE;
        return;
    }
    node = node_at(pass, (uint32_t)pass->cursor);
    if (!(node->flags & (NODE_LIVE | NODE_DONE))) {
        leave_group(pass);
        tally__collect_now(&group, &pass->info);
    }
    pass->cursor++;
}

/* ---- FREE ------------------------------------------------------------------- */

/* Giving memory back takes its time, too. */
static void free_step(struct pass *pass) {
    pass->steps += UNTIMED;
    if (pass->chunk_count == 0) {
        pass->stage = END;
        return;
    }
    free(pass->chunks[--pass->chunk_count]);
    if (pass->count >= pass->chunk_count << CHUNK_BITS)
        pass->count = (pass->chunk_count << CHUNK_BITS) - 1;
    if (pass->chunk_count == 0)
        pass->count = 0;
}

/* ---- slices -------------------------------------------------------------- */

static void step(struct pass *pass) {
    static void (*const steps[])(struct pass *) = {
        list_step, scan_step, mark_step, join_step, dispose_step, free_step};
    steps[pass->stage](pass);
}

/* What each allocation is worth, while there is a pass; so it comes to its end
 * however small the slices are. */
#define STEPS_PER_ALLOCATION 32
#define STEPS_OF_SLICE 8192

static void run_slice(struct pass *pass, uint64_t steps) {
    uint64_t look = UNTIMED;
    pass->steps = 0;
    pass->steps_max = steps;
    while (pass->stage != END && !pass->failed && pass->steps < steps) {
        step(pass);
        if (pass->steps < look)
            continue;
        look = pass->steps + UNTIMED;
        if (tally__nanoseconds() >= pass->deadline)
            break;
    }
    pass->wait = pass->steps / STEPS_PER_ALLOCATION + 1;
}

static void told(struct pass *pass, enum tally_gc_phase phase) {
    if (tally__state.observe)
        tally__state.observe(phase, &pass->info);
}

bool tally__pass_begin(void) {
    struct state *state = &tally__state;
    uint64_t live = tally__objects_live(true);
    struct pass *pass;
    if (NODE_NUMBERS == 0 || !(pass = tally__allocate(sizeof(*pass))))
        return false;
    *pass = (struct pass){.info = {.generation = TALLY_GC_OLD,
                                   .candidates = state->old.count},
                          .cursor = state->old.count,
                          .limit = live + live / 4 +
                                   relaxed_load(&tally__process.old_threshold)};
    if (state->check)
        tally__check("before a collection in slices", false);
    state->pass = pass;
    state->collecting = true;
    told(pass, TALLY_GC_START);
    state->collecting = false;
    return true;
}

/* What it found is in its info. */
static void note(struct pass *pass) {
    tally__note_collection(&pass->info, pass->longest);
    told(pass, TALLY_GC_STOP);
}

void tally__pass_interrupt(void) { note(tally__state.pass); }

void tally__pass_slice(uint64_t steps, uint64_t nanoseconds) {
    struct state *state = &tally__state;
    struct pass *pass = state->pass;
    uint64_t begin = tally__nanoseconds(), lasted;
    pass->deadline =
        nanoseconds < UINT64_MAX - begin ? begin + nanoseconds : UINT64_MAX;
    state->collecting = true;
    run_slice(pass, steps);
    lasted = tally__nanoseconds() - begin;
    pass->info.nanoseconds += lasted;
    if (lasted > pass->longest)
        pass->longest = lasted;
    if (pass->stage == END) {
        tally__learn_from(&pass->info);
        note(pass);
        pass_free(state);
    }
    state->collecting = false;
    if (state->pass && pass->failed)
        tally__collect(TALLY_GC_OLD, NULL);
}

void tally__pass_go_on(void) {
    struct state *state = &tally__state;
    struct pass *pass = state->pass;
    if (pass->wait > 0) {
        pass->wait--;
        return;
    }
    if (tally__objects_live(true) > pass->limit)
        tally__pass_slice(UINT64_MAX, UINT64_MAX);
    else
        tally__pass_slice(STEPS_OF_SLICE, relaxed_load(&tally__process.pause_budget) * (uint64_t)1000);
}

/* ---- others -------------------------------------------------------------- */

bool tally__pass_forget(const void *object) {
    struct pass *pass = tally__heap->pass;
    uint32_t number;
    if (!object_has(object, FLAG_WORD | FLAG_WEAK))
        return false;
    number = number_of(pass, object);
    if (number)
        node_at(pass, number)->object = NULL;
    return number != 0;
}

bool tally__pass_takes_for_live(const void *object) {
    const struct pass *pass = tally__heap->pass;
    uint32_t number = is_member(object) ? number_of(pass, object) : 0;
    return !number || node_at(pass, number)->flags & NODE_LIVE;
}

void tally__pass_each_root(visitor *visit, struct collection *collection) {
    struct pass *pass = tally__heap->pass;
    for (uint32_t i = 1; i <= pass->count; i++) {
        const struct node *node = node_at(pass, i);
        if (node->object && !(node->flags & NODE_DONE) &&
            node->flags & NODE_ROOT &&
            (object_colour(node->object) != COLOUR_NONE ||
             is_member(node->object)))
            visit(node->object, collection);
    }
}

void tally__pass_drop(void) {
    if (tally__heap->pass)
        pass_free(tally__heap);
}

void tally__pass_merge(struct state *from) {
    struct pass *pass = from->pass;
    for (uint32_t i = 1; pass && i <= pass->count; i++) {
        const struct node *node = node_at(pass, i);
        if (!node->object || node->flags & NODE_DONE ||
            !(node->flags & NODE_ROOT) || !is_member(node->object) ||
            tally__count_state(header_of(node->object)->count) != STATE_LATENT)
            continue;
        header_of(node->object)->count -= COUNT_LATENT;
        tally__candidate_add(node->object);
    }
    if (pass)
        pass_free(from);
}
