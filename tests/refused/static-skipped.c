/* A jump past the declaration of a static place: it is listed there. */
#include <stddef.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

Node *with_goto(int k, Node *n) {
    if (k == 1)
        goto known;
    static Node *last;
known: // expect: TLY0012
    last = n;
    return last;
}

Node *with_case(int k, Node *n) {
    switch (k) {
        static Node *second;
    case 2: // expect: TLY0012
        second = n;
        return second;
    }
    return NULL;
}

Node *fine(int k, Node *n) {
again:;
    static Node *third;
    third = n;
    if (k-- > 1)
        goto again;
    if (k > 2)
        goto end;
    {
        static Node *inner;
        inner = third;
    inside:
        switch (k) {
        case 1:
            inner = n;
        }
        if (k-- > -3)
            goto inside;
    }
end:
    return third;
}
