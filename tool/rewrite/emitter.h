/* Emission, inside: what its files share. Nobody else includes this.
 *
 *   emit.c        one function: its instructions in turn, the start of its body
 *   emit_ops.c    the operations that stand around an expression
 *   emit_keep.c   companions of raw pointers
 *   emit_ends.c   ends of full expressions and of scopes, jumps, returns
 *   emit_give.c   what is given away under a condition
 *   emit_shadow.c the frame on the shadow stack, setjmp and longjmp
 *   emit_jumps.c  jumps past declarations, computed gotos
 *   emit_names.c  names of ours, and names of the user's that are hidden
 *   emit_unit.c   helpers, layouts and descriptors, in front of the first
 *                 function that needs them
 *   emit_array.c  counted arrays: helpers, descriptors, calls
 *   emit_variant.c  unions that hold references
 *   emit_roots.c  the unit's static places
 *   emit_variables.c  variables that are objects
 *
 * What stands in front of a function is collected in `prelude` while that
 * function is emitted, each thing behind those that it needs. */
#ifndef TALLY_REWRITE_EMITTER_H
#define TALLY_REWRITE_EMITTER_H

#include "base/bitset.h"
#include "base/vec.h"
#include "ir/ir.h"
#include "ir/variant.h"
#include "rewrite/emit.h"
#include "rewrite/text.h"

/* A static place that holds references. */
struct root {
    const struct decl *decl;
    bool local;   /* a static variable of a block: it has no name outside */
    bool foreign; /* defined in another unit, mentioned here */
};

/* What was written for counted arrays. */
struct array_ref {
    const char *declared; /* the reference's type, as C */
    const char *suffix;
};

struct array_type {
    const struct type *element; /* unqualified */
    const char *name;
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
    struct bitset refs[4], volatile_refs[4], types, values, assigns;
    VEC(const char *) layouts; /* by name */
    VEC(const char *) variants; /* helpers of emit_variant.c */
    VEC(struct array_ref) array_refs;
    VEC(struct array_type) array_types;
    VEC(struct root) roots;    /* own ones first */
    uint32_t *root_of;         /* decl id → index in `roots` + 1, or 0 */
    VEC(const char *) taken;   /* the user's names that begin like ours */
    unsigned type_names;       /* typedefs of ours so far */
    struct text jumps;         /* helpers for longjmp, written already */
    bool roots_declared;
    struct bitset thread_entries; /* by decl id: those that are written */
    bool failed; /* in what is emitted now */
};

/* A variable, and the statement that declares it. */
struct declaration {
    const struct decl *decl;
    struct node *statement; /* NODE_DECLARATION */
    struct node *scope;     /* the NODE_COMPOUND or NODE_FOR around it */
    struct node *loop;      /* the NODE_FOR in whose head it stands, or NULL */
};

/* A `for` that is taken apart: something happens behind its declaration, or
 * behind its end. */
struct loop {
    struct node *node;
    struct text begin, end;
};

/* A name that a function declares, for whatever. Offsets are those of the
 * plain text; where the end of its scope is not known, `end` is the body's. */
struct local_name {
    const char *name;
    uint32_t at, end;
};

/* One function's emission. */
struct emission {
    struct emitter *emitter;
    const struct func *func;
    const struct function *function;
    /* By var_id: the name of a temporary, or of the pointer to a variable of
     * the user's; NULL if it has none. */
    const char **names;
    const char **pad_names;   /* by block_id: the label of a pad, or NULL */
    const char *result;       /* the variable that a return's value is kept in, or NULL */
    const struct inst *call;  /* the last one that may consume something */
    size_t gifts;             /* of it, so far */
    const char *frame;        /* on the shadow stack, or NULL */
    const char *condition;    /* the int that conditions use, or NULL */
    const char *before; /* the temporary that has what a companion had */
    struct text declarations; /* at the start of the body */
    struct text entry;        /* statements behind them */
    /* Drops of temporaries at the end of the full expression. */
    VEC(const char *) temp_drops;
    /* Drops of variables on the way out that `way_out` stands for; those of a
     * return are preceded by its temporaries'. */
    VEC(const char *) drops;
    struct node *way_out;
    bool inside; /* it is a statement expression, inside of a full expression */
    VEC(struct declaration) declared;
    VEC(struct node *) statement_expressions; /* their blocks */
    VEC(struct loop) loops;
    VEC(struct local_name) local_names; /* if names_known */
    bool names_known;
    struct variant_pairs pairs;
    unsigned numbers; /* numbered names so far */
};

/* ---- emit.c ---- */
/* Reports once a function; the emission fails. */
void emit_error(struct emitter *emitter, enum diag_code code,
                struct range range, const char *mend, const char *what, ...)
    __attribute__((format(printf, 5, 6)));

/* ---- emit_ops.c ---- */
void emit_op(struct emission *em, const struct inst *inst);
/* A variable of ours that gets its value by an assignment cannot be a struct
 * with const members. */
void refuse_const_members(struct emission *em, const struct type *type,
                          struct range where);

/* ---- emit_variant.c ---- */
/* What stands around the structs whose variants are read, or written in part;
 * tag stores that belong to a member's. Behind the other edits: outside of what
 * is held or retained of a struct. */
void emit_variants(struct emission *em);
/* A store to a member of a variant; false if it is something else. */
bool emit_member_store(struct emission *em, const struct inst *inst);

/* ---- emit_keep.c ---- */
/* What is spelled for a companion, or for what it keeps; false if the
 * instruction is about none. */
bool emit_kept(struct emission *em, const struct inst *inst);

/* ---- emit_ends.c ---- */
void emit_drop(struct emission *em, const struct inst *inst);
void emit_end_full(struct emission *em, const struct inst *inst);
void emit_return(struct emission *em, const struct inst *inst);
/* A call of ours that stands among the drops of the way out that the
 * instruction is for. */
void emit_way(struct emission *em, const struct inst *inst, const char *call);
/* Writes the drops that are pending. */
void emit_way_out(struct emission *em);
/* The `for` to be taken apart; emit_loops does it, at the end. */
struct loop *emit_loop(struct emission *em, struct node *node);
void emit_loops(struct emission *em);

/* ---- emit_give.c ---- */
void emit_give_if(struct emission *em, const struct inst *inst);
void emit_drop_if(struct emission *em, const struct inst *inst);
/* The name of the variable that keeps what a return gives. */
const char *emit_result_name(struct emission *em);

/* ---- emit_shadow.c ---- */
/* Declares the frame, with the temporaries; behind their declarations. */
void emit_frame(struct emission *em);
void emit_own(struct emission *em, const struct inst *inst);
/* Those between the initialisers of one declaration. When all else is written:
 * they come first, so their text stands around what else there is. */
void emit_own_between(struct emission *em);
void emit_disown(struct emission *em, const struct inst *inst);
void emit_exit(struct emission *em, const struct inst *inst);
/* A call of setjmp or longjmp; nothing if it is neither. */
void emit_far_jump(struct emission *em, const struct inst *call);

/* ---- emit_jumps.c ---- */
/* Writes what stands in front of labels that are jumped to from outside of
 * the scopes that they are in. Before the other edits of the function. */
void emit_jumps(struct emission *em);
/* A computed goto with " drops;" in front of it. */
void emit_leave_computed(struct emission *em, const struct node *node,
                         const char *drops);

/* ---- emit_names.c ---- */
void names_collect(struct emitter *emitter);
/* `name`, or `stem` with a number where that is one of the user's. */
const char *emit_name(struct emission *em, const char *name, const char *stem);
/* `stem` with a number that makes it unique in the function. */
const char *emit_numbered_name(struct emission *em, const char *stem);
/* `name` declared with that type, less its qualifiers, anywhere in the
 * function; NULL if the type cannot be written. */
const char *emit_declared(struct emission *em, const struct type *type,
                          const char *name);
/* Declares such a local at the start of the body and gives its name; NULL,
 * and a diagnostic, if the type cannot be written. */
const char *emit_local(struct emission *em, const struct type *type,
                       const char *name, struct range where);
/* Might the variable's name mean something else at an offset of the text? */
bool is_hidden_at(struct emission *em, const struct var *var, uint32_t offset);
/* ... anywhere in its scope? */
bool is_hidden_somewhere(struct emission *em, const struct var *var);
/* Where the variable is declared, or that which it keeps for; NULL if it is a
 * parameter. */
const struct declaration *declaration_of(const struct emission *em,
                                         const struct var *var);
/* The name of a pointer to the variable, set behind its declaration. */
const char *emit_pointer_to(struct emission *em, const struct var *var);

/* ---- emit_unit.c ---- */
/* The suffix of the helpers for references of this type ("Node",
 * "const_Node"), which the prelude has then. Never NULL. */
const char *need_ref(struct emitter *emitter, const struct type *type,
                     struct range where);
/* The same, for a place of it that is volatile: no array. */
const char *need_volatile_ref(struct emitter *emitter, const struct type *type,
                              struct range where);
/* The suffix of the helpers for values of this struct type; `assigned` if they
 * are stored to a place, too. */
const char *need_value(struct emitter *emitter, const struct type *type,
                       bool assigned, struct range where);
/* The name of a descriptor, of a layout of a whole value. */
const char *need_type(struct emitter *emitter, const struct record *record,
                      struct range where);
const char *need_layout(struct emitter *emitter, const struct type *type,
                        struct range where);
/* The ending of the name of what says which member of `record`'s union
 * `field` is live: tally__variant_<ending>. */
const char *need_variant(struct emitter *emitter, const struct record *record,
                         const struct field *field, struct range where);
/* "sizeof(T), &layout" for the elements of an array. */
const char *need_elements(struct emitter *emitter, const struct type *type,
                          struct range where);
/* A record that is mentioned by name must be known in front of the function;
 * an error otherwise. */
bool need_record_name(struct emitter *emitter, const struct record *record,
                      struct range where);
/* "    \"name\", file, hash,": how the runtime knows a type. `record` may be
 * NULL for a type that is the same everywhere. */
void add_type_identity(struct emitter *emitter, const char *name,
                       const struct record *record, uint64_t hash);

/* ---- emit_array.c ---- */
/* As need_ref, need_type, of an array. */
const char *need_array_ref(struct emitter *emitter, const struct type *type,
                           struct range where);
const char *need_array_type(struct emitter *emitter, const struct type *element,
                            struct range where);
/* Calls of the functions of arrays, which get an argument more. */
void emit_array_call(struct emission *em, const struct inst *inst);

/* Moves the prelude in front of the function. */
void emit_prelude(struct emitter *emitter, const struct function *function);

/* ---- emit_variables.c ---- */
/* Before all other edits. */
void emit_variables(struct emitter *emitter);
void emit_variable_begin(struct emission *em, const struct inst *inst);
/* Ends its life; `hidden` if its name means something else there. */
const char *emit_variable_end(struct emission *em, const struct var *var,
                              const struct inst *inst, bool hidden);

/* ---- emit_roots.c ---- */
void roots_collect(struct emitter *emitter);
/* Registers the unit, and a block's static places, in a function that
 * mentions static places. */
void emit_roots_of(struct emission *em);
void emit_root_tables(struct emitter *emitter);
/* It stays NULL: it needs no root. */
bool root_is_constant(const struct type *type);
/* "&v", as the address of a place that is no longer const or volatile. */
const char *root_place_text(struct emitter *emitter, const struct decl *decl);
/* An error where a jump goes past what stands behind the declaration of a
 * block's static place. */
void root_refuse_skipped(struct emission *em, const struct decl *decl,
                         const struct node *statement,
                         const struct node *block);

/* ---- emit_threads.c ---- */
/* Enters the thread-local places that a function mentions. */
void emit_threads_of(struct emission *em);

#endif
