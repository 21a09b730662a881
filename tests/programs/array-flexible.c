/* Objects with a flexible array member, of numbers and of references. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    size_t count;
    short tag;
    Node *kids[];
};

typedef struct tally_object Buffer Buffer;
struct Buffer {
    Node *owner;
    size_t size;
    unsigned char bytes[];
};

void node_delete(Node *self) tally_finalizer;

void node_delete(Node *self) {
    fprintf(stderr, "-%d\n", self->tag);
}

static Node *node(short tag, size_t count) {
    return tally_new_flex(Node, kids, count, .tag = tag, .count = count);
}

static int tags(const Node *n) {
    int total = n->tag;
    for (size_t i = 0; i < n->count; i++)
        total += n->kids[i] ? tags(n->kids[i]) : 0;
    return total;
}

int main(void) {
    Node *root = node(1, 3), *none = tally_new(Node, .tag = 9);
    Buffer *buffer = tally_try_new_flex(Buffer, bytes, 10, .size = 10);
    Buffer *bare = tally_new_flex(Buffer, bytes, 4 * sizeof(int));
    if (!buffer)
        return 1;
    root->kids[0] = node(2, 0);
    root->kids[2] = node(3, 1);
    root->kids[2]->kids[0] = root->kids[0];
    printf("%d %d\n", tags(root), tags(none));
    buffer->owner = root->kids[2];
    buffer->bytes[9] = 7;
    bare->bytes[15] = buffer->bytes[9];
    printf("%d %d %d\n", buffer->bytes[9], buffer->bytes[8], bare->bytes[15]);
    root->kids[2] = root;
    root = NULL;
    fprintf(stderr, "cycle\n");
    tally_collect();
    fprintf(stderr, "collected\n");
    printf("%d\n", buffer->owner->kids[0]->tag);
    return 0;
}
