/* What a longjmp could not release: it is in no variable when it is left.
 * tally options: --unwind=shadow */
#include <tally.h>

#include <setjmp.h>
#include <stddef.h>

typedef struct tally_object Node Node;
struct Node {
    jmp_buf buffer;
    Node *a, *b;
    Node *tally_weak weak;
};
struct pair {
    Node *a, *b;
};

Node *may_jump(Node *n);
void take(Node *n tally_consumed, int k);
int count(Node *n);
int cond(void);
Node *root;

void given(Node *n) {
    take(may_jump(n), count(n)); // expect: TLY0055
}

Node *weak(Node *n) {
    return tally_new(Node, .weak = n, .b = may_jump(n)); // expect: TLY0055
}

Node *through(Node *n) {
    Node *a = may_jump(n)->a = may_jump(NULL); // expect: TLY0055
    return a;
}

int struct_of(Node *n) {
    struct pair p = {n, may_jump(n)}; // expect: TLY0055
    return p.a == p.b;
}

void of_any_length(int n) {
    Node *list[n]; // expect: TLY0055
    list[0] = may_jump(NULL);
}

int past(int k, Node *n) {
    if (k)
        goto in; // expect: TLY0038
    {
        Node *m = may_jump(n);
    in: // expect: TLY0055
        m = n;
        return count(m);
    }
}

int held(void) {
    if (setjmp(root->buffer)) // expect: TLY0055
        return 1;
    return count(root);
}

/* All of it is in variables here, or retained when all is evaluated. */
Node *fine(Node *n) {
    Node *b = may_jump(may_jump(n)), *a = cond() ? may_jump(b) : n;
    Node *made = tally_new(Node, .a = a, .b = b);
    made->a = may_jump(made);
    take(may_jump(a), 1);
    may_jump(n)->a = n;
    may_jump(n)->a = may_jump(a);
    return tally_new(Node, .a = n, .b = may_jump(made));
}
