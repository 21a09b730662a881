/* Registered types.
 *
 * Each unit that allocates a type has a descriptor of its own; the first
 * allocation brings it here. Descriptors of the same type must agree. A type
 * is known by its name and, if it is defined in a .c file, by that file.
 * Everything is copied, so that the unit's library may be unloaded.
 *
 * A descriptor remembers the number of its type. Numbers are not used twice:
 * after tally__types_free they go on where they were, so that a descriptor
 * which is older than that is recognised. */
#include "internal.h"

#include <string.h>

/* ---- layouts ------------------------------------------------------------- */

/* A new span. False when memory is out. */
static bool places_begin(struct places *places, size_t offset,
                         const struct condition *when) {
    /* Grown at powers of two. */
    if ((places->span_count & (places->span_count - 1)) == 0) {
        size_t capacity = places->span_count ? 2 * places->span_count : 1;
        struct span *spans =
            tally__reallocate(places->spans, capacity * sizeof(*spans));
        if (!spans)
            return false;
        places->spans = spans;
    }
    places->spans[places->span_count++] =
        (struct span){places->total++, 1, offset, sizeof(void *), when};
    return true;
}

/* The place continues the last span's progression, or starts a new span.
 * False when memory is out. */
static bool places_add(struct places *places, size_t offset,
                       const struct condition *when) {
    struct span *last;
    if (places->span_count > 0) {
        last = &places->spans[places->span_count - 1];
        if (last->when != when)
            return places_begin(places, offset, when);
        if (last->count == 1 && offset > last->offset)
            last->stride = offset - last->offset;
        if (offset == last->offset + last->count * last->stride) {
            last->count++;
            places->total++;
            return true;
        }
    }
    return places_begin(places, offset, when);
}

/* The places of a type's fixed part, or of an element. */
struct part {
    const char *name; /* of the type */
    struct places *strong, *weak;
    const struct condition *when; /* of the variant that is looked at */
};

/* Tags that select the same layout as the case `first`. NULL when memory is
 * out. */
static struct condition *condition_make(const struct tally_variant *variant,
                                        size_t first, size_t base) {
    struct condition *condition =
        tally__allocate(sizeof(*condition) + variant->count * sizeof(uint64_t));
    if (!condition)
        return NULL;
    *condition = (struct condition){
        .tag = base + variant->tag, .tag_size = variant->tag_size};
    for (size_t i = first; i < variant->count; i++)
        if (variant->cases[i].layout == variant->cases[first].layout)
            condition->values[condition->count++] =
                tally__tag_of(variant->cases[i].value, variant->tag_size);
    return condition;
}

static bool layout_add(const struct part *part,
                       const struct tally_layout *layout, size_t base);

static bool is_first_of_layout(const struct tally_variant *variant,
                               size_t index) {
    for (size_t i = 0; i < index; i++)
        if (variant->cases[i].layout == variant->cases[index].layout)
            return false;
    return true;
}

/* A union in the struct that begins at `base`. */
static bool variant_add(const struct part *part, const struct tally_ref *ref,
                        size_t base) {
    const struct tally_variant *variant = (const void *)ref->value;
    if (part->when)
        tally__die("type '%s' has a variant in a variant", part->name);
    for (size_t i = 0; i < variant->count; i++) {
        struct part member = *part;
        struct condition *condition;
        if (!is_first_of_layout(variant, i))
            continue;
        condition = condition_make(variant, i, base);
        if (!condition)
            return false;
        condition->next = part->strong->conditions;
        part->strong->conditions = condition;
        member.when = condition;
        if (!layout_add(&member, variant->cases[i].layout, base + ref->offset))
            return false;
    }
    return true;
}

static bool ref_add(const struct part *part, const struct tally_ref *ref,
                    size_t base) {
    struct places *places =
        ref->kind == TALLY_REF_WEAK ? part->weak : part->strong;
    if (ref->kind == TALLY_REF_VARIANT)
        return variant_add(part, ref, base);
    for (size_t i = 0; i < ref->count; i++) {
        size_t offset = base + ref->offset + i * ref->stride;
        if (ref->kind == TALLY_REF_VALUE) {
            if (!layout_add(part, ref->value, offset))
                return false;
        } else if (!places_add(places, offset, part->when)) {
            return false;
        }
        if (places->total >= SLOTS_MAX)
            tally__die("type '%s' has too many references", part->name);
    }
    return true;
}

/* Recurses as deep as the type nests. */
static bool layout_add(const struct part *part,
                       const struct tally_layout *layout, size_t base) {
    for (size_t i = 0; layout && i < layout->count; i++)
        if (!ref_add(part, &layout->refs[i], base))
            return false;
    return true;
}

/* ---- making a type ------------------------------------------------------- */

static void places_free(struct places *places) {
    struct condition *next;
    for (struct condition *at = places->conditions; at; at = next) {
        next = at->next;
        free(at);
    }
    free(places->spans);
}

static void type_free(struct type *type) {
    free(type->name);
    free(type->file);
    free(type->site);
    places_free(&type->strong);
    places_free(&type->weak);
    places_free(&type->tail.strong);
    places_free(&type->tail.weak);
    tally__codes_free(&type->finalizer);
    tally__codes_free(&type->trace);
    free(type);
}

/* An object can be in a cycle unless its type says otherwise or it has no
 * reference of its own. What a trace function names may lead anywhere, and is
 * released by way of a queue. */
static void type_settle(struct type *type, uint32_t number) {
    bool refers =
        type->strong.total + type->tail.strong.total > 0 || type->traced;
    bool cyclic = refers && !(type->flags & (TALLY_TYPE_ACYCLIC |
                                             TALLY_TYPE_ACYCLIC_UNCHECKED));
    bool word = cyclic || type->finalized || type->traced;
    size_t words = (word ? 1u : 0u) + (type->sized ? 1u : 0u);
    size_t needed = sizeof(struct tally_header) + words * sizeof(uint64_t);
    size_t align = type->align > 8 ? type->align : 8;
    type->prefix = (needed + align - 1) / align * align;
    type->meta = number << META_TYPE_SHIFT | (word ? FLAG_WORD : 0) |
                 (cyclic ? FLAG_CYCLIC : 0);
    type->count = cyclic ? COUNT_LATENT : 0;
    type->celled = !type->sized && tally__is_celled(type, type->size);
    type->simple = !type->sized && !type->strong.conditions;
    type->silent = !type->finalized && !type->traced;
    if (type->weak.total + type->tail.weak.total > 0)
        type->dispose = tally__weak_places_release;
}

static bool places_add_all(struct type *type,
                           const struct tally_type *descriptor) {
    struct part fixed = {type->name, &type->strong, &type->weak, NULL};
    struct part element = {type->name, &type->tail.strong,
                           &type->tail.weak, NULL};
    const struct tally_sized_type *sized = (const void *)descriptor;
    if (!layout_add(&fixed, descriptor->layout, 0))
        return false;
    if (!(descriptor->flags & TALLY_TYPE_SIZED))
        return true;
    type->sized = true;
    type->tail.offset = sized->offset;
    type->tail.stride = sized->stride;
    return layout_add(&element, sized->element, 0);
}

static bool codes_add(struct type *type, const struct tally_type *descriptor) {
    return tally__code_add(&type->finalizer,
                           (routine *)descriptor->finalizer) &&
           tally__code_add(&type->trace, (routine *)descriptor->trace);
}

static struct type *type_make(const struct tally_type *descriptor,
                              const char *site, uint32_t number) {
    struct type *type = tally__allocate(sizeof(*type));
    if (!type)
        return NULL;
    *type = (struct type){.layout_hash = descriptor->layout_hash,
                          .size = descriptor->size,
                          .align = descriptor->align,
                          .flags = descriptor->flags,
                          .finalized = descriptor->finalizer != NULL,
                          .traced = descriptor->trace != NULL};
    type->name = tally__copy_text(descriptor->name, true);
    type->site = tally__copy_text(site, true);
    if (descriptor->file)
        type->file = tally__copy_text(descriptor->file, true);
    if (!type->name || !type->site || (descriptor->file && !type->file) ||
        !codes_add(type, descriptor) || !places_add_all(type, descriptor)) {
        type_free(type);
        return NULL;
    }
    type_settle(type, number);
    return type;
}

/* ---- registration -------------------------------------------------------- */

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static uint32_t type_find(const struct tally_type *descriptor) {
    uint32_t i = 0;
    while (i < tally__process.type_count &&
           !(same_text(type_at(i)->name, descriptor->name) &&
             same_text(type_at(i)->file, descriptor->file)))
        i++;
    return i;
}

/* A function that runs for the objects of one unit and not of another. */
static void refuse_unseen(const struct type *type, const char *what, bool has,
                          const char *site) {
    tally__die("type '%s' has a %s at %s and none at %s: its "
               "prototype must stand beside the type",
               type->name, what, has ? type->site : site,
               has ? site : type->site);
}

static void refuse_difference(const struct type *type,
                              const struct tally_type *descriptor,
                              const char *site) {
    if (type->layout_hash != descriptor->layout_hash ||
        type->size != descriptor->size || type->align != descriptor->align)
        tally__die("type '%s' has one layout (%zu bytes) at %s and another "
                   "(%zu bytes) at %s",
                   type->name, type->size, type->site, descriptor->size, site);
    if (type->finalized != (descriptor->finalizer != NULL))
        refuse_unseen(type, "finalizer", type->finalized, site);
    if (type->traced != (descriptor->trace != NULL))
        refuse_unseen(type, "trace function", type->traced, site);
    /* What one unit proves another may not see: ACYCLIC may differ. */
    if ((type->flags ^ descriptor->flags) & ~(uint32_t)TALLY_TYPE_ACYCLIC)
        tally__die("type '%s' is marked differently at %s and at %s",
                   type->name, type->site, site);
}

static bool register_new(struct tally_type *descriptor, const char *site) {
    struct process *process = &tally__process;
    struct type *type;
    uint32_t number = process->type_base + process->type_count;
    if (number >= TYPES_MAX)
        tally__die("too many types at %s", site);
    type = type_make(descriptor, site, number);
    if (!type)
        return false;
    type->index = process->type_count;
    if (descriptor->base)
        type->base = type_at(descriptor->base->number - process->type_base);
    process->types[number] = type;
    process->type_count++;
    store_shared(descriptor->number, number);
    return true;
}

/* The base has been registered. The functions of the newest registration are
 * taken: the others are copies of the same ones (code.c). */
static bool register_type(struct tally_type *descriptor, const char *site) {
    uint32_t index;
    index = type_find(descriptor);
    if (index == tally__process.type_count)
        return register_new(descriptor, site);
    refuse_difference(type_at(index), descriptor, site);
    if (!codes_add(type_at(index), descriptor))
        return false;
    store_shared(descriptor->number, tally__process.type_base + index);
    return true;
}

bool tally__uses_reserve(void) {
    struct state *state = &tally__state;
    struct type_use *uses;
    uint32_t count;
    tally__lock();
    count = tally__process.type_count;
    tally__unlock();
    if (count > state->use_capacity) {
        uint32_t capacity = count < 16 ? 16 : 2 * count;
        uses = tally__reallocate(state->uses, capacity * sizeof(*uses));
        if (!uses)
            return false;
        state->uses = uses;
        state->use_capacity = capacity;
    }
    while (state->use_count < count)
        state->uses[state->use_count++] = (struct type_use){NULL, 0, 0, 0};
    return true;
}

/* Not known to this heap: registers it if need be, and what it is based on
 * first. False when memory is out. */
static bool get_known(struct tally_type *descriptor, const char *site) {
    bool registered;
    if (descriptor->base &&
        !tally__type_of_descriptor(descriptor->base, site, true))
        return false;
    tally__start();
    tally__counted_unit(site);
    tally__lock();
    registered = register_type(descriptor, site);
    tally__unlock();
    return registered && tally__uses_reserve();
}

struct type *tally__type_for_heap(struct tally_type *descriptor,
                                  const char *site, bool may_fail) {
    while (!get_known(descriptor, site)) {
        if (may_fail)
            return NULL;
        tally__out_of_memory(sizeof(struct type), "the type", descriptor->name);
    }
    return type_at(load_shared(descriptor->number) - tally__process.type_base);
}

void *tally__check_down(const void *object, struct tally_type *descriptor,
                        const char *site) {
    const struct type *type, *wanted, *at;
    if (!object)
        return NULL;
    if (header_of(object)->meta >> META_TYPE_SHIFT == 0)
        return (void *)(uintptr_t)object; /* a variable, not begun yet */
    type = type_of(object);
    wanted = tally__type_of_descriptor(descriptor, site, false);
    for (at = type; at && at != wanted; at = at->base)
        continue;
    if (!at)
        tally__die("an object of type '%s' is cast to '%s' at %s",
                   type->name, wanted->name, site);
    return (void *)(uintptr_t)object;
}

/* Written once: other threads may be reading it. */
void tally__type_dispose_by(struct type *type, void (*dispose)(void *object),
                            bool ephemeral) {
    tally__lock();
    if (type->dispose != dispose) {
        type->dispose = dispose;
        type->ephemeral = ephemeral;
    }
    tally__unlock();
}

/* What was made stays in the statistics. */
static void settle_uses(struct state *state) {
    for (uint32_t i = 0; i < state->use_count; i++) {
        const struct type_use *use = &state->uses[i];
        state->stats.objects_made += use->made;
        state->stats.objects_freed += use->freed;
        state->stats.bytes_made += use->made * type_at(i)->size + use->made_bytes;
    }
}

void tally__types_free(void) {
    struct process *process = &tally__process;
    struct state *state = &tally__state;
    settle_uses(state);
    for (uint32_t i = 0; i < process->type_count; i++)
        type_free(type_at(i));
    process->type_base += process->type_count;
    process->type_count = 0;
    free(state->uses);
    state->uses = NULL;
    state->use_count = state->use_capacity = 0;
}
