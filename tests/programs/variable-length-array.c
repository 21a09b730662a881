/* Variable length arrays of references, and of structs that hold some:
 * elements that nobody set are empty, all are released where their scope ends. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
};

struct pair {
    Node *left, *right;
    int weight;
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

static void fill(int count, Node *items[], const char *const *names) {
    for (int i = 0; i < count; i++)
        items[i] = make(names[i]);
}

static Node *last(int count, const char *const *names) {
    Node *items[count];
    fill(count, items, names);
    printf("%d\n", (int)(sizeof items / sizeof *items));
    items[0] = items[count - 1];
    return items[0];
}

static void grid(int rows, int columns) {
    Node *grid[rows][columns], *tally_weak seen[rows];
    struct pair pairs[2][columns];
    for (int i = 0; i < rows; i++) {
        grid[i][i % columns] = make("grid");
        seen[i] = grid[i][i % columns];
        fprintf(stderr, "seen %s\n", name(seen[i]));
    }
    pairs[1][columns - 1] = (struct pair){make("pair"), grid[0][0], 1};
    pairs[0][0] = pairs[1][columns - 1];
    grid[rows - 1][0] = pairs[0][0].left;
    printf("%s %s %s\n", name(pairs[0][0].left), name(pairs[0][0].right),
           name(grid[rows - 1][0]));
}

static void loops(const char *const *names) {
    for (int i = 1; i < 5; i++) {
        Node *list[i];
        list[i - 1] = make(names[i - 1]);
        if (i == 2)
            continue;
        if (i == 4)
            break;
        printf("%s\n", name(list[i - 1]));
    }
    int n = 0;
again:;
    Node *once[n + 1];
    once[n] = make("again");
    printf("%s\n", name(once[n]));
    if (n++ < 2)
        goto again;
}

int main(void) {
    static const char *const names[] = {"a", "b", "c", "d"};
    printf("%s\n", name(last(3, names)));
    fprintf(stderr, "-- grid\n");
    grid(2, 3);
    fprintf(stderr, "-- loops\n");
    loops(names);
    return 0;
}
