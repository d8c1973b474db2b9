"""The command line: what can be done without a window."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from engine.insight.gradcheck import gradient_check
from engine.interchange import experiment_file, investigate
from engine.interchange.catalogue import DEFAULT, EXAMPLES, described
from engine.interchange.examples import load
from engine.interchange.exports import EXPORTS, export
from engine.interchange.files import expect_folder
from engine.interchange.recording import Recorder
from engine.interchange.recording import run as run_steps
from engine.runtime.breakpoints import NOT_FINITE
from engine.runtime.debugger import Debugger
from engine.runtime.environment import environment
from engine.spec.experiment import Experiment
from engine.spec.problem import ExperimentError, Problem, text

FORMATS = ("png", "svg", "pdf", "csv")
BAD_INPUT, INTERRUPTED = 2, 130
WriteFigures = Callable[[Debugger, Experiment, Path, Sequence[str]], list[Path]]


@dataclass(frozen=True)
class Drawing:
    """Who draws: functions of the window's side, which load Qt only when they are called."""

    figures: WriteFigures
    phases: investigate.WritePhases


def _examples(options: argparse.Namespace) -> int:
    for name in EXAMPLES:
        print(f"{name}\t{described(name)[1]}")
    return 0


def _show(options: argparse.Namespace) -> int:
    program = Debugger(load(options.what)).program
    for name, slot in program.parameters.items():
        print(f"{name}\t{program.slots[slot].shape}")
    print()
    print(program.listing())
    return 0


def _run(options: argparse.Namespace) -> int:
    experiment = load(options.what)
    formats = _formats(options.formats)
    for target in (options.record, options.save):
        if target:
            expect_folder(target)
    debugger = Debugger(experiment)
    recorder = Recorder(debugger, options.every) if options.record else None
    started, status = time.perf_counter(), 0
    try:
        with tqdm(total=options.steps, unit="step", file=sys.stderr) as bar:
            stop = run_steps(debugger, options.steps, recorder, lambda done: bar.update(1))
        reason = f"{stop.reason}: {stop.detail}" if stop.reason == NOT_FINITE else stop.reason
    except KeyboardInterrupt:
        reason, status = "interrupted", INTERRUPTED
    seconds = time.perf_counter() - started
    if recorder:
        recorder.save(options.record)
    if options.save:
        experiment_file.write(trained(experiment, debugger), options.save)
    written = _figures(options, debugger, experiment, formats) if options.figures else []
    loss = debugger.read(debugger.program.loss)
    steps = debugger.place[0] + (debugger.place[1] == len(debugger.program))
    result = {"loss": None if loss is None else float(loss), "steps": steps, "seconds": round(seconds, 4),
              "stop": reason, "figures": [str(path) for path in written], "environment": environment()}  # fmt: skip
    _print_result(result, options.json)
    return status


def _print_result(result: dict[str, Any], as_json: bool) -> None:
    if as_json:
        loss = result["loss"]
        finite = loss is not None and np.isfinite(loss)
        print(json.dumps({**result, "loss": loss if finite else None}))
        return
    print(f"loss {result['loss']} after {result['steps']} steps, {result['seconds']} s ({result['stop']})")
    for path in result["figures"]:
        print(f"wrote {path}")


def trained(experiment: Experiment, debugger: Debugger) -> Experiment:
    """The experiment with its parameters as they are now."""
    return replace(experiment, parameters={name: value.tolist() for name, value in debugger.learned().items()})


def _formats(wanted: str) -> tuple[str, ...]:
    formats = tuple(part.strip().lower() for part in wanted.split(",") if part.strip())
    unknown = [part for part in formats if part not in FORMATS]
    if unknown:
        raise ExperimentError([Problem("--formats", text("unknown format {unknown}."), text("Known here: {known}."),
                                       {"unknown": ", ".join(unknown), "known": ", ".join(FORMATS)})])  # fmt: skip
    return formats


def _figures(options: argparse.Namespace, debugger: Debugger, experiment: Experiment, formats: tuple[str, ...]) -> list[Path]:
    """Write the standard figures; this alone loads Qt, on its offscreen platform."""
    drawing: Drawing = options.drawing
    try:
        return drawing.figures(debugger, experiment, Path(options.figures), formats)
    except ImportError as error:
        print(f"figures need Qt, which cannot be loaded here: {error}", file=sys.stderr)
        print(
            "On Debian or Ubuntu: apt-get install libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0",
            file=sys.stderr,
        )
        return []


def _check(options: argparse.Namespace) -> int:
    with tqdm(unit="parameter", file=sys.stderr, leave=False) as bar:

        def show(done: int, total: int) -> bool:
            bar.total = total
            bar.update(done - bar.n)
            return True

        result = gradient_check(load(options.what), progress=show)
    rows = [{"parameter": p.name, "verdict": p.verdict, "largest_relative_error": float(p.error.max())} for p in result.parameters]
    if options.json:
        print(json.dumps({"ok": result.ok, "forward_passes": result.forward_passes, "parameters": rows}))
    else:
        for row in rows:
            print(f"{row['verdict']:>7}  {row['largest_relative_error']:.2e}  {row['parameter']}")
        print(f"{result.forward_passes} forward passes against one backward pass")
    return 0 if result.ok else 1


def _export(options: argparse.Namespace) -> int:
    export(load(options.what), options.to, options.out)
    print(f"wrote {options.out}")
    return 0


def _sweep(options: argparse.Namespace) -> int:
    options.formats = _formats(options.formats)
    return investigate.sweep(options)


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "examples": _examples, "show": _show, "run": _run, "check": _check, "diagnose": investigate.diagnose, "sweep": _sweep,
    "export": _export,
}  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backprop-explorer")
    verbs = parser.add_subparsers(dest="command", required=True)
    verbs.add_parser("examples", help="list the built-in examples")
    show = verbs.add_parser("show", help="print parameters and the program listing")
    run = verbs.add_parser("run", help="train without a window")
    check = verbs.add_parser("check", help="check the gradient of every parameter")
    out = verbs.add_parser("export", help="write an experiment in another form, such as a PyTorch script")
    for verb in (show, run, check, out):
        verb.add_argument("what", metavar="FILE|NAME", help="an experiment file or the name of an example")
    look, grid = investigate.add_parsers(verbs, _positive)
    for verb in (run, check, look, grid):
        verb.add_argument("--json", action="store_true", help="print one JSON object on stdout")
    out.add_argument("--to", choices=EXPORTS, default="pytorch", help="the form (default pytorch)")
    out.add_argument("out", metavar="OUT", help="the file to write")
    run.add_argument("--steps", type=_positive, default=100, help="training steps (default 100)")
    run.add_argument("--every", type=_positive, default=1, help="record every K-th step only")
    run.add_argument("--record", metavar="OUT.npz", help="write loss, parameters, gradients and deltas of every step")
    run.add_argument("--figures", metavar="DIR", help="write the standard figures into a folder")
    run.add_argument("--formats", default="svg,csv", help="comma-separated: png, svg, pdf, csv (default svg,csv)")
    run.add_argument("--save", metavar="OUT.json", help="write the experiment with its trained parameters")
    return parser


def _positive(word: str) -> int:
    value = int(word)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


def run(arguments: Sequence[str], drawing: Drawing) -> int:
    """Run one headless command; returns the exit status. Figures are drawn by the caller."""
    options = _parser().parse_args(arguments)
    options.drawing = drawing
    try:
        return COMMANDS[options.command](options)
    except (ExperimentError, OSError) as error:
        print(error, file=sys.stderr)
        return BAD_INPUT


def without_display(reason: str, file: str | None, drawing: Drawing) -> int:
    """Do the main job without a window: train, write figures, say where."""
    print(f"{reason} Training without a window instead.", file=sys.stderr)
    return run(["run", file or DEFAULT, "--steps", "500", "--figures", "figures", "--formats", "png,svg,pdf,csv"], drawing)
