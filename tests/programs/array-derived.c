/* Pointers into arrays, kept in variables while the array is resized, given
 * up or overwritten. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Line Line;
struct Line {
    char *tally_array text;
    Line **tally_array parts;
    int id;
};

void line_delete(Line *self) tally_finalizer;

void line_delete(Line *self) {
    fprintf(stderr, "-%d\n", self->id);
}

static Line *line(int id, const char *text) {
    return tally_new(Line, .id = id, .text = tally_strdup(text));
}

static char kept_from_memory(Line *l) {
    char *text = l->text;
    l->text = NULL;
    return *text;
}

static char resized(void) {
    char *tally_array text = tally_strdup("text");
    char *at = text + 1;
    tally_resize(&text, 1000);
    text[1] = 'X';
    return *at;
}

static char given_up(void) {
    char *tally_array text = tally_strdup("given");
    const char *at = &text[2];
    text = tally_strdup("other");
    return *at;
}

static int places(Line *l) {
    Line **at = l->parts + 1, **end = l->parts + 2;
    tally_resize(&l->parts, 1);
    fprintf(stderr, "cut\n");
    at[0] = NULL;
    fprintf(stderr, "left\n");
    return (int)(end - at);
}

static size_t count(const char *text) {
    size_t n = 0;
    for (const char *c = text; *c; c++)
        n++;
    return n;
}

int main(void) {
    Line *l = line(1, "first");
    printf("%c %c %c\n", kept_from_memory(l), resized(), given_up());
    l->parts = tally_new_array(Line *, 2);
    l->parts[0] = line(2, "");
    l->parts[1] = line(3, "");
    printf("%d\n", places(l));
    l->text = tally_strdup("second");
    for (char *c = l->text; *c; c++)
        if (*c == 'c')
            l->text = NULL;
        else
            putchar(*c);
    printf(" %zu\n", count(l->parts[0]->text));
    return 0;
}
