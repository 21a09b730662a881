/* The soak test: a heap under random operations, held against a model.
 *
 *     soak OPERATIONS SEED
 *
 * Operations allocate, link, unlink, move and copy references, make, share and
 * resize arrays, set and read weak places, and collect: young, full, from a
 * root, in slices. Finalizers resurrect, cut links, allocate, and look at weak
 * places. The model (model.h) says after every few thousand operations, when
 * everything has been collected, exactly what is to be alive, and what each
 * reference and each weak place is to give. In between, no finalizer may run of
 * what the model can reach; that is looked at for some of them.
 *
 * The heap starts empty in each epoch of a million operations; in every eighth
 * one the runtime checks all counts before every collection (TALLY_CHECK), and
 * in every fourth one memory is out again and again, so that cycles may be
 * missed until everything is looked at.
 *
 * Ends with 1, and says what is wrong and how to see it again. */
#include "collection.h"
#include "model.h"

#include <inttypes.h>
#include <stdio.h>

enum {
    ROOTS = MODEL_ROOTS,
    WEAKS = 24,
    EPOCH = 1000000,
    SPAN = 5000, /* operations between two looks at everything */
    POPULATION = 3000 /* above it, fewer are made */
};

struct cell {
    struct cell *left, *right;
    struct cell **kids;
    struct cell *watched; /* weak */
    int number;
};

TALLY__REF(cell, struct cell *)
TALLY__REF(cells, struct cell **)

static void cell_finalizer(void *object);

static const struct tally_ref cell_refs[] = {
    {offsetof(struct cell, left), 1, 0, NULL, TALLY_REF_STRONG},
    {offsetof(struct cell, right), 1, 0, NULL, TALLY_REF_STRONG},
    {offsetof(struct cell, kids), 1, 0, NULL, TALLY_REF_STRONG},
    {offsetof(struct cell, watched), 1, 0, NULL, TALLY_REF_WEAK},
};
static const struct tally_layout cell_layout = {4, cell_refs};

static struct tally_type plain_type = {
    "plain", NULL, 1,    sizeof(struct cell), sizeof(void *), 0, 0,
    &cell_layout, NULL, NULL, NULL};
static struct tally_type mortal_type = {
    "mortal", NULL, 1,  sizeof(struct cell), sizeof(void *), 0, 0,
    &cell_layout, cell_finalizer, NULL, NULL};

static const struct tally_ref element_refs[] = {
    {0, 1, 0, NULL, TALLY_REF_STRONG}};
static const struct tally_layout element_layout = {1, element_refs};
static struct tally_sized_type array_type = {
    {"cell *[]", NULL, 0, 0, sizeof(void *), TALLY_TYPE_SIZED, 0, NULL, NULL,
     NULL, NULL},
    0,
    sizeof(struct cell *),
    &element_layout};

static struct model model;
static struct cell *roots[ROOTS];
static struct cell *weaks[WEAKS]; /* weak places */
static int weak_numbers[WEAKS];
static uint64_t seed, first_seed, done, finalizers;
static bool verifying;
static bool scarce; /* memory */
static bool reach_known; /* when the collection under way began */

/* ---- chance, and complaints ------------------------------------------------- */

static unsigned below(unsigned limit) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 33) % limit;
}

static void expect(bool right, const char *what, int number) {
    if (right)
        return;
    fprintf(stderr,
            "soak: %s (number %d, operation %" PRIu64 ", seed %" PRIu64 ")\n",
            what, number, done, first_seed);
    exit(1);
}

/* ---- the heap, and beside it the model --------------------------------------- */

static int number_of(const struct cell *cell) {
    return cell ? cell->number : 0;
}

static struct model_thing *modelled(const struct cell *cell) {
    return &model.things[cell->number];
}

static struct cell *keep(struct cell *cell) { return tally_incref(cell); }

static struct cell *new_cell(void) {
    struct tally_type *type = below(3) ? &plain_type : &mortal_type;
    int number = model_cell(&model);
    struct cell *cell = tally__new(struct cell, *type);
    cell->number = number;
    return cell;
}

/* Gives the +1 away. */
static void set_root(unsigned i, struct cell *cell) {
    model.roots[i] = number_of(cell);
    tally__set_cell(&roots[i], cell);
}

static void set_link(struct cell *from, bool left, struct cell *to) {
    modelled(from)->slots[left ? 0 : 1] = number_of(to);
    tally__set_cell(left ? &from->left : &from->right, to);
}

static void set_element(struct cell *of, unsigned i, struct cell *to) {
    model.things[modelled(of)->slots[2]].slots[i] = number_of(to);
    tally__set_cell(&of->kids[i], to);
}

static void set_weak(unsigned i, struct cell *to) {
    weak_numbers[i] = number_of(to);
    tally__weak_store_cell(&weaks[i], to);
}

/* Borrowed: at the end of a path that nobody counts. */
static struct cell *somewhere(void) {
    struct cell *cell = roots[below(ROOTS)];
    for (unsigned steps = below(7); steps > 0 && cell; steps--) {
        struct cell *next = below(2) ? cell->left : cell->right;
        size_t width = tally_length(cell->kids);
        if (width && below(2))
            next = cell->kids[below((unsigned)width)];
        if (next)
            cell = next;
    }
    return cell;
}

/* ---- finalizers -------------------------------------------------------------- */

/* What the weak place gives may be garbage that has not been collected yet. */
static struct cell *read_weak(unsigned i) {
    struct cell *cell = tally__weak_load_cell(&weaks[i]);
    expect(!cell || cell->number == weak_numbers[i],
           "a weak place gives another cell", weak_numbers[i]);
    return cell;
}

static void misbehave(struct cell *self) {
    switch (below(8)) {
    case 0:
        set_root(below(ROOTS), keep(self));
        break;
    case 1:
        set_link(self, below(2), NULL);
        break;
    case 2:
        if (model_room(&model) > SPAN)
            set_link(self, below(2), new_cell());
        break;
    case 3:
        set_root(below(ROOTS), read_weak(below(WEAKS)));
        break;
    case 4:
        set_weak(below(WEAKS), self);
        break;
    default:
        break;
    }
}

/* In a collection, what another finalizer has done is in the model, but nothing
 * that it has saved is spared its own: only the first one is looked at. */
static void look_if_it_lives(const struct cell *self) {
    bool collecting = tally__state.collecting;
    if (collecting ? !reach_known : below(256) != 0)
        return;
    if (!collecting)
        model_reach(&model);
    expect(!modelled(self)->reachable, "a finalizer runs of what lives",
           self->number);
    reach_known = false;
}

static void cell_finalizer(void *object) {
    struct cell *self = object;
    finalizers++;
    expect(!modelled(self)->finalized, "a finalizer runs twice", self->number);
    modelled(self)->finalized = true;
    look_if_it_lives(self);
    if (!verifying || below(4) == 0)
        misbehave(self);
}

/* ---- operations -------------------------------------------------------------- */

static bool crowded(void) {
    return tally__objects_live(false) > POPULATION ||
           model_room(&model) < 4 * SPAN;
}

static void allocate(void) {
    struct cell *cell, *at;
    if (crowded() && below(4)) {
        set_root(below(ROOTS), NULL);
        return;
    }
    cell = new_cell();
    at = somewhere(); /* allocating may have changed everything */
    if (!at || below(4) == 0) {
        set_root(below(ROOTS), cell);
        return;
    }
    if (below(2))
        set_link(cell, below(2), keep(at));
    set_link(at, below(2), cell);
}

static void link(void) {
    struct cell *from = somewhere(), *to = somewhere();
    if (from)
        set_link(from, below(2), keep(to));
}

static void unlink(void) {
    struct cell *from = somewhere();
    if (from)
        set_link(from, below(2), NULL);
}

/* The one that moves is counted when it has arrived. */
static void move_link(void) {
    struct cell *from = somewhere(), *to = somewhere(), *moved;
    if (!from || !to)
        return;
    moved = tally__take_cell(&from->left);
    modelled(from)->slots[0] = 0;
    keep(to); /* it may hang on what it gets */
    set_link(to, false, moved);
    tally_decref(keep(to->right));
    tally_decref(to);
}

static void copy_root(void) {
    unsigned to = below(ROOTS);
    set_root(to, keep(below(2) ? roots[below(ROOTS)] : somewhere()));
}

static void drop_root(void) { set_root(below(ROOTS), NULL); }

static void use_weak(void) {
    unsigned i = below(WEAKS);
    if (below(3)) {
        set_weak(i, somewhere());
    } else {
        struct cell *cell = read_weak(i);
        set_root(below(ROOTS), cell);
    }
}

static void watch(void) {
    struct cell *cell = somewhere(), *to = somewhere();
    if (!cell)
        return;
    modelled(cell)->watched = number_of(to);
    tally__weak_store_cell(&cell->watched, to);
}

static void give_array(void) {
    struct cell *holder = keep(somewhere()), *other;
    if (holder && below(2) && !crowded()) {
        unsigned width = below(MODEL_WIDTH + 1);
        struct cell **kids =
            tally__new_array(struct cell *, array_type, width);
        modelled(holder)->slots[2] = model_array(&model, (int)width);
        tally__set_cells(&holder->kids, kids);
    } else if (holder) {
        other = somewhere();
        modelled(holder)->slots[2] = other ? modelled(other)->slots[2] : 0;
        tally__set_cells(&holder->kids,
                         other ? tally_incref(other->kids) : NULL);
    }
    tally_decref(holder);
}

static void set_kid(void) {
    struct cell *holder = somewhere(), *to = somewhere();
    size_t width = holder ? tally_length(holder->kids) : 0;
    if (width)
        set_element(holder, below((unsigned)width), below(5) ? keep(to) : NULL);
}

/* Others who hold the array keep the old one. */
static void resize(void) {
    struct cell *holder = keep(somewhere());
    unsigned width = below(MODEL_WIDTH + 1);
    if (holder && holder->kids && model_room(&model) > SPAN) {
        int old = modelled(holder)->slots[2], new = old;
        if (tally_refcount(holder->kids) > 1) {
            new = model_array(&model, 0);
            model.things[new] = model.things[old];
        }
        for (int i = 0; i < MODEL_WIDTH; i++)
            if (i >= (int)width || i >= model.things[old].width)
                model.things[new].slots[i] = 0;
        model.things[new].width = (int)width;
        modelled(holder)->slots[2] = new;
        tally__resize(&holder->kids, width, array_type);
    }
    tally_decref(holder);
}

static void slice(void) {
    if (below(16) == 0) {
        model_reach(&model);
        reach_known = true;
    }
    tally__pass_slice(1 + below(100), UINT64_MAX);
    reach_known = false;
}

static void collect(void) {
    unsigned root = below(ROOTS);
    switch (below(8)) {
    case 0:
        model_reach(&model);
        reach_known = true;
        tally_collect();
        reach_known = false;
        break;
    case 1:
        model.roots[root] = 0;
        tally_collect_from(tally__take_cell(&roots[root]));
        break;
    case 2:
        tally_collect_from(keep(roots[root]));
        break;
    case 3:
    case 4:
        tally_gc_collect(TALLY_GC_YOUNG);
        break;
    default:
        if (!tally__state.pass)
            tally__pass_begin();
    }
}

static void operate(void) {
    static void (*const operations[])(void) = {
        allocate, allocate,  allocate, allocate,   link,    link,
        link,     unlink,    unlink,   move_link,  copy_root, drop_root,
        use_weak, use_weak,  watch,    give_array, set_kid, set_kid,
        set_kid,  resize};
    if (scarce && below(40) == 0)
        tally__state.fail_alloc = tally__state.allocations + 1 + below(4);
    if (tally__state.pass && below(2))
        slice();
    if (below(400) == 0)
        collect();
    else
        operations[below(sizeof(operations) / sizeof(*operations))]();
    done++;
}

/* ---- looking at everything ---------------------------------------------------- */

static void collect_everything(void) {
    uint64_t before;
    int quiet = 0;
    verifying = true;
    while (quiet < 2) {
        before = finalizers;
        if (scarce) {
            tally_gc_collect(TALLY_GC_FULL);
        } else if (below(3)) {
            tally_gc_collect(TALLY_GC_YOUNG);
            if (!tally__state.pass)
                tally__pass_begin();
            while (tally__state.pass)
                tally__pass_slice(1 + below(1000), UINT64_MAX);
        } else {
            tally_collect();
        }
        quiet = finalizers == before ? quiet + 1 : 0;
    }
    verifying = false;
}

static void compare_array(struct cell *cell, struct cell **todo,
                          size_t *count) {
    int number = modelled(cell)->slots[2];
    const struct model_thing *array = &model.things[number];
    expect((number != 0) == (cell->kids != NULL), "an array is not there",
           cell->number);
    if (!number)
        return;
    expect(tally_length(cell->kids) == (size_t)array->width,
           "an array has another length", number);
    for (int i = 0; i < array->width; i++) {
        expect(number_of(cell->kids[i]) == array->slots[i],
               "an element is another one", number);
        if (cell->kids[i])
            todo[(*count)++] = cell->kids[i];
    }
}

static void compare_weak(struct cell *const *place, int number) {
    struct cell *cell = tally__weak_load_cell(place);
    bool lives = number && model.things[number].reachable;
    expect(number_of(cell) == (lives ? number : 0),
           "a weak place gives something else", number);
    tally_decref(cell);
}

/* Walks the heap as the model would, and compares what it meets. */
static void compare_cells(void) {
    static struct cell *todo[MODEL_MAX * (MODEL_WIDTH + 3)];
    static bool seen[MODEL_MAX];
    size_t count = 0;
    for (int i = 0; i < MODEL_MAX; i++)
        seen[i] = false;
    for (int i = 0; i < ROOTS; i++) {
        expect(number_of(roots[i]) == model.roots[i], "a root differs", i);
        if (roots[i])
            todo[count++] = roots[i];
    }
    while (count > 0) {
        struct cell *cell = todo[--count];
        const struct model_thing *thing = modelled(cell);
        if (seen[cell->number])
            continue;
        seen[cell->number] = true;
        expect(thing->reachable, "something lives twice", cell->number);
        expect(number_of(cell->left) == thing->slots[0] &&
                   number_of(cell->right) == thing->slots[1],
               "a link differs", cell->number);
        compare_array(cell, todo, &count);
        compare_weak(&cell->watched, thing->watched);
        if (cell->left)
            todo[count++] = cell->left;
        if (cell->right)
            todo[count++] = cell->right;
    }
}

static void look_at_everything(void) {
    size_t reachable;
    tally__state.fail_alloc = 0;
    collect_everything();
    reachable = model_reach(&model);
    if (tally__objects_live(false) != reachable)
        fprintf(stderr, "soak: %" PRIu64 " live, %zu reachable\n",
                tally__objects_live(false), reachable);
    expect(tally__objects_live(false) == reachable,
           "too many are alive, or too few", 0);
    compare_cells();
    for (int i = 0; i < WEAKS; i++) {
        compare_weak(&weaks[i], weak_numbers[i]);
        if (weak_numbers[i] && !model.things[weak_numbers[i]].reachable)
            set_weak((unsigned)i, NULL);
    }
    model_sweep(&model);
}

/* ---- epochs -------------------------------------------------------------------- */

static int try_again(size_t size) {
    (void)size;
    return 1;
}

static void begin_epoch(uint64_t number) {
    bool check = number % 8 == 0;
    tally__state.check = check;
    tally__state.tracking = check;
    scarce = number % 4 == 2;
    tally_set_oom_handler(try_again);
    tally_set_threshold(1 + below(3000), below(3) ? below(2000) : SIZE_MAX);
    tally_set_pause_budget(below(2) ? 1 + below(100) : 0);
    model_init(&model);
}

static void end_epoch(void) {
    for (int round = 0; round < 100; round++) {
        for (unsigned i = 0; i < ROOTS; i++)
            set_root(i, NULL);
        collect_everything();
    }
    for (unsigned i = 0; i < WEAKS; i++)
        set_weak(i, NULL);
    expect(tally__objects_live(false) == 0, "something is left", 0);
    expect(tally__state.stats.weak_records == 0, "a side record is left", 0);
    tally__heap_free();
}

static void report(void) {
    struct tally_stats stats;
    tally_get_stats(&stats);
    printf("%" PRIu64 " operations, seed %" PRIu64 ": %" PRIu64
           " objects made, %" PRIu64 " collections (%" PRIu64
           " full), %" PRIu64 " found, %" PRIu64 " finalized, %" PRIu64
           " resurrected\n",
           done, first_seed, stats.objects_made, stats.collections,
           stats.collections_full, stats.found, stats.finalized,
           stats.resurrected);
    fflush(stdout);
}

int main(int count, char **arguments) {
    uint64_t operations = count > 1 ? strtoull(arguments[1], NULL, 10) : 100000;
    first_seed = count > 2 ? strtoull(arguments[2], NULL, 10) : 1;
    seed = first_seed;
    tally_collect(); /* the runtime has started */
    for (uint64_t epoch = 0; done < operations; epoch++) {
        begin_epoch(epoch);
        for (int i = 0; i < EPOCH && done < operations; i++) {
            operate();
            if (i % SPAN == SPAN - 1)
                look_at_everything();
        }
        look_at_everything();
        end_epoch();
        if (epoch % 10 == 0 || done >= operations)
            report();
    }
    return 0;
}
