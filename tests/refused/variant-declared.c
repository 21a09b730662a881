/* What a variant has to be. */
#include <tally.h>

typedef struct tally_object Node Node;
enum kind { NIL, NUMBER, NODE };

struct without_tag {
    enum kind kind;
    union { // expect: TLY0042
        double number tally_case(NUMBER);
        Node *node tally_case(NODE);
    } as;
};
struct other_tag {
    double kind;
    union { // expect: TLY0042
        double number tally_case(NUMBER);
        Node *node tally_case(NODE);
    } as tally_variant(kind);
    unsigned bits : 3;
    union tally_variant(bits) { // expect: TLY0042
        double number tally_case(NUMBER);
        Node *node tally_case(NODE);
    } other;
};
struct cases {
    enum kind kind;
    union {
        double number tally_case(NUMBER);
        Node *node tally_case(NUMBER); // expect: TLY0042
        Node *unknown tally_case(UNKNOWN); // expect: TLY0042
        Node *none; // expect: TLY0011
        Node *tally_weak weak tally_case(7); // expect: TLY0042
        const char *text;
    } as tally_variant(kind);
};
struct array {
    enum kind kind;
    union { // expect: TLY0042
        double number tally_case(NUMBER);
        Node *node tally_case(NODE);
    } as[2] tally_variant(kind);
};
struct shared_tag {
    enum kind kind;
    union {
        double number tally_case(NUMBER);
        Node *node tally_case(NODE);
    } a tally_variant(kind);
    union { // expect: TLY0042
        double number tally_case(NUMBER);
        Node *node tally_case(NODE);
    } b tally_variant(kind);
};
struct small_tag {
    signed char kind;
    union { // expect: TLY0042
        int number tally_case(-128);
        Node *node tally_case(128);
    } tally_variant(kind);
    _Bool flag;
    union { // expect: TLY0042
        int number tally_case(0);
        Node *node tally_case(2);
    } other tally_variant(flag);
};
struct misplaced {
    int kind tally_variant(kind); // expect: TLY0014
    Node *node tally_case(1); // expect: TLY0014
};
struct Node {
    struct {
        int kind;
        union { // expect: TLY0042
            double number tally_case(NUMBER);
            Node *node tally_case(NODE);
        } as tally_variant(kind);
    } unnamed;
};

int test(Node *n) {
    return n != NULL;
}
