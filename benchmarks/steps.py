"""Training steps a second of the built-in examples, and what recording costs.

    make bench

Each pair is measured in alternating rounds; the table gives medians and ratios. Absolute figures move with the
machine: only ratios within one run count.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np

from engine import Debugger, load
from engine.interchange.examples import EXAMPLES

ROUNDS = 15


def seconds(job: Callable[[], None], least: float = 0.02) -> float:
    """Time of one call, averaged over enough calls to fill `least` seconds."""
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < least:
        job()
        count += 1
    return (time.perf_counter() - start) / count


def measure(name: str) -> tuple[float, float, float]:
    """Microseconds of a step: recorded run, bare calls, one instruction at a time."""
    recorded, bare, single = Debugger(load(name)), Debugger(load(name)), Debugger(load(name))
    length = len(bare.program)
    bare.run(1)

    def whole() -> None:
        bare.backend.run(0, length)

    def one_by_one() -> None:
        for pc in range(length):
            single.backend.run(pc, pc + 1)

    rounds: list[tuple[float, float, float]] = []
    with np.errstate(all="ignore"):
        for _ in range(ROUNDS):
            rounds.append((seconds(lambda: recorded.run(20)) / 20, seconds(whole), seconds(one_by_one)))
    a, b, c = (statistics.median(column) * 1e6 for column in zip(*rounds, strict=True))
    return a, b, c


def main() -> None:
    print("| example | instructions | µs a step, recorded | µs, calls only | recorded / calls | one by one / calls |")
    print("|---|---|---|---|---|---|")
    for name in EXAMPLES:
        recorded, bare, single = measure(name)
        count = len(Debugger(load(name)).program)
        print(f"| {name} | {count} | {recorded:.1f} | {bare:.1f} | {recorded / bare:.2f} | {single / bare:.2f} |")


if __name__ == "__main__":
    main()
