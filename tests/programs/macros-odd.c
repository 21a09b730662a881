/* Macros that stand where an edit falls: declarations, braces, keywords, whole
 * statements, parts of calls, nested and as arguments of one another. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Node Node;
struct Node {
    const char *name;
    int value;
    Node *next;
};

#define NODE Node *
#define DECLARE(type, name) type *name
#define DECLARE_AS(type, name, value) type *name = value
#define BEGIN {
#define END }
#define RETURN return
#define SEMICOLON ;
#define TO =
#define ARROW_NEXT ->next
#define OPEN_CALL use(
#define IF_MADE(text) if (use(make(text)))
#define UNLESS(condition) if (!(condition))
#define FOREVER for (;;)
#define IDENTITY(x) x
#define TWO(a, b) a b
#define EMPTY
#define NAME_OF(x) #x
#define JOIN(a, b) a##b
#define FIELD(n, field) (JOIN(n, )->field)
#define SUM(...) (use(make(#__VA_ARGS__)) + sum(__VA_ARGS__, -1))

tally_finalizer static void free_node(Node *self) {
    fprintf(stderr, "free %s\n", self->name);
}

static Node *make(const char *name) BEGIN
    RETURN tally_new(Node, .name = name, .value = 1);
END

static int use(const Node *n) {
    return n->value;
}

static int sum(int first, int second, int last) {
    return first + second + last;
}

static NODE next_or(NODE n, NODE other) {
    DECLARE(Node, result);
    if (n ARROW_NEXT)
        result TO n ARROW_NEXT SEMICOLON
    else
        IDENTITY(result) = IDENTITY(other);
    RETURN EMPTY result EMPTY;
}

static int loop(Node *n) BEGIN
    int rounds = 0;
    FOREVER BEGIN
        DECLARE_AS(Node, fresh, make("fresh"));
        if (++rounds == 2)
            TWO(RETURN, rounds + use(fresh) + use(n));
    END
END

int main(void) {
    NODE n = make(NAME_OF(n)), **place = &n;
    DECLARE(Node, uninitialised), *also;
    DECLARE_AS(Node, other, IDENTITY(make(IDENTITY("other"))));
    FIELD(n, next) = IDENTITY(IDENTITY(make)("next"));
    printf("%s %s\n", next_or(n, other)->name,
           IDENTITY(next_or(IDENTITY(other), n))->name);
    fprintf(stderr, "-- next\n");
    IF_MADE("if")
        printf("%d\n", OPEN_CALL make("open")));
    also = n;
    UNLESS(use(make("unless")) == 2) BEGIN
        TWO(uninitialised = make("two"); also =, uninitialised;)
    END
    fprintf(stderr, "-- unless\n");
    printf("%d\n", SUM(1, 2));
    printf("%d %s\n", loop(*place), also->name);
    fprintf(stderr, "-- loop\n");
    IDENTITY({ Node *inner = make("inner"); FIELD(inner, next) = n; })
    IDENTITY(IDENTITY(n = IDENTITY(FIELD(n, next));))
    fprintf(stderr, "-- end of line %d\n", __LINE__);
    RETURN 0 SEMICOLON
END
