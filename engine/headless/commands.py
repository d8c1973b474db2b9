"""The command line: what can be done without a window."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from engine.headless import compare, desktop, diagnose, lesson, pictures, replica, share, sweep, tables
from engine.headless.figure_options import Drawing, add_options, drawn_files, drawn_of
from engine.headless.options import add_language
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
from engine.library.blocks import owner_of, placed
from engine.model.experiment import Experiment
from engine.model.language import said, said_of
from engine.model.problem import ExperimentError, text
from engine.model.refusal import problem_of
from engine.program.check import check
from engine.program.lower import size_of
from engine.program.size import out_of_memory
from engine.runtime.breakpoints import NOT_FINITE
from engine.runtime.debugger import Debugger
from engine.runtime.environment import differences, environment

BAD_INPUT, INTERRUPTED, CLOSED = 2, 130, 141
REASONS = (text("done"), text("not finite"), text("interrupted"))  # why a run ended
STEPS, TABLE_STEPS = 100, 500  # unless a number is given


def _examples(options: argparse.Namespace) -> int:
    for name in EXAMPLES:
        print(f"{name}\t{said(described(name)[1])}")
    return 0


def _show(options: argparse.Namespace) -> int:
    experiment = load(options.what)
    program = Debugger(experiment).program
    for name, slot in program.parameters.items():
        print(f"{placed(experiment.network, name)}\t{program.slots[slot].shape}")
    print(f"\n{size_of(experiment)}\n")
    print(program.listing())
    return 0


def _begun(what: str, options: argparse.Namespace | None = None) -> tuple[Experiment, Debugger]:
    """An experiment at its start, or a saved session at its current position; with options, what is named may be a table."""
    if is_session(what):
        if options is not None:
            tables.expect_of_use(options)
        saved = session_file.read(what)
        debugger = session_file.restored(saved)
        if foreign := differences(debugger.journal.places):
            print(
                said(
                    "this run was made elsewhere ({what}): if it is continued here, the last digits of its numbers may differ",
                    what=foreign,
                ),
                file=sys.stderr,
            )
        return saved.experiment, debugger
    experiment = load(what) if options is None else tables.experiment_of(options)
    return experiment, Debugger(experiment)


def _run(options: argparse.Namespace) -> int:
    drawn = drawn_of(options)
    for target in (options.record, options.save, options.gif):
        if target:
            expect_folder(target)
    experiment, debugger = _begun(options.what, options)
    if tables.of_data(options):
        print(tables.told(experiment), file=sys.stderr)
    for warning in check(experiment).warnings:
        print(warning, file=sys.stderr)
    before = steps_done(debugger)
    debugger.go(before * len(debugger.program))
    kept = RunArrays(debugger, options.every) if options.record else None
    started, status = time.perf_counter(), 0
    try:
        steps = options.steps or (TABLE_STEPS if tables.of_data(options) else STEPS)
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
        print(
            said("replaying step {step} did not reproduce the recorded numbers; from there on, they may be wrong", step=wrong),
            file=sys.stderr,
        )
    loss = debugger.read(debugger.program.loss)
    result = {"loss": None if loss is None else float(loss), "held_out": _score(experiment, debugger),
              "steps": steps_done(debugger), "seconds": round(seconds, 4),
              "stop": reason, "figures": [str(path) for path in written], "environment": environment(),
              "made_elsewhere": differences(debugger.journal.places), "diverged_at": wrong}  # fmt: skip
    parts = {node: debugger.read(slot) for node, slot in debugger.program.loss_parts.items()}
    if len(parts) > 1:
        result["losses"] = {node: None if value is None else float(value) for node, value in parts.items()}
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
    reason, _, detail = result["stop"].partition(": ")
    stop = ": ".join(part for part in (said(reason), detail) if part)
    one, many = (
        text("loss {loss} after {count} step, {seconds} s ({stop})"),
        text("loss {loss} after {count} steps, {seconds} s ({stop})"),
    )
    print(said_of(one, many, steps, loss=result["loss"], seconds=result["seconds"], stop=stop))
    for node, value in result.get("losses", {}).items():
        print(said("loss of {name}: {loss}", name=node, loss=value))
    if held is not None:
        print(said("held-out loss {loss}", loss=held["loss"])
              + ("" if held["right"] is None else said(", {share} correct", share=f"{held['right']:.1%}")))  # fmt: skip
    for path in result["figures"]:
        print(said("wrote {path}", path=path))


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

        network = (experiment := load(options.what)).network
        result = gradient_check(experiment, progress=show)
    rows = [{"parameter": p.name, **({"block": block.name} if (block := owner_of(network, p.name)) else {}),
             "verdict": p.verdict, "largest_relative_error": float(p.error.max())} for p in result.parameters]  # fmt: skip
    if options.json:
        print(json.dumps({"ok": result.ok, "forward_passes": result.forward_passes, "parameters": rows}))
    else:
        for row in rows:
            print(f"{row['verdict']:>7}  {row['largest_relative_error']:.2e}  {placed(network, str(row['parameter']))}")
        print(said("forward passes compared with one backward pass: {count}", count=result.forward_passes))
    return 0 if result.ok else 1


def _export(options: argparse.Namespace) -> int:
    export(load(options.what), options.to, options.out)
    print(said("wrote {path}", path=options.out))
    return 0


def _report(options: argparse.Namespace) -> int:
    expect_folder(options.out)
    experiment, debugger = _begun(options.what)
    with tqdm(total=options.steps, unit="step", file=sys.stderr) as bar:
        run_steps(debugger, options.steps, None, lambda done: bar.update(done - bar.n))
    for path in drawn_files(options.drawing.report, debugger, experiment, Path(options.out), drawn_of(options)):
        print(said("wrote {path}", path=path))
    return 0


def _recorder(options: argparse.Namespace) -> int:
    expect_folder(options.out)
    save_bytes(options.out, recorder_source())
    print(said("wrote {path}", path=options.out))
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "examples": _examples, "show": _show, "run": _run, "check": _check,
    "compare": lambda options: compare.compare_with(options, _begun), "diagnose": diagnose.diagnose, "sweep": sweep.sweep,
    "lesson": lesson.lesson, "export": _export, "report": _report,
    "share": lambda options: share.share(options, _begun), "recorder": _recorder, "desktop": desktop.desktop,
    "replica": replica.rebuild,
}  # fmt: skip


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backprop-explorer")
    verbs = parser.add_subparsers(dest="command", required=True)
    listed = verbs.add_parser("examples", help=said("list the built-in examples"))
    show = verbs.add_parser("show", help=said("print parameters and the program listing"))
    run = _add_run(verbs)
    check = verbs.add_parser("check", help=said("check the gradient of every parameter"))
    out = verbs.add_parser("export", help=said("export an experiment in another format, such as a PyTorch script"))
    for verb in (show, check, out):
        verb.add_argument("what", metavar="FILE|NAME", help=said("an experiment file or the name of an example"))
    look, grid = diagnose.add_parser(verbs, _positive), sweep.add_parser(verbs, _positive)
    beside = compare.add_parser(verbs, _positive)
    lesson.add_parser(verbs)
    desktop.add_parser(verbs)
    small = replica.add_parser(verbs, _positive)
    for verb in (run, check, look, grid, beside):
        verb.add_argument("--json", action="store_true", help=said("print one JSON object to stdout"))
    out.add_argument("--to", choices=EXPORTS, default="pytorch", help=said("the format (default pytorch)"))
    out.add_argument("out", metavar="OUT", help=said("the file to write"))
    page = verbs.add_parser("report", help=said("train, and write one HTML file with figures, formulas and configuration"))
    page.add_argument("what", metavar="FILE|NAME|SESSION", help=said("an experiment file, an example, or a session to continue"))
    page.add_argument("out", metavar="OUT.html", help=said("the file to write"))
    page.add_argument("--steps", type=_positive, default=100, help=said("training steps (default 100)"))
    share.add_parser(verbs, _positive)
    recorder = verbs.add_parser("recorder", help=said("write the recorder file that goes next to a PyTorch script"))
    recorder.add_argument(
        "out", metavar="OUT", nargs="?", default="bpx_record.py", help=said("the file to write (default bpx_record.py)")
    )
    for verb in (run, look, grid):
        add_options(verb)
    for verb in (listed, show, check, out, beside, small, recorder):
        add_language(verb)
    add_options(page, formats=False)
    return parser


def _add_run(verbs: Any) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser("run", help=said("train without a window"))
    parser.add_argument(
        "what",
        metavar="FILE|NAME|TABLE|SESSION",
        help=said(
            "an experiment file, the name of an example, a table (CSV, Excel), pictures (a folder, .npz), or a session to continue"
        ),
    )
    tables.add_options(parser)
    pictures.add_options(parser)
    parser.add_argument(
        "--steps",
        type=_positive,
        help=said("training steps (default {steps}; for a table, {of_table})", steps=STEPS, of_table=TABLE_STEPS),
    )
    parser.add_argument("--every", type=_positive, default=1, help=said("record only every K-th step"))
    parser.add_argument("--record", metavar="OUT.npz", help=said("write loss, parameters, gradients and deltas of every step"))
    parser.add_argument(
        "--save", metavar="OUT", help=said("write the trained experiment (.json), or a session to continue later (.bpx)")
    )
    parser.add_argument("--gif", metavar="OUT.gif", help=said("write an animation of the drawing over the next phases"))
    parser.add_argument("--frames", type=_positive, default=24, help=said("frames of the animation (default 24)"))
    return parser


def _positive(word: str) -> int:
    """A whole number from 1 on."""
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(said("must be a whole number from 1 on"))
    return int(word)


def run(arguments: Sequence[str], drawing: Drawing) -> int:
    """Run one headless command; returns the exit status. Figures are drawn by the caller."""
    options = _parser().parse_args(arguments)
    options.drawing = drawing
    try:
        status = COMMANDS[options.command](options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever reads the output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLOSED
    except (ExperimentError, OSError) as error:
        print(problem_of(error) if isinstance(error, OSError) else error, file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print(said("interrupted"), file=sys.stderr)
        return INTERRUPTED
    except MemoryError:
        print(out_of_memory(), file=sys.stderr)
        return BAD_INPUT


def without_display(reason: str, file: str | None, drawing: Drawing) -> int:
    """Do the main job without a window: train, write figures, report where."""
    print(f"{reason} {said('Training without a window instead.')}", file=sys.stderr)
    return run(["run", file or DEFAULT, "--steps", "500", "--figures", "figures", "--formats", "png,svg,pdf,csv"], drawing)
