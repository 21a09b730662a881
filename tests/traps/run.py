#!/usr/bin/env python3
"""Each rule of soundness has a program here that needs it.

With all rules, a program prints under ASan, UBSan and LSan what its erased
build prints and leaves nothing; or it is refused, with the code that it names.
Without its rule, it is built all the same, and something must show: a report
of the sanitizers or of the runtime's checks. README.md has the list.
"""

import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402
import report  # noqa: E402

SANITIZERS = ["-std=c11", "-w", "-g", "-O1", "-fsanitize=address,undefined",
              "-fno-sanitize-recover=undefined", "-fno-omit-frame-pointer",
              "-ftrivial-auto-var-init=pattern"]
CHECKED = {"TALLY_CHECK": "1", "TALLY_REPORT": "1",
           "ASAN_OPTIONS": "detect_leaks=1"}
SHOWS = re.compile(r"AddressSanitizer|LeakSanitizer|runtime error|^tally: (?!\d)",
                   re.MULTILINE)
REFUSED = re.compile(r"\((TLY\d{4})\)")
RUNTIME = harness.SOURCE / "runtime"


class Traps:
    def __init__(self, build, scratch):
        self.build = build
        self.scratch = scratch
        self.checks = harness.Checks()

    def rewrite(self, tally, path, target, rule):
        return harness.run([tally, "rewrite", *harness.options(path), path, "-o",
                            target, "--", "-std=c11"],
                           {"TALLY_MUTATE_RULE": rule} if rule else None)

    def link(self, text, flags, runtime):
        target = text.with_suffix(".exe")
        result = harness.run(
            ["gcc", *SANITIZERS, "-DTALLY_REWRITTEN=1", *flags,
             f"-I{self.build.include}", f"-I{HERE}", text, *runtime,
             "-lpthread", "-o", target])
        return target, result

    def runtime_without(self, rule):
        """The runtime's sources: those that know of the rule leave it out."""
        sources = sorted((RUNTIME / "src").glob("*.c"))
        if not any("TALLY_MUTATE_RULE" in path.read_text()
                   and f"TALLY_MUTATE_RULE != {int(rule)}" in path.read_text()
                   for path in sources):
            return [self.build.static]
        return ["-D_XOPEN_SOURCE=700", f"-DTALLY_MUTATE_RULE={int(rule)}",
                f"-I{RUNTIME / 'src'}", *sources]

    def erased(self, path):
        target = self.scratch / f"{path.stem}.erased"
        result = harness.run(["gcc", "-std=c11", "-w",
                              f"-I{self.build.include}", path, "-o", target])
        return harness.run([target]) if result.code == 0 else result

    def with_all_rules(self, path):
        """None, or what is wrong."""
        text = self.scratch / f"{path.stem}.all.c"
        result = self.rewrite(self.build.tally, path, text, None)
        code = REFUSED.search(path.read_text())
        if code:
            if result.code == 1 and f"[{code[1]}]" in result.err:
                return None
            return f"is not refused with {code[1]}"
        if result.code:
            return "is not rewritten: " + harness.first_line(result.err)
        target, result = self.link(text, [], [self.build.static])
        if result.code:
            return "does not build: " + harness.first_line(result.err)
        result = harness.run([target], CHECKED)
        if result.code:
            return harness.end_of(result) + ": " + harness.first_line(
                result.err)
        wanted = self.erased(path)
        if wanted.code or wanted.out != result.out:
            return harness.first_difference(wanted.out, result.out)
        return report.left_behind(result.err)

    def without_rule(self, path, rule):
        """None, or what is wrong: nothing shows."""
        text = self.scratch / f"{path.stem}.off.c"
        unruly = self.build.folder / "tests" / "traps" / "bin" / "tally"
        result = self.rewrite(unruly, path, text, rule)
        if result.code:
            return "is not rewritten without its rule: " + harness.first_line(
                result.err)
        header = HERE / f"rule_{rule}.h"
        target, result = self.link(
            text, ["-include", header] if header.exists() else [],
            self.runtime_without(rule))
        if result.code:
            return "does not build without its rule: " + harness.first_line(
                result.err)
        result = harness.run([target], CHECKED)
        if result.code and SHOWS.search(result.err) or (
                result.code == 0 and report.left_behind(result.err)):
            return None
        return "nothing shows without its rule: " + harness.end_of(result)

    def check(self, path):
        self.checks.expect(f"{path.stem} [all rules]",
                           self.with_all_rules(path))
        rule = path.name[:2]
        self.checks.expect(f"{path.stem} [rule {rule} off]",
                           self.without_rule(path, rule))


def main():
    options = harness.arguments(__doc__).parse_args()
    with harness.Scratch(options.keep) as scratch:
        traps = Traps(harness.Build(options.build), scratch)
        harness.each(traps.check, sorted(HERE.glob("[0-9][0-9]-*.c")),
                     options.jobs)
        return traps.checks.finish()


sys.exit(main())
