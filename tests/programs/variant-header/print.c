#include "value.h"

#include <stdio.h>

void print_value(Value v) {
    if (V_IS_INT(v))
        printf("%ld\n", v.i);
    else if (v_node(&v))
        printf("node %d\n", v_node(&v)->value);
    else if (v.kind == V_STR)
        printf("%s\n", v.s);
    else
        printf("nil\n");
}
