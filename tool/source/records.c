/* Structs and unions: which are objects, how they are written and laid out. */
#include "source/parser.h"

#include <string.h>

/* ---- names -------------------------------------------------------------- */

static bool is_unnamed(CXCursor declaration) {
    CXString string = clang_getCursorSpelling(declaration);
    const char *text = clang_getCString(string);
    bool unnamed = !text || !*text || strchr(text, '(');
    clang_disposeString(string);
    return unnamed;
}

/* "struct Node", a typedef's name, or NULL. A struct without a tag that a
 * typedef names is spelled as that by libclang, without `struct`. */
static void name_record(struct parser *p, struct record *record,
                        CXCursor declaration) {
    if (is_unnamed(declaration))
        return;
    CXType type = clang_getCursorType(declaration);
    const char *full = copy_string(p, clang_getTypeSpelling(type));
    const char *name = copy_string(p, clang_getCursorSpelling(declaration));
    const char *keyword = record->is_union ? "union" : "struct";
    record->name = name;
    if (strncmp(full, keyword, strlen(keyword)) == 0 &&
        full[strlen(keyword)] == ' ') {
        record->tag = name;
        record->name = arena_printf(p->arena, "%s %s", keyword, name);
    }
}

static bool identifier_taken(const struct parser *p, const char *name) {
    for (size_t i = 0; i < p->identifiers.count; i++)
        if (strcmp(p->identifiers.at[i], name) == 0)
            return true;
    return false;
}

static bool has_prefix(const char *name, const char *prefix) {
    return strncmp(name, prefix, strlen(prefix)) == 0;
}

/* Could a name made of this one be another type's, or the runtime's own?
 * Helpers for references to const begin with "const_", and the runtime has
 * a tally__drop_value and a tally__drop_values. */
static bool is_ambiguous(const char *name) {
    return has_prefix(name, "const_") || has_prefix(name, "volatile_") ||
           has_prefix(name, "type_") || strcmp(name, "value") == 0 ||
           strcmp(name, "values") == 0 || strcmp(name, "new") == 0 ||
           strcmp(name, "try_new") == 0;
}

/* Tags and typedefs live in two name spaces, and blocks hide names. */
static void identify_record(struct parser *p, struct record *record) {
    const char *base = record->tag ? record->tag : record->name;
    if (!base)
        base = "unnamed";
    if (is_ambiguous(base))
        base = arena_printf(p->arena, "type_%s", base);
    const char *name = base;
    for (unsigned n = 2; identifier_taken(p, name); n++)
        name = arena_printf(p->arena, "%s_%u", base, n);
    VEC_PUSH(p->arena, p->identifiers, name);
    record->identifier = name;
}

/* ---- declarations ------------------------------------------------------- */

#define RECORD_ANNOTATIONS                             \
    (1u << ANNOTATION_OBJECT | 1u << ANNOTATION_BASE | \
     1u << ANNOTATION_ACYCLIC | 1u << ANNOTATION_ACYCLIC_UNCHECKED)

/* True if the annotation object stands in this very declaration; clang hands
 * it on to all later ones. */
static bool is_marked_here(struct parser *p, CXCursor declaration,
                           CXCursor *attribute) {
    bool found = false;
    unsigned from, to, at;
    CXSourceRange extent = clang_getCursorExtent(declaration);
    CXFile file, attribute_file;
    if (!clang_Cursor_hasAttrs(declaration))
        return false;
    clang_getFileLocation(clang_getRangeStart(extent), &file, NULL, NULL,
                          &from);
    clang_getFileLocation(clang_getRangeEnd(extent), NULL, NULL, NULL, &to);
    struct children children = children_of(p, declaration);
    for (size_t i = 0; i < children.count; i++) {
        CXCursor child = child_at(p, children, i);
        if (clang_getCursorKind(child) != CXCursor_AnnotateAttr ||
            !string_equals(clang_getCursorSpelling(child), "tally_object"))
            continue;
        clang_getFileLocation(clang_getCursorLocation(child), &attribute_file,
                              NULL, NULL, &at);
        if (attribute_file == file && at >= from && at <= to) {
            *attribute = child;
            found = true;
        }
    }
    children_done(p, children);
    return found;
}

void record_check_declaration(struct parser *p, CXCursor declaration) {
    CXCursor first = clang_getCanonicalCursor(declaration);
    CXCursor attribute, ignored;
    if (!is_marked_here(p, declaration, &attribute) ||
        clang_equalCursors(first, declaration) ||
        is_marked_here(p, first, &ignored))
        return;
    struct range before = cursor_range(p, first);
    struct place_in_text place = unit_place_of(p->unit, before);
    const struct record *record = record_of(p, declaration);
    bool told =
        report_once(p, TLY_MARKED_LATE, cursor_range(p, attribute),
                    "mark the first declaration",
                    "'%s' was declared without tally_object before, at %s:%u",
                    record->name ? record->name : "this struct", place.file,
                    place.line);
    before.begin = before.end = before.begin + (uint32_t)strlen("struct");
    if (told && spelled(p, first, "struct"))
        unit_fix(p->unit, p->diags, before, " tally_object");
}

static bool in_block(CXCursor declaration) {
    CXCursor parent = clang_getCursorSemanticParent(declaration);
    while (clang_getCursorKind(parent) == CXCursor_StructDecl ||
           clang_getCursorKind(parent) == CXCursor_UnionDecl)
        parent = clang_getCursorSemanticParent(parent);
    return clang_getCursorKind(parent) == CXCursor_FunctionDecl;
}

/* ---- fields ------------------------------------------------------------- */

struct field_entry {
    struct record *record;
    size_t index;
};

static enum CXVisitorResult push_field(CXCursor field, CXClientData data) {
    struct parser *p = data;
    VEC_PUSH(p->arena, p->stack, field);
    return CXVisit_Continue;
}

static void fill_field(struct parser *p, struct record *record, size_t index,
                       CXCursor cursor) {
    struct field *field = &record->fields[index];
    long long offset = clang_Cursor_getOffsetOfField(cursor);
    struct field_entry *entry = ARENA_NEW(p->arena, struct field_entry);
    *entry = (struct field_entry){record, index};
    cursor_map_put(p, &p->fields, clang_getCanonicalCursor(cursor), entry);
    if (!is_unnamed(cursor))
        field->name = copy_string(p, clang_getCursorSpelling(cursor));
    field->offset = offset > 0 ? (uint64_t)offset / 8 : 0;
    field->is_bit_field = clang_Cursor_isBitField(cursor);
    field->range = cursor_range(p, cursor);
    field->type =
        type_with_conventions(p, cursor, type_of_cursor(p, cursor));
    variant_note(p, field, cursor);
    if (!p->unit->files.at[field->range.file].system)
        places_check(p, cursor);
}

/* Is the field the base part of its object? */
static bool is_base_part(const struct record *record,
                         const struct field *field) {
    return record->is_object && !record->is_union && field->offset == 0 &&
           field == record->fields && field->type->kind == TYPE_RECORD &&
           field->type->record->is_object && field->type->record->is_base;
}

static void fill_fields(struct parser *p, struct record *record,
                        CXCursor definition) {
    struct children fields = {.base = p->stack.count};
    clang_Type_visitFields(clang_getCursorType(definition), push_field, p);
    fields.count = p->stack.count - fields.base;
    record->fields = ARENA_ARRAY(p->arena, struct field, fields.count);
    for (size_t i = 0; i < fields.count; i++)
        fill_field(p, record, i, child_at(p, fields, i));
    record->field_count = fields.count; /* none is seen before all are there */
    if (fields.count && is_base_part(record, record->fields))
        record->base = record->fields[0].type->record;
    children_done(p, fields);
}

const struct field *field_of(struct parser *p, CXCursor cursor,
                             const struct record **record) {
    CXCursor key = clang_getCanonicalCursor(cursor);
    const struct field_entry *entry = cursor_map_get(&p->fields, key);
    if (!entry) {
        record_of(p, clang_getCursorSemanticParent(key));
        entry = cursor_map_get(&p->fields, key);
    }
    *record = entry ? entry->record : NULL;
    return entry ? &entry->record->fields[entry->index] : NULL;
}

bool record_is_subtype(const struct record *record, const struct record *of) {
    while (record && record != of)
        record = record->base;
    return record != NULL;
}

/* ---- records ------------------------------------------------------------ */

static void define(struct parser *p, struct record *record,
                   CXCursor definition) {
    CXType type = clang_getCursorType(definition);
    long long size = clang_Type_getSizeOf(type);
    long long align = clang_Type_getAlignOf(type);
    record->complete = true;
    record->definition = cursor_range(p, definition);
    /* That of a header which was inlined, too. */
    record->file = unit_place_of(p->unit, record->definition).file;
    record->size = size > 0 ? (uint64_t)size : 0;
    record->align = align > 0 ? (uint64_t)align : 0;
    fill_fields(p, record, definition);
}

/* The marks of a record are those of any of its declarations: clang hands
 * them on, and marking late is an error of its own. */
static void mark(struct parser *p, struct record *record, CXCursor first,
                 CXCursor latest) {
    unsigned allowed =
        record->is_union ? 1u << ANNOTATION_VARIANT : RECORD_ANNOTATIONS;
    unsigned marks = annotations_of(p, first, allowed) |
                     annotations_of(p, latest, allowed);
    if (marks >> ANNOTATION_VARIANT & 1)
        record->variant = annotation_argument(p, latest, ANNOTATION_VARIANT);
    record->is_object = marks >> ANNOTATION_OBJECT & 1;
    record->is_base = marks >> ANNOTATION_BASE & 1;
    record->acyclic_unchecked = marks >> ANNOTATION_ACYCLIC_UNCHECKED & 1;
    record->acyclic = marks >> ANNOTATION_ACYCLIC & 1; /* a claim so far */
    if (record->is_object && in_system_header(first))
        p->system_objects = true;
}

static struct record *make_record(struct parser *p, CXCursor declaration,
                                  CXCursor first) {
    CXCursor definition = clang_getCursorDefinition(declaration);
    bool complete = !clang_Cursor_isNull(definition);
    struct record *record = ARENA_NEW(p->arena, struct record);
    cursor_map_put(p, &p->records, first, record);
    record->id = (uint32_t)p->unit->records.count;
    VEC_PUSH(p->arena, p->unit->records, record);
    record->is_union = clang_getCursorKind(first) == CXCursor_UnionDecl;
    record->in_function = in_block(first);
    record->first = cursor_range(p, first);
    name_record(p, record, complete ? definition : first);
    identify_record(p, record);
    mark(p, record, first, complete ? definition : declaration);
    if (complete)
        define(p, record, definition);
    return record;
}

struct record *record_of(struct parser *p, CXCursor declaration) {
    CXCursor first = clang_getCanonicalCursor(declaration);
    struct record *record = cursor_map_get(&p->records, first);
    return record ? record : make_record(p, declaration, first);
}

/* ---- what is refused ---------------------------------------------------- */

/* The runtime reads and writes references where an aligned pointer may be. */
static void check_alignment(struct parser *p, const struct record *record,
                            const struct field *field) {
    const struct type *type = field->type;
    while (type->kind == TYPE_ARRAY)
        type = type->inner;
    uint64_t wanted = type->kind == TYPE_RECORD ? type->record->align : sizeof(void *);
    if (!type_holds_references(type) || !wanted ||
        (field->offset % wanted == 0 && record->align % wanted == 0))
        return;
    report_once(p, TLY_UNALIGNED, field->range,
                "leave the packing out, or keep references in a struct that "
                "is not packed",
                "field '%s' holds references and is not aligned",
                field->name ? field->name : "(unnamed)");
}

/* An object by value that is no base part. */
static void refuse_object_field(struct parser *p, const struct record *record,
                                const struct field *field,
                                const struct type *type) {
    const char *name = field->name ? field->name : "(unnamed)";
    bool first = record->is_object && !record->is_union &&
                 field == record->fields && field->type == type;
    if (field->name && strcmp(field->name, "tally__object") == 0)
        return; /* of ours */
    if (first)
        report_once(p, TLY_OBJECT_BY_VALUE, field->range,
                    "mark that type tally_base, or make the field a pointer",
                    "field '%s' is an object of a type that has no subtypes",
                    name);
    else
        report_once(p, TLY_OBJECT_BY_VALUE, field->range,
                    "make it a pointer: objects live on the counted heap",
                    "field '%s' is an object, not a reference to one", name);
}

static void check_field(struct parser *p, const struct record *record,
                        const struct field *field) {
    const struct type *type = field->type;
    check_alignment(p, record, field);
    if (type_is_unsupported(type))
        report_once(p, TLY_UNSUPPORTED_ANNOTATION, field->range, NULL,
                    "field '%s': atomic references, and volatile and atomic "
                    "structs that hold references, are not handled yet",
                    field->name ? field->name : "(unnamed)");
    if (type->kind == TYPE_ARRAY && type->length == 0 && !record->is_object &&
        type_holds_references(type))
        report_once(p, TLY_UNSUPPORTED, field->range,
                    "give the array a length, or mark the struct tally_object "
                    "and make it with tally_new_flex",
                    "field '%s' is a flexible array of references in a struct "
                    "that is no object",
                    field->name ? field->name : "(unnamed)");
    while (type->kind == TYPE_ARRAY)
        type = type->inner;
    if (type->kind == TYPE_RECORD && type->record->is_object &&
        !is_base_part(record, field))
        refuse_object_field(p, record, field, type);
}

/* ---- layout ------------------------------------------------------------- */

/* FNV-1a, 64 bits: the same on every machine, as an identity must be. */
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size) {
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ at[i]) * 0x100000001B3u;
    return hash;
}

static uint64_t hash_number(uint64_t hash, uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) {
        unsigned char byte = (unsigned char)(number >> shift);
        hash = hash_bytes(hash, &byte, 1);
    }
    return hash;
}

static uint64_t hash_text(uint64_t hash, const char *text) {
    return text ? hash_bytes(hash, text, strlen(text) + 1)
                : hash_number(hash, 0);
}

static uint64_t hash_record(uint64_t hash, const struct record *record);

/* Records behind pointers count by name only: other units may not know how
 * large they are, nor arrays of them. */
static uint64_t hash_type(uint64_t hash, const struct type *type,
                          bool behind_pointer) {
    hash = hash_number(hash, (uint64_t)type->kind << 8 | type->ref);
    if (!behind_pointer || (type->kind != TYPE_RECORD &&
                            type->kind != TYPE_ARRAY))
        hash = hash_number(hash, type->size);
    hash = hash_number(hash, type->length);
    if (type->kind == TYPE_RECORD && behind_pointer)
        return hash_text(hash, type->record->name);
    if (type->kind == TYPE_RECORD)
        return hash_record(hash, type->record);
    if (type->inner)
        hash = hash_type(hash, type->inner,
                         behind_pointer || type->kind != TYPE_ARRAY);
    for (size_t i = 0; i < type->param_count; i++)
        hash = hash_type(hash, type->params[i], true);
    for (size_t i = 0; type->accepts && i < type->param_count; i++)
        hash = hash_number(hash, type->accepts[i].marks);
    return hash;
}

static uint64_t hash_record(uint64_t hash, const struct record *record) {
    hash = hash_text(hash, record->name);
    hash = hash_number(hash, record->size);
    for (size_t i = 0; i < record->field_count; i++) {
        const struct field *field = &record->fields[i];
        hash = hash_text(hash, field->name);
        hash = hash_number(hash, field->offset);
        hash = hash_type(hash, field->type, false);
        if (field->tag)
            hash = hash_text(hash, field->tag->name);
        for (size_t k = 0; k < field->case_count; k++)
            hash = hash_number(hash, (uint64_t)field->cases[k]);
    }
    return hash;
}

void records_finish(struct parser *p) {
    variants_finish(p);
    for (size_t i = 0; i < p->unit->records.count; i++) {
        struct record *record = p->unit->records.at[i];
        record->layout_hash = hash_record(0xCBF29CE484222325u, record);
        for (size_t k = 0; k < record->field_count; k++)
            check_field(p, record, &record->fields[k]);
    }
    records_prove_acyclic(p);
}
