/* Counting: what inline code leaves to the runtime.
 *
 * The inline operations add or subtract one and look at the sign; they come
 * here with the operation already done. The values are explained in
 * internal.h. What is done depends on the object alone, never on what the
 * caller believes its type to be. */
#include "internal.h"

#include <string.h>

struct tally_op_counts tally__op_counts;

enum count_state tally__count_state(uint32_t count) {
    const uint32_t slack = UINT32_C(1) << 24;
    if (count < COUNT_OVERFLOW)
        return STATE_QUIET;
    if (count == COUNT_OVERFLOW)
        return STATE_OVERFLOW;
    if (count == COUNT_DEAD)
        return STATE_DEAD;
    if (count >= COUNT_LATENT - 1 && count < COUNT_LATENT + 2 * LATENT_MAX)
        return STATE_LATENT;
    if (count >= COUNT_DYING - 1 && count <= COUNT_DYING + SLOTS_MAX + 1)
        return STATE_DYING;
    if (count - (COUNT_PINNED - (slack << 4)) < (slack << 5))
        return STATE_PINNED;
    if (count - (COUNT_PUBLISHED - (slack << 3)) < (slack << 4))
        return STATE_PUBLISHED;
    if (count - (COUNT_OPENED - slack) < 2 * slack)
        return STATE_OPENED;
    if (count - (COUNT_WAITING - slack) < 2 * slack)
        return STATE_WAITING;
    if (count - (COUNT_FREED - slack) < 2 * slack)
        return STATE_FREED;
    return STATE_UNKNOWN;
}

/* An operation on an object that is dead or never was one. A dying object is
 * still there, and a reference that tally does not count (tally_unowned, a raw
 * pointer) may look at it meanwhile: it stays as it is, except where somebody
 * wants to hear of it. */
static void misused(const void *object, const char *operation,
                    uint32_t before) {
    enum count_state state = tally__count_state(before);
    bool there =
        state == STATE_DYING || state == STATE_WAITING || state == STATE_OPENED;
#ifdef TALLY_DEBUG
    bool strict = true;
#else
    bool strict = tally__state.check > 0;
#endif
    if (!there)
        tally__die("%s of %p, which is no live object (count %08x)", operation,
                   object, (unsigned)before);
    if (strict)
        tally__die("%s of %p, a '%s' made at %s, which is dead", operation,
                   object, type_of(object)->name, tally__site_of(object));
    header_of(object)->count = before;
}

/* A latent object was counted: it goes quiet and becomes a candidate. */
static void awake(void *object) {
    header_of(object)->count -= COUNT_LATENT;
    tally__candidate_add(object);
}

/* Too many references to count: the object is never freed. */
void tally__saturate(void *object) {
    if (object_has(object, FLAG_CYCLIC) && tally__candidate_is_listed(object))
        tally__candidate_remove(object);
    header_of(object)->count = COUNT_PINNED;
}

void tally__incref_slow(const void *borrowed) {
    void *object = (void *)(uintptr_t)borrowed;
    struct tally_header *header = header_of(object);
    switch (tally__count_state(header->count)) {
    case STATE_LATENT:
        awake(object);
        break;
    case STATE_OVERFLOW:
        tally__saturate(object);
        break;
    case STATE_PINNED:
        header->count = COUNT_PINNED;
        break;
    case STATE_PUBLISHED:
        header->count = COUNT_PUBLISHED;
        break;
    default:
        misused(object, "incref", header->count - 1);
    }
}

/* The count has just been taken down to a negative value. */
static bool went_negative(void *object) {
    struct tally_header *header = header_of(object);
    switch (tally__count_state(header->count)) {
    case STATE_DEAD:
        if (object_has(object, FLAG_CYCLIC))
            tally__candidate_remove(object);
        return true;
    case STATE_LATENT:
        if (header->count == COUNT_LATENT - 1)
            return true;
        awake(object);
        return false;
    case STATE_PINNED:
        header->count = COUNT_PINNED;
        return false;
    case STATE_PUBLISHED:
        header->count = COUNT_PUBLISHED;
        return false;
    default:
        misused(object, "decref", header->count + 1);
        return false;
    }
}

void tally__decref_slow(const void *borrowed) {
    void *object = (void *)(uintptr_t)borrowed;
    if (went_negative(object))
        tally__release(object);
}

/* ---- operations that have not been done ----------------------------------- */

/* Any thread may count it, at a time with others: it is not written to. */
static bool is_everybodys(const void *object) {
    enum count_state state = tally__count_state(header_of(object)->count);
    return state == STATE_PINNED || state == STATE_PUBLISHED;
}

void tally__incref_rare(const void *object) {
    if (is_everybodys(object))
        return;
    header_of(object)->count += 1;
    tally__incref_slow(object);
}

bool tally__count_down_rare(void *object) {
    if (is_everybodys(object))
        return false;
    header_of(object)->count -= 1;
    return went_negative(object);
}

void tally__decref_rare(const void *object) {
    if (is_everybodys(object))
        return;
    header_of(object)->count -= 1;
    tally__decref_slow(object);
}

/* ---- values --------------------------------------------------------------- */

static void drop_place(reference *place, enum tally_ref_kind kind) {
    void *old = *place;
    *place = NULL;
    if (kind == TALLY_REF_WEAK)
        tally__weak_release(old);
    else if (old && count_down(old))
        tally__release(old);
}

static void keep_place(reference place, enum tally_ref_kind kind) {
    if (kind == TALLY_REF_WEAK)
        tally__weak_keep(place);
    else
        tally_incref(place);
}

static void retain_member(const char *place,
                          const struct tally_layout *member) {
    if (member)
        tally__retain_value(place, member);
}

void tally__retain_value(const void *value, const struct tally_layout *layout) {
    for (size_t i = 0; i < layout->count; i++) {
        const struct tally_ref *ref = &layout->refs[i];
        for (size_t k = 0; k < ref->count; k++) {
            const char *place =
                (const char *)value + ref->offset + k * ref->stride;
            if (ref->kind == TALLY_REF_VALUE)
                tally__retain_value(place, ref->value);
            else if (ref->kind == TALLY_REF_VARIANT)
                retain_member(place, tally__live_member(value, ref));
            else
                keep_place(*(const reference *)place, ref->kind);
        }
    }
}
void tally__empty(void *variable, size_t size) { memset(variable, 0, size); }

/* The reference that has number *skip in a member of a union; else NULL. */
static reference *nth_place(char *value, const struct tally_layout *layout,
                            size_t *skip) {
    for (size_t i = 0; layout && i < layout->count; i++) {
        const struct tally_ref *ref = &layout->refs[i];
        for (size_t k = 0; k < ref->count; k++) {
            char *at = value + ref->offset + k * ref->stride;
            reference *place = (reference *)at;
            if (ref->kind == TALLY_REF_VALUE)
                place = nth_place(at, ref->value, skip);
            else if (*skip)
                place = NULL;
            if (place)
                return place;
            if (ref->kind != TALLY_REF_VALUE)
                --*skip;
        }
    }
    return NULL;
}

/* A finalizer may make another member of the union the live one: its tag is
 * asked again for each reference. */
static void drop_variant(char *value, const struct tally_ref *ref) {
    for (size_t number = 0;; number++) {
        size_t skip = number;
        reference *place = nth_place(value + ref->offset,
                                     tally__live_member(value, ref), &skip);
        if (!place)
            return;
        drop_place(place, TALLY_REF_STRONG);
    }
}

void tally__drop_value(void *value, const struct tally_layout *layout) {
    for (size_t i = 0; i < layout->count; i++) {
        const struct tally_ref *ref = &layout->refs[i];
        for (size_t k = 0; k < ref->count; k++) {
            char *place = (char *)value + ref->offset + k * ref->stride;
            if (ref->kind == TALLY_REF_VALUE)
                tally__drop_value(place, ref->value);
            else if (ref->kind == TALLY_REF_VARIANT)
                drop_variant(value, ref);
            else
                drop_place((reference *)place, ref->kind);
        }
    }
}

void tally__wrong_member(const char *type, const char *path) {
    tally__die("member '%s' of a '%s' is written, but its tag selects another "
               "one",
               path, type);
}

const struct tally_layout *
tally__lift_member(const void *whole, const void *member, size_t size,
                   const struct tally_variant *variant, void *copy) {
    const struct tally_ref ref = {0, 1, size, &variant->layout,
                                  TALLY_REF_VARIANT};
    memcpy(copy, member, size);
    return tally__live_member(whole, &ref);
}

void *tally__zero(void *raw, size_t size) {
    return raw ? memset(raw, 0, size) : NULL;
}

static bool is_place(const struct tally_ref *ref) {
    return ref->kind == TALLY_REF_STRONG || ref->kind == TALLY_REF_WEAK;
}

/* What is no reference: a finalizer may have stored to the value while its
 * references were released. A union's tag goes, so it goes with it. */
static void zero_between(char *value, size_t size,
                         const struct tally_layout *layout) {
    size_t done = 0;
    for (size_t i = 0; i < layout->count; i++) {
        const struct tally_ref *ref = &layout->refs[i];
        for (size_t k = 0; k < ref->count; k++) {
            size_t at = ref->offset + k * ref->stride;
            if (ref->kind == TALLY_REF_VARIANT)
                continue;
            memset(value + done, 0, at - done);
            done = at + (is_place(ref) ? sizeof(reference) : ref->stride);
            if (ref->kind == TALLY_REF_VALUE)
                zero_between(value + at, ref->stride, ref->value);
        }
    }
    memset(value + done, 0, size - done);
}

void tally__clear_value(void *value, size_t size,
                        const struct tally_layout *layout) {
    if (!value)
        return;
    tally__drop_value(value, layout);
    zero_between(value, size, layout);
}

void tally__put_value(void *place, const void *value, size_t size,
                      const struct tally_layout *layout) {
    tally__drop_value(place, layout);
    memcpy(place, value, size);
}

void tally__drop_values(void *values, size_t size, size_t stride,
                        const struct tally_layout *layout) {
    for (size_t offset = 0; offset + stride <= size; offset += stride)
        tally__drop_value((char *)values + offset, layout);
}

void tally__clear_values(void *values, size_t size) {
    memset(values, 0, size);
}
