/* Members of variants of every kind: functions, structs without names, arrays,
 * in base parts and in what functions give; a finalizer that changes one. */
#include <stdio.h>
#include <tally.h>
typedef struct tally_object tally_base Base Base;
typedef struct tally_object Derived Derived;
enum kind { NIL, NUM, NODE };
typedef struct value {
    enum kind kind;
    union {
        int n tally_case(NUM);
        Base *node tally_case(NODE);
        void (*fn)(int) tally_case(3);
        struct {
            int x, y;
        } pt tally_case(4);
        unsigned char bytes[4] tally_case(5);
        int grid[2][2] tally_case(6);
        Base *kids[2] tally_case(7);
    } as tally_variant(kind);
} Value;
struct Base {
    int id;
    Value v;
};
struct Derived {
    Base base;
    Value w;
    Base *x;
};
static void gone(Base *self) tally_finalizer;
static Value graveyard;
static void gone(Base *self) {
    fprintf(stderr, "gone %d\n", self->id);
    if (self->id == 5)
        graveyard = (Value){NUM, {1}};
}
static void hello(int x) {
    printf("hello %d\n", x);
}
static Base *mk(int i) {
    return tally_new(Base, .id = i);
}
static Value *where(Value *v) {
    return v;
}
static int sum(Value v, int n) {
    if (v.kind == NODE) {
        v.as.node = mk(77);
        n += v.as.node->id;
        v.kind = NUM;
        v.as.n = 3;
        n += v.as.n;
    }
    return n;
}
static void take(Base *b tally_consumed) {
    printf("%d\n", b->id);
}
static Base *get(const Value *v) {
    return v->as.node;
}
static tally_borrowed Base *look(const Value *v) {
    return v->as.node;
}
int main(void) {
    Derived *d = tally_new(Derived, .base.id = 1,
                           .base.v = {NODE, {.node = mk(2)}}, .w.kind = 5);
    d->base.v.as.node = mk(3);
    d->base.v.as.node->v.as.node = &d->base;
    d->base.v.as.node->v.kind = NODE;
    d->w.as.bytes[2] = 9;
    printf("%d\n", d->w.as.bytes[2]);
    d->w.as.fn = hello;
    d->w.kind = 3;
    d->w.as.fn(4);
    d->w = (Value){4, {.pt = {1, 2}}};
    d->w.as.pt.x += d->w.as.pt.y;
    printf("%d\n", d->w.as.pt.x);
    d->w = (Value){.kind = 6};
    d->w.as.grid[1][0] = 5;
    int *row = d->w.as.grid[1];
    printf("%d\n", row[0] + d->w.as.grid[1][0]);
    d->w = (Value){7, {.kids = {mk(10), mk(11)}}};
    for (int i = 0; i < 2; i++)
        printf("%d\n", d->w.as.kids[i]->id);
    printf("%d\n", sum(d->base.v, 1));
    take(d->base.v.as.node);
    printf("%d %d\n", get(&d->base.v)->id, look(&d->base.v)->id);
    where(&d->base.v)->as.node = mk(12);
    printf("%d\n", where(&d->base.v)->as.node->id);
    Value *p = &d->w;
    p->as.node = p->as.kids[1];
    p->kind = NODE;
    printf("%d\n", p->as.node->id);
    graveyard = (Value){NODE, {.node = mk(5)}};
    graveyard = (Value){NODE, {.node = mk(6)}};
    fprintf(stderr, "-- %d\n", graveyard.kind);
    graveyard = (Value){NODE, {.node = mk(5)}};
    Base *b = p->kind == NODE ? p->as.node : NULL;
    printf("%d\n", b->id);
    return 0;
}
