/* Loads a library that makes cycles of its Boxes, and unloads it while they
 * are there. */
#include "box.h"

#include <dlfcn.h>

struct Label {
    const char *text;
};

static int acyclic(void) {
    Box *box = tally_new(Box, .number = 1,
                         .label = tally_new(Label, .text = "first"));
    Box *again = box;
    box = NULL;
    return again->number;
}

static void *symbol(void *library, const char *name) {
    void *found = dlsym(library, name);
    if (!found)
        puts(dlerror());
    return found;
}

/* What the library made of one Box. */
static Box *use(const char *path, int number) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        puts(dlerror());
    box_filler *fill;
    box_watcher *watch;
    *(void **)&fill = symbol(library, "box_fill");
    *(void **)&watch = symbol(library, "box_watch");
    Box *box = tally_new(Box, .number = number,
                         .label = tally_new(Label, .text = "its own"));
    Box *filled = fill(box);
    watch("filled");
    box = NULL;
    watch("kept by what is inside");
    fill(tally_new(Box, .number = number + 5));
    watch("in a cycle that nobody reaches");
    printf("found %zu\n", tally_collect());
    watch("collected");
    dlclose(library);
    return filled;
}

int main(int argc, char **argv) {
    printf("%d\n", acyclic());
    for (int i = 1; i < argc; i++) {
        Box *kept = use(argv[i], 10 * i);
        printf("%d %s\n", kept->number, kept->label->text);
        printf("found %zu\n", tally_collect());
        kept = NULL;
        printf("found %zu\n", tally_collect());
    }
    return 0;
}
