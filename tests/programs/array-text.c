/* Arrays of characters: fields, locals, statics, parameters, results; a
 * pointer to the characters is a borrow. */
#include <stdio.h>
#include <string.h>
#include <tally.h>

typedef struct tally_object Person Person;
struct Person {
    char *tally_array name;
    const char *tally_array motto;
    Person *next;
};

typedef char *tally_array Text;

static Text latest;
static int made;

static Text joined(const char *a, const char *b) {
    size_t first = strlen(a), second = strlen(b);
    Text text = tally_new_array(char, first + second + 1);
    memcpy(text, a, first);
    memcpy(text + first, b, second + 1);
    made++;
    return text;
}

static Person *person(const char *name, Person *next) {
    return tally_new(Person, .name = tally_strdup(name), .next = next);
}

static size_t letters(const char *tally_array text) {
    return text ? tally_length(text) - 1 : 0;
}

static void rename_person(Person *p, Text name) {
    latest = p->name;
    p->name = name;
}

/* An assigned parameter, and one that is returned. */
static Text shorter(Text a, Text b) {
    if (letters(b) < letters(a))
        a = b;
    return a;
}

static char first_of(Text text) {
    const char *at = text;
    while (*at == ' ')
        at++;
    return *at;
}

int main(void) {
    Person *list = person("ada", person("grace", NULL));
    Text old = list->name, both;
    printf("%s %s %zu\n", list->name, list->next->name, letters(old));
    rename_person(list, joined("au", "gusta"));
    printf("%s was %s, %s\n", list->name, latest, old);
    rename_person(list->next, list->name);
    list->name[0] = 'A';
    *list->name = list->name[0] == 'A' ? 'B' : 'C';
    printf("%s %d\n", list->next->name, list->name == list->next->name);
    both = joined(list->name, joined("-", latest));
    puts(both);
    puts(joined(both, "!") + 2);
    printf("%c\n", joined("x", "y")[1]);
    puts(shorter(list->name, latest));
    puts(shorter(joined("lo", "ng"), joined("sho", "rter")));
    list->motto = tally_strdup("  onward");
    printf("%c%c %zu\n", first_of(both), first_of(joined(" ", "z")),
           letters(NULL));
    list->motto = list->name;
    list->name = NULL;
    printf("%s %d %d\n", list->motto, list->name == NULL, made);
    return 0;
}
