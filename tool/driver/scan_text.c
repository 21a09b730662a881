/* Finding #include lines.
 *
 * Everything that makes such a line in translation phases 1 to 4 has to be
 * seen through: line splices, also inside of words; comments between the
 * words; the digraph %: and the trigraphs ??= and ??/. What looks like a
 * directive but is none (a line of a comment that begins with #) does no
 * harm. */
#include "driver/scan_text.h"

#include <string.h>

/* Of a directive's name, or more than any that we look for. */
enum { LONGEST_NAME = 16 };

/* ---- bytes after phase 2 ------------------------------------------------ */

/* The length of a line splice at `p`: a backslash, blanks (as gcc allows) and
 * a newline. 0 if there is none. */
static size_t splice(const char *p, const char *end) {
    const char *from = p;
    if (end - p >= 3 && !memcmp(p, "?\?/", 3))
        p += 3;
    else if (p < end && *p == '\\')
        p++;
    else
        return 0;
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
        p++;
    return p < end && *p == '\n' ? (size_t)(p + 1 - from) : 0;
}

static const char *skip_splices(const char *p, const char *end) {
    for (size_t length; (length = splice(p, end)) != 0;)
        p += length;
    return p;
}

/* Behind the comment whose first '/' is at `p`; `p` if there is none. Line
 * comments are not of interest: nothing of a directive follows them. */
static const char *skip_comment(const char *p, const char *end) {
    const char *star = skip_splices(p + 1, end);
    if (*p != '/' || star >= end || *star != '*')
        return p;
    for (const char *q = star + 1; q < end; q++) {
        q = memchr(q, '*', (size_t)(end - q));
        if (!q)
            return end;
        const char *slash = skip_splices(q + 1, end);
        if (slash < end && *slash == '/')
            return slash + 1;
    }
    return end;
}

/* Behind blanks, comments and splices. */
static const char *skip_blanks(const char *p, const char *end) {
    for (;;) {
        p = skip_splices(p, end);
        if (p >= end)
            return end;
        const char *q = p;
        if (strchr(" \t\v\f\r", *p) && *p)
            q++;
        else
            q = skip_comment(p, end);
        if (q == p)
            return p;
        p = q;
    }
}

/* ---- lines -------------------------------------------------------------- */

/* Can a directive begin at `p`: is there nothing before it on its line but
 * blanks, or the end of a comment? */
static bool begins_line(const char *begin, const char *p) {
    while (p > begin && strchr(" \t\v\f", p[-1]) && p[-1])
        p--;
    if (p == begin || p[-1] == '\n' || p[-1] == '\r')
        return true;
    if (p - begin >= 2 && p[-1] == '/' && p[-2] == '*')
        return true;
    return p - begin == 3 && !memcmp(begin, "\xEF\xBB\xBF", 3);
}

/* The next '#', in any spelling, that begins a line; `*behind` is what follows
 * it. NULL at the end. */
static const char *find_hash(const struct include_reader *reader,
                             const char **behind) {
    const char *p = reader->at, *end = reader->end;
    for (; p < end; p++) {
        size_t length = 0;
        p += strcspn(p, "#%?");
        if (p >= end)
            break;
        if (*p == '#')
            length = 1;
        else if (*p == '%' && skip_splices(p + 1, end)[0] == ':')
            length = (size_t)(skip_splices(p + 1, end) + 1 - p);
        else if (end - p >= 3 && !memcmp(p, "?\?=", 3))
            length = 3;
        if (length && begins_line(reader->begin, p)) {
            *behind = p + length;
            return p;
        }
    }
    return NULL;
}

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c >= '0' && c <= '9');
}

/* Reads the directive's name; false if it is none that includes. */
static bool read_name(const char **at, const char *end) {
    char name[LONGEST_NAME + 1];
    size_t length = 0;
    const char *p = skip_blanks(*at, end);
    while (p < end && is_word(*p) && length < LONGEST_NAME) {
        name[length++] = *p;
        p = skip_splices(p + 1, end);
    }
    name[length] = 0;
    *at = p;
    return !strcmp(name, "include") || !strcmp(name, "include_next") ||
           !strcmp(name, "import");
}

/* Reads up to `close`, without splices. NULL if the line ends before. */
static const char *read_header(const char **at, const char *end, char close,
                               struct arena *arena) {
    const char *p = *at;
    size_t room = 0;
    while (p + room < end && p[room] != close)
        room++;
    char *name = arena_alloc(arena, room + 1);
    size_t length = 0;
    for (p = skip_splices(p, end); p < end; p = skip_splices(p + 1, end)) {
        if (*p == close) {
            *at = p + 1;
            return name;
        }
        if (*p == '\n' || length == room)
            break;
        name[length++] = *p;
    }
    *at = p;
    return NULL;
}

static struct include read_operand(const char **at, const char *end,
                                   struct arena *arena) {
    struct include include = {0};
    const char *p = skip_blanks(*at, end);
    if (p < end && (*p == '"' || *p == '<')) {
        include.form = *p;
        char close = *p == '<' ? '>' : '"';
        p++;
        include.name = read_header(&p, end, close, arena);
        if (!include.name)
            include.form = 0;
    }
    *at = p;
    return include;
}

bool include_next(struct include_reader *reader, struct include *include) {
    const char *behind;
    while (find_hash(reader, &behind)) {
        bool includes = read_name(&behind, reader->end);
        if (includes)
            *include = read_operand(&behind, reader->end, reader->arena);
        reader->at = behind;
        if (includes)
            return true;
    }
    reader->at = reader->end;
    return false;
}
