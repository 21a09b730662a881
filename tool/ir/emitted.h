/* Reading back, inside: what lower_emitted.c and emitted_frames.c share. Nobody
 * else includes this. */
#ifndef TALLY_IR_EMITTED_H
#define TALLY_IR_EMITTED_H

#include "ir/lower.h"

/* One retain that no taker has taken yet: of several around one value, the
 * innermost goes to the first taker. */
struct untaken {
    value_id root, retained;
};

/* `tally_p1 = (void *)&n;`: another name for a variable that a block hides. */
struct alias {
    const struct decl *decl;
    var_id var;
};

/* A variable that counts and has no initialiser. */
struct bare {
    const struct decl *decl;
    var_id var;
    const struct block *block; /* of the declaration; NULL: it was cleared */
};

struct emitted {
    VEC(struct alias) aliases;
    value_id carried;       /* what tally_r or a tally_vN holds */
    full_id carried_full;   /* the full expression that made it */
    full_id open;           /* ended, but drops may follow; or NO_FULL */
    VEC(struct untaken) untaken;
    VEC(struct alias) companions; /* tally_k1 and its likes, in the order of the text */
    bool names_companion;   /* the expression read last */
    value_id made_weak;     /* made last for a weak place that begins */
    value_id shadow;        /* kept or held in front of the raw variable that is read next */
    struct var_list left;   /* by a statement of ours */
    VEC(const char *) gifts;  /* conditions of the last call, not given away yet */
    VEC(const struct decl *) entered; /* thread-local places */
    VEC(const struct decl *) begun; /* variables that are objects */
    VEC(struct alias) owners; /* rows of tally_o, with the variables that they are for */
    VEC(struct bare) bare;
    VEC(struct node *) late; /* drops written before the INIT that they follow */
};

/* The variable that `v`, `&v` or another name for it means; or NO_VAR. */
var_id emitted_variable_of(struct lower *lo, struct node *node);

/* ---- emitted_begin.c ---- */
/* The variable was made empty by a call. */
void emitted_cleared(struct lower *lo, var_id id);

/* ---- emitted_frames.c ---- */
/* The rows of tally_o, which is declared here. */
void emitted_owners(struct lower *lo, const struct decl *decl);
/* What a call does to the shadow stack; false if it is something else. */
bool emitted_frame(struct lower *lo, struct node *node, const char *name);

#endif
