/* Objects, and memory that holds references, looked at as other memory: counts
 * would be lost that way. The address may be compared, printed, and taken
 * apart as a number. */
#include <tally.h>

#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct tally_object Node Node;
struct Node {
    int value;
    Node *next;
};
struct pair {
    Node *a, *b;
};

void test(struct pair *p, Node *n) {
    char *bytes = (char *)p; // expect: TLY0007
    long *words;
    words = (long *)p + 1; // expect: TLY0007
    *(long *)p = 0; // expect: TLY0007
    ((char *)n)[8] = 0; // expect: TLY0007
    memset((char *)n + 8, 0, 8); // expect: TLY0007
    printf("%p %d\n", (void *)p, (char *)p == (char *)n);
    printf("%d\n", (int)((uintptr_t)p % 8));
    printf("%p\n", (void *)bytes);
    *words = 0;
}
