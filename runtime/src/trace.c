/* Trace functions: references that C does not show.
 *
 * The program's function calls tally_visit for each place that it knows of;
 * what is done with what stands there is the business of whoever walks. The
 * places are only read: they may be copies of what the object has. */
#include "internal.h"

struct tally_visitor {
    hidden_visitor *visit;
    void *context;
};

void tally_visit(tally_visitor *visitor, const void *place) {
    void *child = *(const reference *)place;
    if (child)
        visitor->visit(child, visitor->context);
}

void tally__trace(void *object, hidden_visitor *visit, void *context) {
    struct type *type = type_of(object);
    struct tally_visitor visitor = {visit, context};
    routine *trace = type->traced ? tally__code_of(&type->trace) : NULL;
    if (trace)
        ((void (*)(void *, tally_visitor *))trace)(object, &visitor);
}
