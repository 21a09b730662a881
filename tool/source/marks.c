/* Annotations: what they are called, and which are understood today. */
#include "source/parser.h"

#include <string.h>

struct annotation_name {
    const char *name;
    enum annotation annotation;
};

static const struct annotation_name annotation_names[] = {
    {"tally_object", ANNOTATION_OBJECT},
    {"tally_base", ANNOTATION_BASE},
    {"tally_acyclic", ANNOTATION_ACYCLIC},
    {"tally_acyclic_unchecked", ANNOTATION_ACYCLIC_UNCHECKED},
    {"tally_finalizer", ANNOTATION_FINALIZER},
    {"tally_trace", ANNOTATION_TRACE},
    {"tally_unmanaged", ANNOTATION_UNMANAGED},
    {"tally_consumed", ANNOTATION_CONSUMED},
    {"tally_borrowed", ANNOTATION_BORROWED},
    {"tally_borrowed_from", ANNOTATION_BORROWED_FROM},
    {"tally_bytes", ANNOTATION_BYTES},
    {"tally_context", ANNOTATION_CONTEXT},
    {"tally_consumes_if", ANNOTATION_CONSUMES_IF},
    {"tally_variant", ANNOTATION_VARIANT},
    {"tally_case", ANNOTATION_CASE}};

/* `text` is what stands in annotate("..."): a name, maybe ":arguments". */
static enum annotation annotation_named(const char *text, size_t length) {
    if (length < 6 || strncmp(text, "tally_", 6) != 0)
        return ANNOTATION_NONE;
    for (size_t i = 0; i < sizeof annotation_names / sizeof *annotation_names;
         i++)
        if (strlen(annotation_names[i].name) == length &&
            memcmp(annotation_names[i].name, text, length) == 0)
            return annotation_names[i].annotation;
    return ANNOTATION_LATER;
}

static void check_annotation(struct parser *p, CXCursor attribute,
                             enum annotation annotation, const char *text,
                             size_t length, unsigned allowed) {
    if (annotation == ANNOTATION_LATER)
        report_once(p, TLY_UNSUPPORTED_ANNOTATION, cursor_range(p, attribute),
                    NULL, "'%.*s' is not handled yet", (int)length, text);
    else if (!(allowed >> annotation & 1))
        report_once(p, TLY_UNSUPPORTED_ANNOTATION, cursor_range(p, attribute),
                    NULL, "'%.*s' has no meaning here", (int)length, text);
}

unsigned annotations_of(struct parser *p, CXCursor declaration,
                        unsigned allowed) {
    unsigned found = 0;
    if (!clang_Cursor_hasAttrs(declaration))
        return 0;
    struct children children = children_of(p, declaration);
    for (size_t i = 0; i < children.count; i++) {
        CXCursor child = child_at(p, children, i);
        if (clang_getCursorKind(child) != CXCursor_AnnotateAttr)
            continue;
        CXString string = clang_getCursorSpelling(child);
        const char *text = clang_getCString(string);
        size_t length = strcspn(text, ":");
        enum annotation annotation = annotation_named(text, length);
        if (annotation != ANNOTATION_NONE)
            check_annotation(p, child, annotation, text, length, allowed);
        found |= 1u << annotation;
        clang_disposeString(string);
    }
    children_done(p, children);
    return found & ~(1u << ANNOTATION_NONE);
}

static const char *trimmed(struct parser *p, const char *text) {
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length && strchr(" \t", text[length - 1]))
        length--;
    return arena_strndup(p->arena, text, length);
}

const char *annotation_argument(struct parser *p, CXCursor declaration,
                                enum annotation annotation) {
    const char *found = NULL;
    struct children children = children_of(p, declaration);
    for (size_t i = 0; i < children.count; i++) {
        CXCursor child = child_at(p, children, i);
        if (clang_getCursorKind(child) != CXCursor_AnnotateAttr)
            continue;
        CXString string = clang_getCursorSpelling(child);
        const char *text = clang_getCString(string);
        size_t length = strcspn(text, ":");
        if (text[length] && annotation_named(text, length) == annotation)
            found = trimmed(p, text + length + 1);
        clang_disposeString(string);
    }
    children_done(p, children);
    return found;
}
