"""A million training steps and the way back: what recording costs, memory, seek times, and whether every bit returns.

make bench-history
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from engine import Choice, Debugger, Experiment, Network, Node, Training, Wire, load  # first: it sets one BLAS thread
from engine.runtime.journal import Journal

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np  # noqa: E402
from compare import ours, seconds  # noqa: E402

STEPS, SEEKS, CHUNKS, RECENT = 1_000_000, 300, 20, 100


def medium() -> Experiment:
    """2-16-16-1: 337 parameters, minibatches of 32, Adam."""
    nodes = (
        Node("x", "input", 2),
        Node("a", "dense", 16, Choice("tanh")),
        Node("b", "dense", 16, Choice("tanh")),
        Node("y", "dense", 1, Choice("sigmoid")),
    )
    network = Network(nodes, (Wire("x", "a"), Wire("a", "b"), Wire("b", "y")))
    return Experiment(
        network, Choice("moons", {"samples": 128}), Choice("bce"), Choice("adam"), Training(batch_size=32, shuffle=True)
    )


def main() -> None:
    for name, experiment in (("XOR", load("xor")), ("337 parameters, minibatches, Adam", medium())):
        debugger = Debugger(experiment)
        length, pick = len(debugger.program), random.Random(0)
        wanted = sorted(pick.sample(range(STEPS), SEEKS))
        states: dict[int, bytes] = {}
        start = time.perf_counter()
        for step in wanted:
            debugger.go(step * length)
            states[step] = state(debugger)
        debugger.go(STEPS * length)
        taken = time.perf_counter() - start
        print(f"  {RECENT} steps back, one after the other: {recent(debugger)}")
        order, times, equal = list(wanted), [], 0
        pick.shuffle(order)
        for step in order:
            begun = time.perf_counter()
            debugger.go(step * length)
            times.append(time.perf_counter() - begun)
            equal += state(debugger) == states[step]
        journal: Journal = debugger.journal
        recorded, bare = chunks(experiment)
        print(f"{name}: {STEPS:,} steps in {taken:.1f} s ({taken / STEPS * 1e6:.1f} µs a step, seeks on the way included)")
        print(
            f"  recorded {sum(recorded) / STEPS * 1e6:.3f} µs a step, bare {sum(bare) / STEPS * 1e6:.3f}:"
            f" x {sum(recorded) / sum(bare):.3f};"
            f" median of {CHUNKS} neighbouring chunks x {np.median(np.divide(recorded, bare)):.3f}"
        )
        print(f"  past: {journal.bytes / 2**20:.1f} MiB, a keyframe every {debugger.history.spacing} steps")
        p50, p99, worst = np.percentile(times, [50, 99, 100]) * 1000
        print(f"  {SEEKS} seeks: {equal} bit-identical; median {p50:.2f} ms, p99 {p99:.2f} ms, longest {worst:.2f} ms", flush=True)


def recent(debugger: Debugger) -> str:
    """Single steps back from the end, by the clock and in time of the processor: the clock also counts what others do."""
    length, clock, cpu = len(debugger.program), [], []
    for _ in range(RECENT):
        begun, used = time.perf_counter(), time.thread_time()
        debugger.go(debugger.t - length)
        clock.append(1000 * (time.perf_counter() - begun))
        cpu.append(1000 * (time.thread_time() - used))
    return (
        f"median {np.median(clock):.2f} ms, longest {max(clock):.2f} ms; of a processor {np.median(cpu):.2f} and {max(cpu):.2f} ms"
    )


def chunks(experiment: Experiment) -> tuple[list[float], list[float]]:
    """Seconds of the million steps by turns: recorded from the first step on, and with nothing kept."""
    engines, taken = ours(experiment), ([], [])
    for steps in engines:
        steps(2)  # made ready
    for _ in range(CHUNKS):
        for steps, found in zip(engines, taken, strict=True):
            found.append(seconds(steps, STEPS // CHUNKS))
    return taken


def state(debugger: Debugger) -> bytes:
    """Everything shown at a step border."""
    return b"".join(debugger.arena.views[slot].tobytes() for slot in range(len(debugger.program.slots)))


if __name__ == "__main__":
    main()
