/* The bytes of an object behind a character pointer. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

unsigned char first_byte(Node *n) {
    unsigned char *bytes = (unsigned char *)n; // expect: TLY0007
    return bytes[0];
}
