/* What a trace function names may lead anywhere. */
#include <tally.h>

typedef struct tally_object tally_acyclic Holder Holder; // expect: TLY0026
typedef struct tally_object tally_acyclic Outer Outer;   // expect: TLY0026
struct Holder {
    void *hidden;
};
struct Outer {
    Holder *holder;
};

tally_trace static void trace(Holder *self, tally_visitor *v) {
    tally_visit(v, &self->hidden);
}
