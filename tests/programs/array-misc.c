/* Arrays in initialisers, loops, conditions, conditional operators, as parts
 * of local arrays and structs, const. */
#include <stdio.h>
#include <tally.h>

typedef struct tally_object Node Node;
struct Node {
    char *tally_array text;
    Node *next;
};

static char *tally_array global;

static char first(Node *n) {
    for (const char *c = n->next ? n->next->text : "none"; *c;)
        return *c;
    return 0;
}

static int is_short(int a, Node *n) {
    const char *s = a ? n->text : "zero";
    return s[0] && !s[1];
}

static size_t both(Node *n) {
    size_t x = tally_length(n->next->text), y = tally_length(n->text);
    return x + y;
}

static Node *node(const char *text, Node *next) {
    return tally_new(Node, .text = tally_strdup(text), .next = next);
}

int main(void) {
    Node *n = node("a1", node("b", NULL));
    char *tally_array const fixed = tally_strdup("fixed");
    char *tally_array locals[3] = {n->text, NULL, tally_strdup("two")};
    struct {
        char *tally_array in;
        int k;
    } s = {.in = locals[2], .k = 4};
    printf("%c %d %d %zu\n", first(n), is_short(1, n), is_short(1, n->next),
           both(n));
    if (n->text[0] == 'a' && tally_strdup("q")[0] == 'q' && locals[2] == s.in)
        puts(fixed);
    for (size_t i = 0; i < tally_length(tally_strdup("abc")) - 1; i++)
        putchar(fixed[i]);
    putchar('\n');
    global = tally_strdup("g");
    while (tally_length(global) < 5)
        tally_resize(&global, tally_length(global) + 1);
    printf("%zu %d\n", tally_length(global), (int)(&global[3] - global));
    switch (global[0]) {
    case 'g':
        puts("ok");
    }
    s.in = s.in == global ? global : NULL;
    {
        int *tally_array v = tally_new_array(int, 3);
        int *e;
        for (e = v; e < v + tally_length(v); e++)
            *e = (int)(e - v);
        printf("%d %d %d\n", v[2], 2 [v], *(v + 1));
        printf("%d\n", ((int *)v)[1] + (v ? *v : 0));
    }
    locals[0][1] = '2';
    puts(n->text);
    return s.in != NULL || s.k != 4 || (char *)n->text == NULL;
}
