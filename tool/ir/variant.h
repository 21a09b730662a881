/* Variants in the tree: members of unions that hold references and whose tag,
 * a field of the same struct, says which member counts.
 *
 * A *pair* is a store to such a member and a store of a constant to the tag,
 * next to each other in either order: together they make the member the live
 * one. The first thing to happen is then the evaluation of the member's value,
 * the last one the release of the old member; so a pair is only what can be
 * rearranged so. */
#ifndef TALLY_IR_VARIANT_H
#define TALLY_IR_VARIANT_H

#include "base/vec.h"
#include "source/unit.h"

struct variant_access {
    const struct node *at;        /* the member itself: the place may be a part of it */
    struct node *base;            /* the struct, or with `arrow` a pointer to it */
    bool arrow;
    const struct record *owner;   /* the struct */
    const struct field *field;    /* its union; NULL: the union stands away from its tag */
    const struct field *member;   /* of the union */
    bool elements;                /* the place lies in an array in the member */
};

/* Is the place a member of a variant, or a part of one? */
bool variant_access_of(const struct node *place, struct variant_access *access);
/* Is it an array, before that decays? */
bool variant_is_array(const struct node *place);
/* The tag of a variant. */
bool variant_is_tag(const struct node *place);
/* Does the tag's value select the member? One without cases is live while no
 * other one is. */
bool variant_selects(const struct record *members, const struct field *member, int64_t value);

struct variant_pair {
    const struct node *member, *tag; /* NODE_ASSIGN */
    int64_t value;
};
struct variant_pairs {
    VEC(struct variant_pair) at;
    VEC(const struct node *) alone; /* stores to tags that may stand alone */
};
/* Those of a function's body. */
struct variant_pairs variant_pairs_find(const struct node *body, struct arena *arena);
/* The pair that an assignment is part of; NULL if none. */
const struct variant_pair *variant_pair_of(const struct variant_pairs *pairs, const struct node *assign);
/* A store to a tag alone, where the old tag was just compared: it selects the
 * same member as the new one, or neither of theirs holds references. */
bool variant_stands_alone(const struct variant_pairs *pairs, const struct node *assign);
/* An integer constant, in parentheses or casts maybe. */
bool variant_constant(const struct node *node, int64_t *value);
/* Nothing of the program runs while it is evaluated. */
bool variant_is_quiet(const struct node *node);

#endif
