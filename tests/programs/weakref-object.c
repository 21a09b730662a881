/* Weak references that are objects, and finalizers from outside, in annotated
 * code: they are counted like every object, and nothing is cast. */
#include <stdio.h>
#include <tally_weak.h>

typedef struct tally_object Picture Picture;
struct Picture {
    const char *name;
    Picture *thumbnail;
};

/* Knows of a picture, and does not keep it. */
typedef struct tally_object Viewer Viewer;
struct Viewer {
    tally_weakref *shown;
    int closed;
};

tally_finalizer static void picture_finalizer(Picture *self) {
    fprintf(stderr, "finalizer of %s\n", self->name);
}

static void picture_gone(tally_weakref *ref, void *context) {
    fprintf(stderr, "%s is gone: %d\n", (const char *)context,
            tally_weakref_is_dead(ref));
}

static void *remove_file(void *context) {
    fprintf(stderr, "%s removed\n", (const char *)context);
    return NULL;
}

static void look(const Viewer *viewer, FILE *to) {
    Picture *shown = tally_adopt(Picture, tally_weakref_get(viewer->shown));
    fprintf(to, "shows %s\n", shown ? shown->name : "nothing");
}

int main(void) {
    static char label[] = "sunset", file[] = "sunset.tmp", late[] = "late.tmp";
    static Picture *kept;
    Picture *sunset = tally_new(Picture, .name = "Sunset");
    Viewer *viewer = tally_new(Viewer);
    kept = tally_new(Picture, .name = "Kept");
    viewer->shown = tally_weakref_new(sunset, picture_gone, label);
    tally_weak_finalize(sunset, remove_file, file);
    tally_weak_finalizer *other = tally_weak_finalize(kept, remove_file, late);
    tally_weak_set_at_exit(other, tally_weak_is_alive(other));
    look(viewer, stdout);
    sunset->thumbnail = tally_new(Picture, .name = "small sunset");
    sunset = NULL;
    look(viewer, stderr);
    viewer->shown = NULL;
    puts("done");
    return 0;
}
