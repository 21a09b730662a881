/* Variants: unions in a struct whose tag, a field of the same struct, says
 * which member counts (tally_variant, tally_case).
 *
 * The marks are noted with the fields. When all of the unit is known, the
 * names in them are looked up: the tag among the fields beside the union, cases
 * among the enumerators of the unit. */
#include "source/parser.h"

#include <stdlib.h>
#include <string.h>

void variant_note(struct parser *p, struct field *field, CXCursor cursor) {
    unsigned allowed = FIELD_ANNOTATIONS;
    if (type_leads_to_function(field->type))
        allowed |= RESULT_ANNOTATIONS;
    unsigned marks = annotations_of(p, cursor, allowed);
    if (marks >> ANNOTATION_VARIANT & 1)
        field->variant = annotation_argument(p, cursor, ANNOTATION_VARIANT);
    if (marks >> ANNOTATION_CASE & 1)
        field->labels = annotation_argument(p, cursor, ANNOTATION_CASE);
}

/* ---- what it is about ---------------------------------------------------- */

bool record_is_one_reference(const struct record *record) {
    for (size_t i = 0; i < record->field_count; i++) {
        const struct type *type = record->fields[i].type;
        if (type->ref != REF_STRONG || type->quals)
            return false;
    }
    return record->is_union;
}

static const struct type *element_of(const struct type *type) {
    while (type->kind == TYPE_ARRAY)
        type = type->inner;
    return type;
}

bool type_is_variant(const struct type *type) {
    return type->kind == TYPE_RECORD && type->record->is_union &&
           type_holds_references(type) &&
           !record_is_one_reference(type->record);
}

bool type_has_variant(const struct type *type) {
    type = element_of(type);
    if (type_is_variant(type))
        return true;
    for (size_t i = 0;
         type->kind == TYPE_RECORD && i < type->record->field_count; i++)
        if (type_has_variant(type->record->fields[i].type))
            return true;
    return false;
}

static bool has_uncounted_kind(const struct type *type) {
    type = element_of(type);
    if (type->ref == REF_WEAK || type->ref == REF_UNOWNED)
        return true;
    for (size_t i = 0;
         type->kind == TYPE_RECORD && i < type->record->field_count; i++)
        if (has_uncounted_kind(type->record->fields[i].type))
            return true;
    return false;
}

static void refuse(struct parser *p, const struct field *field,
                   const char *mend, const char *what, const char *name) {
    report_once(p, TLY_VARIANT, field->range, mend, what,
                name ? name : "(unnamed)");
}

/* ---- cases --------------------------------------------------------------- */

static enum CXChildVisitResult note_enumerator(CXCursor cursor, CXCursor parent,
                                               CXClientData data) {
    struct parser *p = data;
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    (void)parent;
    if (kind == CXCursor_EnumConstantDecl) {
        struct enumerator it = {copy_string(p, clang_getCursorSpelling(cursor)),
                                clang_getEnumConstantDeclValue(cursor)};
        VEC_PUSH(p->arena, p->enumerators, it);
        return CXChildVisit_Continue;
    }
    bool inside = kind == CXCursor_EnumDecl || kind == CXCursor_StructDecl ||
                  kind == CXCursor_UnionDecl || kind == CXCursor_FieldDecl ||
                  kind == CXCursor_TypedefDecl || kind == CXCursor_VarDecl;
    return inside ? CXChildVisit_Recurse : CXChildVisit_Continue;
}

static bool value_of_label(struct parser *p, const char *label,
                           int64_t *value) {
    char *end;
    if (!p->enumerators.count)
        clang_visitChildren(clang_getTranslationUnitCursor(p->tu),
                            note_enumerator, p);
    for (size_t i = 0; i < p->enumerators.count; i++)
        if (p->enumerators.at[i].name &&
            strcmp(p->enumerators.at[i].name, label) == 0) {
            *value = p->enumerators.at[i].value;
            return true;
        }
    if (label[0] == '\'' && label[1] && label[1] != '\\' && label[2] == '\'' &&
        !label[3]) {
        *value = label[1];
        return true;
    }
    *value = strtoll(label, &end, 0);
    return *label && !*end;
}

static void add_case(struct parser *p, struct field *field, int64_t value) {
    int64_t *cases = ARENA_ARRAY(p->arena, int64_t, field->case_count + 1);
    if (field->case_count)
        memcpy(cases, field->cases, field->case_count * sizeof *cases);
    cases[field->case_count++] = value;
    field->cases = cases;
}

static void read_cases(struct parser *p, struct field *field) {
    const char *at = field->labels;
    while (at && *at) {
        at += strspn(at, " \t\n");
        size_t length = strcspn(at, ","), used = length;
        while (used && strchr(" \t\n", at[used - 1]))
            used--;
        const char *label = arena_strndup(p->arena, at, used);
        int64_t value;
        if (!value_of_label(p, label, &value)) {
            refuse(p, field, "name enumerators of the unit, or write numbers",
                   "'%s' is no enumerator and no number", label);
            return;
        }
        add_case(p, field, value);
        at += length + (at[length] == ',');
    }
}

bool field_has_case(const struct field *field, int64_t value) {
    for (size_t i = 0; i < field->case_count; i++)
        if (field->cases[i] == value)
            return true;
    return false;
}

const struct field *record_member_of_case(const struct record *record,
                                          int64_t value) {
    for (size_t i = 0; i < record->field_count; i++)
        if (field_has_case(&record->fields[i], value))
            return &record->fields[i];
    return NULL;
}

/* Is one of the member's tags that of a member before it? */
static bool shares_case(const struct record *record, size_t index) {
    const struct field *field = &record->fields[index];
    for (size_t i = 0; i < index; i++)
        for (size_t k = 0; k < field->case_count; k++)
            if (field_has_case(&record->fields[i], field->cases[k]))
                return true;
    return false;
}

/* ---- unions -------------------------------------------------------------- */

static void check_member(struct parser *p, const struct record *record,
                         size_t index) {
    const struct field *field = &record->fields[index];
    bool holds = type_holds_references(field->type);
    if (holds && !field->labels)
        report_once(p, TLY_UNION, field->range,
                    "write tally_case(...) behind it and tally_variant(tag) "
                    "beside the union, make all members strong references, or "
                    "keep the references in a struct",
                    "union member '%s' holds references, and nothing says "
                    "when it is the one that counts",
                    field->name ? field->name : "(unnamed)");
    else if (!field->name)
        refuse(p, field, "give it a name", "member '%s' of a variant", NULL);
    else if (shares_case(record, index))
        refuse(p, field, "each value of the tag selects one member",
               "a case of '%s' is that of another member, too", field->name);
    else if (type_has_variant(field->type) || has_uncounted_kind(field->type))
        refuse(p, field, "keep it in an object of its own",
               "member '%s' of a variant is weak or unowned, or has a variant "
               "in it",
               field->name);
    else if (element_of(field->type)->quals & (QUAL_CONST | QUAL_VOLATILE))
        refuse(p, field, "leave the qualifier out",
               "member '%s' of a variant is const or volatile", field->name);
}

static void finish_union(struct parser *p, struct record *record) {
    for (size_t i = 0; i < record->field_count; i++)
        read_cases(p, &record->fields[i]);
    if (!type_is_variant(&(struct type){.kind = TYPE_RECORD, .record = record}))
        return;
    for (size_t i = 0; i < record->field_count; i++)
        check_member(p, record, i);
}

/* ---- tags ---------------------------------------------------------------- */

static const struct field *field_named(const struct record *record,
                                       const char *name) {
    for (size_t i = 0; name && i < record->field_count; i++)
        if (record->fields[i].name && strcmp(record->fields[i].name, name) == 0)
            return &record->fields[i];
    return NULL;
}

static bool can_be_tag(const struct field *field) {
    const struct type *type = field->type;
    return (type->kind == TYPE_INTEGER || type->kind == TYPE_BOOL) &&
           !field->is_bit_field && type->size <= 8 &&
           !(type->quals & (QUAL_CONST | QUAL_VOLATILE | QUAL_ATOMIC));
}

static bool is_labelled(const struct record *record) {
    for (size_t i = 0; i < record->field_count; i++)
        if (type_holds_references(record->fields[i].type) &&
            !record->fields[i].labels)
            return false;
    return true;
}

/* Another union before `field` with the same tag: a store of the tag with a
 * member of one would change the other. */
static bool is_taken(const struct record *record, const struct field *field,
                     const struct field *tag) {
    for (const struct field *other = record->fields; other < field; other++)
        if (other->tag == tag)
            return true;
    return false;
}

static bool fits(const struct type *tag, int64_t value) {
    unsigned bits = tag->kind == TYPE_BOOL ? 1 : 8 * (unsigned)tag->size;
    if (bits >= 64)
        return tag->is_signed || value >= 0;
    if (tag->is_signed)
        return value >= -(INT64_C(1) << (bits - 1)) &&
               value < INT64_C(1) << (bits - 1);
    return value >= 0 && value < INT64_C(1) << bits;
}

static bool all_fit(const struct record *members, const struct type *tag) {
    for (size_t i = 0; i < members->field_count; i++)
        for (size_t k = 0; k < members->fields[i].case_count; k++)
            if (!fits(tag, members->fields[i].cases[k]))
                return false;
    return true;
}

static void find_tag(struct parser *p, const struct record *record,
                     struct field *field) {
    const char *name =
        field->variant ? field->variant : field->type->record->variant;
    const struct field *tag = field_named(record, name);
    if (!name && !is_labelled(field->type->record))
        return; /* which was reported */
    if (!name)
        refuse(p, field,
               "write tally_variant(tag), with the name of a field of the same "
               "struct",
               "nothing says which member of '%s' counts", field->name);
    else if (!tag || !can_be_tag(tag) || record->is_union)
        refuse(p, field,
               "name a field of the same struct that is an integer and no bit "
               "field",
               "'%s' cannot be the tag of a variant", name);
    else if (is_taken(record, field, tag))
        refuse(p, field, "give each union a tag of its own",
               "'%s' is the tag of another union, too", name);
    else if (!all_fit(field->type->record, tag->type))
        refuse(p, field, "use values that the tag's type has",
               "the tag '%s' cannot have the value of a case", name);
    else if (!record->name || record->in_function)
        refuse(p, field, "give the struct a name, outside of functions",
               "the variant '%s' in a struct without a name", field->name);
    else
        field->tag = tag;
}

/* Marks where they say nothing. */
static void refuse_marks(struct parser *p, const struct record *record,
                         const struct field *field) {
    const struct type *element = element_of(field->type);
    bool variant = field->variant &&
                   !(element->kind == TYPE_RECORD && element->record->is_union);
    bool labels = field->labels && !record->is_union;
    if (variant || labels)
        report_once(p, TLY_UNSUPPORTED_ANNOTATION, field->range, NULL,
                    "'%s' has no meaning here",
                    variant ? "tally_variant" : "tally_case");
}

static void finish_struct(struct parser *p, struct record *record) {
    for (size_t i = 0; i < record->field_count; i++) {
        struct field *field = &record->fields[i];
        refuse_marks(p, record, field);
        if (type_is_variant(field->type))
            find_tag(p, record, field);
        else if (type_is_variant(element_of(field->type)))
            refuse(p, field, "make it an array of structs, each with its tag",
                   "'%s' is an array of unions that hold references",
                   field->name);
    }
}

void variants_finish(struct parser *p) {
    for (size_t i = 0; i < p->unit->records.count; i++)
        if (p->unit->records.at[i]->is_union)
            finish_union(p, p->unit->records.at[i]);
    for (size_t i = 0; i < p->unit->records.count; i++)
        finish_struct(p, p->unit->records.at[i]);
}
