/* Arrays given to functions of the C library: sorted, filled, copied. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tally.h>
typedef struct tally_object Node Node;
struct Node { int id; Node **tally_array kids; char *tally_array text; };
static int compare(const void *a, const void *b) {
    Node *const *x = a, *const *y = b;
    return (*x)->id - (*y)->id;
}
static int compare_texts(const void *a, const void *b) {
    char *tally_array const *x = a, *tally_array const *y = b;
    return strcmp(*x, *y);
}
static int has_text(const void *key, const void *element) {
    return strcmp(key, *(char *tally_array const *)element);
}
static void sorted_texts(void) {
    char *tally_array *tally_array texts = tally_new_array(char *tally_array, 3);
    texts[0] = tally_strdup("pear");
    texts[1] = tally_strdup("apple");
    texts[2] = texts[0];
    qsort(texts, 3, sizeof *texts, compare_texts);
    char *tally_array const *found =
        bsearch("pear", texts, 3, sizeof *texts, has_text);
    printf("%s %s %s %d\n", texts[0], texts[1], texts[2], found > texts);
}
int main(void) {
    Node *n = tally_new(Node, .kids = tally_new_array(Node *, 3));
    Node **tally_array kids = n->kids;
    for (int i = 0; i < 3; i++) kids[i] = tally_new(Node, .id = 3 - i);
    qsort(kids, 3, sizeof *kids, compare);
    n->text = tally_new_array(char, 10);
    memset(n->text, 'x', 9);
    memcpy(n->text + 1, "abc", 3);
    printf("%d %d %s\n", kids[0]->id, kids[2]->id, n->text);
    sorted_texts();
    return 0;
}
