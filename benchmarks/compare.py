"""Training steps beside other engines, what recording costs, and how cost grows. Writes docs/benchmarks.md.

    make bench                  at each level of instructions that the processor has, from AVX2 on
    make bench LEVELS=avx2      at one

A level is a run of its own, in which NumPy, PyTorch and JAX are held to the same instructions. Everything is measured in blocks
by turns within one run; tables give medians of microseconds for a whole training step and ratios of them. Absolute figures move
with the machine: only ratios within one run count.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engine import Debugger, Experiment  # first: it sets one BLAS thread

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np  # noqa: E402
import written_out  # noqa: E402
from handwritten import hand  # noqa: E402
from workloads import LARGE, WORKLOADS, deep, recurrent  # noqa: E402

from engine.runtime.environment import environment  # noqa: E402
from engine.runtime.native import levels, library  # noqa: E402

ROUNDS, BLOCK = 9, 0.03
DOCS = Path(__file__).parent.parent / "docs"
Steps = Callable[[int], Any]
# PyTorch f64, PyTorch f64 with hooks, hand-written NumPy, JAX scan f64, C written out: at least this many times our time.
GOALS = {
    "W1": (30, 50, 0.75, 1, 0),
    "W2a": (30, 50, 0.75, 1, 0),
    "W2b": (20, 18, 0.75, 1, 0.75),
    "W3": (6, 5, 0.75, 1, 0.75),
    "W4": (10, 15, 0.75, 1, 0.75),
    "W5": (8, 12, 0.75, 1, 0.75),
    "W6": (2.5, 3, 0.75, 1, 0.75),
    "W7": (5, 0, 0, 1, 0.75),
    "W8": (5, 0, 0, 1, 0.75),
}
# How the others are held to a level.
HELD = {
    "avx2": {
        "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR", "OPENBLAS_CORETYPE": "Haswell", "ATEN_CPU_CAPABILITY": "avx2",
        "MKL_ENABLE_INSTRUCTIONS": "AVX2", "ONEDNN_MAX_CPU_ISA": "AVX2", "XLA_FLAGS": "--xla_cpu_max_isa=AVX2",
    },
}  # fmt: skip


def ours(experiment: Experiment) -> tuple[Steps, Steps]:
    """Recorded as in the window, and the same calls with nothing kept."""
    recorded, bare = Debugger(experiment), Debugger(experiment)
    bare.run(2)
    backend: Any = bare.backend
    bare_tape = backend.tape([*backend._before, *(call for _, calls in backend.plan() for call in calls)])

    def run_bare(count: int) -> None:
        with np.errstate(all="ignore"):
            bare_tape.loop(0, count)

    return recorded.run, run_bare


def peers(experiment: Experiment) -> dict[str, Steps]:
    """Every engine that is installed."""
    recorded, bare = ours(experiment)
    found: dict[str, Steps] = {"ours, recorded": recorded, "ours, bare": bare}
    if not any(node.grid for node in experiment.network.nodes):
        found["NumPy by hand"] = hand(experiment)
    if library.library() is not None:
        found["C written out"] = written_out.peer(experiment)
    if importlib.util.find_spec("torch"):
        import torch
        import torch_peers

        torch.set_num_threads(1)
        found["PyTorch f64"] = torch_peers.peer(experiment, "f64", hooks=False)
        found["PyTorch f32"] = torch_peers.peer(experiment, "f32", hooks=False)
        found["PyTorch f64, hooks"] = torch_peers.peer(experiment, "f64", hooks=True)
        if "--compile" in sys.argv:
            found["torch.compile f32"] = torch_peers.peer(experiment, "f32", hooks=False, compiled=True)
    if importlib.util.find_spec("jax"):
        import jax_peers

        found["JAX jit f64"] = jax_peers.peer(experiment, scan=False)
        found["JAX scan f64"] = jax_peers.peer(experiment, scan=True)
    return found


def measure(engines: dict[str, Steps]) -> dict[str, float]:
    """Microseconds of a step, median of blocks by turns."""
    counts, samples = {}, {name: [] for name in engines}
    least = {name: 50 if "scan" in name else 1 for name in engines}
    for name, steps in engines.items():
        count = least[name]
        for _ in range(3):
            steps(count)
        while (taken := seconds(steps, count)) < BLOCK / 4 and count < 50_000:
            count *= 2
        counts[name] = least[name] * max(1, int(count / least[name] * BLOCK / taken))
    order = random.Random(0)
    for _ in range(ROUNDS):
        for name in order.sample(list(engines), len(engines)):  # nobody always runs in somebody's wake
            steps = engines[name]
            steps(max(least[name], counts[name] // 10))  # what the one before left in the caches is gone
            samples[name].append(seconds(steps, counts[name]) / counts[name])
    return {name: statistics.median(values) * 1e6 for name, values in samples.items()}


def seconds(steps: Steps, count: int) -> float:
    """What some steps take, less what other programs took from them."""
    start, used = time.perf_counter(), time.process_time()
    steps(count)
    return min(time.perf_counter() - start, time.process_time() - used)


def table(results: dict[str, dict[str, float]]) -> list[str]:
    names = list(next(iter(results.values())))
    rows = ["| µs a step | " + " | ".join(results) + " |", "|---|" + "---:|" * len(results)]
    for name in names:
        rows.append(f"| {name} | " + " | ".join(f"{row[name]:.4g}" if name in row else "–" for row in results.values()) + " |")
    return rows


def ratios(results: dict[str, dict[str, float]]) -> list[str]:
    """Their time by ours (recorded for engines that record, bare for the limits), with the goal in brackets."""
    lines = ["| ratio (goal) | " + " | ".join(results) + " |", "|---|" + "---:|" * len(results)]
    wanted = [
        ("PyTorch f64", "ours, recorded", 0, "at least"),
        ("PyTorch f64, hooks", "ours, recorded", 1, "at least"),
        ("NumPy by hand", "ours, bare", 2, "at most"),
        ("JAX scan f64", "ours, bare", 3, "at least"),
        ("C written out", "ours, bare", 4, "at least"),
    ]
    for other, own, place, kind in wanted:
        cells = []
        for name, row in results.items():
            if other not in row:
                cells.append("–")
                continue
            value = row[own] / row[other] if kind == "at most" else row[other] / row[own]
            goal = GOALS[name][place]
            met = bool(goal) and (value <= goal if kind == "at most" else value >= goal)
            cells.append(f"{'**' if met else ''}{value:.2f}{'**' if met else ''}" + (f" ({goal:g})" if goal else ""))
        label = f"our time / {other}" if kind == "at most" else f"{other} / our time"
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    cost = [f"{row['ours, recorded'] / row['ours, bare']:.2f}" for row in results.values()]
    lines.append("| recorded / bare (1.15) | " + " | ".join(f"**{c}**" if float(c) <= 1.15 else c for c in cost) + " |")
    return lines


def growth() -> tuple[list[str], dict[str, tuple[list[int], list[float]]]]:
    """Time of a step against length and depth, and how straight the line is."""
    series = {
        "RNN 8, 8 symbols: time steps": ([50, 100, 200, 400, 800], lambda n: recurrent("rnn", 8, n, 8, 8)),
        "RNN 16, 28 symbols: time steps": ([50, 100, 200, 400, 800], lambda n: recurrent("rnn", 16, n, 8)),
        "tanh layers of 16": ([10, 25, 50, 100, 200], deep),
    }
    lines, curves = ["| | sizes | µs a step | R² of a straight line |", "|---|---|---|---:|"], {}
    for name, (sizes, make) in series.items():
        engines = {str(size): ours(make(size))[0] for size in sizes}
        result = measure(engines)
        taken = [result[str(size)] for size in sizes]
        slope = np.polyfit(sizes, taken, 1)
        rest = np.array(taken) - np.polyval(slope, sizes)
        straight = 1 - float(rest @ rest) / float(((np.array(taken) - np.mean(taken)) ** 2).sum())
        lines.append(f"| {name} | {', '.join(map(str, sizes))} | {', '.join(f'{t:.4g}' for t in taken)} | {straight:.4f} |")
        curves[name] = (sizes, taken)
    return lines, curves


def draw(curves: dict[str, tuple[list[int], list[float]]]) -> None:
    """The growth curves as docs/growth.svg."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from gui.export.writer import write
    from gui.look import theme as themes
    from gui.look.figure import Curve, Figure

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    themes.load_fonts(app)
    drawn = tuple(
        Curve(name, np.array(sizes, float), np.array(taken) / 1000, role)
        for (name, (sizes, taken)), role in zip(curves.items(), ("value", "update", "gradient"), strict=True)
    )
    write(Figure("Growth", "time steps, layers", "ms a training step", drawn), DOCS / "growth.svg", themes.THEMES[themes.LIGHT])


def one_level(file: Path) -> None:
    """Measure here, and write what was found."""
    results = {workload.name: told(workload.name, peers(workload.experiment)) for workload in WORKLOADS}
    large = {workload.name: told(workload.name, beside_pytorch(workload.experiment)) for workload in LARGE}
    found = {"engine": library.engine(), "environment": environment(), "results": results, "large": large}
    file.write_text(json.dumps(found), encoding="utf-8")


def told(name: str, engines: dict[str, Steps]) -> dict[str, float]:
    found = measure(engines)
    print(name, {peer: round(value, 1) for peer, value in found.items()}, flush=True)
    return found


def beside_pytorch(experiment: Experiment) -> dict[str, Steps]:
    recorded, bare = ours(experiment)
    found = {"ours, recorded": recorded, "ours, bare": bare}
    if importlib.util.find_spec("torch"):
        import torch
        import torch_peers

        torch.set_num_threads(1)
        found["PyTorch f64"] = torch_peers.peer(experiment, "f64", hooks=False)
    return found


def at_level(name: str) -> dict[str, Any]:
    """What a process finds that is held to a level."""
    library.build(next(level for level in levels.levels() if level.name == name))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "found.json"
        print(f"{name}:", flush=True)
        held = {**os.environ, levels.SWITCH: name, **HELD.get(name, {})}
        subprocess.run([sys.executable, __file__, "--into", str(file), *sys.argv[1:]], env=held, check=True)
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def level_text(found: dict[str, Any]) -> list[str]:
    """The tables of a level."""
    here, large = found["environment"], found["large"]
    lines = [f"| {name} | " + " | ".join(f"{row.get(name, float('nan')):.4g}" for row in large.values()) + " |"
             for name in next(iter(large.values()))]  # fmt: skip
    ratio = [row.get("PyTorch f64", float("nan")) / row["ours, recorded"] for row in large.values()]
    cells = [f"{'**' if value >= 1 else ''}{value:.2f}{'**' if value >= 1 else ''} (1)" for value in ratio]
    return [
        f"## {found['engine'].partition(', ')[2] or found['engine']}", "",
        f"{here['blas']}; NumPy's SIMD extensions found: {', '.join(here['simd']) or 'none beyond the baseline'}.", "",
        *table(found["results"]), "", *ratios(found["results"]), "",
        "| µs a step | " + " | ".join(large) + " |", "|---|" + "---:|" * len(large), *lines,
        f"| PyTorch f64 / our time (goal) | {' | '.join(cells)} |", "",
    ]  # fmt: skip


def main() -> None:
    if "--into" in sys.argv:
        one_level(Path(sys.argv[sys.argv.index("--into") + 1]))
        return
    here = levels.levels()
    fused = [level.name for level in here if level is not levels.BASELINE] or [here[-1].name]
    found = [at_level(name) for name in os.environ.get("LEVELS", "").split() or fused]
    grown, curves = growth()
    draw(curves)
    versions = [
        f"{name} {importlib.import_module(name).__version__}" for name in ("torch", "jax") if importlib.util.find_spec(name)
    ]
    software = f"Python {platform.python_version()}, NumPy {np.__version__}, {', '.join(versions) or 'no peer installed'}"
    text = [
        "# Benchmarks",
        "",
        "Made by `make bench` (`benchmarks/compare.py`): every engine runs the same data, starting weights and mathematics; "
        "blocks of",
        f"{BLOCK * 1000:.0f} ms take turns in random order, the tables give medians of {ROUNDS} rounds for one whole "
        "training step: forward, loss, backward, update.",
        "Everything runs in one thread. Only ratios within one run count; bold ones reach their goal.",
        "Each level of instructions is a run of its own, in which NumPy, PyTorch and JAX are held to the same level.",
        "A block's time is the smaller of wall and processor time, so that other programs on the machine count little.",
        "",
        f"Machine: {_processor()}, {platform.machine()}; {software}.",
        "",
        *(f"- {w.name}: {w.title}" for w in WORKLOADS),
        "",
        *(line for level in found for line in level_text(level)),
        "*Ours, recorded* keeps what the window needs: states to go back to, loss, norms of all deltas and gradients, "
        "sizes of all updates,",
        "fingerprints. *Hooks* record every activation and gradient in PyTorch. *By hand* are the same formulas, "
        "stable derivatives included,",
        "written for the one network (`benchmarks/handwritten.py`). *C written out* are the operations of our bare step as C "
        "in which all sizes and",
        "addresses are constants (`benchmarks/written_out.py`): the limit of a table that C walks over.",
        "",
        f"## Growth ({library.engine()})",
        "",
        *grown,
        "",
        "![Growth](growth.svg)",
        "",
    ]
    notes = DOCS / "benchmarks-notes.md"
    text += [notes.read_text(encoding="utf-8")] if notes.exists() else []
    (DOCS / "benchmarks.md").write_text("\n".join(text), encoding="utf-8")
    print("wrote docs/benchmarks.md")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown processor")


if __name__ == "__main__":
    main()
