/* References, and memory that holds them, given to functions of the C library:
 * readers, qsort and bsearch with their comparators, and functions that give
 * back a pointer into what they were given. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    char name[16];
    Node *kids[5];
};
typedef struct tally_object Blob Blob;
struct Blob {
    unsigned char bytes[8];
};
static void node_delete(Node *self) tally_finalizer;
static void node_delete(Node *self) {
    fprintf(stderr, "delete %d\n", self->value);
}

static int by_value(const void *a, const void *b) {
    Node *const *x = a, *const *y = b;
    return (*x)->value - (*y)->value;
}

static int by_cast(const void *a, const void *b) {
    return (*(Node *const *)b)->value - (*(const Node *const *)a)->value;
}

static size_t bits(const void *p tally_bytes(read), size_t size);
static size_t bits(const void *p, size_t size) {
    return p ? size : 0;
}
static void reverse(void *p tally_bytes(permute), size_t count, size_t size) {
    unsigned char *bytes = p;
    for (size_t i = 0; i < count / 2; i++)
        for (size_t k = 0; k < size; k++) {
            unsigned char c = bytes[i * size + k];
            bytes[i * size + k] = bytes[(count - 1 - i) * size + k];
            bytes[(count - 1 - i) * size + k] = c;
        }
}

static void print(Node *const *all, size_t count) {
    for (size_t i = 0; i < count; i++)
        printf("%d ", all[i]->value);
    printf("\n");
}

int main(void) {
    static const int values[] = {30, 10, 50, 20, 40};
    Node *parent = tally_new(Node, .value = 100, .name = "a parent:x");
    Node *all[5];
    for (int i = 0; i < 5; i++)
        all[i] = parent->kids[i] = tally_new(Node, .value = values[i]);
    qsort(all, 5, sizeof *all, by_value);
    qsort(parent->kids, 5, sizeof parent->kids[0], by_cast);
    print(all, 5);
    print(parent->kids, 5);
    reverse(parent->kids, 5, sizeof parent->kids[0]);
    print(parent->kids, 5);

    Node *key = tally_new(Node, .value = 40);
    Node *const *found = bsearch(&key, all, 5, sizeof *all, by_value);
    printf("%d %d\n", (*found)->value, found == all + 3);
    printf("%d\n", memcmp(all[0], all[0], sizeof *all[0]));
    printf("%zu %zu\n", bits(all, sizeof all), bits(key, sizeof *key));

    Blob *blob = tally_new(Blob), *copy = tally_new(Blob);
    memset(blob, 7, sizeof *blob);
    memcpy(copy, blob, sizeof *copy);
    printf("%d\n", copy->bytes[7]);

    all[0] = parent;
    char *colon = strchr(all[0]->name, ':');
    all[0] = NULL;
    parent = NULL;
    printf("%s\n", colon);
    return 0;
}
