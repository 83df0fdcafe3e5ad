#!/usr/bin/env python3
"""Times whole runs of overheard beside a plain exact counter of n-grams, turn about, on one folder of calls.

    whole_run.py OVERHEARD COUNTER FOLDER [RUNS]

OVERHEARD is a release build. COUNTER is any program that is called as `COUNTER ngrams FOLDER THREADS` and counts all 1- to
5-grams. Prints a Markdown table: CPU seconds (user and system), seconds, and peak memory in MB, the least of RUNS runs
(default 5); then what the bounds of the project ask, and whether they hold. Exit code 1 where one does not.
"""
import os
import platform
import sys
import tempfile
import time


def run(command):
    """CPU seconds, seconds and peak memory in MB of one process with its output thrown away."""
    start = time.monotonic()
    pid = os.fork()
    if pid == 0:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


def megabytes(folder):
    return sum(os.path.getsize(os.path.join(d, f)) for d, _, files in os.walk(folder) for f in files) / 1e6


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    overheard, counter, folder = sys.argv[1:4]
    runs = int(sys.argv[4]) if len(sys.argv) == 5 else 5
    size = megabytes(folder)
    with tempfile.TemporaryDirectory() as out:
        mine = [overheard, "mine", folder, "--out", os.path.join(out, "run"), "--quiet"]
        programs = {
            "counter, 2 threads": [counter, "ngrams", folder, "--threads", "2"],
            "mine, 2 threads": [*mine, "--threads", "2"],
            "mine, 1 thread": [*mine, "--threads", "1"],
        }
        measured = {name: [] for name in programs}
        for _ in range(runs):
            for name, command in programs.items():
                measured[name].append(run(command))
    best = {name: tuple(min(run[i] for run in all_runs) for i in range(3)) for name, all_runs in measured.items()}
    print(f"{platform.machine()}, {os.cpu_count()} cores, {size:.0f} MB, least of {runs} runs, {time.strftime('%Y-%m-%d')}\n")
    print("| program | CPU s | s | peak MB |\n|---|---|---|---|")
    for name, (cpu, wall, memory) in best.items():
        print(f"| {name} | {cpu:.2f} | {wall:.2f} | {memory:.0f} |")
    count, two, one = best.values()
    bound = 0.7 if size > 150 else 0.9
    checks = [
        ("CPU beside the counter", two[0] / count[0], bound, two[0] / count[0] <= bound),
        ("peak memory beside the counter", two[2] / count[2], 0.5, two[2] / count[2] <= 0.5),
        ("2 threads beside 1, times as fast", one[1] / two[1], 1.6, one[1] / two[1] >= 1.6),
    ]
    print("\n| ratio | measured | bound | holds |\n|---|---|---|---|")
    for name, ratio, limit, holds in checks:
        print(f"| {name} | {ratio:.2f} | {limit} | {'yes' if holds else 'no'} |")
    sys.exit(not all(holds for *_, holds in checks))


if __name__ == "__main__":
    main()
