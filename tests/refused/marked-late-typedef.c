/* A typedef that came before is a declaration, too. */
#include <tally.h>

typedef struct Node Node;
Node *make(void);
struct tally_object Node; // expect: TLY0003
struct Node {
    Node *next;
};
