/* Reversing a list in place: three references chase each other and not one
 * node dies on the way. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %d\n", self->value);
}

static Node *range(int low, int high) {
    Node *head = NULL;
    for (int i = high; i >= low; i--)
        head = tally_new(Node, .value = i, .next = head);
    return head;
}

static Node *reverse(Node *list) {
    Node *done = NULL;
    while (list) {
        Node *next = list->next;
        list->next = done;
        done = list;
        list = next;
    }
    return done;
}

static Node *reverse_recursively(Node *list, Node *done) {
    if (!list)
        return done;
    Node *next = list->next;
    list->next = done;
    return reverse_recursively(next, list);
}

static void print(const Node *list) {
    for (const Node *p = list; p; p = p->next)
        printf("%d ", p->value);
    printf("\n");
}

int main(void) {
    Node *list = range(1, 4);
    print(list);
    list = reverse(list);
    print(list);
    list = reverse_recursively(list, NULL);
    print(list);
    fprintf(stderr, "-- reversed\n");
    print(reverse(range(8, 9)));
    fprintf(stderr, "-- end\n");
    return 0;
}
