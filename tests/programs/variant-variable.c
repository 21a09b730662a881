/* A variant in objects that are variables. */
#include <stdio.h>
#include <tally.h>
typedef struct tally_object Cell Cell;
enum { NUM, CELL, TEXT };
struct Cell {
    int tag;
    union {
        int n tally_case(NUM);
        Cell *cell tally_case(CELL);
        char *tally_array s tally_case(TEXT);
    } tally_variant(tag);
    Cell *next;
};
static void gone(Cell *self) tally_finalizer;
static void gone(Cell *self) {
    fprintf(stderr, "gone %d\n", self->tag);
}
static Cell root = {CELL, {.cell = NULL}, NULL};
static Cell *mk(int n) {
    return tally_new(Cell, .n = n);
}
static void f(void) {
    Cell head = {.tag = CELL, .cell = mk(3)};
    Cell *tail = &head;
    tail->next = mk(4);
    head.cell = tally_new(Cell, .tag = TEXT, .s = tally_strdup("t"));
    printf("%s\n", head.cell->s);
    head.cell = mk(7);
    head.n = 4;
    head.tag = NUM;
    head.n += 2;
    printf("%d\n", head.n);
    tail->s = tally_strdup("tail");
    tail->tag = TEXT;
    printf("%s\n", head.s);
    Cell *r = &root;
    r->cell = mk(9);
    r->cell->cell = r, r->cell->tag = CELL;
    printf("%d\n", root.cell->cell == &root);
    head.cell = mk(8);
    head.tag = CELL;
    root.cell = mk(10), root.tag = CELL;
    printf("%d %d\n", head.cell->n, root.cell->n);
}
int main(void) {
    f();
    return 0;
}
