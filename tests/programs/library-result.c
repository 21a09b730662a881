/* What strchr and its likes give points into their argument: that is held as
 * long as the result is used. So is what a compound literal points into. */
#include <stdio.h>
#include <string.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char name[16];
    Node *next;
};

struct arg {
    const char *name;
    int add;
};

static Node *global;

static void set(int value) {
    global = tally_new(Node, .value = value);
    strcpy(global->name, "key:val");
}

static int first_of(const char *text) {
    global = NULL;
    return text[0];
}

static int by_address(const struct arg *arg) {
    global = NULL;
    return arg->name[0] + arg->add;
}

static int by_value(struct arg arg) {
    global = NULL;
    return arg.name[0] + arg.add;
}

int main(void) {
    set(1);
    printf("%c\n", first_of(strchr(global->name, ':') + 1));
    set(2);
    printf("%c\n", first_of(strstr(strchr(global->name, 'y'), "al")));
    set(3);
    printf("%d\n", by_address(&(struct arg){.name = global->name, .add = 3}));
    set(4);
    printf("%d\n", by_value((struct arg){global->name, 4}));
    set(5);
    Node *n = global;
    const char *tail = strrchr(n->name, 'v');
    global = NULL;
    printf("%s\n", tail);
    return 0;
}
