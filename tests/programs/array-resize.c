/* tally_resize: grows and shrinks; other references keep the old array. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Stack Stack;
typedef struct tally_object Item Item;
struct Item {
    int id;
};
struct Stack {
    size_t used;
    Item **tally_array items;
};

void item_delete(Item *self) tally_finalizer;

void item_delete(Item *self) {
    fprintf(stderr, "-%d\n", self->id);
}

static void push(Stack *s, Item *item) {
    if (s->used == tally_length(s->items))
        tally_resize(&s->items, 2 * s->used + 1);
    s->items[s->used++] = item;
}

static Item *pop(Stack *s) {
    Item *item = s->items[--s->used];
    s->items[s->used] = NULL;
    return item;
}

static int *tally_array numbers;

static size_t grow(int *tally_array *place, size_t more) {
    tally_resize(place, tally_length(*place) + more);
    return tally_length(*place);
}

static int behind(int *tally_array kept, size_t n) {
    int before = kept[0];
    grow(&numbers, n);
    numbers[0]++;
    return before == kept[0];
}

int main(void) {
    Stack *s = tally_new(Stack);
    Item **tally_array before;
    int *tally_array local = NULL;
    for (int i = 0; i < 6; i++)
        push(s, tally_new(Item, .id = i));
    printf("%zu %zu\n", s->used, tally_length(s->items));
    printf("%d\n", pop(s)->id);
    before = s->items;
    tally_resize(&s->items, 2);
    fprintf(stderr, "shared\n");
    printf("%zu %zu %d %d\n", tally_length(before), tally_length(s->items),
           before[4]->id, s->items[1] == before[1]);
    before = NULL;
    fprintf(stderr, "sole\n");
    tally_resize(&s->items, 1);
    fprintf(stderr, "cut\n");
    printf("%zu\n", grow(&local, 3));
    local[2] = 7;
    grow(&local, 1000);
    printf("%zu %d %d\n", tally_length(local), local[2], local[1002]);
    tally_resize(&local, 0);
    printf("%zu %d\n", tally_length(local), local != NULL);
    printf("%zu\n", grow(&numbers, 2));
    numbers[0] = 4;
    printf("%d\n", behind(numbers, 5));
    printf("%d\n", numbers[0]);
    if (!tally_try_resize(&numbers, 3))
        return 1;
    printf("%zu %d\n", tally_length(numbers), numbers[0]);
    return 0;
}
