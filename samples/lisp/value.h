/* The values of Scheme, and how they are made.
 *
 * A Value is the base of all of them: its kind says which struct it begins,
 * and only then may it be cast down to that. All are counted objects. Nothing
 * here says who owns what, and nothing is freed: a value lives as long as
 * something refers to it, and the cycles that programs make (a procedure whose
 * environment refers to the procedure) are the collector's.
 *
 * Values never contain raw memory: characters and elements are in counted
 * arrays. So a function that is left by fail() (fail.h) loses nothing. */
#ifndef VALUE_H
#define VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tally.h>

typedef struct tally_object tally_base Value Value;
typedef struct tally_object Integer Integer;
typedef struct tally_object Real Real;
typedef struct tally_object Character Character;
typedef struct tally_object String String;
typedef struct tally_object Symbol Symbol;
typedef struct tally_object Pair Pair;
typedef struct tally_object Vector Vector;
typedef struct tally_object Table Table;
typedef struct tally_object Entry Entry;
typedef struct tally_object Closure Closure;
typedef struct tally_object Primitive Primitive;
typedef struct tally_object Continuation Continuation;
typedef struct tally_object Values Values;
typedef struct tally_object Condition Condition;
typedef struct tally_object Port Port;
typedef struct tally_object RecordType RecordType;
typedef struct tally_object Record Record;
typedef struct tally_object RecordProcedure RecordProcedure;
typedef struct tally_object Special Special;
typedef struct tally_object Macro Macro;

/* Of other units. */
typedef struct tally_object Global Global; /* code.h */
typedef struct tally_object Scope Scope;
typedef struct tally_object Lambda Lambda;
typedef struct tally_object Frame Frame; /* machine.h */
typedef struct tally_object Kont Kont;

enum value_kind {
    VALUE_NIL, /* the five of which there is one each */
    VALUE_TRUE,
    VALUE_FALSE,
    VALUE_UNSPECIFIED,
    VALUE_END,
    VALUE_INTEGER,
    VALUE_REAL,
    VALUE_CHARACTER,
    VALUE_STRING,
    VALUE_SYMBOL,
    VALUE_PAIR,
    VALUE_VECTOR,
    VALUE_TABLE,
    VALUE_CLOSURE,
    VALUE_PRIMITIVE,
    VALUE_CONTINUATION,
    VALUE_VALUES,
    VALUE_CONDITION,
    VALUE_PORT,
    VALUE_RECORD_TYPE,
    VALUE_RECORD,
    VALUE_RECORD_PROCEDURE,
    VALUE_SPECIAL,
    VALUE_MACRO
};

struct Value {
    enum value_kind kind;
};

/* ---- atoms ----------------------------------------------------------- */

struct Integer {
    Value value;
    int64_t number;
};

struct Real {
    Value value;
    double number;
};

struct Character {
    Value value;
    uint32_t code; /* a Unicode scalar value */
};

/* Characters, one element each, so that the nth one is found at once. */
struct String {
    Value value;
    uint32_t *tally_array codes;
};

/* A symbol that was read is *interned*: there is one of its name, which lives
 * as long as anything refers to it (symbol.c). An *alias* stands in what a
 * syntax-rules macro has written for the symbol `original`, as seen where the
 * macro was defined; so it never means a variable of the macro's user. */
struct Symbol {
    Value value;
    char *tally_array name; /* UTF-8, with NUL */
    uint32_t hash;          /* of the name */
    Symbol *original;       /* of an alias */
    Scope *scope;           /* of an alias; NULL: the top level */
    Global *global;         /* of this name, made when it is first asked for */
};

/* ---- compounds ------------------------------------------------------- */

struct Pair {
    Value value;
    Value *car, *cdr;
};

struct Vector {
    Value value;
    Value **tally_array items;
};

/* A hash table from values to values, by equal?. */
struct Table {
    Value value;
    Entry **tally_array buckets; /* a power of two */
    size_t count;
};

struct Entry {
    Value *key, *item;
    uint32_t hash;
    Entry *next;
};

/* More than one value, on their way from `values` to their receiver. */
struct Values {
    Value value;
    Value *list;
};

/* What went wrong, as made by (error message irritant ...) and by fail(). */
struct Condition {
    Value value;
    Value *message; /* a String, but for users who do otherwise */
    Value *irritants;
};

struct RecordType {
    Value value;
    Symbol *name;
    Value *fields; /* a list of symbols */
    size_t count;
};

struct Record {
    Value value;
    RecordType *type;
    Value **tally_array fields;
};

/* ---- procedures and syntax ------------------------------------------- */

/* A lambda expression, and the variables that it sees. */
struct Closure {
    Value value;
    Lambda *lambda;
    Frame *frame;
};

/* A procedure written in C. */
struct Primitive {
    Value value;
    const struct primitive *spec; /* builtin.h */
};

/* What remained to be done when call/cc was called. */
struct Continuation {
    Value value;
    Kont *kont;
    Value *handlers;
};

enum record_operation { RECORD_MAKE, RECORD_TEST, RECORD_GET, RECORD_SET };

struct RecordProcedure {
    Value value;
    enum record_operation operation;
    RecordType *type;
    size_t *tally_array places; /* of the fields that it is about */
};

/* A form that the compiler knows, such as `if`. */
struct Special {
    Value value;
    const struct special *spec; /* code.h */
};

/* A form that the program defined: by a procedure (define-macro), or by the
 * rules of syntax-rules, seen from `scope`. */
struct Macro {
    Value value;
    Value *expander; /* or NULL */
    Value *literals; /* of syntax-rules */
    Value *rules;    /* a list of (pattern template) */
    Symbol *ellipsis;
    Scope *scope;
};

/* ---- making them (value.c) ------------------------------------------- */

/* The values of which there is one each. */
extern Value *value_nil, *value_true, *value_false, *value_unspecified,
    *value_end;

/* Makes these; before anything else. */
void values_start(void);

Value *value_boolean(bool truth);
Value *integer_create(int64_t number);
Value *real_create(double number);
Value *character_create(uint32_t code);
Value *pair_create(Value *car, Value *cdr);
Value *vector_create(size_t length, Value *fill);
Value *condition_create(const char *message, Value *irritants);

/* A String of `length` NULs; of UTF-8, wrong bytes being taken as they are;
 * and of a part of another one. */
String *string_create(size_t length);
String *string_of_text(const char *text, size_t length);
String *string_part(String *string, size_t start, size_t end);

/* "a pair", for messages. */
const char *kind_name(enum value_kind kind);

/* Everything but #f counts as true. */
static inline bool is_true(Value *value) {
    return value->kind != VALUE_FALSE;
}

static inline bool is_kind(Value *value, enum value_kind kind) {
    return value->kind == kind;
}

bool is_procedure(Value *value);

/* ---- lists (value.c) ------------------------------------------------- */

/* A list that grows at its end. */
struct list {
    Value *first; /* NULL while it is empty */
    Pair *last;
};

void list_add(struct list *list, Value *value);
/* The list, with `rest` behind it. */
Value *list_end(struct list *list, Value *rest);

/* How many elements; -1 if it is no proper list (or has no end). */
long list_length(Value *list);
Value *list_reverse(Value *list);
/* What stands there; `list` must be that long. */
Value *list_at(Value *list, size_t index);
/* Without its first `count` pairs; it must have them. */
Value *list_tail(Value *list, size_t count);
/* A vector of what is in a proper list, and back. */
Value *vector_of_list(Value *list);
Value *list_of_vector(Value *vector);

/* The parts of what must be a pair. */
static inline Value *car(Value *pair) {
    return ((Pair *)pair)->car;
}

static inline Value *cdr(Value *pair) {
    return ((Pair *)pair)->cdr;
}

/* ---- symbols (symbol.c) ---------------------------------------------- */

Symbol *symbol_intern(const char *name);
/* Not interned: unlike all others. */
Symbol *symbol_fresh(const char *name);
Symbol *symbol_alias(Symbol *original, Scope *scope);
/* An alias's original, through all levels; else itself. */
Symbol *symbol_strip(Symbol *symbol);
/* Is it a symbol of that name, or an alias of one? */
bool symbol_named(Value *value, const char *name);
/* A datum with the originals in the place of all aliases. */
Value *datum_strip(Value *datum);

/* ---- same or not (equal.c) ------------------------------------------- */

/* One object; or numbers or characters of the same kind and value. */
bool values_eqv(Value *left, Value *right);
/* Equal in structure. Fails where they are nested too deeply. */
bool values_equal(Value *left, Value *right);
/* The same for equal values, and for the same program in each run. */
uint32_t value_hash(Value *value);
uint32_t text_hash(const char *text);

/* ---- hash tables (table.c) ------------------------------------------- */

Table *table_create(void);
/* NULL if there is none. */
Entry *table_find(Table *table, Value *key);
void table_put(Table *table, Value *key, Value *item);
bool table_delete(Table *table, Value *key);
void table_clear(Table *table);
/* (key . item) for each entry. */
Value *table_list(Table *table);

#endif
