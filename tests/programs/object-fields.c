/* References between all kinds of other fields: bit-fields, characters,
 * floating numbers, unions of plain data, function pointers, strings. */
#include <tally.h>

#include <stdint.h>
#include <stdio.h>

typedef struct tally_object Shape Shape;
struct Shape {
    char kind;
    Shape *next;
    unsigned red : 5, green : 6, : 0, blue : 5;
    Shape *children[2];
    union {
        double real;
        uint64_t bits;
    };
    double (*area)(const Shape *self);
    char label[5];
    Shape *tally_weak parent;
    long double wide;
    _Bool done : 1;
    struct {
        signed char level;
        Shape *peer;
        short count;
    } info;
    const void *data;
};

tally_finalizer static void free_shape(Shape *self) {
    fprintf(stderr, "free %s %d\n", self->label, self->blue);
}

static double square(const Shape *self) {
    return self->real * self->real;
}

static Shape *make(const char *label, double real) {
    Shape *s = tally_new(Shape, .kind = label[0], .real = real, .area = square,
                         .red = 3, .blue = 7, .wide = 1.5L);
    snprintf(s->label, sizeof s->label, "%s", label);
    return s;
}

int main(void) {
    Shape *s = make("root", 3);
    s->next = make("next", 2);
    s->children[1] = make("kid", 1);
    s->children[1]->parent = s;
    s->info.peer = make("peer", 0);
    s->info.level = -3;
    s->info.count += 2;
    s->next->done = 1;
    s->green = s->next->red + s->children[1]->blue;
    s->data = "data";
    printf("%c %.1f %d %.1f\n", s->kind, s->area(s), s->green,
           s->next->area(s->children[1]));
    printf("%s %d %d %.1Lf\n", s->children[1]->parent->label,
           s->next->done + s->info.level, s->info.count,
           s->info.peer->wide);
    s->children[1]->real++;
    s->children[1]->bits = 0;
    printf("%.1f %d\n", s->children[1]->real, s->data != NULL);
    return 0;
}
