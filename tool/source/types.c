/* libclang's types → interned struct type.
 *
 * Place annotations are nullability under the tool, which canonical types
 * lose; so the sugar is taken off here, a layer at a time. */
#include "source/parser.h"

#include <string.h>

static const struct type *convert(struct parser *p, CXType type);

/* ---- the set of types --------------------------------------------------- */

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool is_scalar(enum type_kind kind) {
    return kind == TYPE_VOID || kind == TYPE_BOOL || kind == TYPE_INTEGER ||
           kind == TYPE_FLOAT || kind == TYPE_OTHER;
}

static bool same_type(const struct type *a, const struct type *b) {
    if (a->kind != b->kind || a->quals != b->quals || a->ref != b->ref ||
        a->variable != b->variable || a->variadic != b->variadic ||
        a->no_prototype != b->no_prototype || a->length != b->length ||
        a->inner != b->inner || a->param_count != b->param_count ||
        a->record != b->record)
        return false;
    if (a->kind == TYPE_FUNCTION && !type_same_conventions(a, b))
        return false;
    if (is_scalar(a->kind) &&
        (!same_text(a->spelling, b->spelling) || a->size != b->size))
        return false;
    return a->param_count == 0 ||
           memcmp(a->params, b->params, a->param_count * sizeof *a->params) ==
               0;
}

static size_t mix(size_t hash, size_t value) {
    return (hash ^ value) * 0x9E3779B97F4A7C15u;
}

static size_t hash_type(const struct type *type) {
    size_t hash = mix(type->kind, type->quals * 8 + type->ref);
    hash = mix(hash, (size_t)type->inner);
    hash = mix(hash, (size_t)type->record);
    hash = mix(hash, (size_t)type->length);
    if (is_scalar(type->kind))
        for (const char *c = type->spelling; c && *c; c++)
            hash = mix(hash, (size_t)*c);
    for (size_t i = 0; i < type->param_count; i++)
        hash = mix(hash, (size_t)type->params[i]);
    return hash ^ hash >> 32;
}

static struct type **slot_of(const struct type_set *set,
                             const struct type *type) {
    size_t mask = set->capacity - 1, at = hash_type(type) & mask;
    while (set->slots[at] && !same_type(set->slots[at], type))
        at = (at + 1) & mask;
    return &set->slots[at];
}

static void grow_set(struct parser *p) {
    struct type_set larger = {
        .capacity = p->type_set.capacity ? 2 * p->type_set.capacity : 256};
    larger.slots = ARENA_ARRAY(p->arena, struct type *, larger.capacity);
    for (size_t i = 0; i < p->type_set.capacity; i++)
        if (p->type_set.slots[i])
            *slot_of(&larger, p->type_set.slots[i]) = p->type_set.slots[i];
    larger.count = p->type_set.count;
    p->type_set = larger;
}

const struct type *type_intern(struct parser *p, struct type type) {
    if (2 * (p->type_set.count + 1) > p->type_set.capacity)
        grow_set(p);
    struct type **slot = slot_of(&p->type_set, &type);
    if (*slot)
        return *slot;
    struct type *made = ARENA_NEW(p->arena, struct type);
    *made = type;
    *slot = made;
    p->type_set.count++;
    VEC_PUSH(p->arena, p->unit->types, made);
    type.quals = 0;
    made->unqualified = made->quals ? type_intern(p, type) : made;
    return made;
}

/* Quals of an array are those of its elements. */
static const struct type *qualify(struct parser *p, const struct type *type,
                                  unsigned quals) {
    if ((type->quals | quals) == type->quals || type->kind == TYPE_FUNCTION)
        return type;
    struct type changed = *type;
    if (type->kind == TYPE_ARRAY)
        changed.inner = qualify(p, type->inner, quals);
    else
        changed.quals |= quals;
    return type_intern(p, changed);
}

/* ---- the cache by libclang's own type ----------------------------------- */

static struct type_slot *cache_slot(const struct type_map *map, CXType key) {
    size_t mask = map->capacity - 1;
    size_t at = mix((size_t)key.data[0], (size_t)key.kind);
    at = (at ^ at >> 32) & mask;
    while (map->slots[at].value && !clang_equalTypes(map->slots[at].key, key))
        at = (at + 1) & mask;
    return &map->slots[at];
}

static void grow_cache(struct parser *p) {
    struct type_map larger = {
        .capacity = p->types.capacity ? 2 * p->types.capacity : 256};
    larger.slots = ARENA_ARRAY(p->arena, struct type_slot, larger.capacity);
    for (size_t i = 0; i < p->types.capacity; i++)
        if (p->types.slots[i].value)
            *cache_slot(&larger, p->types.slots[i].key) = p->types.slots[i];
    larger.count = p->types.count;
    p->types = larger;
}

const struct type *type_of(struct parser *p, CXType type) {
    if (2 * (p->types.count + 1) > p->types.capacity)
        grow_cache(p);
    const struct type *known = cache_slot(&p->types, type)->value;
    if (!known) {
        known = convert(p, type);
        if (2 * (p->types.count + 1) > p->types.capacity)
            grow_cache(p); /* by what it was made of */
        struct type_slot *slot = cache_slot(&p->types, type);
        p->types.count += slot->value == NULL;
        *slot = (struct type_slot){.key = type, .value = known};
    }
    if (!p->mentions_reference && type_mentions_reference(known))
        p->mentions_reference = true;
    return known;
}

const struct type *type_of_cursor(struct parser *p, CXCursor cursor) {
    return type_of(p, clang_getCursorType(cursor));
}

/* ---- spelling ----------------------------------------------------------- */

static void remove_word(char *text, const char *word) {
    size_t length = strlen(word);
    for (char *at; (at = strstr(text, word)) != NULL;) {
        if (at > text && at[-1] == ' ')
            at--, length = strlen(word) + 1;
        memmove(at, at + length, strlen(at + length) + 1);
        length = strlen(word);
    }
}

/* The user's spelling without annotations. */
static const char *user_spelling(struct parser *p, CXType type) {
    CXString string = clang_getTypeSpelling(type);
    char *text = arena_strdup(p->arena, clang_getCString(string));
    clang_disposeString(string);
    remove_word(text, "_Nullable");
    remove_word(text, "_Null_unspecified");
    remove_word(text, "_Nonnull");
    return text;
}

static const char *scalar_spelling(struct parser *p, CXType type) {
    CXType canonical = clang_getUnqualifiedType(clang_getCanonicalType(type));
    return copy_string(p, clang_getTypeSpelling(canonical));
}

/* ---- conversion --------------------------------------------------------- */

/* A type without its sugar, and what the sugar said. */
struct bare {
    CXType type;
    unsigned quals;
    enum CXTypeNullabilityKind nullability; /* Invalid: nothing said */
};

static unsigned local_quals(CXType type) {
    return (clang_isConstQualifiedType(type) ? QUAL_CONST : 0u) |
           (clang_isVolatileQualifiedType(type) ? QUAL_VOLATILE : 0u) |
           (clang_isRestrictQualifiedType(type) ? QUAL_RESTRICT : 0u);
}

static bool is_function(enum CXTypeKind kind) {
    return kind == CXType_FunctionProto || kind == CXType_FunctionNoProto;
}

/* One layer less; the same type if nothing is left to take off. Functions in
 * parentheses stay as they are: libclang looks through those by itself. */
static CXType take_off(CXType type) {
    CXType canonical;
    switch (type.kind) {
    case CXType_Elaborated:
        return clang_Type_getNamedType(type);
    case CXType_Typedef:
        return clang_getTypedefDeclUnderlyingType(
            clang_getTypeDeclaration(type));
    case CXType_Attributed:
        return clang_Type_getModifiedType(type);
    case CXType_Unexposed:
    case CXType_Auto:
        canonical = clang_getCanonicalType(type);
        return is_function(canonical.kind) ? type : canonical;
    default:
        return type;
    }
}

/* A variable whose type is that of a value is a place of its own: it is no weak
 * or unowned one because that value was read from such. */
static enum CXTypeNullabilityKind said_by(CXType type) {
    enum CXTypeNullabilityKind said = clang_Type_getNullability(type);
    bool inferred = type.kind == CXType_Auto;
    return inferred && said != CXTypeNullability_NonNull
               ? CXTypeNullability_Invalid
               : said;
}

static struct bare take_all_off(CXType type) {
    struct bare bare = {.type = type, .nullability = CXTypeNullability_Invalid};
    for (;;) {
        bare.quals |= local_quals(bare.type);
        if (bare.nullability == CXTypeNullability_Invalid)
            bare.nullability = said_by(bare.type);
        CXType next = take_off(bare.type);
        if (next.kind == CXType_Invalid || clang_equalTypes(next, bare.type))
            return bare;
        bare.type = next;
    }
}

static enum ref_kind ref_kind_of(const struct type *inner,
                                 enum CXTypeNullabilityKind nullability) {
    if (nullability == CXTypeNullability_NonNull)
        return REF_ARRAY;
    if (inner->kind != TYPE_RECORD || !inner->record->is_object)
        return REF_NONE;
    if (nullability == CXTypeNullability_Nullable)
        return REF_WEAK;
    if (nullability == CXTypeNullability_Unspecified)
        return REF_UNOWNED;
    return REF_STRONG;
}

static struct type convert_pointer(struct parser *p, const struct bare *bare) {
    struct type made = {.kind = TYPE_POINTER, .quals = bare->quals};
    made.inner = type_of(p, clang_getPointeeType(bare->type));
    made.ref = ref_kind_of(made.inner, bare->nullability);
    return made;
}

static const struct type *with_ref(struct parser *p, const struct type *type,
                                   enum ref_kind ref) {
    struct type changed = *type;
    if (type->kind == TYPE_ARRAY)
        changed.inner = with_ref(p, type->inner, ref);
    else if (type->kind == TYPE_POINTER && type->ref != REF_NONE)
        changed.ref = ref;
    return type_intern(p, changed);
}

const struct type *type_as_array(struct parser *p, const struct type *type,
                                 bool array) {
    struct type changed = *type;
    if (type->kind != TYPE_POINTER || (type->ref == REF_ARRAY) == array)
        return type;
    changed.ref = array ? REF_ARRAY
                        : ref_kind_of(type->inner, CXTypeNullability_Invalid);
    return type_intern(p, changed);
}

/* Is the array's element, the type in front of the last '*', a tally_array?
 * If the word stands elsewhere, a deeper level has lost it: that is refused, as
 * a volatile reference would be. */
static const struct type *array_element(struct parser *p, const char *text,
                                        const struct type *element) {
    const char *star = strrchr(text, '*');
    const char *word = strstr(text, "_Nonnull");
    if (!word)
        return element;
    element = type_as_array(p, element, true);
    return star && word == strstr(star, "_Nonnull")
               ? element
               : qualify(p, element, QUAL_VOLATILE);
}

/* `sugar` is what the array was before; where that is in parentheses,
 * libclang shows only the canonical type, and the nullability of the elements
 * is found in the spelling. */
static const struct type *element_of(struct parser *p, CXType array,
                                     CXType sugar) {
    const struct type *element = type_of(p, clang_getArrayElementType(array));
    if (sugar.kind != CXType_Unexposed)
        return element;
    CXString string = clang_getTypeSpelling(sugar);
    const char *text = clang_getCString(string);
    if (strstr(text, "_Nullable"))
        element = with_ref(p, element, REF_WEAK);
    else if (strstr(text, "_Null_unspecified"))
        element = with_ref(p, element, REF_UNOWNED);
    element = array_element(p, text, element);
    clang_disposeString(string);
    return element;
}

static struct type convert_array(struct parser *p, CXType array, CXType sugar) {
    struct type made = {.kind = TYPE_ARRAY};
    made.inner = element_of(p, array, sugar);
    made.variable = array.kind == CXType_VariableArray;
    if (array.kind == CXType_ConstantArray)
        made.length = (uint64_t)clang_getArraySize(array);
    return made;
}

static struct type convert_function(struct parser *p, CXType function) {
    struct type made = {.kind = TYPE_FUNCTION};
    int count = clang_getNumArgTypes(function);
    made.inner = type_of(p, clang_getResultType(function));
    made.no_prototype =
        clang_getCanonicalType(function).kind == CXType_FunctionNoProto;
    made.variadic =
        !made.no_prototype && clang_isFunctionTypeVariadic(function);
    made.param_count = count > 0 ? (size_t)count : 0;
    made.params = ARENA_ARRAY(p->arena, const struct type *, made.param_count);
    for (size_t i = 0; i < made.param_count; i++)
        made.params[i] =
            type_of_param(p, clang_getArgType(function, (unsigned)i));
    return made;
}

/* A type in a block cannot be named elsewhere: it has no spelling. */
static struct type convert_enum(struct parser *p, CXType type) {
    CXCursor declaration = clang_getTypeDeclaration(type);
    CXCursor parent = clang_getCursorSemanticParent(declaration);
    enum CXTypeKind underlying =
        clang_getCanonicalType(clang_getEnumDeclIntegerType(declaration)).kind;
    struct type made = {.kind = TYPE_INTEGER};
    made.is_signed = underlying >= CXType_Char_S && underlying <= CXType_Int128;
    made.spelling = scalar_spelling(p, type);
    if (clang_getCursorKind(parent) == CXCursor_FunctionDecl ||
        strchr(made.spelling, '('))
        made.spelling = NULL;
    return made;
}

static struct type convert_scalar(struct parser *p, CXType type) {
    struct type made = {.kind = TYPE_OTHER};
    if (type.kind == CXType_Void)
        made.kind = TYPE_VOID;
    else if (type.kind == CXType_Bool)
        made.kind = TYPE_BOOL;
    else if (type.kind >= CXType_Char_U && type.kind <= CXType_Int128)
        made.kind = TYPE_INTEGER;
    else if (type.kind >= CXType_Float && type.kind <= CXType_LongDouble)
        made.kind = TYPE_FLOAT;
    made.is_signed = type.kind >= CXType_Char_S && type.kind <= CXType_Int128;
    made.spelling = scalar_spelling(p, type);
    return made;
}

/* libclang dies of asking for the size of its own placeholders. */
static bool has_size(const struct type *made, enum CXTypeKind kind) {
    return made->kind != TYPE_FUNCTION && made->kind != TYPE_VOID &&
           (made->kind != TYPE_OTHER ||
            (kind != CXType_Unexposed && kind != CXType_Dependent &&
             kind != CXType_Overload && kind != CXType_Invalid));
}

static void measure(CXType type, struct type *made) {
    if (!has_size(made, type.kind))
        return;
    long long size = clang_Type_getSizeOf(type);
    long long align = clang_Type_getAlignOf(type);
    made->size = size > 0 ? (uint64_t)size : 0;
    made->align = align > 0 && made->size > 0 ? (uint64_t)align : 0;
}

static bool is_array(enum CXTypeKind kind) {
    return kind == CXType_ConstantArray || kind == CXType_IncompleteArray ||
           kind == CXType_VariableArray || kind == CXType_DependentSizedArray;
}

static const struct type *convert_atomic(struct parser *p,
                                         const struct bare *bare) {
    const struct type *value = type_of(p, clang_Type_getValueType(bare->type));
    return qualify(p, value, bare->quals | QUAL_ATOMIC);
}

/* A typedef of a function type, whose declaration may have marks; NULL if
 * `type` is none. */
static const struct type *convert_named(struct parser *p, CXType type) {
    unsigned quals = local_quals(type);
    while (type.kind == CXType_Elaborated || type.kind == CXType_Attributed) {
        type = take_off(type);
        quals |= local_quals(type);
    }
    if (type.kind != CXType_Typedef)
        return NULL;
    const struct type *named = type_of(p, take_off(type));
    if (!type_leads_to_function(named))
        return NULL;
    CXCursor declaration = clang_getTypeDeclaration(type);
    return qualify(p, type_with_conventions(p, declaration, named), quals);
}

static const struct type *convert(struct parser *p, CXType type) {
    const struct type *named = convert_named(p, type);
    if (named)
        return named;
    struct bare bare = take_all_off(type);
    enum CXTypeKind kind = bare.type.kind;
    struct type made;
    if (kind == CXType_Atomic)
        return convert_atomic(p, &bare);
    if (kind == CXType_Pointer || kind == CXType_BlockPointer) {
        made = convert_pointer(p, &bare);
    } else if (is_array(kind)) {
        made = convert_array(p, bare.type, type);
        made.inner = qualify(p, made.inner, bare.quals);
    } else if (is_function(clang_getCanonicalType(bare.type).kind)) {
        made = convert_function(p, bare.type);
    } else if (kind == CXType_Record) {
        made = (struct type){.kind = TYPE_RECORD, .quals = bare.quals};
        made.record = record_of(p, clang_getTypeDeclaration(bare.type));
    } else {
        made = kind == CXType_Enum ? convert_enum(p, bare.type)
                                   : convert_scalar(p, bare.type);
        made.quals = bare.quals;
    }
    measure(bare.type, &made);
    if (!is_scalar(made.kind))
        made.spelling = user_spelling(p, type);
    return type_intern(p, made);
}

const struct type *type_pointer_to(struct parser *p, const struct type *inner) {
    struct type made = {.kind = TYPE_POINTER,
                        .inner = inner,
                        .ref = ref_kind_of(inner, CXTypeNullability_Invalid),
                        .size = sizeof(void *),
                        .align = sizeof(void *)};
    made.spelling = arena_printf(
        p->arena, "%s *", inner->spelling ? inner->spelling : "(unnamed)");
    return type_intern(p, made);
}

/* Arrays and functions decay in a parameter. The address size is that of the
 * target, taken from the declared pointer type where libclang gives one. */
const struct type *type_of_param(struct parser *p, CXType type) {
    const struct type *declared = type_of(p, type);
    if (declared->kind == TYPE_ARRAY)
        return type_pointer_to(p, declared->inner);
    if (declared->kind == TYPE_FUNCTION)
        return type_pointer_to(p, declared);
    return declared;
}

/* ---- questions ---------------------------------------------------------- */

static bool counted(enum ref_kind ref) {
    return ref == REF_STRONG || ref == REF_WEAK || ref == REF_ARRAY;
}

static bool record_holds_references(const struct record *record) {
    for (size_t i = 0; i < record->field_count; i++)
        if (type_holds_references(record->fields[i].type))
            return true;
    return false;
}

bool type_holds_references(const struct type *type) {
    if (type->kind == TYPE_ARRAY)
        return type_holds_references(type->inner);
    if (type->kind == TYPE_RECORD)
        return record_holds_references(type->record);
    return counted(type->ref);
}

bool type_is_reference(const struct type *type) {
    return type->kind == TYPE_POINTER && type->ref != REF_NONE;
}

bool type_is_variable_array(const struct type *type) {
    for (; type->kind == TYPE_ARRAY; type = type->inner)
        if (type->variable)
            return true;
    return false;
}

bool type_is_value(const struct type *type) {
    return type->kind == TYPE_RECORD && type_holds_references(type);
}

bool type_is_counted(const struct type *type) {
    return type_is_reference(type) || type_is_value(type);
}

/* A reference, or something that leads to one without going through memory
 * of unknown type: what makes a function body worth a look. */
bool type_mentions_reference(const struct type *type) {
    if (type->kind == TYPE_POINTER)
        return type->ref != REF_NONE || type_mentions_reference(type->inner);
    if (type->kind == TYPE_ARRAY)
        return type_mentions_reference(type->inner);
    if (type->kind == TYPE_FUNCTION)
        return type->accepts || type->gives.marks;
    if (type->kind == TYPE_RECORD)
        return type->record->is_object || record_holds_references(type->record);
    return false;
}

bool type_is_counted_array(const struct type *type) {
    return type && type->kind == TYPE_POINTER && type->ref == REF_ARRAY;
}

enum ref_kind type_place_kind(const struct type *type) {
    if (!type)
        return REF_NONE;
    return type->ref == REF_ARRAY ? REF_STRONG : type->ref;
}

bool type_is_volatile_place(const struct type *type) {
    return type_is_reference(type) && (type->quals & QUAL_VOLATILE) != 0;
}

const struct field *record_flexible(const struct record *record) {
    const struct field *last =
        record->field_count ? &record->fields[record->field_count - 1] : NULL;
    bool flexible = last && !record->is_union &&
                    last->type->kind == TYPE_ARRAY && last->type->length == 0 &&
                    !last->type->variable;
    return flexible ? last : NULL;
}

/* A struct that holds references is copied and released by code that does not
 * know of qualifiers. */
static bool is_qualified_value(const struct type *type) {
    while (type->kind == TYPE_ARRAY)
        type = type->inner;
    return type_is_value(type) && type->quals & (QUAL_VOLATILE | QUAL_ATOMIC);
}

bool type_is_unsupported(const struct type *type) {
    if (is_qualified_value(type))
        return true;
    for (; type && type->kind != TYPE_FUNCTION; type = type->inner)
        if (type->ref != REF_NONE && type->quals & QUAL_ATOMIC)
            return true;
    return false;
}
