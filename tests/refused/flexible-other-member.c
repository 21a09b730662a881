/* tally_new_flex names the flexible array member. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char *tally_array name;
    Node **tally_array kids;
};

struct tally_object Row {
    int cells[4];
    int more[];
};

struct Row *test(void) {
    return tally_new_flex(struct Row, cells, 3); // expect: TLY0028
}
