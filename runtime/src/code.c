/* Finalizers of libraries that may be unloaded.
 *
 * A type of a header has a finalizer in each library that makes it: copies of
 * one function. When a library is unloaded its copy is gone, while objects of
 * the type live on; so all of them are remembered, with the library that each
 * one is in, and after an unloading the newest that is still there is taken.
 * If none is, the code is gone, and objects die without it.
 *
 * A unit says so when its library is unloaded, and also at the end of the
 * program, when nothing is unmapped: therefore a finalizer is looked for where
 * it is called next. */
#ifdef __linux__
#define _GNU_SOURCE
#include <dlfcn.h>
#endif

#include "internal.h"

#include <string.h>

/* Where a function is: the library's address and file, NULL if unknown. */
struct home {
    const void *base;
    const char *file;
};

#ifdef __linux__

/* A static program need not have it, and unloads nothing. */
extern __typeof__(dladdr) dladdr __attribute__((weak));

static struct home home_of(void (*function)(void *)) {
    Dl_info info;
    if (!dladdr || !dladdr((const void *)(uintptr_t)function, &info))
        return (struct home){NULL, NULL};
    return (struct home){info.dli_fbase, info.dli_fname};
}

static bool can_unload(void) {
    return dladdr != NULL;
}

#else

static struct home home_of(void (*function)(void *)) {
    (void)function;
    return (struct home){NULL, NULL};
}

static bool can_unload(void) {
    return false;
}

#endif

static bool is_there(const struct code *code) {
    struct home home = home_of(code->function);
    return home.base == code->base && home.file && code->file &&
           strcmp(home.file, code->file) == 0;
}

static bool is_known(const struct type *type, void (*function)(void *)) {
    for (size_t i = 0; i < type->code_count; i++)
        if (type->codes[i].function == function && is_there(&type->codes[i]))
            return true;
    return false;
}

/* Grown at powers of two. */
static bool reserve(struct type *type) {
    size_t count = type->code_count;
    if (count & (count - 1))
        return true;
    struct code *codes = tally__reallocate(
        type->codes, (count ? 2 * count : 1) * sizeof(*codes));
    if (codes)
        type->codes = codes;
    return codes != NULL;
}

bool tally__code_add(struct type *type, void (*function)(void *)) {
    struct home home;
    struct code code = {function, NULL, NULL};
    if (!function || !can_unload() || is_known(type, function)) {
        type->finalizer = function;
        return true;
    }
    home = home_of(function);
    if (!reserve(type))
        return false;
    code.base = home.base;
    if (home.file && !(code.file = tally__copy_text(home.file, true)))
        return false;
    type->codes[type->code_count++] = code;
    type->finalizer = function;
    return true;
}

void tally__unloading(void) {
    tally__state.unloadings++;
}

void (*tally__code_of(struct type *type))(void *) {
    if (type->settled == tally__state.unloadings || !can_unload())
        return type->finalizer;
    type->settled = tally__state.unloadings;
    type->finalizer = NULL;
    for (size_t i = type->code_count; i-- > 0 && !type->finalizer;)
        if (is_there(&type->codes[i]))
            type->finalizer = type->codes[i].function;
    return type->finalizer;
}

void tally__codes_free(struct type *type) {
    for (size_t i = 0; i < type->code_count; i++)
        free(type->codes[i].file);
    free(type->codes);
}
