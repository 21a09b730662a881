/* Arrays in the conditional operator, in conditions, behind commas, chained;
 * as arguments that the callee could free; leaked and taken back. */
#include <stdio.h>
#include <tally.h>

typedef char *tally_array Text;

static Text global;

static Text pick(int n) {
    return n > 1 ? tally_strdup("many") : n ? tally_strdup("one") : NULL;
}

static void forget(Text text) {
    global = NULL;
    printf("%s\n", text);
}

static void forget_characters(const char *text) {
    global = NULL;
    printf("%s\n", text);
}

static int replace(void) {
    global = tally_strdup("replaced");
    return 1;
}

static const char *word(int n) {
    static const char *const words[] = {"zero", "one"};
    return words[n];
}

int main(void) {
    Text a = pick(2), b;
    void *raw;
    if (!pick(0) && a && *a)
        puts("none");
    puts(pick(1) ? "some" : "none");
    puts(a ? a : "plain");
    puts(pick(0) ? a : "plain");
    b = global = a ? a : pick(1);
    printf("%s %d\n", b, b == a);
    b = (puts("comma"), pick(1));
    forget(global);
    global = pick(5);
    forget_characters(global);
    global = tally_strdup("first");
    if (replace())
        printf("%c\n", global[0]);
    printf("%s\n", word(b[0] == 'o'));
    for (const char *c = b; *c; c++)
        putchar(*c - 'a' + 'A');
    putchar('\n');
    raw = tally_leak(b);
    b = NULL;
    printf("%s\n", tally_borrow(char, raw));
    a = tally_adopt(char, raw);
    printf("%s %zu\n", a, tally_length(a));
    puts(b ? tally_strdup("owned") : (puts("first"), global));
    puts(b ? (puts("second"), global) : tally_strdup("owned"));
    while ((a = a ? NULL : pick(1)) != NULL)
        puts(a);
    switch (pick(1)[0]) {
    case 'o':
        puts("switched");
    }
    return 0;
}
