/* Diagnostics as JSON, for editors and scripts:
 *
 *     {"version": 1, "tool": "tally 0.1.0", "diagnostics": [
 *       {"code": "TLY0007", "name": "OBJECT_TO_RAW", "severity": "error",
 *        "message": "...", "mend": "...", "file": "list.c",
 *        "line": 12, "column": 9, "width": 4,
 *        "fixes": [{"line": 12, "column": 9, "width": 0, "text": "..."}]}]}
 *
 * Lines and columns start at 1; columns and widths are bytes. What is not
 * known is left out. docs/diagnostics.schema.json is its schema. */
#include "report/string.h"

/* Adds a member that may be missing; `value` is taken. */
static void set(json_t *object, const char *name, json_t *value) {
    if (value && json_object_set_new(object, name, value) != 0)
        json_decref(value);
}

static void set_place(json_t *object, struct place_in_text at) {
    if (at.line)
        set(object, "line", json_integer(at.line));
    if (at.column)
        set(object, "column", json_integer(at.column));
    if (at.column)
        set(object, "width", json_integer(at.width));
}

static json_t *fixes_of(const struct diag *diag) {
    json_t *fixes = json_array();
    for (size_t i = 0; i < diag->fix_count; i++) {
        json_t *fix = json_object();
        set_place(fix, diag->fixes[i].at);
        set(fix, "text", report_string(diag->fixes[i].text));
        json_array_append_new(fixes, fix);
    }
    return fixes;
}

static json_t *diagnostic_of(const struct diag *diag) {
    static const char *const severities[] = {"note", "warning", "error"};
    char code[8];
    json_t *object = json_object();
    set(object, "code", json_string(diag_code_name(diag->code, code)));
    set(object, "name", json_string(diag_entry_of(diag->code)->name));
    set(object, "severity", json_string(severities[diag->severity]));
    set(object, "message", report_string(diag->what));
    if (diag->mend)
        set(object, "mend", report_string(diag->mend));
    if (diag->at.file)
        set(object, "file", report_string(diag->at.file));
    set_place(object, diag->at);
    set(object, "fixes", fixes_of(diag));
    return object;
}

bool report_json(const struct diags *diags, FILE *out) {
    json_t *document = json_object(), *list = json_array();
    set(document, "version", json_integer(1));
    set(document, "tool", json_string("tally " TALLY_VERSION));
    for (size_t i = 0; i < diags_count(diags); i++)
        json_array_append_new(list, diagnostic_of(diags_at(diags, i)));
    set(document, "diagnostics", list);
    int failed = json_dumpf(document, out, JSON_INDENT(2));
    json_decref(document);
    return !failed && fputc('\n', out) != EOF;
}
