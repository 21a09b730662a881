/* Finalizers and trace functions of libraries that may be unloaded.
 *
 * A type of a header has its functions in each library that makes it: copies of
 * one function. When a library is unloaded its copy is gone, while objects of
 * the type live on; so all of them are remembered, with the library that each
 * one is in, and after an unloading the newest that is still there is taken.
 * If none is, the code is gone, and objects die without it.
 *
 * A unit says so when its library is unloaded, and also at the end of the
 * program, when nothing is unmapped: therefore a function is looked for where
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

static struct home home_of(routine *code) {
    Dl_info info;
    if (!dladdr || !dladdr((const void *)(uintptr_t)code, &info))
        return (struct home){NULL, NULL};
    return (struct home){info.dli_fbase, info.dli_fname};
}

static bool can_unload(void) {
    return dladdr != NULL;
}

#else

static struct home home_of(routine *code) {
    (void)code;
    return (struct home){NULL, NULL};
}

static bool can_unload(void) {
    return false;
}

#endif

static bool is_there(const struct code *code) {
    struct home home = home_of(code->routine);
    return home.base == code->base && home.file && code->file &&
           strcmp(home.file, code->file) == 0;
}

static bool is_known(const struct codes *codes, routine *added) {
    for (size_t i = 0; i < codes->count; i++)
        if (codes->all[i].routine == added && is_there(&codes->all[i]))
            return true;
    return false;
}

/* Grown at powers of two. */
static bool reserve(struct codes *codes) {
    size_t count = codes->count;
    if (count & (count - 1))
        return true;
    struct code *all = tally__reallocate(
        codes->all, (count ? 2 * count : 1) * sizeof(*all));
    if (all)
        codes->all = all;
    return all != NULL;
}

bool tally__code_add(struct codes *codes, routine *added) {
    struct home home;
    struct code code = {added, NULL, NULL};
    store_shared(codes->settled, tally__process.unloadings);
    if (!added || !can_unload() || is_known(codes, added)) {
        store_shared(codes->current, added);
        return true;
    }
    home = home_of(added);
    if (!reserve(codes))
        return false;
    code.base = home.base;
    if (home.file && !(code.file = tally__copy_text(home.file, true)))
        return false;
    codes->all[codes->count++] = code;
    store_shared(codes->current, added);
    return true;
}

void tally__unloading(void) {
    tally__lock();
    store_shared(tally__process.unloadings, tally__process.unloadings + 1);
    tally__unlock();
}

static routine *newest_there(const struct codes *codes) {
    for (size_t i = codes->count; i-- > 0;)
        if (is_there(&codes->all[i]))
            return codes->all[i].routine;
    return NULL;
}

routine *tally__code_of(struct codes *codes) {
    if (load_shared(codes->settled) == load_shared(tally__process.unloadings) ||
        !can_unload())
        return load_shared(codes->current);
    tally__lock();
    store_shared(codes->current, newest_there(codes));
    store_shared(codes->settled, tally__process.unloadings);
    tally__unlock();
    return load_shared(codes->current);
}

void tally__codes_free(struct codes *codes) {
    for (size_t i = 0; i < codes->count; i++)
        free(codes->all[i].file);
    free(codes->all);
}
