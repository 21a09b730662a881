/* A finalizer that makes objects: what it drops is disposed of after it, what
 * it stores lives on. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Ghost Ghost;
typedef struct tally_object Body Body;

struct Ghost {
    const char *of;
    Ghost *before;
};

struct Body {
    const char *name;
    Ghost *inside;
};

static Ghost *ghosts;

tally_finalizer static void free_ghost(Ghost *self) {
    fprintf(stderr, "free ghost of %s\n", self->of);
}

tally_finalizer static void free_body(Body *self) {
    Ghost *dropped = tally_new(Ghost, .of = "nobody");
    ghosts = tally_new(Ghost, .of = self->name, .before = ghosts);
    fprintf(stderr, "free %s in view of the ghost of %s\n", self->name,
            dropped->of);
}

static Body *make(const char *name) {
    return tally_new(Body, .name = name,
                     .inside = tally_new(Ghost, .of = "the inside"));
}

int main(void) {
    printf("%s\n", make("a")->name);
    fprintf(stderr, "-- a gone, %s stays\n", ghosts ? ghosts->of : "nobody");
    Body *b = make("b");
    b = NULL;
    fprintf(stderr, "-- b gone, %s stays\n", ghosts ? ghosts->of : "nobody");
    printf("%d\n", b == NULL);
    return 0;
}
