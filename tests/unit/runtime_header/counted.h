/* What the tool writes for a small unit, by hand; C and C++. */
#include <tally.h>
#include <tally_gc.h>
#include <tally_weak.h>
#include <tally_weak_map.h>

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
    node_finalizer, NULL, NULL};

struct pair {
    Node *left, *right;
};
static const struct tally_ref tally__refs_pair[] = {
    {offsetof(struct pair, left), 2, sizeof(void *), NULL, TALLY_REF_STRONG},
};
static const struct tally_layout tally__layout_pair = {1, tally__refs_pair};
TALLY__VALUE(pair, struct pair, tally__layout_pair)
TALLY__ASSIGN(pair, struct pair, tally__layout_pair)
static const struct tally_ref tally__ref_strong[] = {
    {0, 1, sizeof(void *), NULL, TALLY_REF_STRONG}};
static const struct tally_layout tally__layout_strong = {1, tally__ref_strong};

static struct tally_sized_type tally__type_Node_array = {
    {"Node *[]", NULL, 0, 0, 8, TALLY_TYPE_SIZED, 0, NULL, NULL, NULL,
     NULL},
    0,
    sizeof(Node *),
    &tally__layout_strong};

TALLY__REF(char_array, char *)
TALLY__REF(Node_array, Node **)

/* Text and nodes, resized, copied, shared. */
static int arrays_work(void) {
    char *text = tally_strdup("one"), *same = (char *)tally_incref(text);
    Node **nodes = tally__new_array(Node *, tally__type_Node_array, 2);
    int right;
    nodes[0] = tally__new(Node, tally__type_Node);
    tally__copy(nodes + 1, nodes, 1, sizeof(Node *), &tally__layout_strong);
    tally__resize(&nodes, 5, tally__type_Node_array);
    right = nodes[1] == nodes[0] && !nodes[4] && tally_length(nodes) == 5 &&
            tally_refcount(nodes[0]) == 2;
    tally_copy(same, text + 1, 3);
    right = right && tally_length(text) == 4 && text[2] == '\0' &&
            tally__try_resize(&nodes, 1, tally__type_Node_array) &&
            tally_refcount(nodes[0]) == 1 && !tally_length(NULL);
    tally__drop_Node_array(&nodes);
    tally__drop_char_array(&same);
    tally_decref(text);
    return right;
}

static Node *root;
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
    {
        struct pair a = {NULL, NULL}, b = {NULL, NULL};
        a.left = tally__new(Node, tally__type_Node);
        tally__assign_pair(&b, tally__copy_pair(a));
        tally__release_pair(a);
        tally__drop_value(&b, &tally__layout_pair);
    }
    return !(arrays_work() && again == n &&
             root->next->value == 4 && tally_is_unique(n));
}
