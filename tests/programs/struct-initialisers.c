/* Lists that initialise structs and arrays of references: braces left out,
 * designators of any depth, and what follows them. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name);
}

tally_borrowed_from(n) static const char *name(Node *n) {
    return n ? n->name : "-";
}

struct pair {
    Node *left, *right;
};

struct deep {
    int number;
    struct pair pairs[2];
    struct {
        Node *inner;
        union {
            int i;
            float f;
        };
    };
    char text[4];
    int : 3;
    unsigned bits : 2;
    Node *last, *grid[2][2];
};

static void print(const struct deep *d) {
    printf("%d %s %s %s %s %s %d '%s' %u %s %s %s %s %s\n", d->number,
           name(d->pairs[0].left), name(d->pairs[0].right),
           name(d->pairs[1].left), name(d->pairs[1].right), name(d->inner),
           d->i, d->text, d->bits, name(d->last), name(d->grid[0][0]),
           name(d->grid[0][1]), name(d->grid[1][0]), name(d->grid[1][1]));
}

#if defined __clang__
#pragma clang diagnostic ignored "-Wmissing-braces"
#pragma clang diagnostic ignored "-Wmissing-field-initializers"
#elif defined __GNUC__
#pragma GCC diagnostic ignored "-Wmissing-braces"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif

int main(void) {
    Node *n = make("n"), *m = make("m");
    struct pair p = {n, make("r")};
    struct deep flat = {1, n, make("a"), p, m, 5, "abc", 3, n,
                        make("b"), m, make("c")};
    struct deep paths = {.pairs = {{m}, {.right = n}}, make("d"), 6, .grid[1] = {n, m},
                         .number = 2, .bits = 1, .last = make("e")};
    struct deep mixed = {3, {p, m, n}, {m, {7}}, .last = n, n, m};
    struct deep list[3] = {[1].pairs[0] = {make("f"), n}, [1].text = {'x'},
                           [2] = flat, [0] = {4, {0}}};
    Node *array[] = {[2] = n, make("g"), [0] = m};
    Node *square[2][2] = {n, m, make("h")};
    Node *single = {n};
    print(&flat);
    print(&paths);
    print(&mixed);
    print(&list[0]);
    print(&list[1]);
    print(&list[2]);
    for (size_t i = 0; i < sizeof array / sizeof *array; i++)
        printf("%s ", name(array[i]));
    printf("%s %s %s %s %s\n", name(square[0][0]), name(square[0][1]),
           name(square[1][0]), name(square[1][1]), name(single));
    return 0;
}
