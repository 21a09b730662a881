/* The scan: a walk over the files that a unit may include. */
#include "driver/scan.h"

#include "base/diag.h"
#include "base/vec.h"
#include "driver/file.h"
#include "driver/path.h"
#include "driver/scan_system.h"
#include "driver/scan_text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define uthash_fatal(message) BUG("%s", message)
#include <uthash.h>

#if defined(__x86_64__)
#define MULTIARCH "x86_64-linux-gnu"
#elif defined(__aarch64__)
#define MULTIARCH "aarch64-linux-gnu"
#elif defined(__i386__)
#define MULTIARCH "i386-linux-gnu"
#elif defined(__arm__)
#define MULTIARCH "arm-linux-gnueabihf"
#elif defined(__riscv)
#define MULTIARCH "riscv64-linux-gnu"
#elif defined(__powerpc64__)
#define MULTIARCH "powerpc64le-linux-gnu"
#elif defined(__s390x__)
#define MULTIARCH "s390x-linux-gnu"
#else
#define MULTIARCH "."
#endif

/* Members of two sets: files that were visited, by device and number, and
 * includes that were resolved, by folder, form and name. */
struct visited {
    struct identity {
        dev_t device;
        ino_t number;
    } identity;
    UT_hash_handle hh;
};

struct resolved {
    const char *key;
    UT_hash_handle hh;
};

struct scan {
    struct arena *arena;
    string_list quote_folders, include_folders, standard_folders;
    struct visited *visited;
    struct resolved *resolved;
    string_list pending;     /* files to be read */
    const char *main_folder; /* shadows are looked for; NULL: they are not */
    bool shadows_brackets;   /* ... and of the <> form too */
    struct scan_shadow shadow;
    enum scan_verdict verdict; /* so far: never falls */
};

/* ---- folders ------------------------------------------------------------ */

static void add_folder(struct scan *scan, string_list *list,
                       const char *folder) {
    struct stat status;
    if (stat(folder, &status) == 0 && S_ISDIR(status.st_mode))
        VEC_PUSH(scan->arena, *list, folder);
}

/* Folders of a variable like CPATH; an empty part is the current one. */
static void add_environment(struct scan *scan, const char *variable) {
    const char *list = getenv(variable);
    while (list && *list) {
        size_t length = strcspn(list, ":");
        add_folder(scan, &scan->include_folders,
                   length ? arena_strndup(scan->arena, list, length) : ".");
        list += length + (list[length] == ':');
    }
}

static void add_standard(struct scan *scan, const char *root) {
    static const char *const folders[] = {("/usr/include/" MULTIARCH),
                                          "/usr/include", "/include"};
    add_folder(scan, &scan->include_folders,
               arena_printf(scan->arena, "%s/usr/local/include", root));
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        add_folder(scan, &scan->standard_folders,
                   arena_printf(scan->arena, "%s%s", root, folders[i]));
}

static void add_folders(struct scan *scan, const struct scan_search *search) {
    for (size_t i = 0; i < search->quote_folders.count; i++)
        VEC_PUSH(scan->arena, scan->quote_folders, search->quote_folders.at[i]);
    for (size_t i = 0; i < search->include_folders.count; i++)
        add_folder(scan, &scan->include_folders, search->include_folders.at[i]);
    add_environment(scan, "CPATH");
    add_environment(scan, "C_INCLUDE_PATH");
    if (search->sysroot)
        add_standard(scan, search->sysroot);
    add_standard(scan, "");
    if (search->tally_include)
        add_folder(scan, &scan->include_folders, search->tally_include);
}

/* ---- files -------------------------------------------------------------- */

static bool visit_first(struct scan *scan, const struct stat *status) {
    struct identity identity;
    memset(&identity, 0, sizeof identity);
    identity.device = status->st_dev;
    identity.number = status->st_ino;
    struct visited *found;
    HASH_FIND(hh, scan->visited, &identity, sizeof identity, found);
    if (found)
        return false;
    struct visited *entry = ARENA_NEW(scan->arena, struct visited);
    entry->identity = identity;
    HASH_ADD(hh, scan->visited, identity, sizeof identity, entry);
    return true;
}

/* Takes a file up if it is there, regular, and new. True if it is there. */
static bool take_up(struct scan *scan, const char *path) {
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    if (visit_first(scan, &status))
        VEC_PUSH(scan->arena, scan->pending, path);
    return true;
}

/* Our own header or a copy, whatever it is called; not some other project's
 * tally.h. The name is that of a macro which nobody else spells. */
static bool is_tally_header(const char *bytes) {
    return strstr(bytes, "TALLY__SITE") != NULL;
}

/* ---- verdicts and names ------------------------------------------------- */

static void raise_to(struct scan *scan, enum scan_verdict verdict) {
    if (verdict > scan->verdict)
        scan->verdict = verdict;
}

/* True the first time. `folder` is "" for the <> form. */
static bool resolve_first(struct scan *scan, const char *folder,
                          const char *name) {
    const char *key = arena_printf(scan->arena, "%s\n%s", folder, name);
    struct resolved *found;
    HASH_FIND_STR(scan->resolved, key, found);
    if (found)
        return false;
    struct resolved *entry = ARENA_NEW(scan->arena, struct resolved);
    entry->key = key;
    HASH_ADD_KEYPTR(hh, scan->resolved, key, strlen(key), entry);
    return true;
}

static bool take_up_from(struct scan *scan, const string_list *folders,
                         const char *name) {
    bool found = false;
    for (size_t i = 0; i < folders->count; i++)
        found |= take_up(scan, path_join(scan->arena, folders->at[i], name));
    return found;
}

/* ---- shadows ------------------------------------------------------------ */

/* The first of the folders' files of that name; NULL if there is none. */
static const char *first_in(struct scan *scan, const string_list *folders,
                            const char *name) {
    for (size_t i = 0; i < folders->count; i++) {
        const char *path = path_join(scan->arena, folders->at[i], name);
        if (access(path, F_OK) == 0)
            return path;
    }
    return NULL;
}

/* What an include finds that is neither beside the file that includes nor in
 * the main file's folder; NULL: nothing that we know of. */
static const char *find_meant(struct scan *scan,
                              const struct include *include) {
    const char *meant = NULL;
    if (include->form == '"')
        meant = first_in(scan, &scan->quote_folders, include->name);
    if (!meant)
        meant = first_in(scan, &scan->include_folders, include->name);
    if (!meant)
        meant = first_in(scan, &scan->standard_folders, include->name);
    return meant;
}

static void note_shadow(struct scan *scan, const char *includer,
                        const char *folder, const struct include *include) {
    bool quoted = include->form == '"';
    if (!include->form || (!quoted && !scan->shadows_brackets))
        return;
    const char *beside = path_join(scan->arena, folder, include->name);
    const char *found =
        path_join(scan->arena, scan->main_folder, include->name);
    if (access(found, F_OK) != 0 || (quoted && access(beside, F_OK) == 0))
        return;
    const char *meant = find_meant(scan, include);
    /* "..." that finds nothing elsewhere stands in an inactive region; <...>
     * may mean a header of the compiler's own. */
    if (meant ? !file_is_same(meant, found) : !quoted)
        scan->shadow = (struct scan_shadow){
            .includer = includer, .name = include->name, .found = found};
}

/* ---- the walk ----------------------------------------------------------- */

/* `folder`: of the file that includes. */
static void follow(struct scan *scan, const char *folder,
                   const struct include *include) {
    if (!include->form) {
        raise_to(scan, SCAN_DOUBT);
        return;
    }
    bool quoted = include->form == '"';
    if (!resolve_first(scan, quoted ? folder : "", include->name))
        return;
    bool found = false;
    if (quoted) {
        found |= take_up(scan, path_join(scan->arena, folder, include->name));
        found |= take_up_from(scan, &scan->quote_folders, include->name);
    }
    found |= take_up_from(scan, &scan->include_folders, include->name);
    if (!is_system_header(include->name))
        found |= take_up_from(scan, &scan->standard_folders, include->name);
    if (!found && !strcmp(path_name(include->name), "tally.h"))
        raise_to(scan, SCAN_DOUBT);
}

/* Is there nothing more to find out? */
static bool is_decided(const struct scan *scan) {
    return scan->main_folder ? scan->shadow.includer != NULL
                             : scan->verdict == SCAN_OURS;
}

static void scan_bytes(struct scan *scan, const char *path, const char *bytes,
                       size_t length) {
    struct include_reader reader = {.begin = bytes,
                                    .at = bytes,
                                    .end = bytes + length,
                                    .arena = scan->arena};
    struct include include;
    const char *folder = path_folder(scan->arena, path);
    while (!is_decided(scan) && include_next(&reader, &include)) {
        if (scan->main_folder)
            note_shadow(scan, path, folder, &include);
        follow(scan, folder, &include);
    }
}

static void scan_file(struct scan *scan, const char *path) {
    struct file_text text;
    struct arena *arena = arena_new(); /* the text need not stay */
    if (!file_read(path, arena, &text))
        raise_to(scan, SCAN_DOUBT);
    else if (is_tally_header(text.bytes))
        raise_to(scan, SCAN_OURS);
    else
        scan_bytes(scan, path, text.bytes, text.length);
    arena_free(arena);
}

/* A forced file is looked for as a quoted include of the current folder; only
 * its precompiled form may be there. */
static void force(struct scan *scan, const char *name) {
    const struct include include = {.form = '"', .name = name};
    const char *precompiled = arena_printf(scan->arena, "%s.gch", name);
    follow(scan, ".", &include);
    if (access(precompiled, F_OK) == 0)
        raise_to(scan, SCAN_DOUBT);
}

/* The whole walk. False where the main file cannot be read. */
static bool walk(struct scan *scan, const char *file, const char *text,
                 size_t length, const struct scan_search *search) {
    add_folders(scan, search);
    if (text)
        scan_bytes(scan, file, text, length);
    else if (!take_up(scan, file) || access(file, R_OK) != 0)
        return false;
    for (size_t i = 0; i < search->forced.count; i++)
        force(scan, search->forced.at[i]);
    while (scan->pending.count && !is_decided(scan))
        scan_file(scan, scan->pending.at[--scan->pending.count]);
    HASH_CLEAR(hh, scan->visited);
    HASH_CLEAR(hh, scan->resolved);
    return true;
}

enum scan_verdict scan_unit(const char *file, const char *text, size_t length,
                            const struct scan_search *search,
                            struct arena *arena) {
    struct scan scan = {.arena = arena};
    if (!walk(&scan, file, text, length, search))
        return SCAN_FOREIGN;
    return scan.verdict;
}

struct scan_shadow scan_shadows(const char *file, const char *text,
                                size_t length, const struct scan_search *search,
                                bool brackets, struct arena *arena) {
    struct scan scan = {.arena = arena,
                        .main_folder = path_folder(arena, file),
                        .shadows_brackets = brackets};
    walk(&scan, file, text, length, search);
    return scan.shadow;
}
