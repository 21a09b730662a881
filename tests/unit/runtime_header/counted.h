/* What the tool writes for a small unit, by hand; C and C++. */
#include <tally.h>

typedef struct tally_object Node {
    int value;
    struct Node *next;
    struct Node *tally_weak up;
} Node;

TALLY__REF(Node, struct Node *)
TALLY__REF(const_Node, const struct Node *)

static void node_finalizer(void *self) {
    ((Node *)self)->value = 0;
}

static const struct tally_ref tally__refs_Node[] = {
    {offsetof(Node, next), 1, sizeof(void *), NULL, TALLY_REF_STRONG},
    {offsetof(Node, up), 1, sizeof(void *), NULL, TALLY_REF_WEAK},
};
static const struct tally_layout tally__layout_Node = {2, tally__refs_Node};
static struct tally_type tally__type_Node = {
    "Node",         NULL, 1, sizeof(Node), 8, 0, 0, &tally__layout_Node,
    node_finalizer, NULL};

static Node *root;
static const struct tally_ref tally__ref_strong[] = {
    {0, 1, sizeof(void *), NULL, TALLY_REF_STRONG}};
static const struct tally_layout tally__layout_strong = {1, tally__ref_strong};
static struct tally_root tally__roots[] = {{&root, &tally__layout_strong}};
static struct tally_unit tally__this_unit = {__FILE__, tally__roots, 1, NULL,
                                             0};
TALLY__UNIT(tally__this_unit)

int main(void) {
    Node *n, *m, *again;
    tally__enter_unit(&tally__this_unit);
    n = tally__new(Node, tally__type_Node);
    m = tally__new_with(struct Node, tally__type_Node, 3, NULL, NULL);
    tally__set_Node(&n->next, m);
    m = tally__try_new_with(Node, tally__type_Node, 4, NULL, NULL);
    tally__set_Node(&n->next, m);
    tally__weak_store_Node(&m->up, n);
    again = tally__weak_load_Node(&m->up);
    tally_decref(again);
    tally__set_Node(&root, n);
    tally_decref(tally__try_new(Node, tally__type_Node));
    return !(again == n && root->next->value == 4 && tally_is_unique(n));
}
