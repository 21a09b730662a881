/* References, and memory that holds them, as arguments of plain pointers: what
 * functions of the C library do with such bytes is known from a table
 * (library.def), of others from the mark tally_bytes. */
#include "ir/lower.h"

#include <string.h>

enum role {
    ROLE_NONE,
    ROLE_READS,
    ROLE_PERMUTES,
    ROLE_RELOCATES,
    ROLE_WRITES,
    ROLE_COPIES,
    ROLE_GIVES,
    ROLE_ENDS
};

struct entry {
    const char *function;
    size_t parameter;
    enum role role;
};

static const struct entry library[] = {
#define LIBRARY(function, parameter, role) {#function, parameter, ROLE_##role},
#include "ir/library.def"
#undef LIBRARY
};

/* ---- the table ------------------------------------------------------------ */

/* The compiler's own versions do the same. */
static const char *library_name(const struct lower *lo,
                                const struct decl *function) {
    static const char prefix[] = "__builtin_";
    if (strncmp(function->name, prefix, sizeof prefix - 1) == 0)
        return function->name + sizeof prefix - 1;
    return lo->unit->files.at[function->range.file].system ? function->name
                                                           : NULL;
}

static enum role in_table(const char *name, size_t parameter) {
    for (size_t i = 0; name && i < sizeof library / sizeof *library; i++)
        if (library[i].parameter == parameter &&
            strcmp(library[i].function, name) == 0)
            return library[i].role;
    return ROLE_NONE;
}

static enum role role_of(const struct lower *lo, const struct decl *function,
                         const struct type *type, size_t parameter) {
    struct convention convention = type_accepts(type, parameter);
    if (convention.marks & MARK_BYTES)
        return strcmp(convention.argument, "read") == 0      ? ROLE_READS
               : strcmp(convention.argument, "permute") == 0 ? ROLE_PERMUTES
                                                             : ROLE_RELOCATES;
    return function ? in_table(library_name(lo, function), parameter)
                    : ROLE_NONE;
}

size_t library_gives(const struct lower *lo, const struct decl *function) {
    const char *name = function ? library_name(lo, function) : NULL;
    for (size_t i = 0; name && i < sizeof library / sizeof *library; i++)
        if ((library[i].role == ROLE_GIVES ||
             library[i].role == ROLE_WRITES) && /* memcpy, memset: as well */
            strcmp(library[i].function, name) == 0)
            return library[i].parameter;
    return SIZE_MAX;
}

/* The argument that leads to the variable which gets the end of argument 0. */
static struct node *end_of(const struct lower *lo, const struct node *call,
                           const struct decl *function) {
    for (size_t i = 2; function && i < call->child_count; i++)
        if (in_table(library_name(lo, function), i - 1) == ROLE_ENDS)
            return call->child[i];
    return NULL;
}

/* The whole local variable whose address it is, or NULL. */
static const struct decl *variable_at(struct node *address) {
    const struct node *place =
        address->kind == NODE_ADDRESS ? node_strip_parens(address->child[0])
                                      : NULL;
    const struct decl *decl =
        place && place->kind == NODE_NAME ? place->decl : NULL;
    return decl && !decl->file_scope && decl->storage != STORAGE_STATIC &&
                   decl->storage != STORAGE_EXTERN
               ? decl
               : NULL;
}

void library_keeps_end(struct lower *lo, const struct node *call,
                       const struct decl *function, value_id value) {
    struct node *end = end_of(lo, call, function);
    if (!end || lo->placed)
        return;
    end = node_behind_casts(end);
    const struct decl *decl = variable_at(end);
    if (end->kind != NODE_LITERAL) /* NULL: nowhere */
        lower_keep_raw(lo, value, call->child[1],
                       decl ? KEEP_VARIABLE : KEEP_MEMORY, decl);
}

/* ---- arguments ------------------------------------------------------------ */

struct node *node_behind_casts(struct node *node) {
    while (node->kind == NODE_PAREN || node->kind == NODE_CAST)
        node = node->child[0];
    return node;
}

static bool is_bytes(const struct type *type) {
    if (type->kind != TYPE_POINTER || !type->inner)
        return false;
    return type->inner->kind == TYPE_VOID ||
           (type->inner->kind == TYPE_INTEGER && type->inner->size == 1);
}

/* Its bytes are the object's; those of an array are elements. */
static bool is_object_reference(const struct type *type) {
    return type_is_reference(type) && !type_is_counted_array(type);
}

/* Does the pointer lead to memory in which references are? */
static bool leads_to_references(const struct type *type) {
    if (is_object_reference(type))
        return !type->inner->record->complete ||
               type_holds_references(type->inner);
    return (type->kind == TYPE_POINTER || type->kind == TYPE_ARRAY) &&
           type->inner && type->inner->kind != TYPE_FUNCTION &&
           (type_is_reference(type->inner) ||
            type_holds_references(type->inner));
}

static void refuse_bytes(struct lower *lo, const struct node *arg,
                         const struct decl *function, enum role role) {
    lower_error(lo, TLY_REFERENCE_BYTES, arg,
                role == ROLE_COPIES
                    ? "assign the references, or the whole structs, one by one"
                    : "assign a whole value, as '*p = (T){0}', or the references",
                "'%s' %s the bytes of references",
                function ? function->name : "the function",
                role == ROLE_COPIES ? "copies" : "overwrites");
}

static void refuse_moved(struct lower *lo, const struct node *arg,
                         const struct decl *function) {
    lower_error(lo, TLY_REFERENCE_BYTES, arg,
                "give it a local pointer to a struct of tally_emplace, whose "
                "address is not taken",
                "'%s' moves references out of a place that tally knows",
                function ? function->name : "the function");
}

bool library_takes(struct lower *lo, struct node *arg,
                   const struct decl *function, const struct type *type,
                   size_t parameter) {
    const struct node *bare = node_behind_casts(arg);
    enum role role = role_of(lo, function, type, parameter);
    if (role == ROLE_NONE || bare->is_constant || !bare->type)
        return false;
    /* What the compiler has built in may have no type. */
    if (type && (parameter >= type->param_count ||
                 !is_bytes(type->params[parameter])))
        return false;
    if (!is_object_reference(bare->type) && !leads_to_references(bare->type))
        return false;
    if (role == ROLE_RELOCATES) {
        if (!lo->placed && !lower_may_move(arg))
            refuse_moved(lo, arg, function);
        return true;
    }
    if ((role == ROLE_WRITES || role == ROLE_COPIES) &&
        leads_to_references(bare->type)) {
        if (!lo->placed)
            refuse_bytes(lo, arg, function, role);
        return true;
    }
    return role != ROLE_PERMUTES || !is_object_reference(bare->type);
}

bool library_moves(const struct node *call, const struct type *to) {
    const struct type *type = call->kind == NODE_CALL ? call->child[0]->type
                                                      : NULL;
    if (type && type->kind == TYPE_POINTER)
        type = type->inner;
    for (size_t i = 0; type && type->kind == TYPE_FUNCTION &&
                       i + 1 < call->child_count; i++) {
        struct convention convention = type_accepts(type, i);
        const struct type *from =
            node_behind_casts(call->child[i + 1])->type;
        if (convention.marks & MARK_BYTES &&
            strcmp(convention.argument, "relocate") == 0 && from &&
            from->kind == TYPE_POINTER && from->inner && to->inner &&
            from->inner->record && from->inner->record == to->inner->record)
            return true;
    }
    return false;
}
