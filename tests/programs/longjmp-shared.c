/* Stores and makers beside calls that a longjmp may leave: what they take is
 * retained when all is evaluated. C leaves open which call comes first.
 * tally options: --unwind=shadow */
#include <tally.h>

#include <setjmp.h>
#include <stdio.h>

typedef struct tally_object Node Node;
struct pair {
    Node *one, *two;
};
struct Node {
    int value;
    Node *left, *right;
    struct pair pair;
    Node *list[2];
};

static jmp_buf top;
static int way, calls;
static Node *root;

static Node *make(int value) {
    if (++calls == way)
        longjmp(top, 1);
    return tally_new(Node, .value = value);
}

static Node *same(Node *n) {
    return make(n->value + 100)->value ? n : NULL;
}

static int makers(Node *n) {
    Node *a = tally_new(Node, .value = 1, .left = n, .right = make(2));
    Node *b = tally_new(Node, .value = 3, .left = make(4), .right = make(5),
                        .list = {a, same(a)}, .pair = {n, make(6)});
    Node *c = tally_try_new(Node, .value = make(7)->value, .left = a->right);
    return a->right->value + b->left->value + b->list[1]->value +
           c->left->value + b->pair.two->value;
}

static int stores(Node *n) {
    same(n)->left = n;
    same(n)->right = make(10);
    make(11)->left = same(n)->right;
    same(root)->list[make(12)->value & 1] = n;
    Node *chain;
    chain = same(n)->pair.one = make(13);
    Node *volatile last = NULL;
    last = make(make(14)->value + 1);
    n->left = NULL;
    return chain->value + n->right->value + last->value;
}

static int run(void) {
    Node *n = make(50);
    root = make(51);
    int sum = makers(n) + stores(n);
    root = NULL;
    return sum;
}

static void attempt(int where) {
    way = where;
    calls = 0;
    if (setjmp(top) == 0)
        printf("%d: %d\n", where, run());
    else
        printf("%d: left\n", where);
    if (root)
        root->list[0] = root->list[1] = NULL;
    root = NULL;
}

int main(void) {
    for (int i = 0; i < 30; i++)
        attempt(i);
    return 0;
}
