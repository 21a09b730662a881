/* Making values, and finding members. */
#include "json.h"

#include <stdlib.h>
#include <string.h>

/* ---- strings --------------------------------------------------------- */

void string_delete(String *self) {
    free(self->bytes);
}

String *string_create(const char *bytes, size_t length) {
    return tally_new(String, .bytes = bytes_copy(bytes, length),
                     .length = length);
}

bool string_equals(String *string, const char *bytes, size_t length) {
    return string->length == length &&
           memcmp(string->bytes, bytes, length) == 0;
}

int string_compare(String *left, String *right) {
    size_t common = left->length < right->length ? left->length : right->length;
    int order = memcmp(left->bytes, right->bytes, common);

    if (order != 0)
        return order;
    return (left->length > right->length) - (left->length < right->length);
}

/* ---- values ---------------------------------------------------------- */

Value *value_create(enum value_kind kind, String *text) {
    return tally_new(Value, .kind = kind, .text = text);
}

Value *value_literal(enum value_kind kind) {
    static Value *literals[VALUE_TRUE + 1];

    if (literals[kind] == NULL)
        literals[kind] = value_create(kind, NULL);
    return literals[kind];
}

Element *array_append(Value *array, Element *tail, Value *value) {
    Element *element = tally_new(Element, .value = value);

    if (tail == NULL)
        array->elements = element;
    else
        tail->next = element;
    array->count++;
    return element;
}

Member *object_append(Value *object, Member *tail, String *name, Value *value) {
    Member *member = tally_new(Member, .name = name, .value = value);

    if (tail == NULL)
        object->members = member;
    else
        tail->next = member;
    object->count++;
    return member;
}

Value *object_find(Value *object, String *name) {
    Value *found = NULL;
    Member *member;

    for (member = object->members; member != NULL; member = member->next)
        if (string_compare(member->name, name) == 0)
            found = member->value;
    return found;
}
