/* Every way to mark a type: at a forward declaration, at its definition, at
 * that of an unnamed struct, at a typedef; and names that are hidden inside
 * functions. */
#include <tally.h>

#include <stdio.h>

struct tally_object Forward;

struct tally_object Direct {
    const char *name;
    struct Direct *next;
    struct Forward *forward;
};

typedef struct tally_object {
    const char *name;
    struct Direct *direct;
} Unnamed;

typedef struct tally_object Tag Different;
struct Tag {
    const char *name;
    Different *self;
    Unnamed *unnamed;
};

struct Forward {
    const char *name;
    Different *different;
};

tally_finalizer static void free_direct(struct Direct *self) {
    fprintf(stderr, "free direct %s\n", self->name);
}

tally_finalizer static void free_unnamed(Unnamed *self) {
    fprintf(stderr, "free unnamed %s\n", self->name);
}

static void free_tag(struct Tag *self);
tally_finalizer static void free_tag(Different *self) {
    fprintf(stderr, "free tag %s\n", self->name);
}

static void free_forward(struct Forward *self) tally_finalizer;
static void free_forward(struct Forward *self) {
    fprintf(stderr, "free forward %s\n", self->name);
}

static Different *hidden_names(const char *name) {
    struct Tag *made = tally_new(struct Tag, .name = name);
    Different *other = tally_new(Different, .name = "other");
    {
        struct Tag {
            int number;
        } Different = {3};
        struct Direct {
            int number;
        } Unnamed = {4};
        other->self = made;
        made = other;
        if (Different.number + Unnamed.number == 7)
            return made->self;
    }
    return made;
}

int main(void) {
    struct Direct *direct = tally_new(struct Direct, .name = "one");
    direct->next = tally_new(struct Direct, .name = "two");
    Unnamed *unnamed = tally_new(Unnamed, .name = "three", .direct = direct);
    Different *tag = hidden_names("four");
    fprintf(stderr, "-- hidden\n");
    direct->next->forward = tally_new(struct Forward, .name = "five");
    direct->next->forward->different = tag;
    tag->unnamed = unnamed;
    printf("%s %s %s\n", unnamed->direct->name, tag->name,
           direct->next->forward->different->unnamed->name);
    tag->unnamed = NULL;
    unnamed = NULL;
    fprintf(stderr, "-- unnamed out\n");
    direct = direct->next;
    fprintf(stderr, "-- one out\n");
    return 0;
}
