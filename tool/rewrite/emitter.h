/* Emission, inside: what its files share. Nobody else includes this.
 *
 *   emit.c        one function: its instructions in turn, the start of its body
 *   emit_ops.c    the operations that stand around an expression
 *   emit_ends.c   ends of full expressions and of scopes, jumps, returns
 *   emit_unit.c   helpers, layouts and descriptors, in front of the first
 *                 function that needs them
 *   emit_roots.c  the unit's static places
 *
 * What stands in front of a function is collected in `prelude` while that
 * function is emitted, each thing behind those that it needs. */
#ifndef TALLY_REWRITE_EMITTER_H
#define TALLY_REWRITE_EMITTER_H

#include "base/bitset.h"
#include "base/vec.h"
#include "rewrite/emit.h"
#include "rewrite/text.h"

/* A static place that holds references. */
struct root {
    const struct decl *decl;
    bool local;   /* a static variable of a block: it has no name outside */
    bool foreign; /* defined in another unit, mentioned here */
};

struct emitter {
    const struct unit *unit;
    struct edits *edits;
    struct arena *arena;
    struct diags *diags;
    const struct function *function; /* that is emitted now, or NULL */
    struct text prelude;
    /* What is written already: by record id, and for TALLY__REF by record id
     * for each combination of the referent's qualifiers. */
    struct bitset refs[4], types;
    VEC(const char *) layouts; /* by name */
    VEC(struct root) roots;    /* own ones first */
    uint32_t *root_of;         /* decl id → index in `roots` + 1, or 0 */
    VEC(const char *) taken;   /* the user's own names that begin like ours */
    bool roots_declared;
    bool failed; /* in what is emitted now */
};

/* One function's emission. */
struct emission {
    struct emitter *emitter;
    const struct func *func;
    const struct function *function;
    const char **temp_names;  /* by var_id; NULL for variables of the user */
    const char *condition;    /* the int that conditions use, or NULL */
    struct text declarations; /* at the start of the body */
    struct text entry;        /* statements behind them */
    VEC(const char *) temp_drops; /* of the full expression that ends next */
    /* Drops of variables on the way out that `way_out` stands for; those of a
     * return are preceded by its temporaries'. */
    VEC(const char *) drops;
    struct node *way_out;
    VEC(struct node *) for_declarations; /* NODE_DECLARATIONs in a for's head */
    unsigned numbers;                    /* numbered names so far */
};

/* ---- emit.c ------------------------------------------------------------- */
/* Reports once a function; the emission fails. */
void emit_error(struct emitter *emitter, enum diag_code code,
                struct range range, const char *mend, const char *what, ...)
    __attribute__((format(printf, 5, 6)));
/* `name`, or `stem` with a number where that is one of the user's. */
const char *emit_name(struct emission *em, const char *name, const char *stem);
/* `stem` with a number that makes it unique in the function. */
const char *emit_numbered_name(struct emission *em, const char *stem);
/* Declares a local of that type at the start of the body and gives its name;
 * NULL, and a diagnostic, if the type cannot be written there. */
const char *emit_local(struct emission *em, const struct type *type,
                       const char *name, struct range where);

/* ---- emit_ops.c --------------------------------------------------------- */
void emit_op(struct emission *em, const struct inst *inst);

/* ---- emit_ends.c -------------------------------------------------------- */
void emit_drop(struct emission *em, const struct inst *inst);
/* The end of a full expression, a jump or a return; writes pending drops. */
void emit_end_full(struct emission *em, const struct inst *inst);
void emit_return(struct emission *em, const struct inst *inst);
void emit_way_out(struct emission *em);

/* ---- emit_unit.c -------------------------------------------------------- */
/* The suffix of the helpers for references of this type ("Node",
 * "const_Node"), which the prelude has then. Never NULL. */
const char *need_ref(struct emitter *emitter, const struct type *type,
                     struct range where);
/* The name of a descriptor, of a layout of a whole value. */
const char *need_type(struct emitter *emitter, const struct record *record,
                      struct range where);
const char *need_layout(struct emitter *emitter, const struct type *type,
                        struct range where);
/* `#line` for an offset of the plain text, with its newline. */
void add_line_directive(struct emitter *emitter, struct text *text,
                        uint32_t offset);
/* Moves the prelude in front of the function. */
void emit_prelude(struct emitter *emitter, const struct function *function);

/* ---- emit_roots.c ------------------------------------------------------- */
void roots_collect(struct emitter *emitter);
/* Registers the unit, and a block's static places, in a function that
 * mentions static places. */
void emit_roots_of(struct emission *em);
void emit_root_tables(struct emitter *emitter);

#endif
