/* Ownership marks are part of a function's type. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
};

void take(Node *n tally_consumed);
void look(Node *n);
typedef void (*taker)(Node *n tally_consumed);
typedef void (*looker)(Node *n);
struct table {
    taker take;
    looker look;
};
void run(taker f);
taker get(void);
typeof(&take) lost = take; // expect: TLY0030

static const struct table fixed = {take, take}; // expect: TLY0030
const struct table named = {.take = look};      // expect: TLY0030
taker right[] = {take, take};

void assigned(struct table *t, taker f, looker g) {
    t->take = look; // expect: TLY0030
    t->look = take; // expect: TLY0030
    t->take = take;
    t->look = look;
    f = t->look; // expect: TLY0030
    g = get();   // expect: TLY0030
}

void cast(struct table *t, looker g) {
    t->take = (taker)look; // expect: TLY0030
    t->look = (looker)get(); // expect: TLY0030
    void *raw = (void *)take; // expect: TLY0030
    (void)raw;
    (void)g;
}

void passed(looker g) {
    run(g); // expect: TLY0030
    run(take);
}

void chosen(int c) {
    (c ? take : look)(NULL); // expect: TLY0030
}

looker given(void) {
    return take; // expect: TLY0030
}

void declared(void) {
    void (*a)(Node *tally_consumed) = take;
    void (*b)(Node *) = take; // expect: TLY0030
    void (*all[2])(Node *) = {look, take}; // expect: TLY0030
    a(NULL);
    b(NULL);
    (void)all;
}

typedef Node *(*lender)(Node *n) tally_borrowed;
Node *owner(Node *n);
tally_borrowed Node *lends(Node *n);
char *into(Node *n, Node *m) tally_borrowed_from(n);
typedef char *(*second)(Node *n, Node *m) tally_borrowed_from(m);
lender mixed = owner; // expect: TLY0030
lender same = lends;

void lent(lender f) {
    f = owner; // expect: TLY0030
    f = lends;
    second g = into; // expect: TLY0030
    (void)g;
}
