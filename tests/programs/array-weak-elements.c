/* Arrays of weak and of unowned references. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int id;
    Node *tally_weak *tally_array watchers;
};

static int alive(Node *tally_weak *tally_array all) {
    int count = 0;
    for (size_t i = 0; i < tally_length(all); i++) {
        Node *n = all[i];
        count += n != NULL;
    }
    return count;
}

int main(void) {
    Node *a = tally_new(Node, .id = 1), *b = tally_new(Node, .id = 2);
    Node *tally_weak *tally_array all = tally_new_array(Node *tally_weak, 3);
    Node *tally_unowned *tally_array loose =
        tally_new_array(Node *tally_unowned, 1);
    all[0] = a;
    all[1] = b;
    tally_copy(all + 2, all, 1);
    a->watchers = all;
    b->watchers = tally_new_array(Node *tally_weak, 1);
    b->watchers[0] = a;
    loose[0] = b;
    printf("%d %d\n", all[2]->id, loose[0]->id);
    tally_resize(&all, 5);
    a = NULL;
    fprintf(stderr, "%d %d\n", alive(all), alive(b->watchers));
    all[0] = b;
    b = NULL;
    fprintf(stderr, "%d\n", alive(all));
    return 0;
}
