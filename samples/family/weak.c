/* A family whose parents are weak references: no cycle, no work for the
 * collector.
 *
 * A person owns its first child and its next sibling, so the tree hangs
 * together from the top. The way up is weak: it does not keep the parent
 * alive. */
#include "family.h"

#include <stdio.h>
#include <tally.h>

typedef struct tally_object Person Person;
struct Person {
    const char *name;
    Person *tally_weak parent;
    Person *child;   /* the youngest */
    Person *sibling; /* the next older one */
};

static void person_delete(Person *self) tally_finalizer;

static void person_delete(Person *self) {
    printf("    %s is deleted\n", self->name);
}

/* A new child is the youngest: it is put in front of its siblings. */
static Person *person_create(const char *name, Person *parent) {
    Person *person = tally_new(Person, .name = name, .parent = parent);

    if (parent != NULL) {
        person->sibling = parent->child;
        parent->child = person;
    }
    return person;
}

static void print_parent(Person *person) {
    Person *parent = person->parent;

    printf("    the parent of %s is %s\n", person->name,
           parent != NULL ? parent->name : "nobody any more");
}

static void print_children(Person *person) {
    Person *child;

    printf("    the children of %s:", person->name);
    for (child = person->child; child != NULL; child = child->sibling)
        printf(" %s", child->name);
    printf("\n");
}

static void collect(void) {
    size_t found;

    printf("  tally_collect() is called\n");
    found = tally_collect();
    printf("    it found %zu\n", found);
}

void family_with_weak_parents(void) {
    Person *ada = person_create("Ada", NULL);
    Person *bob = person_create("Bob", ada);
    Person *dan = person_create("Dan", bob);

    person_create("Cleo", ada);
    print_children(ada);
    print_parent(dan);

    printf("  bob = NULL\n");
    bob = NULL;
    printf("  ada = NULL\n");
    ada = NULL;
    print_parent(dan);
    printf("  dan = NULL\n");
    dan = NULL;
    collect();
}
