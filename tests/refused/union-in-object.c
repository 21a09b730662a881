/* A union with a reference inside an object. */
#include <tally.h>

typedef struct tally_object Value Value;
struct Value {
    int kind;
    union {
        double number;
        Value *pair[2]; // expect: TLY0011
    };
};

int test(Value *v) {
    return v->kind;
}
