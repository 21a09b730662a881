/* References behind typedefs: of the struct, of the pointer, of weak pointers,
 * of arrays and of function types. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object node_s node_t;
typedef node_t *node_ref;
typedef node_ref ref_again;
typedef node_t *tally_weak node_weak;
typedef node_ref row[2];
typedef node_ref maker(const char *name);

struct node_s {
    const char *name;
    ref_again next;
    node_weak back;
};

tally_finalizer static void free_node(node_ref self) {
    fprintf(stderr, "free %s\n", self->name);
}

static node_ref make(const char *name) {
    return tally_new(node_t, .name = name);
}

static void append(ref_again to, const node_ref n) {
    to->next = n;
    n->back = to;
}

int main(void) {
    maker *const create = make;
    node_ref n = create("n"), *place = &n;
    row pair = {make("p0"), n};
    node_weak weak = pair[0];
    const node_ref fixed = make("fixed");
    append(n, fixed);
    printf("%s %s %s\n", (*place)->next->name, fixed->back->name, weak->name);
    append(*place, make("other"));
    *place = NULL;
    pair[0] = pair[1];
    fprintf(stderr, "-- weak %s\n", weak ? weak->name : "none");
    return 0;
}
