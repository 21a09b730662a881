/* define-record-type: a new type, and the procedures for it. */
#include "code.h"

Value *core_symbol(const char *name) {
    return &symbol_alias(symbol_intern(name), NULL)->value;
}

static Value *define_form(Value *name, Value *item) {
    return pair_create(core_symbol("define"),
                       pair_create(name, pair_create(item, value_nil)));
}

static RecordType *type_create(Value *name, Value *fields) {
    struct list names = {NULL, NULL};
    Symbol *symbol;
    Value *list;
    size_t count;

    if (is_kind(name, VALUE_PAIR))
        name = car(name);
    for (; is_kind(fields, VALUE_PAIR); fields = cdr(fields)) {
        Value *field = car(fields);

        list_add(&names, is_kind(field, VALUE_PAIR) ? car(field) : field);
    }
    symbol = symbol_strip((Symbol *)name);
    list = list_end(&names, value_nil);
    count = (size_t)list_length(list);
    return tally_new(RecordType, .value.kind = VALUE_RECORD_TYPE,
                     .name = symbol, .fields = list, .count = count);
}

static size_t field_place(RecordType *type, Value *name) {
    Value *fields;
    size_t place = 0;

    for (fields = type->fields; is_kind(fields, VALUE_PAIR);
         fields = cdr(fields), place++)
        if (car(fields) == name)
            return place;
    fail_syntax("the record has no such field:", name);
}

/* ---- procedures ------------------------------------------------------ */

/* `names` are the fields that it is about. */
static Value *procedure_create(enum record_operation operation,
                               RecordType *type, Value *names) {
    size_t count = (size_t)list_length(names), i = 0;
    RecordProcedure *procedure =
        tally_new(RecordProcedure, .value.kind = VALUE_RECORD_PROCEDURE,
                  .operation = operation, .type = type,
                  .places = tally_new_array(size_t, count));

    for (; is_kind(names, VALUE_PAIR); names = cdr(names))
        procedure->places[i++] = field_place(type, car(names));
    return &procedure->value;
}

/* (make field ...), or just make, for all fields; or #f. */
static void define_maker(struct list *forms, Value *maker, RecordType *type) {
    if (is_kind(maker, VALUE_SYMBOL))
        list_add(forms, define_form(maker, procedure_create(RECORD_MAKE, type,
                                                            type->fields)));
    else if (is_kind(maker, VALUE_PAIR))
        list_add(forms,
                 define_form(car(maker),
                             procedure_create(RECORD_MAKE, type, cdr(maker))));
}

/* (field getter setter), of which the last two may be missing. */
static void define_field(struct list *forms, Value *field, RecordType *type) {
    long length = list_length(field);
    Value *name;

    if (length < 2)
        return;
    name = pair_create(car(field), value_nil);
    list_add(forms, define_form(list_at(field, 1),
                                procedure_create(RECORD_GET, type, name)));
    if (length > 2)
        list_add(forms, define_form(list_at(field, 2),
                                    procedure_create(RECORD_SET, type, name)));
}

/* (define-record-type name maker predicate field ...) */
static Value *expand_record(Value *form, Scope *scope) {
    struct list forms = {NULL, NULL};
    RecordType *type;
    Value *fields, *name;

    (void)scope;
    check_form(form, 3, -1);
    name = list_at(form, 1);
    fields = list_tail(form, 4);
    type = type_create(name, fields);
    list_add(&forms, core_symbol("begin"));
    list_add(&forms, define_form(is_kind(name, VALUE_PAIR) ? car(name) : name,
                                 &type->value));
    define_maker(&forms, list_at(form, 2), type);
    list_add(&forms,
             define_form(list_at(form, 3),
                         procedure_create(RECORD_TEST, type, value_nil)));
    for (; is_kind(fields, VALUE_PAIR); fields = cdr(fields))
        define_field(&forms, car(fields), type);
    return list_end(&forms, value_nil);
}

const struct special record_specials[] = {
    {"define-record-type", NULL, expand_record},
    {NULL, NULL, NULL},
};
