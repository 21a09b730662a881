/* Cursors: their children on a stack, tables keyed by them, their strings. */
#include "source/parser.h"

#include <string.h>

/* ---- children ----------------------------------------------------------- */

static enum CXChildVisitResult push_child(CXCursor child, CXCursor parent,
                                          CXClientData data) {
    struct parser *p = data;
    (void)parent;
    VEC_PUSH(p->arena, p->stack, child);
    return CXChildVisit_Continue;
}

static enum CXChildVisitResult push_evaluated(CXCursor child, CXCursor parent,
                                              CXClientData data) {
    enum CXCursorKind kind = clang_getCursorKind(child);
    if (clang_isExpression(kind) || clang_isStatement(kind))
        push_child(child, parent, data);
    return CXChildVisit_Continue;
}

static struct children take(struct parser *p, CXCursor cursor,
                            CXCursorVisitor visitor) {
    struct children children = {.base = p->stack.count};
    clang_visitChildren(cursor, visitor, p);
    children.count = p->stack.count - children.base;
    return children;
}

/* MemberRef and its kin are references, no expressions: in neither list of
 * clang_isExpression. */
struct children children_of(struct parser *p, CXCursor cursor) {
    return take(p, cursor, push_child);
}

struct children children_evaluated(struct parser *p, CXCursor cursor) {
    return take(p, cursor, push_evaluated);
}

CXCursor child_at(const struct parser *p, struct children children, size_t i) {
    return p->stack.at[children.base + i];
}

void children_done(struct parser *p, struct children children) {
    p->stack.count = children.base;
}

/* ---- tables ------------------------------------------------------------- */

static struct cursor_slot *find(const struct cursor_map *map, CXCursor key) {
    size_t mask = map->capacity - 1;
    size_t at = clang_hashCursor(key) * 2654435761u & mask;
    while (map->slots[at].value && !clang_equalCursors(map->slots[at].key, key))
        at = (at + 1) & mask;
    return &map->slots[at];
}

void *cursor_map_get(const struct cursor_map *map, CXCursor key) {
    return map->capacity ? find(map, key)->value : NULL;
}

static void grow(struct parser *p, struct cursor_map *map) {
    struct cursor_map larger = {.capacity =
                                    map->capacity ? 2 * map->capacity : 64};
    larger.slots = ARENA_ARRAY(p->arena, struct cursor_slot, larger.capacity);
    for (size_t i = 0; i < map->capacity; i++)
        if (map->slots[i].value)
            *find(&larger, map->slots[i].key) = map->slots[i];
    larger.count = map->count;
    *map = larger;
}

void cursor_map_put(struct parser *p, struct cursor_map *map, CXCursor key,
                    void *value) {
    if (2 * (map->count + 1) > map->capacity)
        grow(p, map);
    struct cursor_slot *slot = find(map, key);
    map->count += slot->value == NULL;
    *slot = (struct cursor_slot){.key = key, .value = value};
}

/* ---- strings ------------------------------------------------------------ */

const char *copy_string(struct parser *p, CXString string) {
    const char *text = clang_getCString(string);
    const char *copy = text && *text ? arena_strdup(p->arena, text) : NULL;
    clang_disposeString(string);
    return copy;
}

bool string_equals(CXString string, const char *text) {
    const char *got = clang_getCString(string);
    bool equal = got && strcmp(got, text) == 0;
    clang_disposeString(string);
    return equal;
}
