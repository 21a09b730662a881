/* A function's frame on the shadow stack.
 * RUN: %tally check --skip=all --unwind=shadow --dump=place --function=f %s -- -std=c11 | %FileCheck --check-prefix=IR %s
 * RUN: %tally rewrite --skip=all --unwind=shadow %s -o %t.c -- -std=c11 && %FileCheck --check-prefix=C %s < %t.c
 * tally options: --unwind=shadow
 */
#include "node.h"

#include <setjmp.h>

extern jmp_buf top;

int f(Node *n, int k) {
    if (setjmp(top))
        return 1;
    n = make();
    for (Node *p = n; p; p = p->next) {
        Node *a = make(), *b = make();
        use2(a, b);
        if (k == p->value)
            longjmp(top, k);
    }
    return test(make());
}

/* The function in the graph, and as it is written.
 * IR: func f placed unwinds
 * IR-NEXT:   var 0 n param strong owned escapes : Node *
 * IR-NEXT:   var 1 p local strong owned escapes : Node *
 * IR-NEXT:   var 2 a local strong owned escapes : Node *
 * IR-NEXT:   var 3 b local strong owned escapes : Node *
 * IR-NEXT:   var 4 tally_t1 temp strong owned stable conditional : Node *
 * IR-NEXT:   var 5 tally_t2 temp strong owned stable conditional : Node *
 * IR-NEXT:   full 0 condition
 * IR-NEXT:   full 1 return
 * IR-NEXT:   full 2 statement
 * IR-NEXT:   full 3 init last
 * IR-NEXT:   full 4 condition
 * IR-NEXT:   full 5 init
 * IR-NEXT:   full 6 init last
 * IR-NEXT:   full 7 statement
 * IR-NEXT:   full 8 condition
 * IR-NEXT:   full 9 statement
 * IR-NEXT:   full 10 statement
 * IR-NEXT:   full 11 return
 * IR-NEXT:   block 0 -> 1, 3
 * IR-NEXT:     own tally_t1
 * IR-NEXT:     own tally_t2
 * IR-NEXT:     copy_param n
 * IR-NEXT:     own n
 * IR-NEXT:     begin 0
 * IR-NEXT:     call _setjmp()
 * IR-NEXT:     end 0
 * IR-NEXT:     branch
 * IR-NEXT:   block 1
 * IR-NEXT:     begin 1
 * IR-NEXT:     end 1
 * IR-NEXT:     exit
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return in 1
 * IR-NEXT:   block 2 -> 3
 * IR-NEXT:     jump
 * IR-NEXT:   block 3 -> 4
 * IR-NEXT:     begin 2
 * IR-NEXT:     %1 = call make()
 * IR-NEXT:     store n, %1
 * IR-NEXT:     end 2
 * IR-NEXT:     declare p
 * IR-NEXT:     begin 3
 * IR-NEXT:     %2 = load n
 * IR-NEXT:     %12 = retain %2
 * IR-NEXT:     init p, %12
 * IR-NEXT:     end 3
 * IR-NEXT:     own p
 * IR-NEXT:     jump
 * IR-NEXT:   block 4 -> 5, 7
 * IR-NEXT:     begin 4
 * IR-NEXT:     %3 = load p
 * IR-NEXT:     use %3
 * IR-NEXT:     end 4
 * IR-NEXT:     branch
 * IR-NEXT:   block 5 -> 8, 9
 * IR-NEXT:     declare a
 * IR-NEXT:     begin 5
 * IR-NEXT:     %4 = call make()
 * IR-NEXT:     init a, %4
 * IR-NEXT:     end 5
 * IR-NEXT:     declare b
 * IR-NEXT:     begin 6
 * IR-NEXT:     own a
 * IR-NEXT:     %5 = call make()
 * IR-NEXT:     init b, %5
 * IR-NEXT:     end 6
 * IR-NEXT:     own b
 * IR-NEXT:     begin 7
 * IR-NEXT:     %6 = load a
 * IR-NEXT:     %13 = retain %6
 * IR-NEXT:     %14 = hold tally_t1, %13
 * IR-NEXT:     %7 = load b
 * IR-NEXT:     %15 = retain %7
 * IR-NEXT:     %16 = hold tally_t2, %15
 * IR-NEXT:     call use2(%14, %16)
 * IR-NEXT:     drop tally_t2
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 7
 * IR-NEXT:     begin 8
 * IR-NEXT:     %8 = load p
 * IR-NEXT:     use %8
 * IR-NEXT:     end 8
 * IR-NEXT:     branch
 * IR-NEXT:   block 6 -> 4
 * IR-NEXT:     begin 10
 * IR-NEXT:     %9 = load p
 * IR-NEXT:     %10 = load %9->next
 * IR-NEXT:     %17 = retain %10
 * IR-NEXT:     store p, %17
 * IR-NEXT:     end 10
 * IR-NEXT:     jump
 * IR-NEXT:   block 7
 * IR-NEXT:     disown p
 * IR-NEXT:     drop p
 * IR-NEXT:     leave p
 * IR-NEXT:     begin 11
 * IR-NEXT:     %11 = call make()
 * IR-NEXT:     %18 = hold tally_t1, %11
 * IR-NEXT:     call test(%18)
 * IR-NEXT:     drop tally_t1
 * IR-NEXT:     end 11
 * IR-NEXT:     exit
 * IR-NEXT:     drop n
 * IR-NEXT:     leave n
 * IR-NEXT:     return in 11
 * IR-NEXT:   block 8 -> 9
 * IR-NEXT:     begin 9
 * IR-NEXT:     call longjmp()
 * IR-NEXT:     end 9
 * IR-NEXT:     jump
 * IR-NEXT:   block 9 -> 6
 * IR-NEXT:     disown b
 * IR-NEXT:     drop b
 * IR-NEXT:     leave b
 * IR-NEXT:     disown a
 * IR-NEXT:     drop a
 * IR-NEXT:     leave a
 * IR-NEXT:     jump
 * IR-NEXT:   block 10
 * IR-NEXT:     return
 * C: int f(Node *n, int k) { struct Node *tally_t1 = 0; struct Node *tally_t2 = 0; struct tally_owner tally_o[] = {{[{][{]}}0, &tally__layout_1_strong, 0}, {0, &tally__layout_1_strong, 0}, {0, &tally__layout_1_strong, 0}, {0, &tally__layout_1_strong, 0}, {&tally_t1, &tally__layout_1_strong, 0}, {&tally_t2, &tally__layout_1_strong, 0}}; struct tally_frame tally_f = {tally_o, 6, 0, 0, 0}; struct tally_mark tally_m1 = {0, 0, 0, 0}; tally__enter_frame(&tally_f); tally_incref(n); tally__own(&tally_f, 0, &n);
 * C-NEXT:     if ( _setjmp ( tally__mark(&tally_f, &tally_m1, top) ) )
 * C-NEXT:         { int volatile tally_r = 1; tally__leave_frame(&tally_f); tally__drop_Node(&n); return tally_r; }
 * C-NEXT:     tally__set_Node(&n, make());
 * C-NEXT:     { Node *p = tally_incref(n); tally__own(&tally_f, 1, &p); for (; p; tally__set_Node(&p, tally_incref(p->next))) {
 * C-NEXT:         Node *a = make(), *b = (tally__own(&tally_f, 2, &a), make()); tally__own(&tally_f, 3, &b);
 * C-NEXT:         use2((tally_t1 = tally_incref(a)), (tally_t2 = tally_incref(b))), tally__drop_Node(&tally_t2), tally__drop_Node(&tally_t1);
 * C-NEXT:         if (k == p->value)
 * C-NEXT:             tally__longjmp(top, k, TALLY__SITE);
 * C-NEXT:     tally__disown(&tally_f, 3); tally__drop_Node(&b); tally__disown(&tally_f, 2); tally__drop_Node(&a); } tally__disown(&tally_f, 1); tally__drop_Node(&p); }
 * C-NEXT:     { int volatile tally_r = test((tally_t1 = make())); tally__drop_Node(&tally_t1); tally__leave_frame(&tally_f); tally__drop_Node(&n); return tally_r; }
 * C-NEXT: }
 */
