/* tally_variant is still to come; without it a union holds no references. */
#include <tally.h>

typedef struct tally_object Value Value;
struct Value {
    int kind;
    union tally_variant(kind) { // expect: TLY0014
        int number tally_case(0);
        Value *value tally_case(1); // expect: TLY0011
    } as;
};

int test(Value *v) {
    return v->kind;
}
