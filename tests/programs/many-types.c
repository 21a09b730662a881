/* Several object types that hold one another, made and dropped in the same
 * functions; one has no references, one has only a weak one. */
#include <tally.h>

#include <stdio.h>

typedef struct tally_object Person Person;
typedef struct tally_object House House;
typedef struct tally_object Name Name;
struct tally_object City;

struct Name {
    const char *text;
};

struct Person {
    Name *name;
    House *tally_weak home;
};

struct House {
    struct City *city;
    Person *people[2];
};

struct City {
    Name *name;
    House *houses[2];
};

tally_finalizer static void free_name(Name *self) {
    fprintf(stderr, "free name %s\n", self->text);
}

tally_finalizer static void free_house(House *self) {
    fprintf(stderr, "free house of %s\n",
            self->people[0] ? self->people[0]->name->text : "nobody");
}

static Name *name(const char *text) {
    return tally_new(Name, .text = text);
}

static Person *person(const char *text, House *home) {
    Person *p = tally_new(Person, .name = name(text), .home = home);
    home->people[home->people[0] != NULL] = p;
    return p;
}

static struct City *city(void) {
    struct City *c = tally_new(struct City, .name = name("Paris"));
    for (int i = 0; i < 2; i++) {
        House *h = tally_new(House);
        c->houses[i] = h;
    }
    return c;
}

int main(void) {
    struct City *c = city();
    Person *ann = person("Ann", c->houses[0]);
    person("Bob", c->houses[0]);
    person("Cem", c->houses[1])->name = ann->name;
    fprintf(stderr, "-- settled\n");
    printf("%s %s %s\n", c->houses[0]->people[1]->name->text,
           c->houses[1]->people[0]->name->text,
           ann->home->people[1]->name->text);
    c->houses[0] = NULL;
    fprintf(stderr, "-- Ann has %s\n", ann->home ? "a home" : "no home");
    ann = NULL;
    fprintf(stderr, "-- end\n");
    return 0;
}
