/* The text is searched for backslashes, which most texts have few of. */
#include "source/spelling.h"

#include "source/scan.h"
#include "source/unit.h"

#include <string.h>

static bool report(const struct source *source, struct diags *diags,
                   uint32_t at, const char *mend, const char *what) {
    struct unit unit = {.line_map = source->map};
    diag_report(diags, TLY_UNSUPPORTED, unit_place(&unit, 0, at), mend, "%s",
                what);
    return false;
}

static bool report_split(const struct source *source, struct diags *diags,
                         uint32_t at) {
    return report(source, diags, at, "break the line between two tokens",
                  "a line that is continued within a token");
}

/* ---- trigraphs ---------------------------------------------------------- */

/* ISO C before C23 has them, and no GNU dialect. */
static bool standard_has_trigraphs(const char *standard) {
    static const char *const without[] = {"gnu", "c2x", "c23", "c2y"};
    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        if (strncmp(standard, without[i], 3) == 0)
            return false;
    return true;
}

static bool has_trigraphs(const struct source *source) {
    bool standard = false, asked = false;
    for (const char *const *flag = source->request.flags; *flag; flag++) {
        if (strncmp(*flag, "-std=", 5) == 0)
            standard = standard_has_trigraphs(*flag + 5);
        else if (strcmp(*flag, "-ansi") == 0)
            standard = true;
        else if (strcmp(*flag, "-trigraphs") == 0)
            asked = true;
    }
    return standard || asked;
}

static bool trigraphs_check(const struct source *source, struct diags *diags) {
    const char *found = strstr(source->text, "?\?/");
    if (!found || !has_trigraphs(source))
        return true;
    return report(source, diags, (uint32_t)(found - source->text),
                  "write the backslash itself, or put a backslash before the "
                  "second question mark",
                  "the trigraph of the backslash");
}

/* ---- continued lines ---------------------------------------------------- */

/* Behind the splices at `at`, if what stands before them and behind them is
 * one token, or could be; else `at`. */
static uint32_t joined(const struct scanner *scan, uint32_t begin,
                       uint32_t at) {
    uint32_t behind = scan_splices(scan, at);
    char together[8] = {0};
    if (behind == at || behind >= scan->length || at == begin)
        return at;
    uint32_t length = at - begin < 4 ? at - begin : 4;
    memcpy(together, scan->text + at - length, length);
    together[length] = scan->text[behind];
    if (behind + 1 < scan->length)
        together[length + 1] = scan->text[behind + 1];
    struct scanner one = scan_text(together, strlen(together));
    one.directives = false;
    bool comment = together[length - 1] == '/' &&
                   (together[length] == '/' || together[length] == '*');
    return comment || scan_token(&one, 0) > length ? behind : at;
}

/* A backslash whose escaped character stands behind a splice. */
static bool splits_escape(const struct scanner *scan, uint32_t at,
                          uint32_t end) {
    for (; at + 1 < end; at++) {
        if (scan->text[at] != '\\' || scan_splices(scan, at) != at)
            continue;
        if (scan_splices(scan, at + 1) != at + 1)
            return true;
        at++;
    }
    return false;
}

/* The mark of a comment's end, split: a scan would run on behind it. */
static const char *split_comment_end(const struct scanner *scan) {
    for (const char *star = scan->text; (star = strstr(star, "*\\")); star++) {
        uint32_t at = (uint32_t)(star - scan->text) + 1;
        uint32_t behind = scan_splices(scan, at);
        if (behind != at && behind < scan->length && scan->text[behind] == '/')
            return star;
    }
    return NULL;
}

static bool splices_check(const struct source *source, struct diags *diags) {
    struct scanner scan = scan_text(source->text, source->length);
    if (!strchr(source->text, '\\'))
        return true;
    const char *split = split_comment_end(&scan);
    if (split)
        return report_split(source, diags, (uint32_t)(split - scan.text));
    for (uint32_t at = scan_blank(&scan, 0), end; at < scan.length;
         at = scan_blank(&scan, end)) {
        end = scan_token(&scan, at);
        bool quoted = memchr(scan.text + at, '"', end - at) ||
                      memchr(scan.text + at, '\'', end - at);
        if (quoted ? splits_escape(&scan, at, end)
                   : joined(&scan, at, end) != end)
            return report_split(source, diags, at);
    }
    return true;
}

bool spelling_check(const struct source *source, struct diags *diags) {
    return trigraphs_check(source, diags) && splices_check(source, diags);
}
