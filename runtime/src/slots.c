/* Where an object's references are.
 *
 * Places of one kind are numbered: first those of the fixed part, in the order
 * of declaration, then, in a sized object, those of its first element, of the
 * second, and so on. A *run* is a stretch of them that is evenly spaced; to
 * walk all places is to take run after run. The places of all members of a
 * variant have numbers; those of a member that its tag does not select are
 * given as places that are NULL.
 *
 * A sized object's length has 48 bits. While the object is taken apart, the
 * number of the slot to resume at, which may be large, has its low 24 bits in
 * the count, as that of other objects, and the rest above the length. */
#include "internal.h"

#include <string.h>

#define LENGTH_BITS 48
#define RESUME_BITS 24

/* ---- length -------------------------------------------------------------- */

static uint64_t *length_word(const void *object) {
    size_t behind = object_has(object, FLAG_WORD) ? 2 : 1;
    return (uint64_t *)(uintptr_t)header_of(object) - behind;
}

uint64_t tally__length_of(const void *object) {
    return *length_word(object) & LENGTH_MAX;
}

void tally__length_set(void *object, uint64_t length) {
    *length_word(object) = length;
}

size_t tally__sized_size(const struct type *type, uint64_t length) {
    const struct tail *tail = &type->tail;
    size_t room = SIZE_MAX / 2 - tail->offset, size;
    if (length > LENGTH_MAX || (tail->stride && length > room / tail->stride))
        return SIZE_MAX;
    size = tail->offset + (size_t)length * tail->stride;
    return size > type->size ? size : type->size;
}

size_t tally__size_of(const void *object) {
    const struct type *type = type_of(object);
    return type->sized ? tally__sized_size(type, tally__length_of(object))
                       : type->size;
}

/* ---- places -------------------------------------------------------------- */

static const struct span *span_at(const struct places *places,
                                  uint32_t number) {
    size_t low = 0, high = places->span_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (places->spans[middle].first <= number)
            low = middle;
        else
            high = middle;
    }
    return &places->spans[low];
}

uint64_t tally__tag_of(int64_t value, size_t size) {
    uint64_t all = (uint64_t)value;
    return size < 8 ? all & ((UINT64_C(1) << 8 * size) - 1) : all;
}

uint64_t tally__tag_at(const char *base, size_t tag, size_t size) {
    uint8_t byte;
    uint16_t two;
    uint32_t four;
    uint64_t eight;
    switch (size) {
    case 1: memcpy(&byte, base + tag, 1); return byte;
    case 2: memcpy(&two, base + tag, 2); return two;
    case 4: memcpy(&four, base + tag, 4); return four;
    default: memcpy(&eight, base + tag, 8); return eight;
    }
}

const struct tally_layout *tally__live_member(const void *base,
                                              const struct tally_ref *ref) {
    const struct tally_variant *variant = (const void *)ref->value;
    uint64_t tag = tally__tag_at(base, variant->tag, variant->tag_size);
    for (size_t i = 0; i < variant->count; i++)
        if (tally__tag_of(variant->cases[i].value, variant->tag_size) == tag)
            return variant->cases[i].layout;
    return NULL;
}

static bool is_met(const struct condition *condition, const char *base) {
    uint64_t tag = tally__tag_at(base, condition->tag, condition->tag_size);
    for (size_t i = 0; i < condition->count; i++)
        if (condition->values[i] == tag)
            return true;
    return false;
}

/* Of places that lie from `base` on. Needs: number < places->total. */
static void run_from(const struct places *places, char *base, uint32_t number,
                     struct run *run) {
    const struct span *span = span_at(places, number);
    *run = (struct run){
        base + span->offset + (number - span->first) * span->stride,
        span->stride, span->first + span->count - number};
    if (span->when && !is_met(span->when, base)) {
        run->place = (char *)&tally__state.no_place;
        run->stride = 0;
    }
}

/* One place in each element: the rest of the array is one run. */
static void stretch(const struct type *type, uint64_t left, struct run *run) {
    run->stride = type->tail.stride;
    run->count = left;
}

static bool run_at(void *object, const struct type *type,
                   const struct places *fixed, const struct places *element,
                   uint64_t from, struct run *run) {
    uint64_t length, index;
    if (from < fixed->total) {
        run_from(fixed, object, (uint32_t)from, run);
        return true;
    }
    if (element->total == 0)
        return false;
    length = tally__length_of(object);
    index = (from - fixed->total) / element->total;
    if (index >= length)
        return false;
    run_from(element,
             (char *)object + type->tail.offset + index * type->tail.stride,
             (uint32_t)((from - fixed->total) % element->total), run);
    if (element->total == 1 && !element->spans[0].when)
        stretch(type, length - index, run);
    return true;
}

bool tally__strong_run(void *object, uint64_t from, struct run *run) {
    const struct type *type = type_of(object);
    return run_at(object, type, &type->strong, &type->tail.strong, from, run);
}

bool tally__weak_run(void *object, uint64_t from, struct run *run) {
    const struct type *type = type_of(object);
    return run_at(object, type, &type->weak, &type->tail.weak, from, run);
}

reference *tally__slot_at(void *object, uint64_t number) {
    struct run run = {NULL, 0, 0};
    tally__strong_run(object, number, &run);
    return (reference *)run.place;
}

/* ---- where to resume ------------------------------------------------------ */

uint64_t tally__resume_slot(const void *object) {
    uint64_t low = header_of(object)->count - COUNT_DYING;
    if (!type_of(object)->sized)
        return low;
    return low | *length_word(object) >> LENGTH_BITS << RESUME_BITS;
}

void tally__resume_at(void *object, uint64_t slot) {
    if (type_of(object)->sized) {
        *length_word(object) =
            tally__length_of(object) | slot >> RESUME_BITS << LENGTH_BITS;
        slot &= (UINT64_C(1) << RESUME_BITS) - 1;
    }
    header_of(object)->count = COUNT_DYING + (uint32_t)slot;
}
