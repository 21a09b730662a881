/* Arrays in macros: what they make, resize and copy is edited in the
 * expansion. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Item Item;
struct Item {
    int id;
};

#define ARRAY(T) T *tally_array
#define MAKE(T, n) tally_new_array(T, n)
#define LAST(a) ((a)[tally_length(a) - 1])
#define PUSH(a, x) (tally_resize(&(a), tally_length(a) + 1), LAST(a) = (x))
#define SHIFT(a) tally_copy((a), (a) + 1, tally_length(a) - 1)
#define TEXT "text"
#define COPY tally_strdup(TEXT)

int main(void) {
    ARRAY(Item *) items = MAKE(Item *, 0);
    ARRAY(int) numbers = NULL;
    ARRAY(char) text = COPY;
    for (int i = 0; i < 4; i++) {
        PUSH(items, tally_new(Item, .id = i));
        PUSH(numbers, i * i);
    }
    SHIFT(items);
    SHIFT(numbers);
    LAST(text) = '!';
    printf("%d %d %d %.5s\n", items[0]->id, LAST(items)->id, numbers[2], text);
    return 0;
}
