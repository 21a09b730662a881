#!/usr/bin/env python3
"""Random annotated programs: each is predicted by a model of the contract,
built in several ways, and has to do what was predicted.

  run.py --build DIR --seed 1 --count 300
  run.py --build DIR --minutes 60 --keep FOLDER

What fails is left in the folder of --keep, reduced.
"""

import concurrent.futures
import pathlib
import random
import shutil
import sys
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402

import generate  # noqa: E402
import judge  # noqa: E402
import machine  # noqa: E402
import reduce  # noqa: E402


def ways(seed, thorough):
    """What a rewritten program is built with; tcc costs nothing."""
    if thorough:
        return list(judge.WAYS)
    return [["gcc"], ["asan"], ["clang -O2"], ["gcc -O0"], ["clang"],
            ["asan clang"]][seed % 6] + ["tcc"]


def eraser(seed):
    """What the erased program is built with, which only reads it as C."""
    return ["gcc", "tcc", "tcc", "tcc"][seed // 6 % 4]


def one(job):
    """Judges one seed: (seed, 'ok', 'unfit' or a problem)."""
    folder, build_folder, seed, thorough, keep = job
    sys.setrecursionlimit(20000)
    build = harness.Build(build_folder)
    place = pathlib.Path(folder) / str(seed)
    try:
        program, runs = generate.make(seed)
    except (machine.Unfit, machine.Repair):
        return seed, "unfit", None
    except Exception:
        return seed, "generator", traceback.format_exc()
    try:
        judge.Judge(build, place, program, runs).judge(
            ways(seed, thorough), eraser(seed))
    except machine.Unfit:
        return seed, "unfit", None
    except judge.Problem as problem:
        if keep:
            reduce.keep(build, pathlib.Path(keep) / f"seed-{seed}", place,
                        program, problem, ways(seed, thorough))
        return seed, "problem", str(problem)
    except Exception:
        return seed, "generator", traceback.format_exc()
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return seed, "ok", None


def jobs(options, folder):
    end = time.time() + options.minutes * 60 if options.minutes else None
    seed = options.seed
    while (end is None and options.count is None) or (
            end is not None and time.time() < end) or (
            options.count is not None and seed < options.seed + options.count):
        yield (str(folder), str(options.build), seed, options.thorough,
               options.keep)
        seed += 1


def summary(told, start):
    return (f"{told['ok']} passed, {told['problem'] + told['generator']} failed"
            f" ({told['unfit']} unfit, {time.time() - start:.0f} s)")


def main():
    parser = harness.arguments(__doc__.splitlines()[0])
    parser.add_argument("--seed", default="1",
                        help="the first one, or 'random'")
    parser.add_argument("--count", type=int, help="how many programs")
    parser.add_argument("--minutes", type=float, help="how long")
    parser.add_argument("--thorough", action="store_true",
                        help="build each in every way")
    options = parser.parse_args()
    harness.Build(options.build)
    options.seed = (random.randrange(1 << 40) if options.seed == "random"
                    else int(options.seed))
    told = {"ok": 0, "unfit": 0, "problem": 0, "generator": 0}
    start = time.time()
    with harness.Scratch(None) as scratch, \
            concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        source = jobs(options, scratch)
        running = set()
        while True:
            while len(running) < options.jobs + 2:
                job = next(source, None)
                if job is None:
                    break
                running.add(pool.submit(one, job))
            if not running:
                break
            done, running = concurrent.futures.wait(
                running, return_when=concurrent.futures.FIRST_COMPLETED)
            for future in done:
                seed, result, problem = future.result()
                told[result] += 1
                if problem:
                    print(f"FAIL seed {seed}: {problem}", flush=True)
                if sum(told.values()) % 1000 == 0:
                    print(f"... {summary(told, start)}", flush=True)
    print(summary(told, start))
    return 1 if told["problem"] or told["generator"] or not told["ok"] else 0


if __name__ == "__main__":
    sys.exit(main())
