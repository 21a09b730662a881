/* The unit: what every later stage knows of one translation unit.
 *
 * The source stage parses with libclang and copies what matters into this
 * tree, all in one arena; no later stage sees libclang.
 *
 * Terms. The *plain text* is the text that is edited and compiled: the main
 * file as written, where single macro calls were replaced by their expansion
 * and single headers were inlined, because an edit falls into them. The
 * *original* is what the user wrote; `unit_place` translates.
 * An *object type* is a struct marked tally_object. A *reference* is a pointer
 * to one; its *kind* is strong unless a place annotation says otherwise. A
 * *counted array* is an array on the heap with a count and a length; a pointer
 * annotated tally_array is a reference to one, whatever its elements are.
 * A type *holds references* if a value of it contains one that is counted or
 * weak: a reference, an array of them, a struct with such a field. */
#ifndef TALLY_SOURCE_UNIT_H
#define TALLY_SOURCE_UNIT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- places in text ---------------------------------------------------- */

/* Where a construct stands. `file` 0 is the plain text and begin/end are byte
 * offsets into it (half open); other files are headers that were not inlined,
 * where nothing can be edited yet.
 *
 * An edit at `begin` is possible if begin_macro is NONE, one at `end` if
 * end_macro is NONE. Otherwise they number the outermost macro call (in
 * unit.macro_calls) which has to be expanded first, and begin/end are then the
 * limits of that call. tally.h's own macros that pass their arguments through
 * (tally_new and its kin) do not count as macro calls.
 *
 * A node that begins with the first token of an expansion can be edited in
 * front of the call, one that ends with the last token behind it: that macro
 * is NONE then. So NULL, false, a named constant and NEXT(n) are operands like
 * others. Where this is not plain to see the macro stays, and the call is
 * expanded once more than it had to be. Braces are never freed so: text goes
 * inside of them. */
struct range {
    uint32_t file;
    uint32_t begin, end;
    uint32_t begin_macro, end_macro;
};
#define NO_MACRO UINT32_MAX

struct macro_call {
    const char *name;
    uint32_t begin, end; /* of the call with its arguments, in the plain text */
};

/* A macro of the user's, and where in the plain text its name means it. */
struct macro_definition {
    const char *name;
    bool function_like;
    uint32_t file, at;   /* where it stands */
    uint32_t from, until; /* in the plain text */
};

struct source_file {
    const char *path; /* as the user's diagnostics name it */
    bool system;      /* in a system include folder */
};

/* ---- types ------------------------------------------------------------- */

enum type_kind {
    TYPE_VOID,
    TYPE_BOOL,
    TYPE_INTEGER, /* also enums and characters */
    TYPE_FLOAT,
    TYPE_POINTER,
    TYPE_ARRAY,    /* length 0: incomplete or variable; see `variable` */
    TYPE_FUNCTION,
    TYPE_RECORD,   /* struct or union */
    TYPE_OTHER     /* vectors, complex, blocks: never references */
};

enum ref_kind {
    REF_NONE,    /* not a pointer to an object type */
    REF_STRONG,
    REF_WEAK,
    REF_UNOWNED,
    REF_ARRAY    /* tally_array: to a counted array of what the pointer points to */
};

enum type_quals {
    QUAL_CONST = 1,
    QUAL_VOLATILE = 2,
    QUAL_RESTRICT = 4,
    QUAL_ATOMIC = 8
};

/* What a function's type says of who owns its result or one of its arguments:
 * marks (enum mark, below) and what stands in their brackets, normalised, or
 * NULL. Plain: no marks. */
struct convention {
    unsigned marks;
    const char *argument;
};

/* Canonical: typedefs are looked through, except in `spelling`. Types are
 * interned: equal types (quals and kind of reference included) are the same
 * pointer, so comparison is `==`. */
struct type {
    enum type_kind kind;
    unsigned quals; /* enum type_quals, of this level */
    enum ref_kind ref;
    bool is_signed;              /* TYPE_INTEGER */
    bool variable;               /* TYPE_ARRAY whose length is not constant */
    bool variadic;               /* TYPE_FUNCTION */
    bool no_prototype;           /* TYPE_FUNCTION: K&R */
    uint64_t size, align;        /* bytes; 0 if incomplete */
    uint64_t length;             /* TYPE_ARRAY */
    const struct type *inner;    /* pointee, element, result */
    const struct type **params;  /* TYPE_FUNCTION */
    size_t param_count;
    struct convention gives;          /* TYPE_FUNCTION: of the result */
    const struct convention *accepts; /* TYPE_FUNCTION: by parameter; NULL: all are plain */
    const struct record *record; /* TYPE_RECORD */
    /* The user's own spelling where he gave one (typedef names kept),
     * annotations removed; for an abstract declarator see type_declare. */
    const char *spelling;
    const struct type *unqualified; /* the same with quals 0 (may be itself) */
};

struct field {
    const char *name; /* NULL: anonymous struct or union member */
    const struct type *type;
    uint64_t offset; /* bytes from the start of its record */
    bool is_bit_field;
    struct range range;
    /* A union whose live member a tag selects: the field of the same struct
     * that is the tag; else NULL. */
    const struct field *tag;
    /* A member of such a union: the values that select it. */
    const int64_t *cases;
    size_t case_count;
    const char *variant, *labels; /* what stands in tally_variant and tally_case; or NULL */
};

/* One struct or union type of the unit. */
struct record {
    uint32_t id; /* index in unit.records */
    const char *tag;  /* NULL if none */
    const char *name; /* how to write the type: "struct Node", a typedef name; NULL if it has no name */
    const char *identifier; /* of `name`, fit to be part of an identifier: "Node"; unique in the unit */
    bool is_union;
    bool is_object;
    bool is_base;
    bool complete;
    bool acyclic;           /* proved: no cycle can go through an instance (open world) */
    bool acyclic_unchecked; /* the programmer's promise */
    bool in_function;       /* declared in a block */
    uint64_t size, align;
    struct field *fields;
    size_t field_count;
    /* Of an object type whose first member is an object of a base type by
     * value: that type, whose subtype it is. NULL if none. */
    const struct record *base;
    const struct decl *finalizer; /* NULL if none */
    const struct decl *trace;     /* NULL if none */
    struct range first;           /* of the first declaration */
    struct range definition;
    const char *variant; /* what stands in the tally_variant of a union */
    const char *file; /* of the definition, for identity of types defined in a .c file */
    uint64_t layout_hash; /* of names, offsets, types of all fields */
};

/* ---- declarations ------------------------------------------------------ */

enum decl_kind { DECL_VARIABLE, DECL_PARAM, DECL_FUNCTION };
enum storage { STORAGE_AUTO, STORAGE_STATIC, STORAGE_EXTERN, STORAGE_REGISTER };

/* Annotations that stand on functions and parameters; a bit each. */
enum mark {
    MARK_FINALIZER = 1 << 0,
    MARK_TRACE = 1 << 1,
    MARK_BORROWED = 1 << 2,
    MARK_BORROWED_FROM = 1 << 3,
    MARK_CONSUMED = 1 << 4,
    MARK_CONSUMES_IF = 1 << 5,
    MARK_CONTEXT = 1 << 6,
    MARK_BYTES = 1 << 7,
    MARK_UNMANAGED = 1 << 8
};

/* A variable, parameter or function; one for all its redeclarations. */
struct decl {
    uint32_t id; /* index in unit.decls */
    enum decl_kind kind;
    enum storage storage;
    bool file_scope;
    bool defined;       /* has a definition (tentative ones too) in this unit */
    bool thread_local_; /* _Thread_local */
    bool has_cleanup;   /* GNU cleanup attribute */
    bool address_taken; /* '&' on it or on a part of it, or it decays, anywhere */
    bool pure;          /* DECL_FUNCTION: its attributes let compilers merge or drop calls */
    bool is_object;     /* DECL_VARIABLE: an object itself; `type` is that of a constant reference to it */
    bool quiet;         /* DECL_FUNCTION: no object can die while it runs (analysis/effects) */
    bool keeps_all;     /* the same of this very body, which another unit may replace */
    bool taken;         /* DECL_PARAM: becomes part of what its function returns, which takes it over (analysis/makers) */
    bool assigned;      /* written after its declaration (=, +=, ++), anywhere */
    unsigned marks;     /* enum mark */
    const char *name;
    const struct type *type;
    struct range range;   /* of the declaration (its definition, if there is one) */
    struct range name_range;
    struct range declarator_end; /* empty range where an initialiser goes: behind name, [N], () and attributes */
    struct node *init;    /* variable: initialiser or NULL */
    uint32_t param_index; /* DECL_PARAM */
    struct decl **params; /* DECL_FUNCTION: those of the definition or, without one, of the latest prototype */
    size_t param_count;
};

/* A function definition whose body is in the tree. */
struct function {
    struct decl *decl;
    struct node *body; /* NODE_COMPOUND */
    /* Offsets in the plain text: the first byte of the whole external
     * declaration (its specifiers), where helpers can be put in front. */
    struct range range;
    struct place_in_text presumed; /* of range.begin, as #line directives of the plain text say; unless in_header */
    bool in_header; /* a header that was not inlined: it must be, if an edit falls here */
};

/* ---- expressions and statements ---------------------------------------- */

/* Children are listed beside each kind; `?` may be NULL. Implicit casts are
 * not nodes (their effect shows in types); parentheses are. */
enum node_kind {
    /* expressions */
    NODE_NAME,       /* -; decl: variable, parameter or function (NULL: enum constant) */
    NODE_LITERAL,    /* -; number, character, string, enum constant, offsetof, sizeof and _Alignof (not evaluated) */
    NODE_PAREN,      /* operand */
    NODE_MEMBER,     /* record or pointer; `arrow`, field, name */
    NODE_SUBSCRIPT,  /* array or pointer, index (as written: a[i] or i[a]) */
    NODE_DEREF,      /* pointer */
    NODE_ADDRESS,    /* operand of & */
    NODE_UNARY,      /* operand; + - ~ ! and real/imag */
    NODE_INCREMENT,  /* operand; prefix or postfix ++ -- */
    NODE_BINARY,     /* left, right; arithmetic, comparison, shifts */
    NODE_AND,        /* left, right; && */
    NODE_OR,         /* left, right; || */
    NODE_COMMA,      /* left, right */
    NODE_CONDITIONAL,/* condition, then ? (NULL: GNU a ?: b), else */
    NODE_ASSIGN,     /* place, value; = */
    NODE_COMPOUND_ASSIGN, /* place, value; += and kin */
    NODE_CAST,       /* operand; `type` is the written one */
    NODE_CALL,       /* callee, arguments... */
    NODE_COMPOUND_LITERAL, /* NODE_INIT_LIST */
    NODE_INIT_LIST,  /* initialisers..., as written */
    NODE_DESIGNATED, /* value; one `.a.b[3] = value` of a list; `designator_type` is the type of what it initialises */
    NODE_NEW,        /* initialisers ...; tally_new(T, ...): record = T, type = T *; see `new_kind`.
                      * Of arrays: length. Of objects with a flexible member: length, initialisers ... */
    NODE_VA_ARG,     /* list */
    NODE_LABEL_ADDRESS, /* -; name; GNU &&label */
    NODE_STATEMENT_EXPR, /* NODE_COMPOUND; GNU ({ }) */
    NODE_GENERIC,    /* the selected arm only; none if it is one of several functions of one type */
    NODE_OPAQUE,     /* children as they come; an expression that we do not know. An error where references are involved */
    /* statements */
    NODE_COMPOUND,   /* statements... */
    NODE_DECLARATION,/* - ; decls: the variables declared, in order (types, functions and typedefs are left out) */
    NODE_EXPRESSION, /* expression; range includes the ';' */
    NODE_NULL,
    NODE_IF,         /* condition, then, else ? */
    NODE_WHILE,      /* condition, body */
    NODE_DO,         /* body, condition */
    NODE_FOR,        /* init ? (expression or NODE_DECLARATION), condition ?, step ?, body */
    NODE_SWITCH,     /* value, body */
    NODE_CASE,       /* statement; the constants are not copied */
    NODE_DEFAULT,    /* statement */
    NODE_LABEL,      /* statement; name */
    NODE_GOTO,       /* -; name */
    NODE_COMPUTED_GOTO, /* target */
    NODE_BREAK,
    NODE_CONTINUE,
    NODE_RETURN,     /* value ? ; range includes the ';' */
    NODE_ASM,        /* operands ... ; name: "goto" if it may jump */
    NODE_OPAQUE_STATEMENT /* children as they come */
};

/* One step of a designator: `.field`, or `[index]` if field is NULL. Members of
 * anonymous members are named directly. */
struct designator {
    const struct field *field;
    uint64_t index;
};

enum new_kind {
    NEW_OBJECT,
    NEW_TRY_OBJECT,
    NEW_ARRAY, /* tally_new_array: record NULL, type = T *tally_array */
    NEW_TRY_ARRAY,
    NEW_FLEX,  /* tally_new_flex */
    NEW_TRY_FLEX,
    NEW_VARIABLE /* the initialiser of a variable that is an object */
};

struct node {
    enum node_kind kind;
    bool arrow;   /* NODE_MEMBER: '->' */
    bool postfix; /* NODE_INCREMENT */
    bool atomic;      /* NODE_OPAQUE: a compiler's own __atomic or __c11_atomic operation; children: its operands */
    bool is_constant; /* an expression that is a null pointer constant (0, NULL, (void *)0), for references */
    enum new_kind new_kind;
    bool shares;  /* NODE_NEW, in our own text: it retains its initialisers itself */
    bool has_value;   /* an integer constant, of a literal or an enumerator: `value` */
    int64_t value;
    const char *op;   /* operator as written: "+", "==", "+=", "++"; or NULL */
    const char *name; /* member, label; NODE_OPAQUE: what it is, or NULL */
    const void *label; /* NODE_LABEL, _GOTO, _LABEL_ADDRESS: which of that name; only to be compared */
    /* Of the whole construct. Statements include their ';' or '}'. */
    struct range range;
    /* The operator token ('=', '?', '->', '(' of a call), `return`, `for`, the macro's name (NODE_NEW). */
    struct range token;
    /* NODE_FOR: from after the '(' : init_end is just behind the first ';'.
     * NODE_NEW: range of its type argument as written. */
    struct range extra;
    const struct type *type; /* of an expression, after no implicit conversion but
                              * decay; NULL for statements */
    const struct type *designator_type; /* NODE_DESIGNATED */
    struct designator *designators;     /* NODE_DESIGNATED: the path, outermost first */
    size_t designator_count;
    const struct record *record;        /* NODE_NEW, NODE_MEMBER: the record that has the member */
    const struct field *field;          /* NODE_MEMBER; NODE_NEW: the flexible member */
    struct decl *decl;                  /* NODE_NAME */
    struct decl **decls;                /* NODE_DECLARATION */
    size_t decl_count;
    struct node **child;
    size_t child_count;
};

/* ---- the unit ---------------------------------------------------------- */

/* A declaration of a variable that is an object, which is written anew. */
struct object_declaration {
    struct decl *decl;
    const struct record *record;
    struct range name;
    bool is_static, is_extern, is_const, initialised;
    bool first;      /* `before` is the specifiers; otherwise the ',' */
    bool followed, by_object; /* by another declarator behind the ',' at `after`; that of an object */
    struct range before, after;
    /* As written: the type's name, all specifiers. NULL where they stand in a
     * macro or a header, which has to be made plain first. */
    const char *type, *specifiers;
};

struct unit {
    struct arena *arena;
    struct diags *diags;
    const char *main_file; /* as the user named it */
    const char *text;      /* the plain text, NUL-terminated behind its `length` bytes */
    size_t length;
    bool uses_tally; /* tally.h was included (and TALLY_MANUAL was not defined) */
    bool unwinds;    /* --unwind=shadow; set by the pipeline */
    bool is_strange; /* libclang finds errors in it, but the compiler does not, and it has no references: nothing of it was read */
    VEC(struct source_file) files; /* [0] is the plain text */
    VEC(struct macro_call) macro_calls;
    VEC(struct macro_definition) definitions;
    VEC(struct type *) types;
    VEC(struct record *) records;
    VEC(struct decl *) decls;
    VEC(struct object_declaration) object_declarations;
    VEC(struct range) object_mentions; /* of the names of such variables, anywhere */
    VEC(struct function *) functions; /* in source order, headers included */
    void *line_map; /* of source/plain.c: plain offset → original place */
};

/* The original place of an offset in the plain text. */
struct place_in_text unit_place(const struct unit *unit, uint32_t file, uint32_t offset);
/* That of a construct's first byte, for diagnostics. */
struct place_in_text unit_place_of(const struct unit *unit, struct range range);
/* Adds to the diagnostic that was reported last that `range` becoming `text`
 * mends it. Nothing where the range is not written on one line of that file. */
void unit_fix(const struct unit *unit, struct diags *diags, struct range range, const char *text);

/* Does a value of this type hold strong or weak references (a reference
 * itself, an array or struct of such)? O(size of type). */
bool type_holds_references(const struct type *type);
/* A pointer to an object type, of any reference kind, or to a counted array. */
bool type_is_reference(const struct type *type);
/* An array, some dimension of which is not constant. */
bool type_is_variable_array(const struct type *type);
/* A struct that holds references: a *value*, which is copied, counted and
 * released as a whole. */
bool type_is_value(const struct type *type);
/* What an expression can give that is counted: a reference or a value. */
bool type_is_counted(const struct type *type);
/* A reference to a counted array. */
bool type_is_counted_array(const struct type *type);
/* A volatile reference: each access to its place counts. */
bool type_is_volatile_place(const struct type *type);
/* How a place of this type is counted: REF_STRONG also where it refers to an array. */
enum ref_kind type_place_kind(const struct type *type);
/* Can no cycle of strong references go through a counted array of these? */
bool type_elements_acyclic(const struct type *element);
/* A union that holds references and whose members are not all strong ones:
 * only a tag says which of them counts. */
bool type_is_variant(const struct type *type);
/* The same, or something by value that has one in it. */
bool type_has_variant(const struct type *type);
/* A union whose members are all strong references to objects. */
bool record_is_one_reference(const struct record *record);
/* Does the tag's value select this member of a variant? */
bool field_has_case(const struct field *field, int64_t value);
/* The member that it selects; NULL if none. */
const struct field *record_member_of_case(const struct record *record, int64_t value);
/* The flexible array member of a struct; NULL if it has none. */
const struct field *record_flexible(const struct record *record);
/* `name` declared with this type, in C: type_declare(.., "x") gives
 * "struct Node *const x", "int (*x)(char)". Of the annotations tally_array
 * is written, because C's own types do not tell an array from a pointer. NULL
 * if the type cannot be written (no name, or declared in a block). An empty
 * `name` gives an abstract declarator. Result in the arena. */
const char *type_declare(struct arena *arena, const struct type *type, const char *name);
/* A function, or a pointer to or array of some. */
bool type_leads_to_function(const struct type *type);
/* Is it emptied where it is given to a consumed parameter? A local variable,
 * or a consumed parameter, that nobody else can see; others are retained. */
bool decl_is_given(const struct decl *decl);
/* The convention of a function type's parameter, variadic ones included. */
struct convention type_accepts(const struct type *function, size_t index);
/* Is an argument of this type handed over there: to a consumed parameter, or a
 * reference to the context of a callback? */
bool type_takes(const struct type *function, size_t index, const struct type *argument);
/* Is its result lent, and not owned? */
bool type_lends(const struct type *function);
/* The parameter that keeps the result of a function that says
 * tally_borrowed_from. */
size_t type_lender(const struct type *function);
/* Do two function types hand over the same references, at the result and at
 * each parameter? */
bool type_same_conventions(const struct type *a, const struct type *b);
/* Strips NODE_PAREN (never NULL). */
struct node *node_strip_parens(struct node *node);
/* `&*E`, `&E->base`, `&(*E).base.root`: E, where that is a reference to the
 * same object as the NODE_ADDRESS is. NULL where it is not. */
struct node *node_object_pointer(const struct node *address);
/* A cast of a reference to one of a base type or of a subtype. */
bool node_is_object_cast(const struct node *node);
/* Is `record` the other one, or a subtype of it? */
bool record_is_subtype(const struct record *record, const struct record *of);

#endif
