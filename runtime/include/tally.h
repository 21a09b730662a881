/* tally: automatic reference counting for C.
 *
 * Mark the structs whose instances are objects; every pointer to such a struct
 * is then a counted reference, and the tool `tally` writes the counting. This
 * header is all that a program needs. It means different things to
 * different readers:
 *
 *   erased (default)   annotations vanish, tally_new is a zeroed allocation
 *                      that is never freed; no library is needed.
 *   TALLY_REWRITTEN    the tool's output: counted, through the `tally__`
 *                      names below, which only generated code spells.
 *   TALLY_MANUAL       counted by hand, through the same interface; for C++
 *                      and for special code. Defined before the include.
 *   TALLY__TOOL        what the tool parses: annotations are attributes.
 *   TALLY__EXPANDING   what the tool preprocesses: no macro is defined, so
 *                      that annotations survive the expansion of the rest.
 *
 * Terms. An *object* is an instance of a struct marked tally_object. A
 * reference is *owned* (+1) if its holder must give it back by a decref, and
 * *borrowed* (+0) if somebody else keeps the object alive meanwhile. A *place*
 * is memory that holds a reference. A *payload* pointer is what the program
 * sees: the object's header stands in front of it. */
#ifndef TALLY_H
#define TALLY_H

/* The tool refuses a copy of this header that is not of its own version. */
#define TALLY_VERSION "0.1.0"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#ifndef TALLY__EXPANDING

#if defined TALLY_MANUAL || defined TALLY_REWRITTEN
#define TALLY__COUNTED 1
#elif !defined TALLY__TOOL
#define TALLY__ERASED 1
#endif

/* The site of an allocation, as one literal: "list.c:12". Whatever file defines
 * TALLY__SITE is a copy of this one to the tool, wherever it lies. */
#define TALLY__TEXT_(x) #x
#define TALLY__TEXT(x) TALLY__TEXT_(x)
#define TALLY__SITE __FILE__ ":" TALLY__TEXT(__LINE__)

/* What compilers can do. tcc 0.9.27 knows weak symbols (by this spelling of
 * `attribute`, the other one is hidden by its libc's headers, and only behind
 * a declarator), but its programs do not call constructors. */
#if defined __GNUC__ || defined __clang__
#define TALLY__UNUSED __attribute__((unused))
#define TALLY__NORETURN __attribute__((noreturn))
#define TALLY__WEAK __attribute__((weak))
#define TALLY__EXTENSION __extension__
#define TALLY__UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define TALLY__CONSTRUCTORS 1
#else
#ifdef __TINYC__
#define TALLY__WEAK __attribute((weak))
#endif
#define TALLY__UNUSED
#define TALLY__NORETURN
#define TALLY__EXTENSION
#define TALLY__UNLIKELY(condition) (condition)
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- annotations ------------------------------------------------------- */

#if defined TALLY__TOOL && !defined TALLY_MANUAL
/* Spelled so because glibc's headers define __attribute__ to nothing for
 * compilers that are neither gcc nor clang, whose view the tool may have. */
#define TALLY__MARK(text) __attribute((annotate(text)))
#define tally_object TALLY__MARK("tally_object")
#define tally_base TALLY__MARK("tally_base")
#define tally_acyclic TALLY__MARK("tally_acyclic")
#define tally_acyclic_unchecked TALLY__MARK("tally_acyclic_unchecked")
#define tally_shared TALLY__MARK("tally_shared")
#define tally_counted(...) TALLY__MARK("tally_counted:" #__VA_ARGS__)
#define tally_finalizer TALLY__MARK("tally_finalizer") TALLY__UNUSED
#define tally_trace TALLY__MARK("tally_trace") TALLY__UNUSED
#define tally_borrowed TALLY__MARK("tally_borrowed")
#define tally_borrowed_from(...) \
    TALLY__MARK("tally_borrowed_from:" #__VA_ARGS__)
#define tally_consumed TALLY__MARK("tally_consumed")
#define tally_consumes_if(...) TALLY__MARK("tally_consumes_if:" #__VA_ARGS__)
#define tally_context(...) TALLY__MARK("tally_context:" #__VA_ARGS__)
#define tally_bytes(...) TALLY__MARK("tally_bytes:" #__VA_ARGS__)
#define tally_unmanaged TALLY__MARK("tally_unmanaged")
#define tally_variant(...) TALLY__MARK("tally_variant:" #__VA_ARGS__)
#define tally_case(...) TALLY__MARK("tally_case:" #__VA_ARGS__)
/* libclang keeps nullability, and no other attribute, on inner levels of a
 * pointer; the tool erases the user's own before it parses. */
#define tally_weak _Nullable
#define tally_unowned _Null_unspecified
#define tally_array _Nonnull
#else
/* On types, beside tally_object at the first declaration. */
#define tally_object
#define tally_base
#define tally_acyclic
#define tally_acyclic_unchecked
#define tally_shared
#define tally_counted(...)
/* On functions. Finalizers and trace functions are called by the runtime
 * only, which an erased build has none of. */
#define tally_finalizer TALLY__UNUSED
#define tally_trace TALLY__UNUSED
#define tally_borrowed
#define tally_borrowed_from(...)
#define tally_unmanaged
/* On parameters. */
#define tally_consumed
#define tally_consumes_if(...)
#define tally_context(...)
#define tally_bytes(...)
/* On unions and their members. */
#define tally_variant(...)
#define tally_case(...)
/* After the '*' of a pointer. */
#define tally_weak
#define tally_unowned
#define tally_array
#endif

/* The walk that a tally_trace function serves. */
typedef struct tally_visitor tally_visitor;

/* ---- what every mode offers -------------------------------------------- */

/* tally_new(T)                        an owned T, all zero
 * tally_new(T, .field = value, ...)   the same with initialisers, which are
 *                                     evaluated before the allocation
 * tally_try_new(...)                  NULL where tally_new would call the
 *                                     out-of-memory handler
 * tally_new_array(T, n)               an owned array of n Ts, all zero
 * tally_new_flex(T, member, n, ...)   a T whose flexible array member has n
 *                                     elements; initialisers as above
 * tally_strdup(text)                  an owned array with a copy of the text
 *                                     and its NUL; NULL for NULL
 * tally_resize(&a, n)                 a refers to an array of n elements: the
 *                                     first ones as before, new ones zero.
 *                                     Other references keep the old array. The
 *                                     try form gives NULL when memory is out,
 *                                     and a stays as it is
 * tally_length(a)                     elements of an array; 0 for NULL
 * tally_copy(to, from, n)             copies n elements, which may overlap, one
 *                                     after the other as by assignment
 * tally_leak(p)                       retains p and gives it as a raw pointer
 * tally_adopt(T, raw)                 takes that +1 back, as a T *
 * tally_borrow(T, raw)                looks at a leaked object, as a T *
 *                                     (arrays likewise, where T is their
 *                                     element's type)
 * tally_emplace(T, raw)               makes raw memory, which has room for it,
 *                                     a T that holds references, all zero;
 *                                     NULL of NULL
 * tally_visit(v, &place)              in a trace function: the place holds a
 *                                     reference
 * tally_clear(p)                      releases what the struct holds and makes
 *                                     all of it zero: before free(p). NULL is
 *                                     fine
 *
 * Manual units make objects by tally__new and its kin, see below. */

/* Called when memory is out, with the number of bytes that were wanted. It may
 * free something and return nonzero to have the allocation tried again; on
 * zero the runtime says that memory is out and aborts. */
typedef int (*tally_oom_handler)(size_t size);

/* What the heap did since the program started. All zero in an erased build. */
struct tally_stats {
    uint64_t objects_made;
    uint64_t objects_freed;
    uint64_t objects_live; /* made - freed */
    uint64_t bytes_made;   /* of payloads, here and below */
    uint64_t bytes_live;
    uint64_t bytes_peak;
    uint64_t finalized;   /* finalizers that were run */
    uint64_t collections; /* young and full ones */
    uint64_t collections_full;
    /* Unreachable objects that the collector took apart, and those that a
     * finalizer saved from it. */
    uint64_t found;
    uint64_t resurrected;
    /* Candidates that wait for the next collection, and those that were not
     * noted because memory was out. */
    uint64_t candidates;
    uint64_t candidates_lost;
    uint64_t weak_records; /* side records alive */
    /* Operations executed inline, on an object and on NULL; counted only in
     * units that were built with TALLY__COUNT_OPS. */
    uint64_t increfs;
    uint64_t decrefs;
    uint64_t null_ops;
    uint64_t reserved[7];
};

/* tally_refcount of an object that is never freed. */
#define TALLY_PINNED UINT32_MAX

#ifndef TALLY__ERASED

/* Full collection. Gives the number of unreachable objects that it found and
 * took apart (statically acyclic ones that died with them not counted), and 0
 * at once when called during a collection. Runs finalizers. O(objects that
 * are reachable from candidates). */
size_t tally_collect(void);

/* Automatic collection, which takes place in allocations; on from the start.
 * Disabling gives the previous state. tally_collect works either way. */
void tally_gc_enable(void);
int tally_gc_disable(void);
int tally_gc_isenabled(void);

/* A young collection is due at `young` candidates that are new since the last
 * one (0: no automatic collection), a full one at more than `old` candidates
 * that survived one, or a quarter of the live possibly cyclic objects,
 * whichever is more. Either pointer may be NULL. */
void tally_get_threshold(size_t *young, size_t *old);
void tally_set_threshold(size_t young, size_t old);

/* References to the object: 0 for NULL, TALLY_PINNED where it is not counted.
 * What it counts depends on the optimiser; for tests and curiosity. */
uint32_t tally_refcount(const void *object);
/* Exactly one reference: nobody else can see a change. 0 for NULL. */
int tally_is_unique(const void *object);

void tally_get_stats(struct tally_stats *stats);

/* In a trace function: names a place that holds a reference, or a copy of one.
 * The place is read, and stays as it is. */
void tally_visit(tally_visitor *visitor, const void *place tally_bytes(read));

/* Installs a handler (NULL: the default one) and gives the previous one. */
tally_oom_handler tally_set_oom_handler(tally_oom_handler handler);

#endif

/* ---- for the tool's eyes ------------------------------------------------ */

#if defined TALLY__TOOL && !defined TALLY_MANUAL
void *tally__tool_new(size_t size, const void *initial);
void *tally__tool_try_new(size_t size, const void *initial);
void *tally__tool_adopt(const void *raw);
void *tally__tool_borrow(const void *raw);
#define tally_adopt(T, raw) ((T *)tally__tool_adopt(raw))
#define tally_borrow(T, raw) ((T *)tally__tool_borrow(raw))
void *tally__tool_emplace(void *raw, size_t size);
#define tally_emplace(T, raw) ((T *)tally__tool_emplace(raw, sizeof(T)))
#define TALLY__TOOL_MAKE(maker, T, ...) \
    ((T *)maker(sizeof(T), TALLY__EXTENSION &(T){__VA_ARGS__}))
void *tally__tool_new_shared(size_t size, const void *initial);
void *tally__tool_try_new_shared(size_t size, const void *initial);
void *tally__tool_new_array(size_t size, size_t length);
void *tally__tool_try_new_array(size_t size, size_t length);
void *tally__tool_new_flex(const void *member, size_t length,
                           const void *initial);
void *tally__tool_try_new_flex(const void *member, size_t length,
                               const void *initial);
#define TALLY__TOOL_ARRAY(maker, T, n) ((T *tally_array)maker(sizeof(T), n))
#define TALLY__TOOL_FLEX(maker, T, member, n, ...) \
    ((T *)maker(((T *)0)->member, n, TALLY__EXTENSION &(T){__VA_ARGS__}))
char *tally_array tally_strdup(const char *text);
char *tally_array tally_try_strdup(const char *text);
size_t tally_length(const void *array);
#endif

#if defined TALLY__TOOL && !defined TALLY__COUNTED

void *tally_leak(const void *object);
void *tally_incref(const void *object);
void tally_decref(const void *object);

#define tally_new(...) TALLY__TOOL_MAKE(tally__tool_new, __VA_ARGS__, )
#define tally_try_new(...) TALLY__TOOL_MAKE(tally__tool_try_new, __VA_ARGS__, )
#define tally_new_array(T, n) TALLY__TOOL_ARRAY(tally__tool_new_array, T, n)
#define tally_try_new_array(T, n) \
    TALLY__TOOL_ARRAY(tally__tool_try_new_array, T, n)
#define tally_new_flex(...) \
    TALLY__TOOL_FLEX(tally__tool_new_flex, __VA_ARGS__, )
#define tally_try_new_flex(...) \
    TALLY__TOOL_FLEX(tally__tool_try_new_flex, __VA_ARGS__, )
void tally_resize(const void *place, size_t length);
const void *tally_try_resize(const void *place, size_t length);
void tally_copy(const void *to, const void *from, size_t count);
void tally_clear(const void *value);

#endif

/* ---- erased ------------------------------------------------------------- */

#ifdef TALLY__ERASED

/* Every erased unit tells the runtime, if one is linked, that it is there:
 * its objects have no headers, so it must not meet counted units. Where no
 * constructor runs, its allocations tell. tcc finds no definition in a shared
 * library for an undefined weak symbol, so there each unit has the variable,
 * which the runtime fills. */
#ifdef TALLY__CONSTRUCTORS
void tally__erased_unit(const char *file) TALLY__WEAK;
__attribute__((constructor)) static void tally__tell_erased(void) {
    if (tally__erased_unit)
        tally__erased_unit(__BASE_FILE__);
}
#define TALLY__TELL_ERASED() ((void)0)
#elif defined TALLY__WEAK
extern void (*tally__erased_hook)(const char *file) TALLY__WEAK;
void (*tally__erased_hook)(const char *file) TALLY__WEAK = NULL;
#define TALLY__TELL_ERASED() \
    (tally__erased_hook ? tally__erased_hook(__FILE__) : (void)0)
#else
#define TALLY__TELL_ERASED() ((void)0)
#endif

/* One handler for the whole program where weak definitions exist. */
#ifdef TALLY__WEAK
extern tally_oom_handler tally__erased_oom TALLY__WEAK;
tally_oom_handler tally__erased_oom TALLY__WEAK = NULL;
#else
static tally_oom_handler tally__erased_oom = NULL;
#endif

static inline tally_oom_handler
tally_set_oom_handler(tally_oom_handler handler) {
    tally_oom_handler previous = tally__erased_oom;
    tally__erased_oom = handler;
    return previous;
}

/* Zeroed, and a copy of `initial` unless that is NULL. Nothing frees it, so
 * alignment may be had by rounding up. NULL when memory is out. */
static inline void *tally__erased_try_new(size_t size, size_t align,
                                          const void *initial) {
    size_t slack = align > 2 * sizeof(void *) ? align : 0;
    unsigned char *object = (unsigned char *)calloc(1, size + slack);
    const unsigned char *from = (const unsigned char *)initial;
    if (object && slack)
        object += slack - (size_t)((uintptr_t)object % slack);
    for (size_t i = 0; object && from && i < size; i++)
        object[i] = from[i];
    return object;
}

extern void perror(const char *message); /* as <stdio.h> has it */

static inline void *tally__erased_new(size_t size, size_t align,
                                      const void *initial) {
    void *object = tally__erased_try_new(size, align, initial);
    while (!object && tally__erased_oom && tally__erased_oom(size))
        object = tally__erased_try_new(size, align, initial);
    if (!object) {
        perror("tally: out of memory");
        abort();
    }
    return object;
}

/* tally_new(T) and tally_new(T, ...) are told apart before compilation, so
 * that large objects need no stack. Both arrive here with an empty argument
 * behind the last one. `first` is empty if a comma comes of putting it between
 * a function-like macro that gives one and (), but of no part of that. */
#define tally_new(...) TALLY__MAKE(tally__erased_new, __VA_ARGS__, )
#define tally_try_new(...) TALLY__MAKE(tally__erased_try_new, __VA_ARGS__, )
#define TALLY__MAKE(maker, T, ...)                                          \
    TALLY__JOIN(TALLY__MAKE_, TALLY__IS_EMPTY(TALLY__FIRST(__VA_ARGS__, ))) \
    (maker, T, __VA_ARGS__)
#define TALLY__FIRST(first, ...) first
#define TALLY__JOIN_(a, b) a##b
#define TALLY__JOIN(a, b) TALLY__JOIN_(a, b)
#define TALLY__COMMA(...) ,
#define TALLY__THIRD_(a, b, c, ...) c
#define TALLY__THIRD(...) TALLY__THIRD_(__VA_ARGS__)
#define TALLY__HAS_COMMA(...) TALLY__THIRD(__VA_ARGS__, 1, 0, )
#define TALLY__IS_EMPTY(first)                               \
    TALLY__IS_EMPTY_(TALLY__HAS_COMMA(TALLY__COMMA first()), \
                     TALLY__HAS_COMMA(TALLY__COMMA first),   \
                     TALLY__HAS_COMMA(first()))
#define TALLY__IS_EMPTY_(whole, left, right) \
    TALLY__IS_EMPTY_PASTE(whole, left, right)
#define TALLY__IS_EMPTY_PASTE(whole, left, right) \
    TALLY__IS_EMPTY_##whole##left##right
#define TALLY__IS_EMPTY_000 0
#define TALLY__IS_EMPTY_100 1
#define TALLY__IS_EMPTY_110 0
#define TALLY__IS_EMPTY_101 0
#define TALLY__IS_EMPTY_111 0

#ifdef __cplusplus
#define TALLY__MAKE_1(maker, T, ...) \
    ((T *)(TALLY__TELL_ERASED(), maker(sizeof(T), alignof(T), NULL)))
#define TALLY__MAKE_0(maker, T, ...) \
    (tally__erased_copy<T>(maker, tally__same<T>{__VA_ARGS__}))
#else
#define TALLY__MAKE_1(maker, T, ...) \
    ((T *)(TALLY__TELL_ERASED(), maker(sizeof(T), __alignof__(T), NULL)))
#define TALLY__MAKE_0(maker, T, ...) \
    ((T *)(TALLY__TELL_ERASED(),     \
           maker(sizeof(T), __alignof__(T), &(T){__VA_ARGS__})))
#endif

/* Arrays. The length stands in front of the first element. */
struct tally_erased_array {
    size_t length;
    void *unused; /* keeps the alignment of what follows */
};

static inline size_t tally_length(const void *array) {
    return array ? ((const struct tally_erased_array *)array)[-1].length : 0;
}

/* `fixed` bytes, then `length` elements of `size` bytes from `offset` on. Big
 * enough or SIZE_MAX. */
static inline size_t tally__erased_size(size_t fixed, size_t offset,
                                        size_t length, size_t size) {
    size_t room = SIZE_MAX / 2 - offset;
    size_t whole;
    if (size && length > room / size)
        return SIZE_MAX;
    whole = offset + length * size;
    return whole > fixed ? whole : fixed;
}

static inline void *tally__erased_try_array(size_t size, size_t align,
                                            size_t length) {
    size_t front = sizeof(struct tally_erased_array);
    size_t lead = align > front ? align : front;
    size_t whole = tally__erased_size(0, lead, length, size);
    unsigned char *block =
        whole == SIZE_MAX
            ? NULL
            : (unsigned char *)tally__erased_try_new(whole, align, NULL);
    if (!block)
        return NULL;
    ((struct tally_erased_array *)(void *)(block + lead))[-1].length = length;
    return block + lead;
}

static inline void tally__erased_out_of_memory(size_t size) {
    if (tally__erased_oom && tally__erased_oom(size))
        return;
    perror("tally: out of memory");
    abort();
}

static inline void *tally__erased_array(size_t size, size_t align,
                                        size_t length) {
    void *array;
    while (!(array = tally__erased_try_array(size, align, length)))
        tally__erased_out_of_memory(
            tally__erased_size(0, 2 * sizeof(size_t), length, size));
    return array;
}

static inline void *tally__erased_try_flex(size_t fixed, size_t offset,
                                           size_t size, size_t length,
                                           size_t align, const void *initial) {
    size_t whole = tally__erased_size(fixed, offset, length, size);
    unsigned char *object =
        whole == SIZE_MAX
            ? NULL
            : (unsigned char *)tally__erased_try_new(whole, align, NULL);
    const unsigned char *from = (const unsigned char *)initial;
    for (size_t i = 0; object && from && i < offset; i++)
        object[i] = from[i];
    return object;
}

static inline void *tally__erased_flex(size_t fixed, size_t offset, size_t size,
                                       size_t length, size_t align,
                                       const void *initial) {
    void *object;
    while (!(object = tally__erased_try_flex(fixed, offset, size, length, align,
                                             initial)))
        tally__erased_out_of_memory(
            tally__erased_size(fixed, offset, length, size));
    return object;
}

/* As memmove, which would take <string.h>. */
static inline void tally__erased_copy_bytes(void *to, const void *from,
                                            size_t size) {
    unsigned char *target = (unsigned char *)to;
    const unsigned char *source = (const unsigned char *)from;
    if ((uintptr_t)to <= (uintptr_t)from)
        for (size_t i = 0; i < size; i++)
            target[i] = source[i];
    else
        for (size_t i = size; i > 0; i--)
            target[i - 1] = source[i - 1];
}

/* The place is one of any pointer type: it is read and written as bytes. */
static inline void *tally__erased_resize(void *(*maker)(size_t, size_t, size_t),
                                         void *place, size_t size, size_t align,
                                         size_t length) {
    void *old, *array = maker(size, align, length);
    size_t kept;
    tally__erased_copy_bytes(&old, place, sizeof(old));
    kept = tally_length(old) < length ? tally_length(old) : length;
    if (array) {
        tally__erased_copy_bytes(array, old, kept * size);
        tally__erased_copy_bytes(place, &array, sizeof(array));
    }
    return array;
}

static inline char *tally__erased_strdup(void *(*maker)(size_t, size_t, size_t),
                                         const char *text) {
    size_t length = 0;
    char *copy;
    if (!text)
        return NULL;
    while (text[length])
        length++;
    copy = (char *)maker(1, 1, length + 1);
    if (copy)
        tally__erased_copy_bytes(copy, text, length);
    return copy;
}

#define tally_new_array(T, n) TALLY__ARRAY(tally__erased_array, T, n)
#define tally_try_new_array(T, n) TALLY__ARRAY(tally__erased_try_array, T, n)
#define TALLY__ARRAY(maker, T, n) \
    ((T *)(TALLY__TELL_ERASED(), maker(sizeof(T), TALLY__ALIGN(T), n)))
#define tally_strdup(text) \
    (TALLY__TELL_ERASED(), tally__erased_strdup(tally__erased_array, text))
#define tally_try_strdup(text) \
    (TALLY__TELL_ERASED(), tally__erased_strdup(tally__erased_try_array, text))
#ifdef __cplusplus
#define TALLY__ALIGN(T) alignof(T)
#define tally_resize(place, n) \
    ((void)tally__erased_resize_of(tally__erased_array, place, n))
#define tally_try_resize(place, n) \
    (tally__erased_resize_of(tally__erased_try_array, place, n))
#else
#define TALLY__ALIGN(T) __alignof__(T)
#define TALLY__RESIZED(maker, place, n)                             \
    (TALLY__TELL_ERASED(),                                          \
     (const void *)tally__erased_resize(maker, place, sizeof **(place), \
                                        __alignof__(**(place)), n))
#define tally_resize(place, n) \
    ((void)TALLY__RESIZED(tally__erased_array, place, n))
#define tally_try_resize(place, n) \
    TALLY__RESIZED(tally__erased_try_array, place, n)
#endif
#define tally_copy(to, from, n) \
    (tally__erased_copy_bytes(to, from, (n) * sizeof *(to)))

/* Told apart as for tally_new. */
#define tally_new_flex(...) TALLY__FLEX(tally__erased_flex, __VA_ARGS__, )
#define tally_try_new_flex(...) \
    TALLY__FLEX(tally__erased_try_flex, __VA_ARGS__, )
#define TALLY__FLEX(maker, T, member, n, ...)                               \
    TALLY__JOIN(TALLY__FLEX_, TALLY__IS_EMPTY(TALLY__FIRST(__VA_ARGS__, ))) \
    (maker, T, member, n, __VA_ARGS__)
#define TALLY__FLEX_PARTS(T, member, n)                          \
    sizeof(T), offsetof(T, member), sizeof(((T *)0)->member[0]), \
        n, TALLY__ALIGN(T)
#define TALLY__FLEX_1(maker, T, member, n, ...) \
    ((T *)(TALLY__TELL_ERASED(),                \
           maker(TALLY__FLEX_PARTS(T, member, n), NULL)))
#ifdef __cplusplus
#define TALLY__FLEX_0(maker, T, member, n, ...)                         \
    (tally__erased_flex_copy<T>(maker, TALLY__FLEX_PARTS(T, member, n), \
                                tally__same<T>{__VA_ARGS__}))
#else
#define TALLY__FLEX_0(maker, T, member, n, ...) \
    ((T *)(TALLY__TELL_ERASED(),                \
           maker(TALLY__FLEX_PARTS(T, member, n), &(T){__VA_ARGS__})))
#endif

/* For functions that count by hand: here nothing is counted. */
static inline void *tally_incref(const void *object) {
    return (void *)(uintptr_t)object;
}
static inline void tally_decref(const void *object) { (void)object; }

static inline void *tally_leak(const void *object) {
    return (void *)(uintptr_t)object;
}
#define tally_adopt(T, raw) ((T *)(raw))
#define tally_borrow(T, raw) ((T *)(raw))
#define tally_visit(visitor, place) ((void)(visitor), (void)(place))

/* `size` bytes, made zero. */
static inline void *tally__erased_zero(void *raw, size_t size) {
    unsigned char *bytes = (unsigned char *)raw;
    for (size_t i = 0; raw && i < size; i++)
        bytes[i] = 0;
    return raw;
}
#define tally_emplace(T, raw) ((T *)tally__erased_zero(raw, sizeof(T)))
#define tally_clear(p) ((void)tally__erased_zero(p, sizeof *(p)))

/* Queries answer as for objects that are never freed. */
static inline size_t tally_collect(void) {
    return 0;
}
static inline void tally_gc_enable(void) {}
static inline int tally_gc_disable(void) {
    return 0;
}
static inline int tally_gc_isenabled(void) {
    return 0;
}
static inline void tally_get_threshold(size_t *young, size_t *old) {
    if (young)
        *young = 0;
    if (old)
        *old = 0;
}
static inline void tally_set_threshold(size_t young, size_t old) {
    (void)young;
    (void)old;
}
static inline uint32_t tally_refcount(const void *object) {
    return object ? TALLY_PINNED : 0;
}
static inline int tally_is_unique(const void *object) {
    (void)object;
    return 0;
}
static inline void tally_get_stats(struct tally_stats *stats) {
    static const struct tally_stats nothing = {0, 0, 0, 0, 0, 0, 0, 0, 0,
                                               0, 0, 0, 0, 0, 0, 0, 0, {0}};
    *stats = nothing;
}

#endif

/* ---- counted ------------------------------------------------------------ */

#ifdef TALLY__COUNTED

/* Counted units tell the runtime, too, so that it can refuse erased ones even
 * where the counted ones never allocate. */
#if defined TALLY__CONSTRUCTORS && !defined TALLY__RUNTIME
void tally__counted_unit(const char *file) TALLY__WEAK;
void tally__debug_unit(void) TALLY__WEAK;
__attribute__((constructor)) static void tally__tell_counted(void) {
    if (tally__counted_unit)
        tally__counted_unit(__BASE_FILE__);
#ifdef TALLY_DEBUG
    if (tally__debug_unit)
        tally__debug_unit();
#endif
}

/* Its code may be gone after this. */
void tally__unloading(void) TALLY__WEAK;
__attribute__((destructor)) static void tally__tell_unloading(void) {
    if (tally__unloading)
        tally__unloading();
}
#endif

/* What stands in front of every payload, at payload - 8. Inline code knows of
 * it only that `count` is the references minus one while that is all there is
 * to say, and negative, as a signed number, when the runtime must look. */
struct tally_header {
    uint32_t count;
    uint32_t meta; /* number of the type << 8 | flags */
};

/* Executed operations, in units built with TALLY__COUNT_OPS. */
struct tally_op_counts {
    uint64_t increfs, decrefs, nulls;
};
extern struct tally_op_counts tally__op_counts;
#ifdef TALLY__COUNT_OPS
#define TALLY__COUNT(op) ((void)(tally__op_counts.op++))
#else
#define TALLY__COUNT(op) ((void)0)
#endif

void tally__incref_slow(const void *object);
void tally__decref_slow(const void *object);
/* The same for an operation that has not been done, since the count was
 * negative, or would be. */
void tally__incref_rare(const void *object);
void tally__decref_rare(const void *object);

/* Published objects, and other pinned ones, may be counted by several threads at
 * a time. Units that may do so look at the count before they change it, and
 * leave that of such objects alone; others write to it, which loses nothing but
 * is a race. Which it is follows from how a unit is compiled: -pthread,
 * -fsanitize=thread, or TALLY_THREADS where that is defined. */
#if !defined TALLY_THREADS && (defined _REENTRANT || defined __SANITIZE_THREAD__)
#define TALLY_THREADS 1
#elif !defined TALLY_THREADS && defined __has_feature
#if __has_feature(thread_sanitizer)
#define TALLY_THREADS 1
#endif
#endif

/* The count is one more, or less, unless the runtime has to look. */
static inline void tally__count_up(struct tally_header *header,
                                   const void *object) {
#ifdef TALLY_THREADS
    uint32_t count = header->count + 1;
    if (TALLY__UNLIKELY((int32_t)count < 0))
        tally__incref_rare(object);
    else
        header->count = count;
#else
    header->count += 1;
    if (TALLY__UNLIKELY((int32_t)header->count < 0))
        tally__incref_slow(object);
#endif
}
static inline void tally__count_down(struct tally_header *header,
                                     const void *object) {
#ifdef TALLY_THREADS
    uint32_t count = header->count - 1;
    if (TALLY__UNLIKELY((int32_t)count < 0))
        tally__decref_rare(object);
    else
        header->count = count;
#else
    header->count -= 1;
    if (TALLY__UNLIKELY((int32_t)header->count < 0))
        tally__decref_slow(object);
#endif
}

/* Says so and aborts if the object belongs to another thread. Where TALLY_DEBUG
 * is defined. */
void tally__check_thread(const void *object);
#if defined(TALLY_DEBUG) && !defined(TALLY__TOOL)
#define TALLY__CHECK_THREAD(object) \
    tally__check_thread((const void *)(uintptr_t)(object))
#else
#define TALLY__CHECK_THREAD(object) ((void)0)
#endif

/* One more reference. NULL is fine. Gives `object`, now owned. */
static inline void *tally_incref(const volatile void *object) {
    if (object) {
        struct tally_header *header =
            (struct tally_header *)(uintptr_t)object - 1;
        TALLY__COUNT(increfs);
        TALLY__CHECK_THREAD(object);
        tally__count_up(header, (const void *)(uintptr_t)object);
    } else {
        TALLY__COUNT(nulls);
    }
    return (void *)(uintptr_t)object;
}

/* Gives a reference back; the last one runs the finalizer and frees the
 * object with all that only it refers to. NULL is fine. */
static inline void tally_decref(const volatile void *object) {
    if (object) {
        struct tally_header *header =
            (struct tally_header *)(uintptr_t)object - 1;
        TALLY__COUNT(decrefs);
        TALLY__CHECK_THREAD(object);
        tally__count_down(header, (const void *)(uintptr_t)object);
    } else {
        TALLY__COUNT(nulls);
    }
}

static inline void *tally_leak(const void *object) {
    return tally_incref(object);
}
/* `size` bytes, made zero. NULL of NULL. */
void *tally__zero(void *raw, size_t size);
#ifndef TALLY__TOOL
#define tally_adopt(T, raw) ((T *)(void *)(raw))
#define tally_borrow(T, raw) ((T *)(void *)(raw))
#define tally_emplace(T, raw) ((T *)tally__zero(raw, sizeof(T)))
#endif

#ifdef TALLY_REWRITTEN
/* Makers that the tool has left as they were stand where nothing is evaluated,
 * as in sizeof and in what selects an arm of _Generic: only their type counts.
 * This function does not exist. */
void *tally__unevaluated(void);
#define TALLY__UNEVALUATED(T, ...) ((T *)tally__unevaluated())
#define tally_new(...) TALLY__UNEVALUATED(__VA_ARGS__, )
#define tally_try_new(...) TALLY__UNEVALUATED(__VA_ARGS__, )
#define tally_new_array(T, n) TALLY__UNEVALUATED(T, n)
#define tally_try_new_array(T, n) TALLY__UNEVALUATED(T, n)
#define tally_new_flex(...) TALLY__UNEVALUATED(__VA_ARGS__, )
#define tally_try_new_flex(...) TALLY__UNEVALUATED(__VA_ARGS__, )
#endif

/* Types. Each unit that allocates a type describes it in a static, writable
 * `struct tally_type`; the first allocation registers it, and the runtime
 * keeps a copy of all that it needs. */
enum tally_ref_kind {
    TALLY_REF_STRONG,
    TALLY_REF_WEAK,
    TALLY_REF_VALUE,
    TALLY_REF_VARIANT
};

struct tally_layout;

/* `count` equal things, `stride` bytes apart, the first at `offset`. Of kind
 * VALUE, each is a struct laid out as *value; VARIANT is a union, `value` the
 * first member of a struct tally_variant. */
struct tally_ref {
    size_t offset, count, stride;
    const struct tally_layout *value;
    enum tally_ref_kind kind;
};

struct tally_layout {
    size_t count;
    const struct tally_ref *refs; /* in declaration order */
};

/* Which member of a union holds references, by a tag that lies in the same
 * struct: `layout` is that of the member. Other values of the tag: none. */
struct tally_case {
    int64_t value;
    const struct tally_layout *layout;
};

struct tally_variant {
    struct tally_layout layout; /* empty */
    size_t tag, tag_size;       /* offset in the struct; 1, 2, 4 or 8 bytes */
    size_t count;
    const struct tally_case *cases;
};

enum tally_type_flags {
    TALLY_TYPE_ACYCLIC = 1,           /* proved */
    TALLY_TYPE_ACYCLIC_UNCHECKED = 2, /* promised */
    TALLY_TYPE_BASE = 4,
    TALLY_TYPE_SIZED = 8 /* the descriptor is a struct tally_sized_type */
};

struct tally_type {
    const char *name;
    const char *file; /* NULL unless the type is defined in a .c file */
    uint64_t layout_hash;
    size_t size, align;
    uint32_t flags;  /* enum tally_type_flags */
    uint32_t number; /* 0 until registered */
    const struct tally_layout *layout;
    void (*finalizer)(void *self);
    void (*trace)(void *self, tally_visitor *visitor);
    struct tally_type *base; /* of its first member, if that is an object */
};

/* Arrays, whose `type` has size 0, and objects with a flexible array member:
 * elements, the first at `offset`, `stride` bytes apart. The alignment is that
 * of the whole. */
struct tally_sized_type {
    struct tally_type type; /* flags: TALLY_TYPE_SIZED */
    size_t offset, stride;
    const struct tally_layout *element; /* NULL: no references */
};
/* The object, which is of that type or of a subtype of it; says so and aborts
 * where it is not. NULL is of every type. */
void *tally__check_down(const void *object, struct tally_type *type,
                        const char *site);
/* A cast to a subtype: checked where TALLY_DEBUG is defined. */
#if defined(TALLY_DEBUG) && !defined(TALLY__TOOL)
#define tally__down(object, type) \
    (tally__check_down((object), (type), TALLY__SITE))
#else
static inline void *tally__down(const void *object,
                                const struct tally_type *type) {
    (void)type;
    return (void *)(uintptr_t)object;
}
#endif

/* Objects: owned, zeroed or with initialisers, which are evaluated before the
 * allocation and whose +1s move in. The try forms give NULL when memory is
 * out, after giving the initialisers' +1s back. */
void *tally__make(struct tally_type *type, const char *site);
void *tally__make_with(struct tally_type *type, const void *initial,
                       const char *site);
void *tally__try_make(struct tally_type *type, const char *site);
void *tally__try_make_with(struct tally_type *type, void *initial,
                           const char *site);

/* The same with elements. `initial` may be NULL. */
void *tally__make_sized(struct tally_sized_type *type, size_t length,
                        const void *initial, const char *site);
void *tally__try_make_sized(struct tally_sized_type *type, size_t length,
                            void *initial, const char *site);

/* What tally_resize and tally_copy do to a strong place that holds an array,
 * and to elements that hold references. Resizing in place where the place has
 * the only reference; the try form gives NULL when memory is out. */
const void *tally__resize_array(void *place, size_t length,
                                struct tally_sized_type *type,
                                const char *site);
const void *tally__try_resize_array(void *place, size_t length,
                                    struct tally_sized_type *type,
                                    const char *site);
void tally__copy_elements(void *to, const void *from, size_t count, size_t size,
                          const struct tally_layout *element);

#ifdef TALLY__TOOL
/* The tool reads its own output back, to validate it: makers as in its input.
 */
#define tally__new_array(T, descriptor, n) \
    TALLY__TOOL_ARRAY(tally__tool_new_array, T, n)
#define tally__try_new_array(T, descriptor, n) \
    TALLY__TOOL_ARRAY(tally__tool_try_new_array, T, n)
#define tally__new_flex(T, descriptor, ...) \
    TALLY__TOOL_FLEX(tally__tool_new_flex, T, __VA_ARGS__, )
#define tally__try_new_flex(T, descriptor, ...) \
    TALLY__TOOL_FLEX(tally__tool_try_new_flex, T, __VA_ARGS__, )
#define tally__new_flex_with(T, descriptor, ...) \
    TALLY__TOOL_FLEX(tally__tool_new_flex, T, __VA_ARGS__)
#define tally__try_new_flex_with(T, descriptor, ...) \
    TALLY__TOOL_FLEX(tally__tool_try_new_flex, T, __VA_ARGS__)
void tally__tool_resize(const void *place, size_t length);
const void *tally__tool_try_resize(const void *place, size_t length);
void tally__tool_copy(const void *to, const void *from, size_t count);
void tally__tool_clear(const void *value);
void tally_copy(const void *to, const void *from, size_t count);
#define tally__resize(place, n, descriptor) tally__tool_resize(place, n)
#define tally__try_resize(place, n, descriptor) tally__tool_try_resize(place, n)
#define tally__copy(to, from, n, size, layout) tally__tool_copy(to, from, n)
#define tally__clear(value, size, layout) tally__tool_clear(value)
#define tally__new(T, descriptor) TALLY__TOOL_MAKE(tally__tool_new, T, )
#define tally__try_new(T, descriptor) TALLY__TOOL_MAKE(tally__tool_try_new, T, )
#define tally__new_with(T, descriptor, ...) \
    TALLY__TOOL_MAKE(tally__tool_new, T, __VA_ARGS__)
#define tally__try_new_with(T, descriptor, ...) \
    TALLY__TOOL_MAKE(tally__tool_try_new, T, __VA_ARGS__)
#define tally__new_shared(T, descriptor, ...) \
    TALLY__TOOL_MAKE(tally__tool_new_shared, T, __VA_ARGS__)
#define tally__try_new_shared(T, descriptor, ...) \
    TALLY__TOOL_MAKE(tally__tool_try_new_shared, T, __VA_ARGS__)
#else
#define tally__new(T, descriptor) ((T *)tally__make(&(descriptor), TALLY__SITE))
#define tally__try_new(T, descriptor) \
    ((T *)tally__try_make(&(descriptor), TALLY__SITE))
#ifndef __cplusplus
#define tally__new_with(T, descriptor, ...) \
    ((T *)tally__make_with(&(descriptor), &(T){__VA_ARGS__}, TALLY__SITE))
#define tally__try_new_with(T, descriptor, ...) \
    ((T *)tally__try_make_with(&(descriptor), &(T){__VA_ARGS__}, TALLY__SITE))
/* The initialisers are borrowed: all is retained when all are evaluated. */
#define tally__new_shared(T, descriptor, ...)                                \
    ((T *)tally__make_with(                                                  \
        &(descriptor),                                                       \
        tally__shared(&(T){__VA_ARGS__}, (descriptor).layout), TALLY__SITE))
#define tally__try_new_shared(T, descriptor, ...)                            \
    ((T *)tally__try_make_with(                                              \
        &(descriptor),                                                       \
        tally__shared(&(T){__VA_ARGS__}, (descriptor).layout), TALLY__SITE))
#else
#define tally__new_with(T, descriptor, ...)                         \
    (tally__copy_new<T>(&(descriptor), tally__same<T>{__VA_ARGS__}, \
                        TALLY__SITE))
#define tally__try_new_with(T, descriptor, ...)                         \
    (tally__copy_try_new<T>(&(descriptor), tally__same<T>{__VA_ARGS__}, \
                            TALLY__SITE))
#endif
#define tally__new_array(T, descriptor, n) \
    ((T *)tally__make_sized(&(descriptor), n, NULL, TALLY__SITE))
#define tally__try_new_array(T, descriptor, n) \
    ((T *)tally__try_make_sized(&(descriptor), n, NULL, TALLY__SITE))
#define tally__new_flex(T, descriptor, member, n) \
    ((T *)tally__make_sized(&(descriptor), n, NULL, TALLY__SITE))
#define tally__try_new_flex(T, descriptor, member, n) \
    ((T *)tally__try_make_sized(&(descriptor), n, NULL, TALLY__SITE))
#define tally__new_flex_with(T, descriptor, member, n, ...) \
    ((T *)tally__make_sized(&(descriptor), n, &(T){__VA_ARGS__}, TALLY__SITE))
#define tally__try_new_flex_with(T, descriptor, member, n, ...)       \
    ((T *)tally__try_make_sized(&(descriptor), n, &(T){__VA_ARGS__}, \
                                TALLY__SITE))
#define tally__resize(place, n, descriptor) \
    ((void)tally__resize_array(place, n, &(descriptor), TALLY__SITE))
#define tally__try_resize(place, n, descriptor) \
    tally__try_resize_array(place, n, &(descriptor), TALLY__SITE)
#define tally__copy(to, from, n, size, layout) \
    tally__copy_elements(to, from, n, size, layout)
#define tally__clear(value, size, layout) \
    tally__clear_value(value, size, layout)

/* Elements without references; others take tally__copy. */
#define tally_copy(to, from, n) \
    tally__copy_elements(to, from, n, sizeof *(to), NULL)

char *tally__strdup(const char *text, const char *site);
char *tally__try_strdup(const char *text, const char *site);
#define tally_strdup(text) tally__strdup(text, TALLY__SITE)
#define tally_try_strdup(text) tally__try_strdup(text, TALLY__SITE)

/* The length stands in front of the header, and of the word that the header's
 * lowest flag tells of; it has 48 bits. */
static inline size_t tally_length(const void *array) {
    const struct tally_header *header;
    const uint64_t *word;
    if (!array)
        return 0;
    header = (const struct tally_header *)array - 1;
    word = (const uint64_t *)(const void *)header - 1;
    return (size_t)(word[-(int)(header->meta & 1)] &
                    ((UINT64_C(1) << 48) - 1));
}
#endif

/* A parameter that tally_consumes_if: what the caller has given away is
 * released. */
static inline void tally__decref_if(const void *object, int given) {
    if (given)
        tally_decref(object);
}

/* Says so and aborts if the object is known to be dead: what a tally_unowned
 * place that is read at `site` refers to. Where TALLY_DEBUG is defined. */
void tally__check_unowned(const void *object, const char *site);
#if defined(TALLY_DEBUG) && !defined(TALLY__TOOL)
#define TALLY__CHECK_UNOWNED(object, site) tally__check_unowned(object, site)
#else
#define TALLY__CHECK_UNOWNED(object, site) ((void)(site))
#endif

/* Weak references. A weak place of type T * holds the address of a side record
 * (NULL if it refers to nothing), which knows whether the object lives. */
void *tally__weak_load(const void *record);   /* the object, owned, or NULL */
void *tally__weak_hold(const void *object);   /* its record, for one place */
void tally__weak_release(const void *record); /* a place lets go */
void tally__weak_keep(const void *record);    /* one more place has its bits */

/* What code needs for places of type `ref`, a pointer to an object type. At
 * file scope, without ';'.
 *
 *   take        leaves NULL and gives what was there, owned
 *   set         takes the value's +1, releases the old reference; gives the
 *               value, borrowed
 *   share       retains the value, when the place is evaluated, too; then as set
 *   keep        takes the value's +1; what the keeper had moves to `before`,
 *               which is empty; gives the value, borrowed
 *   drop        releases the place's reference and leaves NULL
 *   give_if     leaves NULL if what was there has been given away
 *   unowned     gives the value of an unowned place, checked in debug builds
 *   weak_load   owned, or NULL when the object is dead
 *   weak_get    the same, given the place's bits instead of its address
 *   weak_store  borrows the value and gives it
 *   weak_init   borrows the value; gives the bits of a fresh weak place
 *   weak_drop   makes the place refer to nothing */
#define TALLY__REF(id, ref)                                                    \
    TALLY__UNUSED static inline ref tally__set_##id(ref *tally__place,         \
                                                    ref tally__value) {        \
        ref tally__old = *tally__place;                                        \
        *tally__place = tally__value;                                          \
        tally_decref(tally__old);                                              \
        return tally__value;                                                   \
    }                                                                          \
    TALLY__UNUSED static inline ref tally__share_##id(ref *tally__place,       \
                                                      ref tally__value) {      \
        tally_incref(tally__value);                                            \
        return tally__set_##id(tally__place, tally__value);                    \
    }                                                                          \
    TALLY__UNUSED static inline ref tally__keep_##id(                          \
        ref *tally__keeper, ref *tally__before, ref tally__value) {            \
        *tally__before = *tally__keeper;                                       \
        *tally__keeper = tally__value;                                         \
        return tally__value;                                                   \
    }                                                                          \
    TALLY__UNUSED static inline ref tally__take_##id(ref *tally__place) {      \
        ref tally__value = *tally__place;                                      \
        *tally__place = NULL;                                                  \
        return tally__value;                                                   \
    }                                                                          \
    TALLY__UNUSED static inline void tally__drop_##id(ref *tally__place) {     \
        ref tally__old = *tally__place;                                        \
        *tally__place = NULL;                                                  \
        tally_decref(tally__old);                                              \
    }                                                                          \
    TALLY__UNUSED static inline void tally__give_if_##id(ref *tally__place,    \
                                                         int tally__given) {   \
        if (tally__given)                                                      \
            *tally__place = NULL;                                              \
    }                                                                          \
    TALLY__UNUSED static inline ref tally__unowned_##id(                       \
        ref tally__value, const char *tally__site) {                           \
        TALLY__CHECK_UNOWNED(tally__value, tally__site);                       \
        return tally__value;                                                   \
    }                                                                          \
    TALLY__UNUSED static inline ref tally__weak_load_##id(                     \
        ref const *tally__place) {                                             \
        return (ref)tally__weak_load(*tally__place);                           \
    }                                                                          \
    TALLY__UNUSED static inline ref tally__weak_get_##id(ref tally__bits) {    \
        return (ref)tally__weak_load(tally__bits);                             \
    }                                                                          \
    TALLY__UNUSED static inline ref tally__weak_store_##id(ref *tally__place,  \
                                                           ref tally__value) { \
        ref tally__old = *tally__place;                                        \
        *tally__place = (ref)tally__weak_hold(tally__value);                   \
        tally__weak_release(tally__old);                                       \
        return tally__value;                                                   \
    }                                                                          \
    TALLY__UNUSED static inline ref tally__weak_init_##id(ref tally__value) {  \
        return (ref)tally__weak_hold(tally__value);                            \
    }                                                                          \
    TALLY__UNUSED static inline void tally__weak_drop_##id(                    \
        ref *tally__place) {                                                   \
        ref tally__old = *tally__place;                                        \
        *tally__place = NULL;                                                  \
        tally__weak_release(tally__old);                                       \
    }

/* The same for volatile places of such references, and for members of unions,
 * which several types read and write. At file scope, behind
 * TALLY__REF, without ';'. */
#define TALLY__VOLATILE(id, ref)                                               \
    TALLY__UNUSED static inline ref tally__vset_##id(                          \
        ref volatile *tally__place, ref tally__value) {                        \
        ref tally__old = *tally__place;                                        \
        *tally__place = tally__value;                                          \
        tally_decref(tally__old);                                              \
        return tally__value;                                                   \
    }                                                                          \
    TALLY__UNUSED static inline ref tally__vshare_##id(                        \
        ref volatile *tally__place, ref tally__value) {                        \
        tally_incref(tally__value);                                            \
        return tally__vset_##id(tally__place, tally__value);                   \
    }                                                                          \
    TALLY__UNUSED static inline void tally__vdrop_##id(                        \
        ref volatile *tally__place) {                                          \
        ref tally__old = *tally__place;                                        \
        *tally__place = NULL;                                                  \
        tally_decref(tally__old);                                              \
    }                                                                          \
    TALLY__UNUSED static inline ref tally__vweak_load_##id(                    \
        ref const volatile *tally__place) {                                    \
        return (ref)tally__weak_load(*tally__place);                           \
    }                                                                          \
    TALLY__UNUSED static inline ref tally__vweak_store_##id(                   \
        ref volatile *tally__place, ref tally__value) {                        \
        ref tally__old = *tally__place;                                        \
        *tally__place = (ref)tally__weak_hold(tally__value);                   \
        tally__weak_release(tally__old);                                       \
        return tally__value;                                                   \
    }                                                                          \
    TALLY__UNUSED static inline void tally__vweak_drop_##id(                   \
        ref volatile *tally__place) {                                          \
        ref tally__old = *tally__place;                                        \
        *tally__place = NULL;                                                  \
        tally__weak_release(tally__old);                                       \
    }

/* The shadow stack of a thread, in units of --unwind=shadow: a frame for each
 * active function that owns something, innermost first. A longjmp releases
 * what the frames that it skips have in their places.
 *
 * An *owner* is a variable: `place` is NULL while it is not in scope; `since`
 * numbers those of a frame in the order in which they came into scope, and is
 * 0 for temporaries, which are there all the time. A *mark* is a setjmp. All
 * of it lies in the function's own memory. */
struct tally_owner {
    void *place;
    const struct tally_layout *layout;
    size_t since;
};
struct tally_mark {
    struct tally_mark *next;
    const void *buffer; /* the jmp_buf */
    size_t since;       /* of the newest owner then */
    unsigned finalizers; /* that were running then */
};
struct tally_frame {
    struct tally_owner *owners;
    size_t count, since;
    struct tally_frame *below;
    struct tally_mark *marks; /* newest first */
};

#ifdef TALLY__CONSTRUCTORS
extern __thread struct tally_frame *tally__frames;
static inline void tally__enter_frame(struct tally_frame *frame) {
    frame->below = tally__frames;
    tally__frames = frame;
}
static inline void tally__leave_frame(struct tally_frame *frame) {
    tally__frames = frame->below;
}
#else
#define tally__enter_frame tally__push_frame
#define tally__leave_frame tally__pop_frame
#endif
void tally__push_frame(struct tally_frame *frame);
void tally__pop_frame(struct tally_frame *frame);

/* The variable at `place` has come into scope; its scope ends. */
static inline void tally__own(struct tally_frame *frame, size_t index,
                              void *place) {
    frame->owners[index].place = place;
    frame->owners[index].since = ++frame->since;
}
static inline void tally__disown(struct tally_frame *frame, size_t index) {
    frame->owners[index].place = NULL;
}

/* A setjmp of this buffer follows. Gives the buffer. */
void *tally__mark(struct tally_frame *frame, struct tally_mark *mark,
                  void *buffer);
/* Releases all that was owned since the setjmp of this buffer; copies the
 * buffer first, which may die with what is released. A buffer that no frame
 * has marked, and a finalizer that would be left, end the program. */
void tally__unwind(const void *buffer, void *copy, size_t size,
                   const char *site);

/* At file scope, without ';': a longjmp by that name, which is told where it
 * stands, and its buffer's type. */
#define TALLY__LONGJMP(name, type)                                           \
    TALLY__UNUSED TALLY__NORETURN static inline void tally__##name(          \
        type tally__buffer, int tally__value, const char *tally__site) {     \
        type tally__copy;                                                    \
        tally__unwind(tally__buffer, tally__copy, sizeof tally__copy,        \
                      tally__site);                                          \
        name(tally__copy, tally__value);                                     \
    }

/* Releases all that a struct or array which is no object holds, in ascending
 * order, and leaves NULLs. */
void tally__drop_value(void *value, const struct tally_layout *layout);
/* Releases it and makes all other bytes zero, too. NULL is fine. */
void tally__clear_value(void *value, size_t size,
                        const struct tally_layout *layout);
/* Retains all of that: for the bits of a copy. */
void tally__retain_value(const void *value, const struct tally_layout *layout);
static inline void *tally__shared(void *value,
                                  const struct tally_layout *layout) {
    tally__retain_value(value, layout);
    return value;
}

/* Releases what a place holds and moves a value, owned, there: arrays, which
 * cannot be assigned. */
void tally__put_value(void *place, const void *value, size_t size,
                      const struct tally_layout *layout);
/* Releases `size` bytes of values, `stride` bytes apart: arrays of
 * variable length. They begin with tally__clear_values. */
void tally__drop_values(void *values, size_t size, size_t stride,
                        const struct tally_layout *layout);
/* Makes fresh memory hold nothing. */
void tally__clear_values(void *values, size_t size);

/* What code needs for values of a struct type that holds references. At file
 * scope, without ';'.
 *
 *   copy      borrows the value; gives the same, owned: all it holds retained
 *   assign    takes the value and releases what the place held before, when
 *             all is stored: the place may lie in an object that only the old
 *             value keeps. Gives the value, borrowed
 *   release   gives back an owned value */
#define TALLY__VALUE(id, T, layout)                                           \
    TALLY__UNUSED static inline T tally__copy_##id(T tally__value) {          \
        tally__retain_value(&tally__value, &layout);                            \
        return tally__value;                                                  \
    }                                                                         \
    TALLY__UNUSED static inline void tally__release_##id(T tally__value) {    \
        tally__drop_value(&tally__value, &layout);                            \
    }
/* Apart, because structs with const members cannot be assigned. */
#define TALLY__ASSIGN(id, T, layout)                                          \
    TALLY__UNUSED static inline T tally__assign_##id(T *tally__place,         \
                                                     T tally__value) {        \
        T tally__old = *tally__place;                                         \
        *tally__place = tally__value;                                         \
        tally__drop_value(&tally__old, &layout);                              \
        return tally__value;                                                  \
    }
/* Unions whose tag says which member counts. What code needs for a member of
 * a struct's union, or a part of one, that lies at `path` in the struct. At
 * file scope, without ';'. `live`: does the tag of *tally__whole select it?
 *
 *   case     the struct, where the tag selects the member; else one with zeros
 *   case_of  the same for a struct that has no address
 *   only     the struct; ends the program where the tag selects another member
 *   put      takes the value and releases the old one; ends the program where
 *            the tag selects another member
 *   become   takes the value and makes the member the live one, then releases
 *            what the union held by the tag that was there before */
#define TALLY__CASE(id, T, path, live)                                         \
    TALLY__UNUSED static inline const T *tally__case_##id(                     \
        const T *tally__whole) {                                               \
        static T tally__none;                                                  \
        return (live) ? tally__whole : &tally__none;                           \
    }                                                                          \
    TALLY__UNUSED static inline T *tally__only_##id(T *tally__whole) {         \
        if (!(live))                                                           \
            tally__wrong_member(#T, #path);                                    \
        return tally__whole;                                                   \
    }
#define TALLY__CASE_OF(id, T)                                                  \
    TALLY__UNUSED static inline T tally__case_of_##id(T tally__value) {        \
        return *tally__case_##id(&tally__value);                               \
    }
#define TALLY__PUT(id, T, path, type, live, release)                           \
    TALLY__UNUSED static inline type tally__put_##id(type *tally__place,       \
                                                     type tally__value) {      \
        T *tally__whole =                                                      \
            (T *)(void *)((char *)tally__place - offsetof(T, path));           \
        type tally__old;                                                       \
        if (!(live))                                                           \
            tally__wrong_member(#T, #path);                                    \
        tally__old = tally__whole->path;                                       \
        tally__whole->path = tally__value;                                     \
        release;                                                               \
        return tally__value;                                                   \
    }
#define TALLY__BECOME(id, T, path, type, tag, size, variant)                   \
    TALLY__UNUSED static inline type tally__become_##id(                       \
        type *tally__place, type tally__value, int64_t tally__tag) {           \
        T *tally__whole =                                                      \
            (T *)(void *)((char *)tally__place - offsetof(T, path));           \
        void *tally__old[(size + sizeof(void *) - 1) / sizeof(void *)];        \
        const struct tally_layout *tally__held = tally__lift_member(           \
            tally__whole, tally__place, size, &variant, tally__old);           \
        tally__whole->path = tally__value;                                     \
        tally__whole->tag = tally__tag;                                        \
        if (tally__held)                                                       \
            tally__drop_value(tally__old, tally__held);                        \
        return tally__value;                                                   \
    }
/* A store to a tag that is part of a member's store. */
#define TALLY__STORED(...) ((void)0)

/* Says which member it is and aborts. */
TALLY__NORETURN void tally__wrong_member(const char *type, const char *path);
/* Copies `size` bytes of a union and gives the layout of its live member. */
const struct tally_layout *
tally__lift_member(const void *whole, const void *member, size_t size,
                   const struct tally_variant *variant, void *copy);

/* A variable whose declaration was jumped past: all its places are NULL. */
void tally__empty(void *variable, size_t size);

/* A variable that is an object: the header stands in front of it. */
struct tally_variable {
    const char *site; /* of the declaration, once it is known */
    struct tally_header header;
};
#define TALLY__VARIABLE(tag, T)            \
    struct tag {                           \
        struct tally_variable tally__head; \
        T tally__object;                   \
    }
/* Static ones are not counted. */
#define TALLY__PINNED {0, {UINT32_C(0xc0000000), 0x80}}
/* Behind the declaration of an automatic one, and where its scope is left: its
 * finalizer runs, weak references to it are cleared, what it holds is
 * released. Says so and aborts where something still refers to it. */
void tally__begin_variable(const void *object, struct tally_type *type,
                           const char *site);
void tally__end_variable(const void *object, const char *site);
#define tally__variable_begin(variable, type) \
    tally__begin_variable(&(variable).tally__object, &(type), TALLY__SITE)
#define tally__variable_end(variable) \
    tally__end_variable(&(variable).tally__object, TALLY__SITE)
/* The root of a static one: the second bit of its place is set, and what it has
 * instead of a layout is its type. */
#define TALLY__OBJECT_TYPE(type) \
    ((const struct tally_layout *)(const void *)&(type))

/* A unit's static places. They are released at exit, and when the unit's
 * library is unloaded. */
struct tally_root {
    void *place; /* NULL: not reached yet */
    const struct tally_layout *layout;
};

struct tally_unit {
    const char *file;
    struct tally_root *roots;
    size_t count;
    struct tally_unit *next; /* the runtime's, as is the next */
    int registered;
};

void tally__register_unit(struct tally_unit *unit); /* again: no effect */
void tally__leave_unit(struct tally_unit *unit);

/* A thread-local place of a thread: released when that ends, and when the
 * program does. Whoever mentions the place enters it first. */
struct tally_thread_place {
    void *place; /* NULL: not entered */
    const struct tally_layout *layout;
    struct tally_thread_place *next; /* entered before, by the same thread */
    unsigned again; /* how often since this thread has begun to leave */
};
void tally__add_place(struct tally_thread_place *entry, void *place,
                      const struct tally_layout *layout);
static inline void tally__enter_place(struct tally_thread_place *entry,
                                      void *place,
                                      const struct tally_layout *layout) {
    if (!entry->place)
        tally__add_place(entry, place, layout);
}

/* At file scope, without ';': registers the unit where constructors run.
 * Elsewhere tally__enter_unit(&unit), an expression, does it, in the functions
 * that mention static places. There the unit that defines a place may never
 * be entered, so others that mention it have a root for it, too: to release
 * it twice does no harm. TALLY__FOREIGN(&variable) is such a root's place, with
 * its lowest bit set, which is clear in the address of every place: what no
 * unit of its own has released goes last. */
#ifdef TALLY__CONSTRUCTORS
#define TALLY__UNIT(unit)                                               \
    __attribute__((constructor)) static void tally__open_##unit(void) { \
        tally__register_unit(&unit);                                    \
    }                                                                   \
    __attribute__((destructor)) static void tally__close_##unit(void) { \
        tally__leave_unit(&unit);                                       \
    }
#define tally__enter_unit(unit) ((void)0)
#define TALLY__FOREIGN(place) NULL
#else
#define TALLY__UNIT(unit)
#define tally__enter_unit(unit) \
    ((unit)->registered ? (void)0 : tally__register_unit(unit))
#define TALLY__FOREIGN(place) ((void *)((char *)(place) + 1))
#endif

#endif

#ifdef __cplusplus
}

#if defined TALLY__ERASED || defined TALLY__COUNTED
template <class T> using tally__same = T; /* `struct T` where a name is due */
#endif
#ifdef TALLY__ERASED
template <class T>
inline T *tally__erased_copy(void *(*maker)(size_t, size_t, const void *),
                             const T &initial) {
    return static_cast<T *>(maker(sizeof(T), alignof(T), &initial));
}
template <class T>
inline T *tally__erased_resize_of(void *(*maker)(size_t, size_t, size_t),
                                  T **place, size_t length) {
    return static_cast<T *>(
        tally__erased_resize(maker, place, sizeof(T), alignof(T), length));
}
template <class T>
inline T *tally__erased_flex_copy(void *(*maker)(size_t, size_t, size_t, size_t,
                                                 size_t, const void *),
                                  size_t fixed, size_t offset, size_t size,
                                  size_t length, size_t align,
                                  const T &initial) {
    return static_cast<T *>(
        maker(fixed, offset, size, length, align, &initial));
}
#endif
#ifdef TALLY__COUNTED
template <class T>
inline T *tally__copy_new(struct tally_type *type, const T &initial,
                          const char *site) {
    return static_cast<T *>(tally__make_with(type, &initial, site));
}
template <class T>
inline T *tally__copy_try_new(struct tally_type *type, T initial,
                              const char *site) {
    return static_cast<T *>(tally__try_make_with(type, &initial, site));
}
#endif
#endif

#endif /* !TALLY__EXPANDING */

#endif
