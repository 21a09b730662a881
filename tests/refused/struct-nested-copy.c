/* A struct inside an object is copied, by the initialiser of another one. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct pair {
    Node *left, *right;
};

typedef struct tally_object Holder Holder;
struct Holder {
    struct pair pair;
};

Holder *test(Holder *from) {
    return tally_new(Holder, .pair = from->pair); // expect: TLY0010
}
