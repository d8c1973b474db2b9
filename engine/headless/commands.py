"""The command line: what can be done without a window."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from engine.headless import compare, desktop, diagnose, lesson, share, sweep, tables
from engine.headless.figure_options import Drawing, add_options, drawn_files, drawn_of
from engine.insight.diagnosis.evidence import steps_done
from engine.insight.moment.gradcheck import gradient_check
from engine.insight.moment.held_out import HeldOut
from engine.interchange.documents import experiment_file, session_file
from engine.interchange.documents.examples import DEFAULT, EXAMPLES, described, load
from engine.interchange.documents.kinds import is_session
from engine.interchange.documents.recorder_file import recorder_source
from engine.interchange.documents.run_npz import RunArrays
from engine.interchange.documents.run_npz import run as run_steps
from engine.interchange.documents.safe_save import expect_folder, save_bytes
from engine.interchange.models.exports import EXPORTS, export
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError
from engine.model.refusal import problem_of
from engine.program.check import check
from engine.program.lower import size_of
from engine.program.size import out_of_memory
from engine.runtime.breakpoints import NOT_FINITE
from engine.runtime.debugger import Debugger
from engine.runtime.environment import differences, environment

BAD_INPUT, INTERRUPTED = 2, 130
STEPS, TABLE_STEPS = 100, 500  # unless a number is given


def _examples(options: argparse.Namespace) -> int:
    for name in EXAMPLES:
        print(f"{name}\t{described(name)[1]}")
    return 0


def _show(options: argparse.Namespace) -> int:
    experiment = load(options.what)
    program = Debugger(experiment).program
    for name, slot in program.parameters.items():
        print(f"{name}\t{program.slots[slot].shape}")
    print(f"\n{size_of(experiment)} of memory\n")
    print(program.listing())
    return 0


def _begun(what: str, options: argparse.Namespace | None = None) -> tuple[Experiment, Debugger]:
    """An experiment at its start, or a saved session at its current position; with options, what is named may be a table."""
    if is_session(what):
        saved = session_file.read(what)
        debugger = session_file.restored(saved)
        if foreign := differences(debugger.journal.places):
            print(f"this run was made elsewhere ({foreign}): continued here, its last digits may differ", file=sys.stderr)
        return saved.experiment, debugger
    experiment = load(what) if options is None else tables.experiment_of(options)
    return experiment, Debugger(experiment)


def _run(options: argparse.Namespace) -> int:
    drawn = drawn_of(options)
    for target in (options.record, options.save, options.gif):
        if target:
            expect_folder(target)
    experiment, debugger = _begun(options.what, options)
    if tables.of_table(options):
        print(tables.told(experiment), file=sys.stderr)
    for warning in check(experiment).warnings:
        print(warning, file=sys.stderr)
    before = steps_done(debugger)
    debugger.go(before * len(debugger.program))
    kept = RunArrays(debugger, options.every) if options.record else None
    started, status = time.perf_counter(), 0
    try:
        steps = options.steps or (TABLE_STEPS if tables.of_table(options) else STEPS)
        with tqdm(total=steps, unit="step", file=sys.stderr) as bar:
            stop = run_steps(debugger, steps, kept, lambda done: bar.update(done - bar.n))
        reason = f"{stop.reason}: {stop.detail}" if stop.reason == NOT_FINITE else stop.reason
    except KeyboardInterrupt:
        reason, status = "interrupted", INTERRUPTED
    seconds = time.perf_counter() - started
    if kept:
        kept.save(options.record)
    if options.save:
        _save(experiment, debugger, options.save)
    written = drawn_files(options.drawing.figures, debugger, experiment, Path(options.figures), drawn) if options.figures else []
    if options.gif:
        written += drawn_files(options.drawing.animation, debugger, experiment, Path(options.gif), options.frames, drawn)
    wrong = None if debugger.diverged is None else debugger.diverged + 1
    if wrong is not None:
        print(f"replaying step {wrong} did not reproduce the recorded numbers; those from there on may be wrong", file=sys.stderr)
    loss = debugger.read(debugger.program.loss)
    result = {"loss": None if loss is None else float(loss), "held_out": _score(experiment, debugger),
              "steps": steps_done(debugger), "seconds": round(seconds, 4),
              "stop": reason, "figures": [str(path) for path in written], "environment": environment(),
              "made_elsewhere": differences(debugger.journal.places), "diverged_at": wrong}  # fmt: skip
    _print_result(result, options.json)
    return status


def _save(experiment: Experiment, debugger: Debugger, path: str) -> None:
    """A session that `run` can continue, or the experiment with its trained parameters."""
    if is_session(path):
        session_file.write(session_file.SavedSession(experiment, debugger.past(), debugger.breakpoints), path)
    else:
        experiment_file.write(trained(experiment, debugger), path)


def _print_result(result: dict[str, Any], as_json: bool) -> None:
    if as_json:
        loss = result["loss"]
        finite = loss is not None and np.isfinite(loss)
        print(json.dumps({**result, "loss": loss if finite else None}))
        return
    steps = result["steps"]
    held = result["held_out"]
    print(f"loss {result['loss']} after {steps} {'step' if steps == 1 else 'steps'}, {result['seconds']} s ({result['stop']})")
    if held is not None:
        print(f"held-out loss {held['loss']}" + ("" if held["right"] is None else f", {held['right']:.1%} right"))
    for path in result["figures"]:
        print(f"wrote {path}")


def _score(experiment: Experiment, debugger: Debugger) -> dict[str, float | None] | None:
    """How it does on held-out samples, if there are any; what is not finite is nothing."""
    held = HeldOut.of(experiment)
    if held is None:
        return None
    score = held(debugger.learned())
    return {name: value if np.isfinite(value) else None for name, value in (("loss", score.loss), ("right", score.right))}


def trained(experiment: Experiment, debugger: Debugger) -> Experiment:
    """The experiment with its parameters as they are now."""
    return replace(experiment, parameters={name: value.tolist() for name, value in debugger.learned().items()})


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
        print(f"{result.forward_passes} forward passes compared with one backward pass")
    return 0 if result.ok else 1


def _export(options: argparse.Namespace) -> int:
    export(load(options.what), options.to, options.out)
    print(f"wrote {options.out}")
    return 0


def _report(options: argparse.Namespace) -> int:
    expect_folder(options.out)
    experiment, debugger = _begun(options.what)
    with tqdm(total=options.steps, unit="step", file=sys.stderr) as bar:
        run_steps(debugger, options.steps, None, lambda done: bar.update(done - bar.n))
    for path in drawn_files(options.drawing.report, debugger, experiment, Path(options.out), drawn_of(options)):
        print(f"wrote {path}")
    return 0


def _recorder(options: argparse.Namespace) -> int:
    expect_folder(options.out)
    save_bytes(options.out, recorder_source())
    print(f"wrote {options.out}")
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "examples": _examples, "show": _show, "run": _run, "check": _check,
    "compare": lambda options: compare.compare_with(options, _begun), "diagnose": diagnose.diagnose, "sweep": sweep.sweep,
    "lesson": lesson.lesson, "export": _export, "report": _report,
    "share": lambda options: share.share(options, _begun), "recorder": _recorder, "desktop": desktop.desktop,
}  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backprop-explorer")
    verbs = parser.add_subparsers(dest="command", required=True)
    verbs.add_parser("examples", help="list the built-in examples")
    show = verbs.add_parser("show", help="print parameters and the program listing")
    run = verbs.add_parser("run", help="train without a window")
    check = verbs.add_parser("check", help="check the gradient of every parameter")
    out = verbs.add_parser("export", help="export an experiment in another format, such as a PyTorch script")
    for verb in (show, check, out):
        verb.add_argument("what", metavar="FILE|NAME", help="an experiment file or the name of an example")
    run.add_argument(
        "what",
        metavar="FILE|NAME|TABLE|SESSION",
        help="an experiment file, the name of an example, a table (CSV, Excel), or a session to continue",
    )
    tables.add_options(run)
    look, grid = diagnose.add_parser(verbs, _positive), sweep.add_parser(verbs, _positive)
    beside = compare.add_parser(verbs, _positive)
    lesson.add_parser(verbs)
    desktop.add_parser(verbs)
    for verb in (run, check, look, grid, beside):
        verb.add_argument("--json", action="store_true", help="print one JSON object on stdout")
    out.add_argument("--to", choices=EXPORTS, default="pytorch", help="the format (default pytorch)")
    out.add_argument("out", metavar="OUT", help="the file to write")
    page = verbs.add_parser("report", help="train, and write one HTML file with figures, formulas and configuration")
    page.add_argument("what", metavar="FILE|NAME|SESSION", help="an experiment file, an example, or a session to continue")
    page.add_argument("out", metavar="OUT.html", help="the file to write")
    page.add_argument("--steps", type=_positive, default=100, help="training steps (default 100)")
    share.add_parser(verbs, _positive)
    recorder = verbs.add_parser("recorder", help="write the recorder file that goes next to a PyTorch script")
    recorder.add_argument(
        "out", metavar="OUT", nargs="?", default="bpx_record.py", help="the file to write (default bpx_record.py)"
    )
    run.add_argument("--steps", type=_positive, help=f"training steps (default {STEPS}, of a table {TABLE_STEPS})")
    run.add_argument("--every", type=_positive, default=1, help="record only every K-th step")
    run.add_argument("--record", metavar="OUT.npz", help="write loss, parameters, gradients and deltas of every step")
    run.add_argument("--save", metavar="OUT", help="write the trained experiment (.json), or a session to continue later (.bpx)")
    run.add_argument("--gif", metavar="OUT.gif", help="write an animation of the drawing over the next phases")
    run.add_argument("--frames", type=_positive, default=24, help="frames of the animation (default 24)")
    for verb in (run, look, grid):
        add_options(verb)
    add_options(page, formats=False)
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
        print(problem_of(error) if isinstance(error, OSError) else error, file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except MemoryError:
        print(out_of_memory(), file=sys.stderr)
        return BAD_INPUT


def without_display(reason: str, file: str | None, drawing: Drawing) -> int:
    """Do the main job without a window: train, write figures, report where."""
    print(f"{reason} Training without a window instead.", file=sys.stderr)
    return run(["run", file or DEFAULT, "--steps", "500", "--figures", "figures", "--formats", "png,svg,pdf,csv"], drawing)
