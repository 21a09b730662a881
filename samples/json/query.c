/* Paths: reading them, and selecting values by them.
 *
 * A path is a list of Steps. Selecting begins with the document alone and
 * replaces the selected values, step by step, by those that they lead to. */
#include "json.h"

#include <string.h>

enum step_kind {
    STEP_NAME,  /* .name, ["name"]: the member of that name */
    STEP_INDEX, /* [2]: an element, from 0; [-1]: from the end */
    STEP_ALL    /* [*], .*: every element or member's value */
};

struct Step {
    enum step_kind kind;
    String *name;  /* STEP_NAME */
    size_t index;  /* STEP_INDEX */
    bool from_end; /* STEP_INDEX: 1 is the last one */
    Step *next;
};

/* ---- reading a path -------------------------------------------------- */

struct path_reader {
    const char *text;
    size_t length, at;
    const char *wrong; /* NULL, or what is wrong at `at` */
};

static char path_peek(const struct path_reader *reader) {
    return reader->text[reader->at];
}

/* Letters, digits, '_', '-', '$' and everything outside ASCII. */
static bool is_name_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (unsigned char)byte >= 0x80 ||
           byte == '_' || byte == '-' || byte == '$';
}

static Step *read_refuse(struct path_reader *reader, const char *wrong) {
    reader->wrong = wrong;
    return NULL;
}

static Step *read_name(struct path_reader *reader) {
    size_t start = reader->at;

    while (is_name_byte(path_peek(reader)))
        reader->at++;
    if (reader->at == start)
        return read_refuse(reader, "expected a name or '*' after '.'");
    return tally_new(
        Step, .kind = STEP_NAME,
        .name = string_create(reader->text + start, reader->at - start));
}

static Step *read_quoted(struct path_reader *reader) {
    struct buffer name = {NULL, 0, 0};
    Step *step = NULL;

    reader->wrong =
        parse_quoted(reader->text, reader->length, &reader->at, &name);
    if (reader->wrong == NULL)
        step = tally_new(Step, .kind = STEP_NAME,
                         .name = string_create(name.bytes, name.length));
    buffer_release(&name);
    return step;
}

static Step *read_index(struct path_reader *reader) {
    bool from_end = path_peek(reader) == '-';
    size_t start, index = 0;

    if (from_end)
        reader->at++;
    start = reader->at;
    while (path_peek(reader) >= '0' && path_peek(reader) <= '9') {
        size_t digit = (size_t)(path_peek(reader) - '0');

        if (index > (SIZE_MAX - digit) / 10)
            return read_refuse(reader, "the index is too large");
        index = index * 10 + digit;
        reader->at++;
    }
    if (reader->at == start)
        return read_refuse(reader, "expected an index, a name in '\"' or '*'");
    return tally_new(Step, .kind = STEP_INDEX, .index = index,
                     .from_end = from_end);
}

static Step *read_all(struct path_reader *reader) {
    reader->at++;
    return tally_new(Step, .kind = STEP_ALL);
}

static Step *read_bracket(struct path_reader *reader) {
    Step *step;

    reader->at++;
    if (path_peek(reader) == '*')
        step = read_all(reader);
    else if (path_peek(reader) == '"')
        step = read_quoted(reader);
    else
        step = read_index(reader);
    if (step != NULL && path_peek(reader) != ']')
        return read_refuse(reader, "expected ']'");
    if (step != NULL)
        reader->at++;
    return step;
}

static Step *read_step(struct path_reader *reader) {
    if (path_peek(reader) == '[')
        return read_bracket(reader);
    if (path_peek(reader) != '.')
        return read_refuse(reader, "expected '.' or '['");
    reader->at++;
    if (path_peek(reader) == '*')
        return read_all(reader);
    return read_name(reader);
}

/* "$" may stand in front, and "." alone is the whole document. */
static void read_prefix(struct path_reader *reader) {
    if (path_peek(reader) == '$')
        reader->at++;
    if (strcmp(reader->text + reader->at, ".") == 0)
        reader->at++;
}

bool path_parse(const char *text, Step **path) {
    struct path_reader reader = {.text = text, .length = strlen(text)};
    Step *tail = NULL;

    *path = NULL;
    read_prefix(&reader);
    while (reader.at < reader.length) {
        Step *step = read_step(&reader);

        if (step == NULL) {
            fprintf(stderr, "json: path '%s': character %zu: %s\n", text,
                    reader.at + 1, reader.wrong);
            return false;
        }
        if (tail == NULL)
            *path = step;
        else
            tail->next = step;
        tail = step;
    }
    return true;
}

/* ---- selecting ------------------------------------------------------- */

/* The values that one step reaches, in order. */
struct selection {
    Value *values; /* an array */
    Element *tail;
};

static void select_value(struct selection *selection, Value *value) {
    selection->tail = array_append(selection->values, selection->tail, value);
}

static void select_name(struct selection *selection, Value *value, Step *step) {
    Value *found = NULL;

    if (value->kind == VALUE_OBJECT)
        found = object_find(value, step->name);
    if (found != NULL)
        select_value(selection, found);
}

static void select_index(struct selection *selection, Value *value,
                         Step *step) {
    Element *element = value->elements;
    size_t index = step->index;

    if (step->from_end) {
        if (index == 0 || index > value->count)
            return;
        index = value->count - index;
    }
    if (value->kind != VALUE_ARRAY || index >= value->count)
        return;
    while (index-- > 0)
        element = element->next;
    select_value(selection, element->value);
}

static void select_all(struct selection *selection, Value *value) {
    Element *element;
    Member *member;

    for (element = value->elements; element != NULL; element = element->next)
        select_value(selection, element->value);
    for (member = value->members; member != NULL; member = member->next)
        select_value(selection, member->value);
}

static Value *select_step(Value *values, Step *step) {
    struct selection selection = {.values = value_create(VALUE_ARRAY, NULL)};
    Element *element;

    for (element = values->elements; element != NULL; element = element->next) {
        switch (step->kind) {
        case STEP_NAME:
            select_name(&selection, element->value, step);
            break;
        case STEP_INDEX:
            select_index(&selection, element->value, step);
            break;
        case STEP_ALL:
            select_all(&selection, element->value);
            break;
        }
    }
    return selection.values;
}

Value *path_select(Value *document, Step *path) {
    Value *values = value_create(VALUE_ARRAY, NULL);

    array_append(values, NULL, document);
    while (path != NULL) {
        values = select_step(values, path);
        path = path->next;
    }
    return values;
}
