/* Lowering, inside: what its files share. Nobody else includes this.
 *
 *   lower.c            one function; scopes and the variables that live in them
 *   lower_statement.c  statements and jumps
 *   lower_jump.c       labels, cases, goto, computed goto
 *   lower_expression.c expressions: values, short circuits, sequencing
 *   lower_statement_expression.c  GNU ({ })
 *   lower_keep.c       raw pointers into objects that variables keep
 *   lower_library.c    what functions do to the bytes of references (library.def)
 *   lower_give.c       arguments that are handed over under a condition
 *   lower_move.c       variables that are given away are not read again
 *   lower_literal.c    compound literals
 *   lower_place.c      where a reference is read or written
 *   lower_array.c      makers and functions of counted arrays
 *   lower_init.c       initialisers
 *   lower_list.c       what each initialiser of a list is for
 *   lower_object.c     what names the same object: &*p, base parts, casts to base and subtype
 *   lower_memory.c     structs that hold references in memory of malloc and its likes
 *   lower_variant.c    stores to unions that hold references, and to their tags
 *   lower_unmanaged.c  what a function may not do that counts by hand
 *   lower_convert.c    which conversions keep references right, and which are refused
 *   lower_unwind.c     setjmp and longjmp
 *   lower_emitted.c    our own output read back: spelled counts become instructions again
 *   emitted_frames.c   the same for the shadow stack
 *
 * An expression gives a *value*: a reference, a struct that holds references, or a raw pointer that was read
 * out of an object or points into one (a *derived* pointer), or nothing that
 * matters here (0). */
#ifndef TALLY_IR_LOWER_H
#define TALLY_IR_LOWER_H

#include "ir/ir.h"
#include "ir/variant.h"

/* The variables alive at a point, innermost first; shared tails. */
struct live {
    var_id var;
    struct live *up;
};

struct var_list {
    VEC(var_id) at;
};

struct jump {
    struct block *from;      /* its last instruction is the OP_JUMP to patch */
    const struct node *node; /* the goto */
    struct live *live;
    struct var_list left;    /* reading back: the text has left these */
};

/* Where jumps arrive. */
struct landing {
    struct block *block;
    struct live *live;
    struct node *node;         /* the label or case */
    VEC(struct block *) pads;  /* see lower_jump.c; innermost variable first */
};

struct label {
    const char *name;
    const void *identity; /* see struct node */
    struct landing landing;
    bool defined;
    bool addressed;         /* && stands before it somewhere */
    struct block *computed; /* where computed gotos arrive, once one was seen */
    VEC(struct jump) jumps; /* gotos seen so far; resolved at the end */
};

/* Where break, continue and case go from here. */
struct targets {
    struct block *break_to, *continue_to;
    struct live *break_live, *continue_live;
    struct block *switch_head; /* NULL outside a switch */
    struct live *switch_live;
    bool has_default;
};

/* The operands of an unsequenced group: ranges of `made`. */
struct operand_span {
    uint32_t begin, end;
};

/* What is known of a raw pointer variable. */
struct raw_fact {
    const struct decl *decl;
    bool derived; /* from an object: into it, or read out of it */
    bool inside;  /* into one */
    bool copied;  /* into another variable */
};

/* The value of `root` is taken by the companion for `keeper` of this type. */
struct keep {
    const struct node *root;
    const struct decl *keeper;
    const struct type *type;
    bool applied; /* in this round */
};

/* What earlier rounds over the same function found out. */
struct plan {
    VEC(struct raw_fact) facts;
    VEC(struct keep) keeps;
};

struct companion {
    const struct decl *keeper;
    const struct type *type;
    var_id var;
};

/* A statement expression whose statements are lowered, see
 * lower_statement_expression.c. */
struct prepared {
    struct node *block;
    struct node *gives;   /* the statement with its value, or NULL */
    struct live *outside; /* what was alive in front of it */
    var_id late;          /* what comes into being behind it, or NO_VAR */
};

/* A compound literal that is an object, and the variable that it is in. */
struct literal {
    const struct node *node;
    var_id var;
};

/* What happened to a raw pointer variable, for lower_memory.c; in the order of
 * execution within a block. */
struct memory_event {
    enum memory_event_kind {
        MEMORY_DECLARED, /* or assigned as a whole */
        MEMORY_NAMED,    /* anything else */
        MEMORY_EMPLACED, /* given to tally_emplace */
        MEMORY_CLEARED,
        MEMORY_FREED
    } kind;
    block_id block;
    const struct decl *decl;
    const struct node *node;
};

struct lower {
    struct arena *arena;
    struct diags *diags;
    const struct unit *unit;
    struct func *func;
    struct block *block; /* where instructions go */
    bool dead;           /* nothing leads to `block` */
    full_id full;        /* the full expression we are in, or NO_FULL */
    struct live *live;
    struct targets targets;
    VEC(struct label *) labels;
    VEC(struct jump) computed; /* computed gotos; resolved at the end */
    VEC(struct inst *) made; /* seq → instruction */
    VEC(uint32_t) releasing; /* n → how many of the first n of them release; grows when asked */
    struct operand_span marked; /* where hazards were marked last */
    var_id *var_of;          /* decl id → variable, or NO_VAR */
    uint32_t moves;          /* OP_MOVE, and operands that are given away maybe, so far */
    struct plan *plan;       /* NULL while our own output is read */
    bool again;              /* something new is in the plan */
    VEC(const struct decl *) raw;       /* raw pointer variables declared so far */
    VEC(struct companion) companions;   /* declared so far */
    VEC(value_id) shadows;              /* of the variable that is read now */
    VEC(const struct decl *) storing;   /* assignments around this expression */
    VEC(struct literal) literals;
    VEC(struct prepared) prepared; /* whose value was not asked for yet */
    struct variant_pairs pairs; /* NULL-filled while our own output is read */
    VEC(struct memory_event) memory;
    unsigned hidden;         /* names of hidden variables so far */
    bool returns_twice;      /* it calls setjmp */
    bool failed;
    /* Reading our own output back: the placed form it must equal. Else NULL. */
    const struct func *placed;
    struct emitted *emitted;
};

/* ---- lower.c ---- */
void lower_error(struct lower *lo, enum diag_code code, const struct node *at, const char *mend, const char *what, ...)
    __attribute__((format(printf, 5, 6)));
void lower_error_at(struct lower *lo, enum diag_code code, struct range at, const char *mend, const char *what, ...)
    __attribute__((format(printf, 5, 6)));
/* A mend of the error that was reported last, see unit_fix. */
void lower_fix(struct lower *lo, struct range range, const char *text);
struct inst *lower_emit(struct lower *lo, enum op op, bool has_result, struct node *node);
void lower_operand(struct lower *lo, struct inst *inst, value_id value); /* 0 is left out */
void lower_use(struct lower *lo, value_id value, struct node *node);     /* 0 is left out */
void lower_start(struct lower *lo, struct block *block); /* instructions go there; nothing leads there yet */
void lower_jump(struct lower *lo, struct block *to, struct node *node);
void lower_edge(struct lower *lo, struct block *from, struct block *to);
var_id lower_declare(struct lower *lo, struct decl *decl, struct node *scope);
/* The same, but it is not there yet: lower_enter. */
var_id lower_add_local(struct lower *lo, struct decl *decl, struct node *scope);
/* The variable comes into being, and is left at the end of the scope. */
void lower_enter(struct lower *lo, var_id var, struct range range);
/* A variable that the user did not write; at the beginning of the function. */
var_id lower_declare_hidden(struct lower *lo, const char *name, const struct type *type);
/* LEAVE for every variable of `from` that is not alive in `to`, innermost first. */
void lower_leave(struct lower *lo, struct live *from, struct live *to, struct node *node);
/* The innermost point that both share. */
const struct live *live_common(const struct live *a, const struct live *b);
full_id lower_begin_full(struct lower *lo, enum full_kind kind, struct node *expr, struct node *statement);
void lower_end_full(struct lower *lo, full_id full);
/* Does the tree mention references, so that a construct we do not know matters? */
bool mentions_references(const struct node *node);

/* Does any function of the unit hand over references by marks? */
bool unit_has_conventions(const struct unit *unit);
/* A function, or pointers to or arrays of some, with a reference as its result
 * or as a parameter. */
bool hands_references(const struct type *type);

/* ---- lower_give.c ---- */
/* A parameter that is consumed under a condition stays as it is. */
void lower_conditional_param(struct lower *lo, const struct decl *param);
/* A function with such a parameter cannot end without a result. */
void lower_end_without_result(struct lower *lo, const struct function *function);
/* What operand `index` of a call is handed over under, "== 0"; NULL if nothing. */
const char *lower_gift(const struct type *function, const struct node *call, size_t index);
/* Does what the branch at `node` finds, on its edge (true, false), prove that
 * the call has not consumed this argument? */
bool lower_proves_kept(const struct node *node, bool edge, const struct inst *call, const char *condition);

/* ---- lower_unwind.c ---- */
/* Does it call setjmp or longjmp? */
bool jumps_far(const struct node *body);
/* Without --unwind=shadow. */
void lower_warn_of_longjmp(struct lower *lo, const struct node *body);
/* Refuses what a longjmp could not release. Behind the rest of lowering. */
void lower_unwind(struct lower *lo);

/* ---- lower_emitted.c: all need lo->placed ---- */
struct emitted *emitted_new(struct arena *arena);
/* A call that spells a count operation. False if it is none; else `*value` is its value. */
bool emitted_call(struct lower *lo, struct node *node, const char *name, value_id *value);
/* Does a call of setjmp mark its buffer on the shadow stack? */
bool emitted_marks(const struct node *call);
/* The call read last may consume an argument under that condition. */
void emitted_gives(struct lower *lo, const char *condition);
/* What a taker of `value` gets: the innermost retain that nobody took yet. */
value_id emitted_taken(struct lower *lo, value_id value);
/* An assignment to a temporary or to a carrier of ours. */
bool emitted_assign(struct lower *lo, struct node *node, value_id *value);
/* A variable of ours: declared, but no variable of the user's. */
bool emitted_variable(struct lower *lo, struct decl *decl, struct node *node);
/* Did the user write the initialiser, or did we? */
bool emitted_initialised(const struct lower *lo, var_id var);
/* The name of a carrier. */
bool emitted_name(struct lower *lo, struct node *node, value_id *value);
/* The flags of the user's variable are those of the original text. */
void emitted_flags(struct lower *lo, struct var *var);
/* Declares the companions that a raw pointer variable of the user's has. */
void emitted_companions(struct lower *lo, const struct decl *decl, struct node *scope);
/* What `(keep, s)` keeps, once, where `s` is read; else 0. */
value_id emitted_shadow(struct lower *lo);
/* A statement that is nothing but a drop, or a return of a carrier. */
bool emitted_statement(struct lower *lo, struct node *node);
bool emitted_return(struct lower *lo, struct node *node);
/* In the text of a statement expression: the statement that gives its value,
 * which a carrier may bring past drops; and the value, behind those. */
struct node *emitted_giving(const struct lower *lo, const struct node *body);
value_id emitted_given(struct lower *lo, struct node *body, const struct node *gives, value_id value);
/* The carrier of a computed goto's target. */
bool emitted_target(const struct lower *lo, struct node *target);
/* True, once, if a spelled drop has left the variable already. */
bool emitted_left(struct lower *lo, var_id var);
/* All of these; none is left then. And back again. */
struct var_list emitted_take_left(struct lower *lo);
void emitted_put_left(struct lower *lo, struct var_list left);
/* The end of a full expression waits for the drops that are written behind it. */
bool emitted_end(struct lower *lo, full_id full);
void emitted_flush(struct lower *lo, enum op next);
/* An error if a member of a variant is read as if it was any other. */
void emitted_read(struct lower *lo, struct node *node);
/* What the text does with a variable that owns nothing is OP_POINT; elsewhere
 * it is `op`. */
enum op emitted_fill(const struct lower *lo, enum op op, const struct place *place);
/* What a plain assignment does in our text: nothing is released there, or it
 * would be a call of ours. */
enum op emitted_plain(const struct lower *lo, enum op op,
                      const struct place *place);
/* Is the value of a weak place's initialiser made for it? */
void emitted_weak_init(struct lower *lo, struct node *node, value_id value);
/* A weak place that is read by plain C. */
void emitted_weak_read(struct lower *lo, struct node *node);
/* Notes a variable that counts and begins without a value; all of them are
 * looked at when the function is there as a whole. */
void emitted_begin(struct lower *lo, const struct decl *decl, var_id id);
void emitted_finish(struct lower *lo);
/* A thread-local place that is mentioned must have been entered. */
void emitted_mention(struct lower *lo, struct node *node);
/* What the helpers for variants are given in the struct or pointer `node`. */
struct node *emitted_struct(struct node *node, bool *arrow);
/* The object that `tally__down(object, type)` looks at; NULL for anything else. */
struct node *emitted_down(const struct node *node);

/* A raw value that is valid as long as `from`; 0 of 0. */
value_id lower_derived(struct lower *lo, value_id from, struct node *node);

/* The argument that the raw result of a call points into; NULL if none. */
const struct node *lower_lender(const struct lower *lo, const struct node *call);

/* ---- lower_memory.c ---- */
/* tally_emplace(T, raw), a cast to the tool; false if it is something else. */
bool lower_emplace(struct lower *lo, struct node *cast, value_id *value);
/* An error if the call is one of tally_clear and its argument does not fit. */
bool lower_refuse_clear(struct lower *lo, struct node *call, const char *name);
/* After a call of tally_clear. */
void lower_cleared(struct lower *lo, const struct node *call);
/* A struct that holds references as the argument of free or realloc; false if
 * it is something else. */
bool lower_freed(struct lower *lo, struct node *arg, const struct decl *function, size_t index, value_id *value);
/* May the struct that `arg` leads to be moved to other memory: is it in memory
 * of the program's own, as far as tally can tell? */
bool lower_may_move(struct node *arg);
/* An error where raw memory becomes a struct that holds references. */
bool lower_refuse_memory(struct lower *lo, struct node *node, const struct type *to);
/* A raw pointer variable is named, assigned or declared. */
void lower_memory_event(struct lower *lo, enum memory_event_kind kind, const struct decl *decl, const struct node *node);
/* Reports what is freed without being cleared. Needs linked blocks. */
void lower_memory_checked(struct lower *lo);

/* ---- lower_variant.c ---- */
/* The tag of a variant is changed, or its address taken: an error. */
bool lower_refuse_tag(struct lower *lo, const struct node *place);
/* A part of a variant's member is written: an error if something may run
 * before, while `value` is evaluated. */
bool lower_refuse_part(struct lower *lo, const struct node *place, const struct node *value);
/* Errors where the place lies in a variant away from its tag, and where the
 * variant itself is used as a value. */
bool lower_refuse_access(struct lower *lo, const struct node *place);
bool lower_refuse_whole(struct lower *lo, const struct node *node);
/* An assignment to a tag: nothing if it belongs to a pair, else an error.
 * False if it is something else. */
bool lower_tag_store(struct lower *lo, struct node *node);
/* The place of an assignment as the graph names it: with the tag's new value
 * if it is of a pair. */
struct place lower_paired_place(struct lower *lo, const struct node *assign, struct place place);
struct place variant_becoming(struct lower *lo, struct place place, int64_t value);
/* An error if an assignment to a variant's member cannot be right. */
bool lower_refuse_member_store(struct lower *lo, struct node *node);
/* Behind an assignment to something that holds no references: where it is of a
 * pair, the old member is released. */
void lower_member_stored(struct lower *lo, struct node *node, struct place place);

/* What a list initialises of a struct with variants. */
struct listed_part {
    uint64_t offset;            /* in the whole; that of the union if `member` */
    const struct field *member; /* of a variant; NULL: some integer */
    const struct node *node;
};
struct listed {
    VEC(struct listed_part) at;
};
/* Errors where a tag does not select the member that is initialised. */
void lower_check_listed(struct lower *lo, const struct listed *listed, const struct type *whole);

/* ---- lower_unmanaged.c ---- */
/* Errors for what cannot stay as it is in the body of such a function. */
void lower_unmanaged(struct lower *lo, const struct node *node);

/* ---- lower_object.c ---- */
/* `node` is the object that `same` refers to, under another type maybe. */
value_id lower_same_object(struct lower *lo, struct node *node, struct node *same);

/* ---- lower_statement.c ---- */
void lower_statement(struct lower *lo, struct node *node);
/* One of those of a block. */
void lower_block_statement(struct lower *lo, struct node *node, struct node *block);
/* Returns a value of a full expression that has ended: taken, or only lent. */
void lower_return_value(struct lower *lo, struct node *node, value_id value, full_id full);
/* Nothing follows: what comes up to the next label is unreachable. */
void lower_unreachable(struct lower *lo);

/* ---- lower_jump.c ---- */
void lower_case(struct lower *lo, struct node *node);
void lower_label(struct lower *lo, struct node *node);
void lower_goto(struct lower *lo, struct node *node);
void lower_computed_goto(struct lower *lo, struct node *node);
/* At the end of the function: now all labels are known. */
void lower_resolve_jumps(struct lower *lo, const struct node *body);

/* ---- lower_expression.c ---- */
value_id lower_value(struct lower *lo, struct node *node);
void lower_discard(struct lower *lo, struct node *node);
/* Marks what was loaded in one span while another may release. */
void lower_hazards(struct lower *lo, const struct operand_span *spans, size_t count);
struct operand_span lower_span_begin(const struct lower *lo);
void lower_span_end(const struct lower *lo, struct operand_span *span);

/* Initialisers of a list that holds no reference. */
value_id lower_plain_list(struct lower *lo, struct node *node);
/* What an expression that we do not know does: nothing that we see, or an error. */
value_id lower_opaque(struct lower *lo, struct node *node, const char *what);

/* ---- lower_statement_expression.c ---- */
value_id lower_statement_expression(struct lower *lo, struct node *node);
/* Before the full expression `expr` begins: lowers the statements of the
 * statement expression in it that is evaluated first; the variable `late`, or
 * NO_VAR, comes into being behind that. False if there is none. */
bool lower_prepare(struct lower *lo, struct node *expr, var_id late);
/* The same in the head of a loop. */
void lower_prepare_head(struct lower *lo, struct node *expr);
/* The block of an expression that is nothing but a statement expression whose
 * value nobody wants; else NULL. */
struct node *lower_as_statement(struct node *expr);

/* ---- lower_move.c ---- */
/* Reports variables that one operand gives away and another one mentions. */
void lower_move_conflicts(struct lower *lo, const struct operand_span *spans, size_t count);
/* Reports variables that are read after they were given away. Needs linked
 * blocks. */
void lower_moved(struct lower *lo);

/* ---- lower_place.c ---- */
struct place lower_place(struct lower *lo, struct node *node);
/* An error if the place, whose address is taken, lies in a union that holds
 * references. */
void lower_refuse_member(struct lower *lo, const struct node *node);
/* What is in a place: a reference, a derived pointer, or 0. */
value_id lower_read(struct lower *lo, struct place place, struct node *node);

/* ---- lower_literal.c ---- */
value_id lower_compound_literal(struct lower *lo, struct node *node);
/* Declares a hidden variable for each literal in the tree that needs one. */
void lower_find_literals(struct lower *lo, struct node *node);
/* Evaluates a literal into its hidden variable; false if it has none. */
bool lower_literal_place(struct lower *lo, struct node *node, struct place *place);
/* The address of this lvalue is taken: an error if it is part of a literal
 * that holds references but has no hidden variable. */
void lower_refuse_literal(struct lower *lo, struct node *node);
/* ---- lower_array.c ---- */
/* tally_new_array, and the length of tally_new_flex. */
value_id lower_new_array(struct lower *lo, struct node *node);
void lower_new_length(struct lower *lo, struct node *node);
/* An error if the call is one of tally_length, tally_resize and tally_copy and
 * its arguments do not fit. */
bool lower_refuse_array_call(struct lower *lo, struct node *node, const char *name);

/* ---- lower_init.c ---- */
/* The initialiser of a variable (place PLACE_VAR or PART of `var`), or of an
 * object being made (var NO_VAR): strong values are appended to `made`. */
void lower_init(struct lower *lo, struct decl *decl, var_id var);
struct values {
    value_id *at;
    size_t count, capacity;
};
void lower_new_initialisers(struct lower *lo, struct node *node, struct values *made);
/* The same for the list of a compound literal of a struct type. */
void lower_made_initialisers(struct lower *lo, struct node *list, const struct type *type, struct values *made);

/* ---- lower_list.c ---- */
/* An aggregate that the initialisers of a list are in. */
struct list_level {
    const struct type *type; /* array or record */
    uint64_t offset;         /* in the object that is initialised */
    uint64_t position;       /* element, or index of the field */
    uint64_t member;         /* of a union: index of the field */
};
struct list_walk {
    struct lower *lo;
    VEC(struct list_level) levels;
    bool lost; /* no longer known where the next one goes */
};
/* A part of the object that is initialised. */
struct element {
    const struct type *type;
    uint64_t offset;
    const struct field *member; /* of a variant that it is in, at `union_at`; or NULL */
    uint64_t union_at;
};
/* `type` (array or record) stands at `offset` of the whole. */
void list_begin(struct list_walk *walk, struct lower *lo, const struct type *type, uint64_t offset);
/* What the next initialiser of the list is for; false if we cannot tell. */
bool list_next(struct list_walk *walk, const struct node *child, struct element *element);

/* ---- lower_convert.c ---- */
/* `value` of `node` becomes a value of type `to`; errors where that would lose
 * or invent a count. The result is a reference, a derived pointer, or 0. */
value_id lower_convert(struct lower *lo, value_id value, struct node *node, const struct type *to);
/* The same for a value that is stored for longer than the expression. */
value_id lower_convert_stored(struct lower *lo, value_id value, struct node *node, const struct type *to);
bool is_plain_pointer(const struct type *type);
bool is_void_pointer(const struct type *type);
/* An error where `pointer` is what casts make of a reference, or of the address
 * of memory that holds references: raw bytes of counted places. */
bool lower_refuse_view(struct lower *lo, struct node *pointer);
/* Without the casts and parentheses around it. */
struct node *node_behind_casts(struct node *node);

/* ---- lower_library.c ---- */
/* Is it known what becomes of the bytes of references that `arg` leads to, so
 * that it may go to a plain pointer? Also true where they would be copied or
 * overwritten, which is reported. */
bool library_takes(struct lower *lo, struct node *arg, const struct decl *function, const struct type *type, size_t parameter);
/* Does the call give the memory to which it has moved a struct that `to`
 * points to? */
bool library_moves(const struct node *call, const struct type *to);
/* The parameter into whose bytes the function's result points, or SIZE_MAX. */
size_t library_gives(const struct lower *lo, const struct decl *function);
/* Where a call of strtol and its likes leaves a pointer into what its first
 * argument, `value`, points to: that is kept as if it was assigned there. */
void library_keeps_end(struct lower *lo, const struct node *call, const struct decl *function, value_id value);

/* ---- lower_keep.c ---- */
/* A raw pointer `value` is kept in a variable (`keeper`, or a part of it), in
 * memory, or returned: a companion keeps its object where nothing else does. */
enum keep_where { KEEP_VARIABLE, KEEP_MEMORY, KEEP_RETURN };
void lower_keep_raw(struct lower *lo, value_id value, struct node *node, enum keep_where where, const struct decl *keeper);
/* A variable or parameter is declared: its companions are, if it is a raw
 * pointer that has some. */
void lower_raw_variable(struct lower *lo, const struct decl *decl, struct node *scope);
void lower_companion(struct lower *lo, const struct decl *keeper, const struct type *type, const char *name, struct node *scope);
size_t lower_nth(const struct lower *lo, const struct decl *decl);
/* The raw pointer variable that `node` names is read: what its companions
 * keep, or 0. */
value_id lower_read_raw(struct lower *lo, struct node *node);
/* The value of `node`, which a companion takes if that is planned. */
value_id lower_kept(struct lower *lo, value_id value, const struct node *node);
/* The companion `var` takes `value` in exchange for what it has, which is held
 * in `temp`, or (NO_VAR) will be by placement. */
value_id lower_keep_into(struct lower *lo, var_id var, var_id temp, value_id value, struct node *node);
value_id lower_load_companion(struct lower *lo, var_id var, struct node *node);

#endif
