/* What a function lends must outlive it. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

Node *make(void);
void use(Node *n);

tally_borrowed Node *fresh(void) {
    return make(); // expect: TLY0031
}

tally_borrowed Node *kept_in_local(void) {
    Node *n = make();
    return n; // expect: TLY0031
}

tally_borrowed Node *after_a_call(Node *in) {
    Node *n = in->next;
    use(in);
    return n; // expect: TLY0031
}

tally_borrowed Node *consumed(Node *n tally_consumed) {
    return n; // expect: TLY0031
}

tally_borrowed Node *weak(Node *tally_weak *place) {
    return *place; // expect: TLY0031
}

tally_borrowed Node *field(Node *in) {
    use(in);
    return in->next;
}

tally_borrowed Node *last(Node *in) {
    while (in->next)
        in = in->next;
    return in;
}
