#!/usr/bin/env python3
"""The same diagnostics in all formats: JSON follows its schema, SARIF names
rules that it has, and both say of every program of tests/refused what the
text says."""

import json
import pathlib
import re
import sys

import jsonschema

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402

SCHEMA = json.loads(
    (harness.SOURCE / "docs" / "diagnostics.schema.json").read_text())
TEXT = re.compile(r"^(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): "
                  r"(?P<severity>error|warning): .* \[(?P<code>TLY\d{4})\]$",
                  re.M)


def of_text(text):
    return sorted((row["code"], row["severity"], int(row["line"]),
                   int(row["column"])) for row in TEXT.finditer(text))


def of_json(text):
    document = json.loads(text)
    jsonschema.validate(document, SCHEMA)
    return sorted((row["code"], row["severity"], row["line"], row["column"])
                  for row in document["diagnostics"])


def of_sarif(text):
    run, = json.loads(text)["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    found = []
    for row in run["results"]:
        assert rules[row["ruleIndex"]] == row["ruleId"]
        region = row["locations"][0]["physicalLocation"]["region"]
        assert region["endColumn"] >= region["startColumn"]
        found.append((row["ruleId"], row["level"], region["startLine"],
                      region["startColumn"]))
    return sorted(found)


def main():
    options = harness.arguments(__doc__.splitlines()[0]).parse_args()
    build = harness.Build(options.build)
    checks = harness.Checks()
    paths = sorted((harness.SOURCE / "tests" / "refused").glob("*.c"))

    def check(form):
        return harness.run([build.tally, "check", f"--diagnostics={form}",
                            *paths, "--", "-std=gnu11"])

    text, as_json, sarif = check("text"), check("json"), check("sarif")
    wanted = of_text(text.err)
    checks.expect("text", None if wanted and text.code == 1
                  else "finds nothing")
    for name, result, read in (("json", as_json, of_json),
                               ("sarif", sarif, of_sarif)):
        checks.expect(f"{name}: exit code", None if result.code == text.code
                      else f"{result.code}, of text {text.code}")
        checks.expect(f"{name}: stderr", result.err or None)
        missing = set(wanted) ^ set(read(result.out))
        checks.expect(f"{name}: findings", missing and
                      f"not in both: {sorted(missing)[:3]}" or None)
    return checks.finish()


sys.exit(main())
