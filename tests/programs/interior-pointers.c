/* Raw pointers into objects: kept in variables while a strong variable or a
 * parameter keeps the object, and used at once where nothing does. */
#include <tally.h>

#include <stdio.h>
#include <string.h>

typedef struct tally_object Node Node;
struct Node {
    char label[8];
    int numbers[3];
    Node *next;
};

static Node *list;

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->label);
    memset(self->numbers, 0, sizeof self->numbers);
}

static Node *make(const char *label, int number) {
    Node *n = tally_new(Node, .numbers = {number, number + 1, number + 2});
    strncpy(n->label, label, sizeof n->label - 1);
    return n;
}

static int largest(const Node *n) {
    const int *found = n->numbers;
    list = NULL;
    for (const int *at = found; at < n->numbers + 3; at++)
        if (*at > *found)
            found = at;
    return *found;
}

static int total(void) {
    int total = 0;
    for (Node *p = list; p; p = p->next) {
        int *first = &p->numbers[0], *last = &p->numbers[2];
        const char *label = p->label;
        total += *first * *last + label[0] - 'a';
    }
    return total;
}

int main(void) {
    Node *kept = make("a", 1);
    list = make("b", 2);
    list->next = kept;
    printf("%d\n", total());
    printf("%d\n", largest(list));
    fprintf(stderr, "-- list gone\n");
    int *number = &kept->numbers[1];
    Node **next = &kept->next;
    *next = make("c", 3);
    (*next)->numbers[0] += *number;
    printf("%d %s %d\n", kept->next->numbers[0], kept->next->label,
           *kept->next->numbers);
    *number = 0;
    printf("%zu %d\n", strlen(make("temp", 0)->label), kept->numbers[1]);
    fprintf(stderr, "-- end\n");
    return 0;
}
