/* Unions whose tag says which member counts: stores of members, of pairs of
 * member and tag, of whole structs. */
#include <stdio.h>
#include <string.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};

static void gone(Node *self) tally_finalizer;
static void gone(Node *self) { fprintf(stderr, "gone %d\n", self->value); }

static Node *node(int value) {
    return tally_new(Node, .value = value);
}

enum kind { NIL, NUMBER, NODE, LEAF, PAIR, TEXT, NAME };
struct pair {
    Node *a;
    int between;
    Node *b;
};
typedef struct value Value;
struct value {
    enum kind kind;
    union {
        double number tally_case(NUMBER);
        Node *node tally_case(NODE, LEAF);
        struct pair pair tally_case(PAIR);
        char text[8] tally_case(TEXT);
        char *tally_array name tally_case(NAME);
    } as tally_variant(kind);
};

static void show(const Value *v) {
    switch (v->kind) {
    case NUMBER:
        printf("number %g\n", v->as.number);
        break;
    case NODE:
    case LEAF:
        printf("%s %d\n", v->kind == NODE ? "node" : "leaf",
               v->as.node ? v->as.node->value : -1);
        break;
    case PAIR:
        printf("pair %d %d %d\n", v->as.pair.a->value, v->as.pair.between,
               v->as.pair.b ? v->as.pair.b->value : -1);
        break;
    case TEXT:
        printf("text %.8s %c\n", v->as.text, v->as.text[1]);
        break;
    case NAME:
        printf("name %s\n", v->as.name);
        break;
    default:
        printf("nil\n");
    }
}

/* In either order; what was there goes when both are stored. */
static void pairs(Value *v) {
    Node *first = node(1);
    v->kind = NODE;
    v->as.node = first;
    show(v);
    v->as.node = node(2);
    v->kind = LEAF;
    show(v);
    v->as.number = 2.5;
    v->kind = NUMBER;
    show(v);
    v->as.pair = (struct pair){node(3), 33, node(4)}, v->kind = PAIR;
    show(v);
    v->as.node = v->as.pair.b;
    v->kind = NODE;
    show(v);
    v->kind = NAME;
    v->as.name = tally_strdup("a name");
    show(v);
    switch (v->kind) {
    case NAME:
        v->kind = NUMBER;
        v->as.number = 7;
        break;
    default:
        break;
    }
    show(v);
}

/* The member that the tag selects is a place like others. */
static void members(Value *v) {
    *v = (Value){NODE, {.node = node(10)}};
    v->as.node = node(11);
    v->as.node = v->as.node;
    v->as.node->next = node(12);
    v->as.node = v->as.node->next;
    show(v);
    *v = (Value){PAIR, {.pair = {node(13), 1, NULL}}};
    v->as.pair.b = v->as.pair.a;
    v->as.pair.a = node(14);
    v->as.pair.between += 5;
    v->as.pair.between++;
    show(v);
    v->as.pair = (struct pair){.a = node(15)};
    show(v);
    *v = (Value){.kind = TEXT};
    strcpy(v->as.text, "a text");
    v->as.text[0] = 'A';
    show(v);
    *v = (Value){.kind = NUMBER, .as.number = 1};
    v->as.number = v->as.number + 1;
    v->as.number *= 4;
    show(v);
    *v = (Value){0};
}

/* The tag alone, where it is known that the member stays the same. */
static void tags(Value *v) {
    *v = (Value){NODE, {.node = node(17)}};
    if (v->kind == NODE)
        v->kind = LEAF;
    show(v);
    if (NIL == v->kind) {
        v->kind = NUMBER;
    } else if (v->kind == LEAF) {
        v->kind = NODE;
        v->as.node = NULL;
    }
    show(v);
    *v = (Value){0};
    if (v->kind == NIL)
        v->kind = NUMBER;
    show(v);
}

/* Copies hold what they need. */
static Value made(enum kind kind, int value) {
    if (kind == PAIR)
        return (Value){PAIR, {.pair = {node(value), 0, node(value + 1)}}};
    if (kind == NUMBER) {
        Value v;
        v.kind = NUMBER;
        v.as.number = value;
        return v;
    }
    return (Value){.kind = NODE, .as.node = node(value)};
}

static void values(void) {
    Value all[4] = {made(NODE, 20), made(PAIR, 21), {NUMBER, {1.5}}};
    Value copy = all[1];
    all[1] = all[0];
    all[0] = copy;
    all[3] = made(NUMBER, 23);
    for (int i = 0; i < 4; i++)
        show(&all[i]);
    printf("%d\n", made(NODE, 24).as.node->value);
    all[2] = all[3] = all[1];
    show(&all[2]);
    fprintf(stderr, "-- shown\n");
}

/* In objects, with cycles; in arrays. */
typedef struct tally_object Cell Cell;
struct Cell {
    char tag;
    tally_variant(tag) union {
        long number tally_case('n');
        Cell *cell tally_case('c', -1);
        Value *tally_array values tally_case('v');
    };
    Value value;
    Value *tally_array more;
};

static void cell_gone(Cell *self) tally_finalizer;
static void cell_gone(Cell *self) { fprintf(stderr, "cell %c\n", self->tag); }

static void cells(void) {
    Cell *c = tally_new(Cell, .tag = 'c', .cell = tally_new(Cell, .tag = 'n'));
    c->cell->number = 5;
    printf("%ld\n", c->cell->number);
    Cell *inner = c->cell;
    inner->tag = 'c';
    inner->cell = c;
    c->value = made(NODE, 30);
    c->more = tally_new_array(Value, 3);
    c->more[1] = c->value;
    c->more[2] = made(PAIR, 31);
    tally_resize(&c->more, 5);
    tally_copy(c->more + 2, c->more + 1, 2);
    tally_resize(&c->more, 3);
    show(&c->more[2]);
    inner = NULL;
    c = NULL;
    tally_collect();
    fprintf(stderr, "-- collected\n");
    c = tally_new(Cell);
    c->tag = 'v';
    c->values = tally_new_array(Value, 2);
    c->values[1] = made(NODE, 40);
    show(&c->values[1]);
    c->tag = 'n';
    c->number = 1;
    fprintf(stderr, "-- number\n");
}

/* A union of a struct that has no tag of its own type: a typedef's name. */
typedef struct {
    _Bool is_node;
    union {
        int number tally_case(0);
        Node *node tally_case(1);
    } tally_variant(is_node);
} Choice;

static Choice chosen;

static void choices(Choice *c, int i) {
    c[i].number = 3;
    c[i].is_node = 0;
    c[1].node = node(50);
    c[1].is_node = 1;
    printf("%d %d\n", c[i].number, c[1].node->value);
    chosen = c[1];
}

int main(void) {
    Value v = {0};
    pairs(&v);
    fprintf(stderr, "-- pairs\n");
    members(&v);
    fprintf(stderr, "-- members\n");
    tags(&v);
    fprintf(stderr, "-- tags\n");
    values();
    fprintf(stderr, "-- values\n");
    cells();
    fprintf(stderr, "-- cells\n");
    Choice two[2] = {{1, {.node = node(60)}}};
    choices(two, 0);
    return 0;
}
