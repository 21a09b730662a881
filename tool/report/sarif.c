/* Diagnostics as SARIF 2.1.0: one run, a rule for each code of the catalogue,
 * a result for each diagnostic.
 *
 * A result's fingerprint is made from its code, its file and the text of its
 * line without blanks, so that it stays the same when the line moves. */
#include "report/string.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SCHEMA                                                               \
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"    \
    "sarif-schema-2.1.0.json"

static const char *const levels[] = {"note", "warning", "error"};

static json_t *text_object(const char *text) {
    return json_pack("{so}", "text", report_string(text));
}

/* ---- rules -------------------------------------------------------------- */

static json_t *rule_of(const struct diag_entry *entry) {
    char code[8];
    return json_pack(
        "{ss ss so so s{ss}}", "id", diag_code_name(entry->code, code),
        "name", entry->name, "shortDescription", text_object(entry->title),
        "help", text_object(entry->remark), "defaultConfiguration", "level",
        levels[entry->severity]);
}

static json_t *rules(void) {
    json_t *list = json_array();
    for (size_t i = 0; i < diag_entry_count(); i++)
        json_array_append_new(list, rule_of(diag_entry_at(i)));
    return list;
}

static size_t rule_index(enum diag_code code) {
    size_t i = 0;
    while (diag_entry_at(i)->code != code)
        i++;
    return i;
}

/* ---- places ------------------------------------------------------------- */

/* How many characters begin in the first `bytes` bytes (UTF-8, RFC 3629). */
static unsigned characters(const char *text, unsigned bytes) {
    unsigned count = 0;
    for (unsigned i = 0; i < bytes && text[i]; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

/* SARIF counts in characters, we in bytes. */
static json_t *region_of(struct place_in_text at) {
    if (!at.column)
        return json_pack("{si}", "startLine", at.line);
    char *line = report_line(at.file, at.line);
    unsigned begin = at.column, end = at.column + at.width;
    if (line) {
        begin = characters(line, at.column - 1) + 1;
        end = characters(line, at.column + at.width - 1) + 1;
    }
    free(line);
    return json_pack("{si si si}", "startLine", at.line, "startColumn", begin,
                     "endColumn", end);
}

/* A relative path is a relative URI; what URIs do not take is escaped
 * (RFC 3986, 2.3). */
static json_t *uri_of(const char *path) {
    static const char hex[] = "0123456789ABCDEF";
    char *uri = malloc(strlen(path) * 3 + sizeof "file://"), *end = uri;
    if (!uri)
        return NULL;
    if (path[0] == '/')
        end += sprintf(end, "file://");
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        if (isalnum(c) || strchr("/.-_~", c)) {
            *end++ = (char)c;
        } else {
            *end++ = '%';
            *end++ = hex[c >> 4];
            *end++ = hex[c & 15];
        }
    }
    json_t *string = json_stringn(uri, (size_t)(end - uri));
    free(uri);
    return string;
}

static json_t *location_of(struct place_in_text at) {
    json_t *physical =
        json_pack("{s{so}}", "artifactLocation", "uri", uri_of(at.file));
    if (at.line)
        json_object_set_new(physical, "region", region_of(at));
    return json_pack("{so}", "physicalLocation", physical);
}

/* ---- results ------------------------------------------------------------ */

/* FNV-1a, 64 bits. */
static uint64_t hash(uint64_t sum, const char *text) {
    for (; text && *text; text++)
        if (!isspace((unsigned char)*text))
            sum = (sum ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return sum;
}

static json_t *fingerprint_of(const struct diag *diag) {
    char code[8];
    uint64_t sum = hash(UINT64_C(0xcbf29ce484222325),
                        diag_code_name(diag->code, code));
    sum = hash(sum, diag->at.file);
    char *line =
        diag->at.file ? report_line(diag->at.file, diag->at.line) : NULL;
    sum = hash(sum, line);
    free(line);
    return json_sprintf("%016llx", (unsigned long long)sum);
}

static json_t *replacement_of(const struct fix *fix) {
    return json_pack("{so so}", "deletedRegion", region_of(fix->at),
                     "insertedContent", text_object(fix->text));
}

static json_t *fixes_of(const struct diag *diag) {
    json_t *replacements = json_array();
    for (size_t i = 0; i < diag->fix_count; i++)
        json_array_append_new(replacements, replacement_of(&diag->fixes[i]));
    return json_pack("[{s[{s{so} so}]}]", "artifactChanges",
                     "artifactLocation", "uri", uri_of(diag->fixes[0].at.file),
                     "replacements", replacements);
}

static json_t *message_of(const struct diag *diag) {
    json_t *what = report_string(diag->what);
    if (!diag->mend)
        return json_pack("{so}", "text", what);
    json_t *mend = report_string(diag->mend);
    json_t *message = json_sprintf("%s; %s", json_string_value(what),
                                   json_string_value(mend));
    json_decref(what);
    json_decref(mend);
    return json_pack("{so}", "text", message);
}

static json_t *result_of(const struct diag *diag) {
    char code[8];
    json_t *result = json_pack(
        "{ss sI ss so s{so}}", "ruleId", diag_code_name(diag->code, code),
        "ruleIndex", (json_int_t)rule_index(diag->code), "level",
        levels[diag->severity], "message", message_of(diag),
        "partialFingerprints", "tallyLine/v1", fingerprint_of(diag));
    if (diag->at.file)
        json_object_set_new(result, "locations",
                            json_pack("[o]", location_of(diag->at)));
    if (diag->fix_count)
        json_object_set_new(result, "fixes", fixes_of(diag));
    return result;
}

bool report_sarif(const struct diags *diags, FILE *out) {
    json_t *results = json_array();
    for (size_t i = 0; i < diags_count(diags); i++)
        json_array_append_new(results, result_of(diags_at(diags, i)));
    json_t *document = json_pack(
        "{ss ss s[{s{s{ss ss so}} ss so}]}", "$schema", SCHEMA, "version",
        "2.1.0", "runs", "tool", "driver", "name", "tally", "semanticVersion",
        TALLY_VERSION, "rules", rules(), "columnKind", "unicodeCodePoints",
        "results", results);
    int failed = !document || json_dumpf(document, out, JSON_INDENT(2));
    json_decref(document);
    return !failed && fputc('\n', out) != EOF;
}

bool tally_report_main(enum report_format format, const struct diags *diags,
                       FILE *out) {
    return format == REPORT_SARIF ? report_sarif(diags, out)
                                  : report_json(diags, out);
}
