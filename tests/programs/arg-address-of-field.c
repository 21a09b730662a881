/* The address of a place in an object as argument: the object is held during
 * the call, whether the place holds a reference or plain data. */
#include <tally.h>

#include <stdio.h>
#include <string.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    Node *next;
    int numbers[2];
    char label[8];
};

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
    self->label[0] = '!';
    self->numbers[1] = -1;
}

static Node *make(const char *name) {
    return tally_new(Node, .name = name, .numbers = {1, 2}, .label = "label");
}

static Node *slot;
static Node *holder;

static void store(Node **place, const char *name) {
    slot = NULL;
    fprintf(stderr, "-- cleared\n");
    *place = make(name);
    printf("%s\n", (*place)->name);
}

static int sum(const int *numbers) {
    slot = NULL;
    fprintf(stderr, "-- cleared\n");
    return numbers[0] + numbers[1];
}

static void print(const char *text, const int *number) {
    slot = NULL;
    fprintf(stderr, "-- cleared\n");
    printf("%s %d\n", text, *number);
}

static void print_cut(const char *text, const int *number) {
    holder->next = NULL;
    fprintf(stderr, "-- cut\n");
    printf("%s %d\n", text, *number);
}

int main(void) {
    slot = make("one");
    store(&slot->next, "under one");
    slot = make("two");
    printf("%d\n", sum(slot->numbers));
    slot = make("three");
    print(slot->label, &slot->numbers[1]);
    holder = make("four");
    holder->next = make("under four");
    print_cut(&holder->next->label[2], holder->next->numbers + 1);
    fprintf(stderr, "-- temporaries\n");
    store(&make("five")->next, "under five");
    print(make("six")->label, make("six")->numbers);
    fprintf(stderr, "-- local\n");
    Node *local = make("local");
    strcpy(local->label, "copied");
    print(local->label, local->numbers);
    return 0;
}
