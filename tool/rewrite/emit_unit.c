/* What stands outside functions: helpers for each type of reference, layouts,
 * type descriptors with their finalizers, each in front of the first function
 * that needs it.
 *
 * Sizes and offsets are written as sizeof and offsetof, so that the text says
 * what it means and is the same for every target; only types that have no
 * name at file scope are described by numbers. */
#include "rewrite/emitter.h"

#include <inttypes.h>
#include <string.h>

/* ---- references --------------------------------------------------------- */

/* The type must be known in front of the function that is emitted. */
static bool is_declared_too_late(const struct emitter *emitter,
                                 const struct record *record) {
    const struct function *function = emitter->function;
    return function && function->range.file == 0 && record->first.file == 0 &&
           record->first.begin >= function->range.begin;
}

static void refuse_type(struct emitter *emitter, const struct record *record,
                        struct range where) {
    emit_error(emitter, TLY_TYPE_NAME, where,
               "declare it with a name, before the function",
               "the type '%s' cannot be named in front of this function",
               record->name ? record->name : "struct");
}

bool need_record_name(struct emitter *emitter, const struct record *record,
                      struct range where) {
    if (record->name && !record->in_function &&
        !is_declared_too_late(emitter, record))
        return true;
    refuse_type(emitter, record, where);
    return false;
}

/* "TALLY__REF(Node, struct Node *)", or TALLY__VOLATILE, unless `set` has it:
 * by qualifiers of the referent. */
static const char *need_helpers(struct emitter *emitter, struct bitset *set,
                                const char *macro, const struct type *type,
                                struct range where) {
    static const char *const prefix[] = {"", "const_", "volatile_",
                                         "const_volatile_"};
    struct arena *arena = emitter->arena;
    const struct record *record = type->inner->record;
    unsigned quals = type->inner->quals & (QUAL_CONST | QUAL_VOLATILE);
    const char *declared =
        type_declare(arena, type->unqualified ? type->unqualified : type, "");
    if (!declared || is_declared_too_late(emitter, record)) {
        refuse_type(emitter, record, where);
        return "";
    }
    const char *suffix =
        arena_printf(arena, "%s%s", prefix[quals], record->identifier);
    if (!bitset_has(&set[quals], record->id)) {
        bitset_add(&set[quals], record->id);
        text_add(arena, &emitter->prelude, "%s(%s, %s)\n", macro, suffix,
                 declared);
    }
    return suffix;
}

const char *need_ref(struct emitter *emitter, const struct type *type,
                     struct range where) {
    if (type_is_counted_array(type))
        return need_array_ref(emitter, type, where);
    return need_helpers(emitter, emitter->refs, "TALLY__REF", type, where);
}

const char *need_volatile_ref(struct emitter *emitter, const struct type *type,
                              struct range where) {
    need_ref(emitter, type, where);
    return need_helpers(emitter, emitter->volatile_refs, "TALLY__VOLATILE",
                        type, where);
}

/* ---- layouts ------------------------------------------------------------ */

/* The rows of one layout. */
struct rows {
    struct text text;
    size_t count;
};

static bool is_writable(const struct record *record) {
    return record->name && !record->in_function;
}

static const char *record_size(struct emitter *emitter,
                               const struct record *record) {
    if (is_writable(record))
        return arena_printf(emitter->arena, "sizeof(%s)", record->name);
    return arena_printf(emitter->arena, "%" PRIu64, record->size);
}

static const char *need_record_layout(struct emitter *emitter,
                                      const struct record *record,
                                      struct range where);

/* The element of an array of any dimensions, and how many it has. */
static const struct type *innermost(const struct type *type, uint64_t *count) {
    for (*count = 1; type->kind == TYPE_ARRAY; type = type->inner)
        *count *= type->length;
    return type;
}

static void add_row(struct emitter *emitter, struct rows *rows,
                    const char *offset, const struct type *type,
                    struct range where) {
    uint64_t count;
    const struct type *element = innermost(type, &count);
    const char *stride = "sizeof(void *)", *value = "0";
    const char *kind =
        element->ref == REF_WEAK ? "TALLY_REF_WEAK" : "TALLY_REF_STRONG";
    if (count == 0)
        return;
    if (element->kind == TYPE_RECORD) {
        stride = record_size(emitter, element->record);
        value =
            arena_printf(emitter->arena, "&%s",
                         need_record_layout(emitter, element->record, where));
        kind = "TALLY_REF_VALUE";
    }
    rows->count++;
    text_add(emitter->arena, &rows->text,
             "    {%s, %" PRIu64 ", %s, %s, %s},\n", offset, count, stride,
             value, kind);
}

static bool is_written(struct emitter *emitter, const char *layout) {
    for (size_t i = 0; i < emitter->layouts.count; i++)
        if (strcmp(emitter->layouts.at[i], layout) == 0)
            return true;
    VEC_PUSH(emitter->arena, emitter->layouts, layout);
    return false;
}

/* Layouts of the members of a union, by the values of its tag. */
static void write_variant(struct emitter *emitter, const struct record *record,
                          const struct field *field, const char *name,
                          struct range where) {
    struct arena *arena = emitter->arena;
    const struct record *members = field->type->record;
    struct text cases = {0};
    size_t count = 0;
    for (size_t i = 0; i < members->field_count; i++) {
        const struct field *member = &members->fields[i];
        if (!type_holds_references(member->type))
            continue;
        const char *layout = need_layout(emitter, member->type, where);
        for (size_t k = 0; k < member->case_count; k++, count++)
            text_add(arena, &cases, "    {%" PRId64 ", &%s},\n",
                     member->cases[k], layout);
    }
    text_add(arena, &emitter->prelude,
             "static const struct tally_case tally__cases_%s[] = {\n%s};\n",
             name, text_get(&cases));
    text_add(arena, &emitter->prelude,
             "static const struct tally_variant tally__variant_%s = {{0, 0}, "
             "offsetof(%s, %s), %" PRIu64 ", %zu, tally__cases_%s};\n",
             name, record->name, field->tag->name, field->tag->type->size,
             count, name);
}

const char *need_variant(struct emitter *emitter, const struct record *record,
                         const struct field *field, struct range where) {
    const char *name =
        arena_printf(emitter->arena, "%s_%zu", record->identifier,
                     (size_t)(field - record->fields));
    if (!is_written(emitter, arena_printf(emitter->arena, "variant %s", name)))
        write_variant(emitter, record, field, name, where);
    return name;
}

static void add_variant(struct emitter *emitter, struct rows *rows,
                        const struct record *record, const struct field *field,
                        struct range where) {
    const char *member =
        field->name ? field->name : field->type->record->fields[0].name;
    rows->count++;
    text_add(emitter->arena, &rows->text,
             "    {offsetof(%s, %s), 1, %" PRIu64
             ", &tally__variant_%s.layout, TALLY_REF_VARIANT},\n",
             record->name, member, field->type->size,
             need_variant(emitter, record, field, where));
}

/* The fields of `inner`, which begins at `base` in `record`: the record
 * itself, or a member of it without a name. */
static void add_fields(struct emitter *emitter, struct rows *rows,
                       const struct record *record, const struct record *inner,
                       uint64_t base, struct range where) {
    for (size_t i = 0; i < inner->field_count; i++) {
        const struct field *field = &inner->fields[i];
        const char *offset;
        if (field->is_bit_field || !type_holds_references(field->type))
            continue;
        if (field->tag) {
            add_variant(emitter, rows, inner, field, where);
            continue;
        }
        if (!field->name && field->type->kind == TYPE_RECORD) {
            add_fields(emitter, rows, record, field->type->record,
                       base + field->offset, where);
            continue;
        }
        if (is_writable(record))
            offset = arena_printf(emitter->arena, "offsetof(%s, %s)",
                                  record->name, field->name);
        else
            offset =
                arena_printf(emitter->arena, "%" PRIu64, base + field->offset);
        add_row(emitter, rows, offset, field->type, where);
        if (inner->is_union)
            break; /* its members are one place */
    }
}

static void write_layout(struct emitter *emitter, const char *key,
                         const struct rows *rows) {
    struct arena *arena = emitter->arena;
    struct text *text = &emitter->prelude;
    if (rows->count)
        text_add(arena, text,
                 "static const struct tally_ref tally__refs_%s[] = {\n%s};\n",
                 key, text_get(&rows->text));
    text_add(arena, text,
             "static const struct tally_layout tally__layout_%s = {%zu, %s%s};"
             "\n",
             key, rows->count, rows->count ? "tally__refs_" : "0",
             rows->count ? key : "");
}

static const char *need_record_layout(struct emitter *emitter,
                                      const struct record *record,
                                      struct range where) {
    struct rows rows = {0};
    const char *key = record->identifier;
    const char *name = arena_printf(emitter->arena, "tally__layout_%s", key);
    if (is_writable(record) && is_declared_too_late(emitter, record))
        refuse_type(emitter, record, where);
    if (is_written(emitter, name))
        return name;
    add_fields(emitter, &rows, record, record, 0, where);
    write_layout(emitter, key, &rows);
    return name;
}

/* Begins with a digit, as no identifier of a record does. */
static const char *value_key(struct emitter *emitter, const struct type *type) {
    uint64_t count;
    const struct type *element = innermost(type, &count);
    if (element->kind == TYPE_RECORD)
        return arena_printf(emitter->arena, "%" PRIu64 "_of_%s", count,
                            element->record->identifier);
    return arena_printf(emitter->arena, "%" PRIu64 "_%s", count,
                        element->ref == REF_WEAK ? "weak" : "strong");
}

const char *need_layout(struct emitter *emitter, const struct type *type,
                        struct range where) {
    struct rows rows = {0};
    if (type->kind == TYPE_RECORD)
        return need_record_layout(emitter, type->record, where);
    const char *key = value_key(emitter, type);
    const char *name = arena_printf(emitter->arena, "tally__layout_%s", key);
    if (is_written(emitter, name))
        return name;
    add_row(emitter, &rows, "0", type, where);
    write_layout(emitter, key, &rows);
    return name;
}

const char *need_elements(struct emitter *emitter, const struct type *type,
                          struct range where) {
    struct arena *arena = emitter->arena;
    while (type->kind == TYPE_ARRAY)
        type = type->inner;
    const char *stride = type->kind == TYPE_RECORD
                             ? record_size(emitter, type->record)
                             : "sizeof(void *)";
    return arena_printf(arena, "%s, &%s", stride,
                        need_layout(emitter, type, where));
}

/* ---- values ------------------------------------------------------------- */

static void need_assign(struct emitter *emitter, const struct record *record,
                        const char *layout) {
    if (bitset_has(&emitter->assigns, record->id))
        return;
    bitset_add(&emitter->assigns, record->id);
    text_add(emitter->arena, &emitter->prelude, "TALLY__ASSIGN(%s, %s, %s)\n",
             record->identifier, record->name, layout);
}

const char *need_value(struct emitter *emitter, const struct type *type,
                       bool assigned, struct range where) {
    const struct record *record = type->record;
    if (!is_writable(record) || is_declared_too_late(emitter, record)) {
        refuse_type(emitter, record, where);
        return "";
    }
    const char *layout = need_record_layout(emitter, record, where);
    if (!bitset_has(&emitter->values, record->id)) {
        bitset_add(&emitter->values, record->id);
        text_add(emitter->arena, &emitter->prelude,
                 "TALLY__VALUE(%s, %s, %s)\n", record->identifier, record->name,
                 layout);
    }
    if (assigned)
        need_assign(emitter, record, layout);
    return record->identifier;
}

/* ---- descriptors -------------------------------------------------------- */

/* A finalizer, or a trace function, that stands behind the function that needs
 * it; `more` are its other parameters. */
static void declare_served(struct emitter *emitter, const struct record *record,
                           const struct decl *decl, const char *more) {
    const struct function *function = emitter->function;
    if (function && decl->range.file == 0 && function->range.file == 0 &&
        decl->range.begin >= function->range.begin)
        text_add(emitter->arena, &emitter->prelude, "%svoid %s(%s *%s);\n",
                 decl->storage == STORAGE_STATIC ? "static " : "", decl->name,
                 record->name, more);
}

/* One for the runtime, which calls through a pointer to void: the type's own
 * finalizer, then its base's. */
static const char *need_finalizer(struct emitter *emitter,
                                  const struct record *record) {
    struct arena *arena = emitter->arena;
    struct text calls = {0};
    for (const struct record *at = record; at; at = at->base) {
        if (!at->finalizer)
            continue;
        declare_served(emitter, at, at->finalizer, "");
        text_add(arena, &calls, " %s(self);", at->finalizer->name);
    }
    if (!calls.count)
        return "0";
    text_add(arena, &emitter->prelude,
             "static void tally__finalize_%s(void *self) {%s }\n",
             record->identifier, text_get(&calls));
    return arena_printf(arena, "tally__finalize_%s", record->identifier);
}

/* The same for trace functions. */
static const char *need_trace(struct emitter *emitter,
                              const struct record *record) {
    struct arena *arena = emitter->arena;
    struct text calls = {0};
    for (const struct record *at = record; at; at = at->base) {
        if (!at->trace)
            continue;
        declare_served(emitter, at, at->trace, ", tally_visitor *");
        text_add(arena, &calls, " %s(self, visitor);", at->trace->name);
    }
    if (!calls.count)
        return "0";
    text_add(arena, &emitter->prelude,
             "static void tally__trace_%s(void *self, tally_visitor *visitor) "
             "{%s }\n",
             record->identifier, text_get(&calls));
    return arena_printf(arena, "tally__trace_%s", record->identifier);
}

/* TALLY_TYPE_SIZED */
#define TYPE_SIZED 8u

static unsigned type_flags(const struct record *record) {
    return (record->acyclic ? 1u : 0) | (record->acyclic_unchecked ? 2u : 0) |
           (record->is_base ? 4u : 0);
}

/* A type of a header is the same in every unit; one that stands in the file
 * that is compiled is that file's own. */
void add_type_identity(struct emitter *emitter, const char *name,
                       const struct record *record, uint64_t hash) {
    struct text *text = &emitter->prelude;
    text_add(emitter->arena, text, "    \"%s\", ", name);
    if (record && record->file && strcmp(record->file, emitter->unit->main_file) == 0) {
        text_add(emitter->arena, text, "\"");
        text_add_escaped(emitter->arena, text, record->file);
        text_add(emitter->arena, text, "\"");
    } else {
        text_add(emitter->arena, text, "0");
    }
    text_add(emitter->arena, text, ", 0x%016" PRIx64 "u,\n", hash);
}

/* What the text of a descriptor says of its type. All of that stands in front
 * of the descriptor. */
struct description {
    const char *layout, *finalizer, *trace, *base; /* "0" if none */
};

static struct description describe(struct emitter *emitter,
                                   const struct record *record,
                                   struct range where) {
    struct description it = {need_record_layout(emitter, record, where),
                             need_finalizer(emitter, record),
                             need_trace(emitter, record), "0"};
    if (record->base)
        it.base = arena_printf(emitter->arena, "&%s",
                               need_type(emitter, record->base, where));
    return it;
}

static void add_description(struct emitter *emitter,
                            const struct record *record, unsigned flags,
                            const struct description *it) {
    text_add(emitter->arena, &emitter->prelude,
             "    sizeof(%s), %" PRIu64 ", %u, 0, &%s, %s, %s, %s}",
             record->name, record->align, flags, it->layout, it->finalizer,
             it->trace, it->base);
}

/* An object with a flexible array member. */
static void add_sized(struct emitter *emitter, const struct record *record,
                      const struct field *member, struct range where) {
    const struct type *element = member->type->inner;
    bool holds = type_holds_references(element);
    text_add(emitter->arena, &emitter->prelude,
             ",\n    offsetof(%s, %s), sizeof(((%s *)0)->%s[0]), %s%s",
             record->name, member->name, record->name, member->name,
             holds ? "&" : "", holds ? need_layout(emitter, element, where) : "0");
}

const char *need_type(struct emitter *emitter, const struct record *record,
                      struct range where) {
    struct arena *arena = emitter->arena;
    if (!is_writable(record) || is_declared_too_late(emitter, record)) {
        refuse_type(emitter, record, where);
        return "";
    }
    const char *name =
        arena_printf(arena, "tally__type_%s", record->identifier);
    if (bitset_has(&emitter->types, record->id))
        return name;
    bitset_add(&emitter->types, record->id);
    const struct field *member = record_flexible(record);
    const char *tag = record->tag ? record->tag : record->name;
    const struct description it = describe(emitter, record, where);
    if (member && type_holds_references(member->type))
        need_layout(emitter, member->type->inner, where);
    text_add(arena, &emitter->prelude, "static struct tally_%stype %s = {%s\n",
             member ? "sized_" : "", name, member ? "{" : "");
    add_type_identity(emitter, tag, record, record->layout_hash);
    add_description(emitter, record,
                    type_flags(record) | (member ? TYPE_SIZED : 0), &it);
    if (member)
        add_sized(emitter, record, member, where);
    text_add(arena, &emitter->prelude, "%s;\n", member ? "}" : "");
    return name;
}

/* ---- into the text ------------------------------------------------------ */

/* Back to where the compiler took itself to be: the user's own #line counts. */
static void add_line_directive(struct emitter *emitter, struct text *text,
                               const struct function *function) {
    struct place_in_text place = function->presumed;
    text_add(emitter->arena, text, "#line %u \"", place.line);
    text_add_escaped(emitter->arena, text, place.file);
    text_add(emitter->arena, text, "\"\n");
}

/* How many blanks stand between the line's begin and the offset; *only* if
 * nothing else does. */
static uint32_t indentation(const struct unit *unit, uint32_t offset,
                            bool *only) {
    uint32_t begin = offset;
    *only = true;
    for (; begin > 0 && unit->text[begin - 1] != '\n'; begin--)
        if (unit->text[begin - 1] != ' ' && unit->text[begin - 1] != '\t')
            *only = false;
    return offset - begin;
}

void emit_prelude(struct emitter *emitter, const struct function *function) {
    struct arena *arena = emitter->arena;
    struct text text = {0};
    bool only = true;
    if (!emitter->prelude.count)
        return;
    if (function->range.file == 0) {
        uint32_t begin = function->range.begin;
        uint32_t blanks = indentation(emitter->unit, begin, &only);
        text_add(arena, &text, "%s%s", only ? "" : "\n",
                 text_get(&emitter->prelude));
        add_line_directive(emitter, &text, function);
        text_add(arena, &text, "%*s", (int)blanks, "");
    }
    edits_before(emitter->edits, function->range, text_get(&text));
    emitter->prelude = (struct text){0};
}

/* In a header, a static inline function that nobody calls draws no warning;
 * where the header was inlined it must not draw one either. */
static void mark_unused(struct emitter *emitter,
                        const struct function *function) {
    const struct unit *unit = emitter->unit;
    if (function->in_header || function->decl->storage != STORAGE_STATIC)
        return;
    struct place_in_text place = unit_place_of(unit, function->range);
    if (place.file && strcmp(place.file, unit->main_file) != 0)
        edits_before(emitter->edits, function->range, "TALLY__UNUSED ");
}

bool emit_unit(struct emitter *emitter) {
    emitter->failed = false;
    emitter->function = NULL;
    for (size_t i = 0; i < emitter->unit->functions.count; i++)
        mark_unused(emitter, emitter->unit->functions.at[i]);
    emit_root_tables(emitter);
    return !emitter->failed;
}
