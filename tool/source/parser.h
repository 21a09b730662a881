/* What the files of the source stage share while one unit is parsed. The only
 * header that includes libclang's; nothing outside of source/ includes it.
 *
 * A *cursor* and a `CXType` are libclang's and die with the translation unit;
 * all that later stages see is copied into the arena. Everything is made on
 * first demand and found again through tables keyed by cursor or type. */
#ifndef TALLY_SOURCE_PARSER_H
#define TALLY_SOURCE_PARSER_H

#include "source/scan.h"
#include "source/text.h"
#include "source/unit.h"

#include <clang-c/Index.h>

/* Cursor → what was made of it. Open addressing; keys are canonical. */
struct cursor_map {
    struct cursor_slot {
        CXCursor key;
        void *value; /* NULL: free */
    } * slots;
    size_t count, capacity;
};

struct type_map {
    struct type_slot {
        CXType key;
        const struct type *value;
    } * slots;
    size_t count, capacity;
};

struct type_set {
    struct type **slots;
    size_t count, capacity;
};

/* One macro call that the preprocessor recorded in the plain text, nested
 * ones included. Ascending by `begin`, outer before inner. */
struct macro_use {
    uint32_t begin, end;
    bool transparent; /* of tally.h: passes its arguments through */
    bool extended;    /* over brackets that its expansion may take in */
    uint32_t outer;   /* in unit.macro_calls: the outermost call around it,
                       * itself included; NO_MACRO: none */
    CXCursor cursor;
};

struct enumerator {
    const char *name;
    int64_t value;
};

struct parser {
    struct source *source;
    struct unit *unit;
    struct arena *arena;
    struct diags *diags;
    CXTranslationUnit tu;
    CXFile main_file;
    struct scanner plain; /* the plain text, with the lines that are inactive */
    VEC(CXFile) files;    /* beside unit.files */
    size_t last_file;     /* the file that was asked for last */
    VEC(struct macro_use) uses;
    VEC(CXCursor) stack; /* children of the cursors being copied */
    struct type_map types;
    struct type_set type_set;
    struct cursor_map records, fields, decls, type_names;
    VEC(struct enumerator) enumerators; /* of variants.c: all, once asked for */
    VEC(const char *) identifiers; /* taken by records */
    VEC(struct range) reported;    /* diagnostics that come once a place */
    const struct decl *maker[2];   /* tally__tool_new, tally__tool_try_new */
    CXFile tally_header;           /* NULL: not included */
    bool manual;                   /* it counts by hand: TALLY_MANUAL */
    bool rewritten;                /* it is our own output */
    struct range rewritten_at;     /* where TALLY_REWRITTEN is defined */
    const char *header_version;    /* as spelled, in quotes; NULL: none */
    CXFile version_file;           /* where that is */
    bool mentions_reference; /* some type seen since it was cleared has one */
    struct range group; /* of the first declarator of a declaration */
    bool system_objects;     /* an object type is declared in a system header */
};

/* ---- cursors (cursors.c) ------------------------------------------------ */

/* The children of a cursor, on the parser's stack: taken and given back in
 * the order of a stack. */
struct children {
    size_t base, count;
};
struct children children_of(struct parser *p, CXCursor cursor);
/* The same without those that are neither expression nor statement. */
struct children children_evaluated(struct parser *p, CXCursor cursor);
CXCursor child_at(const struct parser *p, struct children children, size_t i);
void children_done(struct parser *p, struct children children);

/* NULL if there is none. */
void *cursor_map_get(const struct cursor_map *map, CXCursor key);
void cursor_map_put(struct parser *p, struct cursor_map *map, CXCursor key,
                    void *value);
/* Copies and disposes; NULL if it is empty. */
const char *copy_string(struct parser *p, CXString string);
bool string_equals(CXString string, const char *text); /* disposes too */

/* ---- places (ranges.c, macros.c) ----------------------------------------- */

/* Fills uses and unit.macro_calls from the calls in `uses`, in any order. */
void macros_prepare(struct parser *p);
/* The use that begins at an offset of the plain text; NULL if none. O(log n) */
const struct macro_use *macro_use_at(const struct parser *p, uint32_t begin);
/* The outermost call around the byte at `offset`; NO_MACRO if none. */
uint32_t macro_call_around(const struct parser *p, uint32_t offset);

/* Index in unit.files; adds the file if it is new. */
uint32_t file_index(struct parser *p, CXFile file);
/* The range of a cursor. */
struct range cursor_range(struct parser *p, CXCursor cursor);
struct range source_range(struct parser *p, CXSourceRange range);
/* Where a cursor's own location is (the name of a declaration). */
struct range name_range(struct parser *p, CXCursor cursor);
/* [begin, end) of the plain text as a range; the whole of the outermost macro
 * call where it lies in one. */
struct range plain_range(const struct parser *p, uint32_t begin, uint32_t end);
/* That of a macro call, which both ends lie in. */
struct range call_range(const struct parser *p, uint32_t macro);
/* The first token, `length` bytes, of a construct that is not settled yet. */
struct range first_token(const struct parser *p, struct range range,
                         size_t length);
bool is_main(const struct range range);
bool in_system_header(CXCursor cursor);
/* Frees the ends of a node from its macros where it can be edited around
 * them, see struct range. Its children are settled. */
void range_settle(struct parser *p, struct node *node, CXCursor cursor);
/* Where a construct is spelled: the text of a macro's definition, if it comes
 * from one. NULL text where libclang has none. */
struct spelling {
    const char *text;
    size_t length;
    uint32_t offset;
    CXFile file;
};
struct spelling spelling_of(struct parser *p, CXSourceLocation location);
/* True if the construct's first token is spelled `text`. */
bool spelled(struct parser *p, CXCursor cursor, const char *text);
/* ... __c11_atomic_store or another one of the compiler's own, which are no
 * calls to clang? */
bool spelled_atomic(struct parser *p, CXCursor cursor);

/* Reports unless the same code was reported for this very place; false then. */
bool report_once(struct parser *p, enum diag_code code, struct range at,
                 const char *mend, const char *what, ...)
    __attribute__((format(printf, 5, 6)));

/* ---- tally.h (header.c) ---------------------------------------------------
 */

/* Looks at one macro definition that the preprocessor recorded, in their
 * order: which file is tally.h, and in what mode it is. */
void header_note(struct parser *p, CXCursor definition);
/* Once all are noted: fills unit.uses_tally, and reports a tally.h of another
 * version and a mode that the text does not have. */
void header_finish(struct parser *p);

/* ---- types (types.c) ------------------------------------------------------
 */

const struct type *type_of(struct parser *p, CXType type);
/* The same with an array or function as a parameter has it. */
const struct type *type_of_param(struct parser *p, CXType type);
/* A reference, an object, or something that holds or points to one. */
bool type_mentions_reference(const struct type *type);
const struct type *type_of_cursor(struct parser *p, CXCursor cursor);
/* Volatile and atomic references, at any pointer level. */
bool type_is_unsupported(const struct type *type);
/* The one type that equals `type`. */
const struct type *type_intern(struct parser *p, struct type type);
/* The same pointer as a reference to a counted array, or as none. */
const struct type *type_as_array(struct parser *p, const struct type *type,
                                 bool array);
/* A pointer to `inner` without quals. */
const struct type *type_pointer_to(struct parser *p, const struct type *inner);

/* ---- conventions (conventions.c) ------------------------------------------ */

/* The type of a declaration, or the one that a cast writes, with the ownership
 * marks that stand on its parameters there. */
const struct type *type_with_conventions(struct parser *p, CXCursor cursor,
                                         const struct type *type);
/* The annotations that a declaration of this type may have for its result. */
unsigned result_annotations(const struct type *type);
/* The type of a function, by its first declaration; a later one (`cursor`)
 * that says more is reported. */
const struct type *type_of_function(struct parser *p, CXCursor cursor);
/* libclang's types of expressions have no conventions: those of the operands
 * are handed on. */
void node_take_conventions(struct parser *p, struct node *node,
                           CXCursor cursor);

/* ---- definitions of macros (definitions.c) ------------------------------------ */

/* Notes one of the user's, in the order of the text. */
void definition_note(struct parser *p, CXCursor cursor);
/* Fills in from where to where they are good; needs all inclusions. */
void definitions_finish(struct parser *p);

/* ---- attributes (pure.c) --------------------------------------------------- */

/* Does a declaration of a function say that calls may be merged or dropped:
 * pure, const, [[unsequenced]], [[reproducible]]? */
bool function_is_pure(struct parser *p, CXCursor function);

/* Reports place annotations of a declaration's type on non-references. */
void places_check(struct parser *p, CXCursor declaration);

/* ---- records (records.c, acyclic.c) ---------------------------------------
 */

struct record *record_of(struct parser *p, CXCursor declaration);
/* NULL if it is no field that we know. */
const struct field *field_of(struct parser *p, CXCursor field,
                             const struct record **record);
/* Checks one declaration of a struct or union: marks and their order. */
void record_check_declaration(struct parser *p, CXCursor declaration);
/* Fills `acyclic` of all records, hashes their layouts, reports. */
void records_finish(struct parser *p);
void records_prove_acyclic(struct parser *p);

/* ---- variants (variants.c) ---- */
/* Notes the marks of a field. */
void variant_note(struct parser *p, struct field *field, CXCursor cursor);
/* Finds the tags and cases of all records, and checks them. */
void variants_finish(struct parser *p);

/* ---- declarations (decls.c, marks.c) ---------------------------------------
 */

struct decl *decl_of(struct parser *p, CXCursor declaration);
/* A variable with its initialiser. */
struct decl *decl_variable(struct parser *p, CXCursor declaration);
/* An array of variable length, or a pointer to one. */
bool type_is_variably_sized(const struct type *type);
/* Lengths in types and the indices of offsetof are evaluated, but not part of
 * the tree: refuses references in them. `but` is the child of `cursor` that is
 * neither; `what` is named in the diagnostic. */
void check_lengths(struct parser *p, CXCursor cursor, CXCursor but,
                   const char *what);
/* A function with what can be said of its signature. */
struct decl *decl_function(struct parser *p, CXCursor declaration);
/* The text of an annotation that is one of ours ("tally_..."): its code in
 * enum annotation below, ANNOTATION_NONE otherwise. */
enum annotation {
    ANNOTATION_NONE,
    ANNOTATION_OBJECT,
    ANNOTATION_BASE,
    ANNOTATION_ACYCLIC,
    ANNOTATION_ACYCLIC_UNCHECKED,
    ANNOTATION_FINALIZER,
    ANNOTATION_TRACE,
    ANNOTATION_UNMANAGED,
    ANNOTATION_CONSUMED,
    ANNOTATION_BORROWED,
    ANNOTATION_BORROWED_FROM,
    ANNOTATION_BYTES,
    ANNOTATION_CONTEXT,
    ANNOTATION_VARIANT,
    ANNOTATION_CASE,
    ANNOTATION_CONSUMES_IF,
    ANNOTATION_LATER /* known, and not handled yet */
};
/* A bit set, 1 << enum annotation, of a declaration. Annotations that do not
 * belong there (`allowed` is such a set) or are not handled yet are reported.
 */
unsigned annotations_of(struct parser *p, CXCursor declaration,
                        unsigned allowed);
/* The marks that may stand on a function. */
#define FUNCTION_ANNOTATIONS                                      \
    (1u << ANNOTATION_FINALIZER | 1u << ANNOTATION_TRACE | \
     1u << ANNOTATION_UNMANAGED | 1u << ANNOTATION_BORROWED | \
     1u << ANNOTATION_BORROWED_FROM)
/* What stands in the brackets of one of them, without blanks around it; NULL
 * if it is not there. */
const char *annotation_argument(struct parser *p, CXCursor declaration,
                                enum annotation annotation);
/* The marks that may stand on a parameter, and on a function or what is of a
 * function's type, as such sets. */
#define PARAM_ANNOTATIONS \
    (1u << ANNOTATION_CONSUMED | 1u << ANNOTATION_BYTES | \
     1u << ANNOTATION_CONTEXT | 1u << ANNOTATION_CONSUMES_IF)
#define RESULT_ANNOTATIONS \
    (1u << ANNOTATION_BORROWED | 1u << ANNOTATION_BORROWED_FROM)
/* Those of a field. */
#define FIELD_ANNOTATIONS (1u << ANNOTATION_VARIANT | 1u << ANNOTATION_CASE)

/* ---- the tree (tree.c, initialisers.c, statements.c) ------------------------
 */

struct node *expression_of(struct parser *p, CXCursor cursor);
struct node *initialiser_list(struct parser *p, CXCursor cursor);
/* NODE_NEW if the parenthesised `cursor` is a call of tally_new or one of its
 * kin; else NULL. */
struct node *maker_call(struct parser *p, CXCursor cursor);
/* The body of a function or of a GNU ({ }): NODE_COMPOUND. */
struct node *body_of(struct parser *p, CXCursor compound);
/* Gives `node` the label that its goto or && names, if there is one. */
void label_referenced(struct parser *p, CXCursor cursor, struct node *node);
/* The variable that `place` is in may be written by what we cannot see. */
void note_written(const struct node *place);
/* Variables that are objects (variables.c): the type of one, and its mark; what
 * its name, a member of it, its address become; its initialiser; a declaration
 * of it; all mentions. */
const struct type *variable_type(struct parser *p, struct decl *decl,
                                 const struct type *type);
void variable_named(struct parser *p, struct node *node);
void variable_member(struct parser *p, struct node *node);
void variable_address(struct node *node);
void variable_initialised(struct parser *p, struct decl *decl);
void variable_declared(struct parser *p, struct decl *decl, CXCursor cursor);
void variables_mentioned(struct parser *p);
struct node *node_new(struct parser *p, enum node_kind kind, CXCursor cursor);
void node_add_child(struct parser *p, struct node *node, struct node *child);

#endif
