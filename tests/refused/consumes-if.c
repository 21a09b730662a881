/* Parameters that are consumed under a condition. */
#include <tally.h>

#include <stdbool.h>
#include <stddef.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

int push(Node *n tally_consumes_if(result == 0));
bool taken(Node *n tally_consumes_if(result));
int plain(Node *n);
void use(Node *n);

int assigned(Node *n tally_consumes_if(result == 0)) { // expect: TLY0060
    n = n->next;
    return n->value;
}

int without(Node *n tally_consumes_if(result == 0)) { // expect: TLY0060
    use(n);
}

int read_again(Node *n tally_consumed) {
    push(n);
    return n->value; // expect: TLY0029
}

int other_way(void) {
    Node *n = tally_new(Node);
    if (push(n) == 0)
        use(n); // expect: TLY0029
    return 0;
}

int not_proved(void) {
    Node *n = tally_new(Node);
    int result = push(n);
    if (result < 1)
        use(n); // expect: TLY0029
    return 0;
}

int another_result(void) {
    Node *n = tally_new(Node);
    int result = push(n);
    result = 5;
    if (result != 0)
        use(n); // expect: TLY0029
    return result;
}

int (*pointer)(Node *n) = push; // expect: TLY0030

int fine(Node *p) {
    Node *n = tally_new(Node);
    if (push(n) > 0 && n->value)
        use(n);
    n = tally_new(Node);
    if (taken(n) || !n->value)
        return 1;
    use(n);
    push(p);
    use(p);
    return push(p->next);
}
