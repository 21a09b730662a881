/* A pointer into an object that was loaded from memory is kept in a field of a
 * variable. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

struct cursor {
    Node **place;
};

static Node *list;

Node *test(void) {
    struct cursor cursor = {&list->next}; // expect: TLY0017
    list = 0;
    return *cursor.place;
}
