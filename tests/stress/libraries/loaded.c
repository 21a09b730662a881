/* A library that is unloaded while what it made lives on. */
#include "ring.h"

#include <dlfcn.h>

static void *symbol(void *library, const char *name) {
    void *found = dlsym(library, name);
    if (!found)
        puts(dlerror());
    return found;
}

/* Its rings, the last of which it keeps itself. */
static Ring *use(const char *path, Ring *next) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        puts(dlerror());
    ring_maker *make;
    ring_closer *close_ring;
    *(void **)&make = symbol(library, "two_make");
    *(void **)&close_ring = symbol(library, "two_close");
    Ring *ring = make(make(next));
    if (next)
        close_ring(ring);
    make(NULL);
    dlclose(library);
    puts("closed");
    return ring;
}

int main(int argc, char **argv) {
    (void)argc;
    Ring *own = argv[2] ? ring_make(1, NULL) : NULL;
    Ring *ring = use(argv[1], own);
    printf("%d\n", ring->next->number);
    ring = NULL;
    own = NULL;
    printf("%zu\n", tally_collect());
    ring = use(argv[1], ring_make(2, NULL));
    printf("%d\n", ring->next->next->number);
    ring = NULL;
    printf("%zu\n", tally_collect());
    ring_make(3, NULL);
    puts("end");
    return 0;
}
