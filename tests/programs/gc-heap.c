/* The collector's API, from annotated code: no casts, and visitors see the heap
 * as it is. */
#include <stdio.h>
#include <tally_gc.h>

typedef struct tally_object Person Person;
struct Person {
    const char *name;
    Person *friend;
};

tally_finalizer static void person_finalizer(Person *self) {
    fprintf(stderr, "%s goes\n", self->name);
}

static int say(void *object, void *context) {
    const Person *person = tally_borrow(Person, object);
    fprintf(stderr, "%s %s\n", (const char *)context, person->name);
    return 0;
}

static void told(enum tally_gc_phase phase, const struct tally_gc_info *info,
                 void *context) {
    int *collections = context;
    *collections += phase == TALLY_GC_STOP && info->collected > 0;
}

int main(void) {
    static char refers[] = "referent", referred[] = "referrer";
    int collections = 0;
    Person *ann = tally_new(Person, .name = "Ann");
    Person *bob = tally_new(Person, .name = "Bob", .friend = ann);
    Person *zoe = tally_new(Person, .name = "Zoe");
    ann->friend = bob;
    zoe->friend = zoe;
    printf("%s and %s\n", ann->name, bob->name);
    tally_gc_visit_referents(ann, say, refers);
    tally_gc_visit_referrers(ann, say, referred);
    tally_gc_add_callback(told, &collections);
    tally_gc_defer();
    zoe = NULL;
    tally_gc_collect(TALLY_GC_FULL);
    tally_gc_resume();
    tally_gc_remove_callback(told, &collections);
    fprintf(stderr, "%d collection found garbage\n", collections);
    ann->friend = tally_adopt(Person, tally_try_incref(bob));
    printf("%s, friend of %s\n", ann->name, ann->friend->name);
    ann->friend = NULL;
    return 0;
}
