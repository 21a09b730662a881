/* Memory that came as bytes has no references in it. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct pair {
    Node *a, *b;
};

void test(char *pool, int *numbers, Node *n) {
    struct pair *p = (struct pair *)pool; // expect: TLY0040
    Node **places = (Node **)numbers; // expect: TLY0006
    p->a = n;
    places[0] = n;
}
