/* Whatever an annotated unit may say of objects, without tally: must compile
 * without a warning, and return 0. */
#include <tally.h>
#include <tally_gc.h>
#include <tally_weak.h>
#include <tally_weak_map.h>

typedef struct tally_object Node Node;
struct tally_object tally_base tally_acyclic_unchecked Leaf;

struct inner {
    int a, b;
};

struct Node {
    int value;
    struct inner inner;
    Node *next;
    Node *tally_weak up;
    const Node *tally_unowned *tally_array rows;
    char *tally_array name;
    double *tally_array *tally_array table;
    tally_variant(value) union {
        tally_case(1) Node *node;
        long number tally_case(2, 3);
    } choice;
};

struct Leaf {
    _Alignas(64) char bytes[128];
};

struct tally_object Huge {
    char bytes[100 << 20]; /* more than any stack has */
};

tally_finalizer static void node_finalizer(Node *self) {
    (void)self;
}
static void leaf_finalizer(struct Leaf *self) tally_finalizer;
static void leaf_finalizer(struct Leaf *self) {
    (void)self;
}
tally_trace static void node_trace(Node *self, tally_visitor *visitor) {
    tally_visit(visitor, &self->next);
}
tally_borrowed static Node *next_of(Node *node) {
    return node->next;
}
tally_borrowed_from(node) static int *value_of(Node *node) {
    return &node->value;
}
tally_unmanaged static int take(Node *node tally_consumed,
                                tally_consumes_if(result == 0) Node *other,
                                void *context tally_context(take, free),
                                tally_bytes(read) const void *bytes) {
    return node == other && context == bytes;
}

struct tally_object Buffer {
    size_t used;
    char kind;
    short items[];
};

struct pair {
    Node *left, *right;
    _Alignas(32) char pad;
};

static int arrays_work(void) {
    char *tally_array text = tally_strdup("one");
    char *tally_array same = text, **place = &same;
    Node **tally_array nodes = tally_new_array(Node *, 3);
    struct pair *tally_array pairs = tally_try_new_array(struct pair, 2);
    struct Buffer *empty = tally_new_flex(struct Buffer, items, 0);
    struct Buffer *buffer =
        tally_try_new_flex(struct Buffer, items, 5, .used = 2, .kind = 'x');
    tally_resize(place++, 6);
    tally_copy(same + 2, same, 3);
    nodes[1] = tally_new(Node);
    if (!tally_try_resize(&nodes, 2) || tally_try_new_array(long, SIZE_MAX / 4))
        return 0;
    return place == &same + 1 && text[2] == 'e' && same[4] == 'e' &&
           tally_length(text) == 4 && tally_length(same) == 6 &&
           tally_length(nodes) == 2 && nodes[1] && !nodes[0] &&
           (uintptr_t)pairs % 32 == 0 && tally_length(pairs) == 2 &&
           !pairs[1].right && tally_length(NULL) == 0 && !tally_strdup(NULL) &&
           empty->used == 0 && buffer->used == 2 && buffer->kind == 'x' &&
           buffer->items[0] == 0 && buffer->items[4] == 0;
}

#define DEFAULTS .value = 4, .inner = {5, 6}

static int makers_work(void) {
    Node *zero = tally_new(Node);
    Node *one = tally_new(Node, .value = 3, .next = zero);
    Node *list = tally_new(struct Node, .inner = {1, 2});
    Node *macro = tally_try_new(Node, DEFAULTS);
    Node *literal = tally_new(Node, .inner = (struct inner){7, 8});
    struct Leaf *leaf = tally_new(struct Leaf);
    struct Huge *huge = tally_try_new(struct Huge);
    take(zero, one, NULL, NULL);
    return !zero->next && one->next == zero && one->value == 3 &&
           next_of(one) == zero && *value_of(one) == 3 && list->inner.b == 2 &&
           macro->inner.a == 5 && literal->inner.b == 8 &&
           (uintptr_t)leaf % 64 == 0 && leaf->bytes[127] == 0 &&
           (!huge || !huge->bytes[99 << 20]);
}

static int queries_answer(Node *node) {
    struct tally_stats stats;
    size_t young = 1;
    tally_get_stats(&stats);
    tally_set_threshold(1, 2);
    tally_get_threshold(&young, NULL);
    tally_gc_enable();
    tally_set_oom_handler(NULL);
    return tally_collect() == 0 && stats.objects_live == 0 && young == 0 &&
           tally_refcount(node) == TALLY_PINNED && !tally_is_unique(node) &&
           !tally_gc_disable() && !tally_gc_isenabled() &&
           tally_adopt(Node, tally_leak(node)) == node &&
           tally_borrow(const Node, node) == node;
}

static int see(void *object, void *context) { return object == context; }

static void hear(enum tally_gc_phase phase, const struct tally_gc_info *info,
                 void *context) {
    (void)phase, (void)info, (void)context;
}

static int collector_answers(Node *node) {
    struct tally_gc_stats stats;
    size_t young, old, tracked = 1;
    tally_gc_defer();
    tally_gc_resume();
    tally_gc_get_count(&young, &old, &tracked);
    tally_gc_freeze();
    tally_gc_unfreeze();
    tally_gc_drop_garbage();
    tally_pin(node);
    return tally_gc_collect(2) == 0 && tally_gc_collect(3) == TALLY_GC_ERROR &&
           tracked == 0 && tally_gc_get_stats(0, &stats) &&
           !tally_gc_get_stats(3, &stats) && stats.collections == 0 &&
           tally_gc_add_callback(hear, NULL) &&
           tally_gc_remove_callback(hear, NULL) && !tally_gc_get_debug() &&
           !tally_gc_set_debug(TALLY_GC_DEBUG_LEAK) &&
           !tally_gc_garbage_count() && !tally_gc_garbage(0) &&
           !tally_gc_visit_objects(TALLY_GC_ALL, see, node) &&
           tally_gc_visit_objects(7, see, node) == -1 &&
           !tally_gc_visit_referents(node, see, node) &&
           !tally_gc_visit_referrers(node, see, node) &&
           !tally_gc_freeze_count() && !tally_gc_untrack(node) &&
           !tally_gc_track(node) && !tally_is_tracked(node) &&
           !tally_is_finalized(node) && tally_gc_generation(node) == -1 &&
           tally_is_pinned(node) && tally_try_incref(node) == node &&
           !tally_gc_call_finalizer(node);
}

static void lost(tally_weakref *ref, void *context) {
    (void)ref, (void)context;
}

static int note_ref(tally_weakref *ref, void *context) {
    return ref == context;
}

static int calls;

static void *count_call(void *context) {
    calls++;
    return context;
}

static int weak_answers(Node *node) {
    tally_weakref *ref = tally_weakref_new(node, lost, NULL);
    tally_weakref *pair = tally_weakref_new_pair(node, ref, lost, NULL);
    tally_weak_finalizer *one = tally_weak_finalize(node, count_call, node);
    tally_weak_finalizer *two = tally_weak_finalize(node, count_call, ref);
    tally_weak_function *function;
    void *context;
    tally_weak_set_at_exit(two, 0);
    return tally_weakref_get(ref) == node && !tally_weakref_is_dead(ref) &&
           tally_weakref_need(ref) == node &&
           tally_weakref_get_other(pair) == ref && !tally_weakref_new(0, 0, 0) &&
           !tally_weakref_callback_of(ref) && tally_weakref_is_dead(NULL) &&
           !tally_weakref_count(node) &&
           !tally_weakref_visit(node, note_ref, ref) &&
           tally_weak_is_alive(one) && tally_weak_at_exit(one) &&
           !tally_weak_at_exit(two) && tally_weak_call(one) == node &&
           !tally_weak_call(one) && calls == 1 &&
           tally_weak_peek(two, &function, &context) == node &&
           context == ref && function == count_call &&
           tally_weak_detach(two, &context) && !tally_weak_detach(two, NULL);
}

static int stop_at(void *key, void *value, void *context) {
    return key == context && value;
}

static int maps_work(Node *one, Node *two) {
    tally_weak_map *keys = tally_weak_keys_new(NULL);
    tally_weak_map *set = tally_weak_set_new(NULL), *copy;
    tally_weak_map *values = tally_weak_values_new(NULL);
    if (!tally_weak_map_set(keys, one, two) ||
        tally_weak_map_set(keys, one, one) || !tally_weak_set_add(set, two) ||
        !tally_weak_map_set(values, NULL, two) ||
        tally_weak_map_default(keys, two, one) != one ||
        tally_weak_map_length(keys) != 2 ||
        !tally_weak_map_visit(keys, stop_at, two))
        return 0;
    copy = tally_weak_map_copy(keys);
    tally_weak_map_intersect(copy, set);
    tally_weak_map_subtract(keys, set);
    tally_weak_map_clear(set);
    return tally_weak_map_length(copy) == 1 && !tally_weak_map_has(keys, two) &&
           tally_weak_map_get(values, NULL) == two &&
           !tally_weak_map_is_within(copy, keys) &&
           tally_weak_map_pop_last(copy) == one &&
           tally_weak_map_remove(keys, one) && !tally_weak_map_pop(keys, one) &&
           tally_weak_map_length(set) == 0;
}

int main(void) {
    return !(maps_work(tally_new(Node), tally_new(Node)) && weak_answers(tally_new(Node)) && makers_work() && arrays_work() &&
             queries_answer(tally_new(Node)) &&
             collector_answers(tally_new(Node)));
}
