/* One function as a control-flow graph of operations on references.
 *
 * Terms. A *variable* is a local, a parameter or a compiler-made temporary
 * that holds references. A *value* (%1, %2 ...) is a reference, a struct that
 * holds references, or a raw pointer taken out of an object, between its making and its last use; values
 * live inside one full expression only, variables carry them across. An
 * *owned* value is a +1 that somebody must take: exactly one instruction.
 * A *borrowed* value is valid while its *origin* is: the variable or the
 * object that it was read from.
 *
 * Lowering makes the graph without counts, placement inserts them. In the
 * lowered form a TAKE operand may be a borrowed value (placement retains it)
 * and an owned value may be left over (placement releases it or keeps it in a
 * temporary); in the placed form neither may be.
 *
 * Each instruction carries the range of the C text that it stands for: there
 * the emitter spells what placement added. */
#ifndef TALLY_IR_FUNC_H
#define TALLY_IR_FUNC_H

#include "base/arena.h"
#include "base/vec.h"
#include "source/unit.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum op {
#define OP(name, text, result, operands, flags) OP_##name,
#include "ir/ops.def"
#undef OP
    OP_COUNT
};

enum op_result { RESULT_NONE, RESULT_OWNED, RESULT_BORROWED, RESULT_SAME };
enum op_operands { OPERANDS_NONE, OPERANDS_USE, OPERANDS_TAKE };
enum op_flags {
    FLAG_PLACE = 1,
    FLAG_VAR = 2,
    FLAG_RELEASES = 4,
    FLAG_TERMINATOR = 8,
    FLAG_PLACED = 16
};

struct op_info {
    const char *text;
    enum op_result result;
    enum op_operands operands;
    unsigned flags;
};
extern const struct op_info op_table[OP_COUNT];

typedef uint32_t value_id; /* 0: none */
typedef uint32_t var_id;   /* index in func.vars */
typedef uint32_t block_id; /* index in func.blocks */
typedef uint32_t full_id;  /* index in func.fulls */
#define NO_VAR UINT32_MAX
#define NO_FULL UINT32_MAX

enum var_kind {
    VAR_LOCAL, /* of the user */
    VAR_PARAM, /* borrowed from the caller, unless `owned` */
    VAR_TEMP   /* ours: empty at entry, filled by HOLD, emptied by DROP */
};

struct var {
    var_id id;
    enum var_kind kind;
    struct decl *decl;       /* NULL for VAR_TEMP */
    const char *name;        /* as written; "tally_t1" for a temporary */
    const struct type *type; /* a reference, or an array or struct that holds references */
    enum ref_kind ref;       /* of `type`; REF_NONE for arrays and structs */
    bool owned;              /* its content is released at the end of its scope: strong and weak
                              * locals; a parameter that is assigned or whose address is taken */
    bool consumes_if;        /* VAR_PARAM: lent; what the function returns says whether it was handed over */
    bool consumed;           /* VAR_PARAM: the caller handed over its count; full from the start */
    bool escapes;            /* its address is taken: others may write it */
    bool stable;             /* borrowed from is safe: never assigned in ..., see place.c */
    bool conditional;        /* VAR_TEMP: filled on some paths only, or in a loop */
    const struct decl *keeps_for; /* a companion: the raw pointer variable whose object it keeps; `decl` is NULL then */
    size_t nth;              /* a companion: how many raw variables of that name were declared before */
    struct node *scope;      /* the statement whose end is the end of its scope */
};

/* Where a reference is read or written. */
enum place_kind {
    PLACE_VAR,    /* the whole of the variable `var` */
    PLACE_PART,   /* a field or element of the variable `var` */
    PLACE_FIELD,  /* in the object (or in memory reached from the object) `base` */
    PLACE_MEMORY, /* behind a raw pointer; `base` is the object that it points into, if known */
    PLACE_STATIC  /* a global or static variable, or part of one */
};

struct place {
    enum place_kind kind;
    enum ref_kind ref;       /* what the place holds */
    const struct type *type; /* of the place */
    var_id var;              /* PLACE_VAR, PLACE_PART; else NO_VAR */
    value_id base;           /* PLACE_FIELD, PLACE_MEMORY; else 0 */
    const struct decl *decl; /* PLACE_STATIC */
    const char *name;        /* for the dump: "next", "[]", "*", the variable's name */
};

struct inst {
    enum op op;
    value_id result;         /* 0 if none */
    value_id *operand;
    size_t operand_count;
    /* Which operands the instruction takes over. NULL: as the table says, and
     * a cast or phi takes its operands if its result is owned. Only OP_CALL
     * (consumed arguments) and OP_NEW differ from that, operand by operand. */
    bool *takes;
    /* OP_CALL: operands that are looked at, and handed over if the result says
     * so: a GIVE_IF for each follows in the placed form. NULL: none. */
    bool *maybe;
    bool result_owned;       /* of this instruction: +1 (from the table, a callee's convention, or the operands) */
    bool releases;           /* this instruction may release something (from the table, or a callee's summary) */
    /* Something that C leaves unsequenced with this one may release: a
     * borrowed value made here has to be held at once. Set by lowering. */
    bool hazard;
    struct place place;      /* FLAG_PLACE */
    var_id var;              /* FLAG_VAR; else NO_VAR */
    full_id full;            /* the full expression that it belongs to, or NO_FULL */
    const struct type *type; /* of the result, or of what is stored */
    const char *name;        /* callee, type of NEW: for the dump */
    struct node *node;       /* the construct that it stands for; NULL where it was read from text */
    struct range range;      /* its text: an expression for those with results; a statement for jumps and LEAVE */
    /* An owned value that nobody wants: the widest expression that is thrown
     * away with it, where RELEASE is spelled. Set by lowering. */
    struct node *discarded;
    uint32_t seq;            /* position in the order of making; lowering's own */
};

struct block {
    block_id id;
    VEC(struct inst *) insts;    /* the last one is the terminator */
    VEC(block_id) successors;
    VEC(block_id) predecessors;  /* filled by cfg_link */
    bool reachable;              /* filled by cfg_link */
};

/* Where a full expression stands decides how something is spelled at its end. */
enum full_kind {
    FULL_STATEMENT, /* expression statement, part of a for that is no condition, GNU value of nothing */
    FULL_CONDITION, /* if, while, do, for */
    FULL_SWITCH,
    FULL_RETURN,
    FULL_INIT,      /* initialiser of a declaration */
    FULL_PLAIN      /* elsewhere (array sizes, case labels): nothing can be written at its end */
};

struct full {
    full_id id;
    enum full_kind kind;
    struct node *expr;      /* the expression */
    struct node *statement; /* the statement that it is part of */
    const struct decl *decl;/* FULL_INIT: of the variable */
    bool last;              /* FULL_INIT: of the last initialised variable in its declaration, so that the
                             * end can be written behind its ';' */
    bool blocks;            /* scopes of statement expressions end in it */
    struct range range;     /* of the expression */
};

struct func {
    struct arena *arena;
    const struct unit *unit;     /* NULL where it was read from text */
    const struct function *function;
    const char *name;
    VEC(struct var) vars;
    VEC(struct block *) blocks;  /* [0] is the entry */
    VEC(struct full) fulls;
    VEC(struct inst *) defs;     /* value_id → its instruction; [0] is NULL */
    bool placed;                 /* counts were inserted */
    bool unwinds;                /* longjmp may skip it, and releases what it owns: it has a frame on the shadow stack */
    bool opaque;                 /* it handles no references: its body is not in the graph */
    bool quiet;                  /* callers rely on it that no object can die while it runs */
    uint32_t next_seq;
};

struct func *func_new(struct arena *arena, const char *name);
struct block *func_add_block(struct func *func);
/* A fresh variable; `id` and, for a temporary without one, `name` are filled. */
var_id func_add_var(struct func *func, struct var var);
/* Appends to a block. With `has_result` a value is made. */
struct inst *func_append(struct func *func, struct block *block, enum op op, bool has_result);
/* Makes an instruction that is in no block yet; block_insert puts it before `index`. */
struct inst *func_make(struct func *func, enum op op, bool has_result);
void block_insert(struct func *func, struct block *block, size_t index, struct inst *inst);
void inst_set_operands(struct func *func, struct inst *inst, const value_id *operands, size_t count);
/* True if the instruction takes over operand `index`. */
bool inst_takes(const struct inst *inst, size_t index);

/* Is this operand handed over under a condition? NULL has nothing to give. */
bool inst_gives(const struct func *func, const struct inst *inst, size_t index);

#endif
