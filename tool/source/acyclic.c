/* Which object types can never be part of a cycle of strong references.
 *
 * The graph: an edge from A to B if a strong place for B lies in A, by value
 * or not, or in an array that A refers to. The world is open: an edge to an incomplete type, to a base type
 * (the object may be of any derived one) or to a type that has a trace function,
 * or whose base has, may lead anywhere. So a type is acyclic if it reaches neither itself nor
 * such a type. `void *` and weak places are no edges, and nothing passes
 * through a type for which the programmer promised that it is in no cycle. */
#include "base/bitset.h"
#include "source/parser.h"

struct graph {
    struct parser *p;
    struct bitset reached;
    struct bitset elements; /* structs that elements of arrays are, seen so far */
    VEC(const struct record *) work;
    const struct record *start;
    bool cyclic;
};

static void reach_type(struct graph *graph, const struct type *type);
static void reach_elements(struct graph *graph, const struct type *type);

static bool traces(const struct record *record) {
    for (; record; record = record->base)
        if (record->trace)
            return true;
    return false;
}

static bool is_open(const struct record *record) {
    return !record->complete || record->is_base || traces(record);
}

static void reach(struct graph *graph, const struct record *record) {
    if (record == graph->start)
        graph->cyclic = true;
    if (record->acyclic_unchecked)
        return;
    if (is_open(record))
        graph->cyclic = true;
    if (bitset_has(&graph->reached, record->id))
        return;
    bitset_add(&graph->reached, record->id);
    VEC_PUSH(graph->p->arena, graph->work, record);
}

static void reach_fields(struct graph *graph, const struct record *record) {
    for (size_t i = 0; i < record->field_count; i++)
        reach_type(graph, record->fields[i].type);
}

/* What a value of this type owns. */
static void reach_type(struct graph *graph, const struct type *type) {
    if (type->kind == TYPE_RECORD)
        reach_fields(graph, type->record);
    else if (type->kind == TYPE_ARRAY)
        reach_type(graph, type->inner);
    else if (type->ref == REF_STRONG)
        reach(graph, type->inner->record);
    else if (type->ref == REF_ARRAY)
        reach_elements(graph, type->inner);
}

/* A struct may hold arrays of its own kind. */
static void reach_elements(struct graph *graph, const struct type *type) {
    while (type->kind == TYPE_ARRAY)
        type = type->inner;
    if (type->kind == TYPE_RECORD) {
        if (bitset_has(&graph->elements, type->record->id))
            return;
        bitset_add(&graph->elements, type->record->id);
    }
    reach_type(graph, type);
}

static bool can_be_in_cycle(struct parser *p, const struct record *record) {
    struct graph graph = {.p = p, .start = record};
    graph.reached = bitset_new(p->arena, p->unit->records.count);
    graph.elements = bitset_new(p->arena, p->unit->records.count);
    if (!record->complete || traces(record))
        return true;
    reach_fields(&graph, record);
    while (graph.work.count > 0 && !graph.cyclic)
        reach_fields(&graph, graph.work.at[--graph.work.count]);
    return graph.cyclic;
}

/* An object that the array refers to may be of a type that is not seen here. */
static bool is_closed(const struct record *record) {
    return record->acyclic_unchecked || (record->acyclic && !is_open(record));
}

/* The structs that an element lies in. One that comes again holds arrays of
 * itself, and such an array may hold itself. */
struct around {
    const struct record *record;
    const struct around *up;
};

static bool is_within(const struct around *around,
                      const struct record *record) {
    while (around && around->record != record)
        around = around->up;
    return around != NULL;
}

static bool elements_acyclic(const struct type *element,
                             const struct around *up) {
    if (element->kind == TYPE_ARRAY || element->ref == REF_ARRAY)
        return elements_acyclic(element->inner, up);
    if (element->ref == REF_STRONG)
        return is_closed(element->inner->record);
    if (element->kind != TYPE_RECORD)
        return true;
    const struct around around = {element->record, up};
    if (is_within(up, element->record))
        return false;
    for (size_t i = 0; i < element->record->field_count; i++)
        if (!elements_acyclic(element->record->fields[i].type, &around))
            return false;
    return true;
}

bool type_elements_acyclic(const struct type *element) {
    return elements_acyclic(element, NULL);
}

void records_prove_acyclic(struct parser *p) {
    for (size_t i = 0; i < p->unit->records.count; i++) {
        struct record *record = p->unit->records.at[i];
        bool claimed = record->acyclic;
        if (!record->is_object || !record->complete) {
            record->acyclic = false;
            continue;
        }
        record->acyclic = !can_be_in_cycle(p, record);
        if (claimed && !record->acyclic)
            report_once(p, TLY_ACYCLIC, record->first,
                        "make the references that close the cycle tally_weak, "
                        "or promise it with tally_acyclic_unchecked",
                        "'%s' may be part of a cycle: tally_acyclic cannot "
                        "be proved",
                        record->name ? record->name : "this type");
    }
}
