/* A variant of a header: its functions, in several units, and its macros. */
#include "value.h"

static Value table[4] = {{V_INT, {1}}, {.kind = V_NODE}};
int main(void) {
    Value *v = &table[0];
    print_value(*v);
    SET_NODE(v, tally_new(Node, .value = 7));
    print_value(table[0]);
    v_set_int(v, 12);
    print_value(*v);
    table[2] = v_int(3);
    int i = 3;
    table[i].s = tally_strdup("str"), table[i].kind = V_STR;
    for (i = 0; i < 4; i++)
        print_value(table[i]);
    v_drop(&table[3]);
    SET_NODE(&table[1], tally_new(Node, .value = 9, .next = v_node(v)));
    Value stack[3], *sp = stack;
    *sp++ = table[1];
    *sp++ = v_int(4);
    *sp = sp[-2];
    while (sp >= stack)
        print_value(*sp--);
    return 0;
}
