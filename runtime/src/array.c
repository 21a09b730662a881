/* Sized objects: making them, and what programs do to arrays.
 *
 * A resize never shows an array that is half changed: what has to be cut off
 * is released after the place refers to the array of the new length. */
#include "internal.h"

#include <string.h>

/* ---- making -------------------------------------------------------------- */

static struct type *sized_type(struct tally_sized_type *descriptor,
                               const char *site, bool may_fail) {
    return tally__type_of_descriptor(&descriptor->type, site, may_fail);
}

static void out_of_memory(const struct type *type, uint64_t length) {
    size_t size = tally__sized_size(type, length);
    if (size <= SIZE_MAX - type->prefix)
        size += type->prefix;
    tally__out_of_memory(size, "a", type->name);
}

/* The initialisers of the fixed part end where the elements begin. */
static void *with_initial(void *object, const void *initial) {
    if (initial)
        memcpy(object, initial, type_of(object)->tail.offset);
    return object;
}

void *tally__make_sized(struct tally_sized_type *descriptor, size_t length,
                        const void *initial, const char *site) {
    struct type *type = sized_type(descriptor, site, false);
    void *object;
    if (collection_may_be_due())
        tally__collect_if_due();
    while (!(object = tally__object_new(type, length, site)))
        out_of_memory(type, length);
    return with_initial(object, initial);
}

void *tally__try_make_sized(struct tally_sized_type *descriptor, size_t length,
                            void *initial, const char *site) {
    struct type *type = sized_type(descriptor, site, true);
    void *object = NULL;
    if (type) {
        if (collection_may_be_due())
            tally__collect_if_due();
        object = tally__object_new(type, length, site);
    }
    if (object)
        return with_initial(object, initial);
    if (initial && descriptor->type.layout)
        tally__drop_value(initial, descriptor->type.layout);
    return NULL;
}

/* ---- texts --------------------------------------------------------------- */

/* As the tool describes it. */
static struct tally_sized_type char_array = {
    {"char[]", NULL, 0, 0, 1, TALLY_TYPE_ACYCLIC | TALLY_TYPE_SIZED, 0, NULL,
     NULL, NULL, NULL},
    0,
    1,
    NULL};

static char *text_copy(const char *text, char *copy, size_t length) {
    return copy ? memcpy(copy, text, length) : NULL;
}

char *tally__strdup(const char *text, const char *site) {
    size_t length;
    if (!text)
        return NULL;
    length = strlen(text) + 1;
    return text_copy(
        text, tally__make_sized(&char_array, length, NULL, site), length);
}

char *tally__try_strdup(const char *text, const char *site) {
    size_t length;
    if (!text)
        return NULL;
    length = strlen(text) + 1;
    return text_copy(
        text, tally__try_make_sized(&char_array, length, NULL, site), length);
}

/* ---- copying elements ----------------------------------------------------- */

/* References let go of, and not yet released. */
struct released {
    void **at;
    size_t count;
};

#define RELEASED_INLINE 32

static size_t strong_in(const struct tally_layout *layout);

/* In that of its members which has most. */
static size_t strong_in_variant(const struct tally_variant *variant) {
    size_t most = 0;
    for (size_t i = 0; i < variant->count; i++) {
        size_t strong = strong_in(variant->cases[i].layout);
        most = strong > most ? strong : most;
    }
    return most;
}

/* Strong references in a value laid out so. */
static size_t strong_in(const struct tally_layout *layout) {
    size_t total = 0;
    for (size_t i = 0; i < layout->count; i++) {
        const struct tally_ref *ref = &layout->refs[i];
        if (ref->kind == TALLY_REF_VALUE)
            total += ref->count * strong_in(ref->value);
        else if (ref->kind == TALLY_REF_VARIANT)
            total += strong_in_variant((const void *)ref->value);
        else if (ref->kind == TALLY_REF_STRONG)
            total += ref->count;
    }
    return total;
}

static void copy_reference(reference *to, void *value, enum tally_ref_kind kind,
                           struct released *released) {
    void *old = *to;
    if (kind == TALLY_REF_WEAK)
        tally__weak_share(value);
    else
        tally_incref(value);
    *to = value;
    if (kind == TALLY_REF_WEAK)
        tally__weak_release(old);
    else if (old)
        released->at[released->count++] = old;
}

/* The strong references of a value, which has no weak ones. */
static void note_released(const char *value, const struct tally_layout *layout,
                          struct released *released) {
    for (size_t i = 0; layout && i < layout->count; i++) {
        const struct tally_ref *ref = &layout->refs[i];
        size_t offset = ref->offset;
        for (size_t k = 0; k < ref->count; k++, offset += ref->stride) {
            void *old;
            if (ref->kind == TALLY_REF_VALUE) {
                note_released(value + offset, ref->value, released);
                continue;
            }
            old = *(const reference *)(value + offset);
            if (old)
                released->at[released->count++] = old;
        }
    }
}

/* A union: each element has its own member. */
static void copy_variant(const char *to, const char *from,
                         const struct tally_ref *ref,
                         struct released *released) {
    const struct tally_layout *live = tally__live_member(from, ref);
    if (live)
        tally__retain_value(from + ref->offset, live);
    note_released(to + ref->offset, tally__live_member(to, ref), released);
}

/* The references of a value; the rest of it is copied behind that. */
static void copy_references(char *to, const char *from,
                            const struct tally_layout *layout,
                            struct released *released) {
    for (size_t i = 0; i < layout->count; i++) {
        const struct tally_ref *ref = &layout->refs[i];
        size_t offset = ref->offset;
        if (ref->kind == TALLY_REF_VARIANT) {
            copy_variant(to, from, ref, released);
            continue;
        }
        for (size_t k = 0; k < ref->count; k++, offset += ref->stride) {
            if (ref->kind == TALLY_REF_VALUE)
                copy_references(to + offset, from + offset, ref->value,
                                released);
            else
                copy_reference((reference *)(to + offset),
                               *(const reference *)(from + offset), ref->kind,
                               released);
        }
    }
}

/* Nothing of the program runs before the element is copied as a whole. */
static void copy_element(char *to, const char *from, size_t size,
                         const struct tally_layout *layout, void **room) {
    struct released released = {room, 0};
    copy_references(to, from, layout, &released);
    memmove(to, from, size);
    for (size_t i = 0; i < released.count; i++)
        tally_decref(released.at[i]);
}

void tally__copy_elements(void *to, const void *from, size_t count, size_t size,
                          const struct tally_layout *layout) {
    void *few[RELEASED_INLINE], **room = few;
    size_t strong = layout ? strong_in(layout) : 0;
    bool ascending = (uintptr_t)to <= (uintptr_t)from;
    if (count == 0 || to == from)
        return;
    if (!layout) {
        memmove(to, from, count * size);
        return;
    }
    if (strong > RELEASED_INLINE)
        room = tally__allocate_surely(strong * sizeof(*room), "a copy");
    for (size_t i = 0; i < count; i++) {
        size_t at = (ascending ? i : count - 1 - i) * size;
        copy_element((char *)to + at, (const char *)from + at, size, layout,
                     room);
    }
    if (room != few)
        free(room);
}

/* ---- resizing ------------------------------------------------------------- */

static uint64_t length_or_zero(const void *array) {
    return array ? tally__length_of(array) : 0;
}

static bool holds_references(const struct type *type) {
    return type->tail.strong.total + type->tail.weak.total > 0;
}

/* The first elements of a fresh array are those of another one as well. */
static void share_elements(void *array, const void *old, size_t size) {
    struct run run;
    memcpy(array, old, size);
    for (uint64_t i = 0; tally__strong_run(array, i, &run); i += run.count)
        for (uint64_t k = 0; k < run.count; k++, run.place += run.stride)
            tally_incref(*(reference *)run.place);
    for (uint64_t i = 0; tally__weak_run(array, i, &run); i += run.count)
        for (uint64_t k = 0; k < run.count; k++, run.place += run.stride)
            tally__weak_share(*(reference *)run.place);
}

/* The array that `*place` shall refer to, with the elements of the one that it
 * refers to now, of which it may be the only holder: they are moved then, and
 * the old one is left with what is cut off. */
static void *resized(reference *place, struct type *type, uint64_t length,
                     const char *site) {
    void *old = *place, *array;
    uint64_t had = length_or_zero(old), kept = had < length ? had : length;
    bool sole = old && tally_is_unique(old) && !object_has(old, FLAG_WEAK);
    size_t stride = type->tail.stride;
    if (sole && (length >= had || !holds_references(type)) &&
        (array = tally__object_resized(old, length)))
        return *place = array;
    array = tally__object_new(type, length, site);
    if (!array)
        return NULL;
    if (sole) {
        memcpy(array, old, (size_t)kept * stride);
        memset(old, 0, (size_t)kept * stride);
    } else if (kept > 0) {
        share_elements(array, old, (size_t)kept * stride);
    }
    *place = array;
    if (old)
        tally_decref(old);
    return array;
}

const void *tally__resize_array(void *place, size_t length,
                                struct tally_sized_type *descriptor,
                                const char *site) {
    struct type *type = sized_type(descriptor, site, false);
    const void *array;
    if (collection_may_be_due())
        tally__collect_if_due();
    while (!(array = resized(place, type, length, site)))
        out_of_memory(type, length);
    return array;
}

const void *tally__try_resize_array(void *place, size_t length,
                                    struct tally_sized_type *descriptor,
                                    const char *site) {
    struct type *type = sized_type(descriptor, site, true);
    if (!type)
        return NULL;
    if (collection_may_be_due())
        tally__collect_if_due();
    return resized(place, type, length, site);
}
