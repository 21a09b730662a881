#!/usr/bin/env python3
"""libFuzzer on the front end, with the test programs as seeds.

  run.py --build DIR --minutes 60

Builds the tool by clang with sanitizers in DIR/fuzz-front-end. What it crashes
or hangs on is left there, in findings/.
"""

import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402

LONGEST = 8000   # bytes of a text


def build_fuzzer(folder):
    subprocess.run(["cmake", "-S", harness.SOURCE, "-B", folder, "-G", "Ninja",
                    "-DCMAKE_C_COMPILER=clang", "-DTALLY_FUZZ=ON",
                    "-DCMAKE_BUILD_TYPE=RelWithDebInfo"], check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", folder, "--target",
                    "front-end-fuzzer"], check=True)
    return folder / "bin" / "front-end-fuzzer"


def take_seeds(folder):
    """Annotated programs, of one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in ("programs", "refused", "golden/place", "traps"):
        for path in (HERE.parent / kind).glob("*.c"):
            if path.stat().st_size <= LONGEST:
                shutil.copy(path, folder / f"{path.parent.name}-{path.name}")


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60)
    options = parser.parse_args()
    folder = pathlib.Path(options.build).resolve() / "fuzz-front-end"
    fuzzer = build_fuzzer(folder)
    seeds, grown = folder / "seeds", folder / "grown"
    findings = folder / "findings"
    take_seeds(seeds)
    for made in (grown, findings):
        made.mkdir(exist_ok=True)
    return subprocess.run(
        [fuzzer, grown, seeds, f"-max_len={LONGEST}", "-timeout=30",
         f"-max_total_time={int(options.minutes * 60)}", "-rss_limit_mb=4096",
         "-detect_leaks=0", f"-artifact_prefix={findings}/",
         f"-fork={options.jobs}", "-ignore_crashes=1", "-ignore_timeouts=1",
         "-ignore_ooms=1"],
        check=False).returncode or int(any(
            not finding.name.startswith("slow-unit-")
            for finding in findings.iterdir()))


if __name__ == "__main__":
    sys.exit(main())
