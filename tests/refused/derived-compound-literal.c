/* A struct that is kept has no companion, as a pointer has. */
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char name[16];
    Node *next;
};

Node *make(int value);
void show(const char *text);

struct arg {
    const char *name;
    int count;
};

static Node *global;

int kept(void) {
    const struct arg *arg =
        &(struct arg){make(1)->name, 4};
    return arg->count;
}

int assigned(void) {
    struct arg arg;
    arg = (struct arg){global->name, 2}; // expect: TLY0017
    return arg.count;
}
