/* GNU statement expressions that declare references, where something else
 * that counts comes before them or may do so. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

void both(Node *a, Node *b);

int right(Node *n) {
    return ({ Node *next = n->next; next->value; });
}

void beside(Node *n) {
    both(n->next, ({ Node *next = n->next; next; })); // expect: TLY0013
}

void two(Node *n) {
    both(({ Node *a = n; a; }), // expect: TLY0013
         ({ Node *b = n; b; })); // expect: TLY0013
}

int condition(Node *n) {
    return n && ({ Node *next = n->next; next != 0; }); // expect: TLY0013
}

int head(Node *n) {
    for (int i = 0; i < 3; i++)
        while (({
            Node *next = n->next;
            if (!next)
                break; // expect: TLY0013
            next->value;
        }))
            n = n->next;
    return 0;
}
