"""The command `compare`: another program's gradients beside those of this one."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from engine.insight.compare.asking import Asked, asked, shape_text
from engine.insight.compare.comparing import compare
from engine.insight.compare.quantities import quantities
from engine.insight.compare.verdict import Comparison, Found, Row
from engine.insight.moment.symbols import arrow
from engine.interchange.documents.arrays_file import csv_text, npz_bytes, read_arrays
from engine.interchange.documents.safe_save import expect_folder, save_bytes
from engine.interchange.models.torch_network import NetworkText
from engine.model.experiment import Experiment
from engine.model.language import said
from engine.model.problem import ExperimentError, Problem, text
from engine.program.check import check
from engine.runtime.debugger import Debugger


def torch_names(experiment: Experiment) -> dict[str, str]:
    """PyTorch's names of our parameters; none where the network has no PyTorch text."""
    try:
        return NetworkText(check(experiment)).names
    except ExperimentError:
        return {}


def decays_of(experiment: Experiment) -> tuple[float, ...]:
    """The factors of weight decay that the optimizer has."""
    value = experiment.optimizer.settings.get("weight_decay")
    return (float(value),) if isinstance(value, (int, float)) and value else ()


def compare_with(options: argparse.Namespace, begun: Callable[[str], tuple[Experiment, Debugger]]) -> int:
    """Print what to compute, or compare a file with it: 0 where all agrees, 1 where something differs."""
    if options.start:
        expect_folder(options.start)
    experiment, debugger = begun(options.what)
    if options.step:
        debugger.go((options.step - 1) * len(debugger.program) + 1)
    names = torch_names(experiment)
    wanted = asked(debugger, names)
    if options.start:
        save_start(wanted, options.start)
        print(said("wrote {path}", path=options.start))
    if not options.to:
        _print_asked(wanted, options.json)
        return 0
    result = compare(
        debugger, experiment.network, read_arrays(options.to), names, _chosen(options.named, debugger), decays_of(experiment)
    )
    if options.json:
        print(json.dumps(described(result)))
    else:
        _print(result)
    return 0 if result.agrees else 1


def save_start(wanted: Asked, path: str | Path) -> None:
    """Inputs, targets and weights as .npz, or as a table where the name ends in .csv."""
    csv = str(path).lower().endswith(".csv")
    save_bytes(path, csv_text(wanted.start).encode() if csv else npz_bytes(wanted.start))


def _chosen(named: list[str], debugger: Debugger) -> dict[str, str]:
    """What the user says arrays are; ExperimentError for what is no quantity of this network."""
    known = {arrow(quantity.name): quantity.name for quantity in quantities(debugger.program)}
    chosen = {}
    for word in named:
        theirs, _, ours = word.rpartition("=")
        if not theirs or arrow(ours) not in known:
            names = {"word": word, "known": ", ".join(known)}
            raise ExperimentError(
                [Problem("--as", text("{word!r} does not have the form NAME=QUANTITY."), text("Known names: {known}."), names)]
            )
        chosen[theirs] = known[arrow(ours)]
    return chosen


def _print_asked(wanted: Asked, as_json: bool) -> None:
    if as_json:
        shapes = {name: list(value.shape) for name, value in wanted.start.items()}
        print(json.dumps({"step": wanted.step, "start": shapes, "wanted": {k: list(v) for k, v in wanted.wanted.items()}}))
    else:
        print(wanted.text())


def described(result: Comparison) -> dict[str, Any]:
    """A comparison as plain values."""
    return {
        "agrees": result.agrees,
        "step": result.step,
        "rows": [_row(row) for row in result.rows],
        "found": [_found(fault) for fault in result.found],
        "missing": list(result.missing),
        "slips_tried": result.tried,
    }


def _row(row: Row) -> dict[str, Any]:
    difference = row.difference if np.isfinite(row.difference) else None
    quantity = row.quantity.name if row.quantity else None
    return {"given": row.given, "quantity": quantity, "verdict": row.verdict, "relative_difference": difference,
            "tolerance": row.tolerance, "at": list(row.at), "choices": list(row.choices)}  # fmt: skip


def _found(fault: Found) -> dict[str, Any]:
    causes = [{"slip": cause.slip, "sentence": str(cause), "right": cause.right, "wrong": cause.wrong} for cause in fault.causes]
    return {"quantity": fault.quantity, "given": fault.given, "instruction": fault.pc, "line": fault.line, "causes": causes,
            "follows": list(fault.follows)}  # fmt: skip


def _print(result: Comparison) -> None:
    for row in result.rows:
        quantity = f"{row.quantity.name} {shape_text(row.quantity.shape)}" if row.quantity else "?"
        choices = (
            said("one of: {choices}; use --as '{given}=…'", choices=", ".join(row.choices), given=row.given) if row.choices else ""
        )
        size = f"{row.difference:8.1e}" if row.quantity and np.isfinite(row.difference) else " " * 8
        print(f"{row.verdict:>10}  {size}  {row.given} = {quantity}{f'  ({choices})' if choices else ''}")
    print()
    for number, fault in enumerate(result.found):
        print(f"{said('then') if number else said('first difference')}: {fault.given} ({fault.quantity}), {fault.line}")
        for place, cause in enumerate(fault.causes):
            print(f"  {said('or') + ': ' if place else ''}{cause}")
            if cause.wrong:
                print(f"      {said('right')}  {cause.right}\n      {said('yours')}  {cause.wrong}")
        if not fault.causes and fault.pc < 0:
            print("  " + said("your program starts from different numbers: --start writes those of this network"))
        elif not fault.causes:
            unknown = said("unknown: none of the {tried} mistakes that were tried gives these numbers", tried=result.tried)
            size = said("size × {ratio}, cosine {cosine}", ratio=f"{fault.ratio:.3g}", cosine=f"{fault.cosine:.3g}")
            print(f"  {unknown} ({size})")
        if fault.follows:
            print("  " + said("follows from an earlier difference: {names}", names=", ".join(fault.follows)))
    if result.agrees:
        print(said("all agree"))
    if result.turned:
        print(said("treated as transposed, because the shape fits both ways: {names}", names=", ".join(result.turned)))
    if result.missing:
        print(said("not given: {names}", names=", ".join(result.missing)))


def add_parser(verbs: Any, positive: Callable[[str], int]) -> argparse.ArgumentParser:
    """The options of `compare`."""
    verb: argparse.ArgumentParser = verbs.add_parser(
        "compare", help=said("compare the gradients of your own program, and name the mistake")
    )
    verb.add_argument(
        "what", metavar="FILE|NAME|SESSION", help=said("an experiment file, an example, or a session at its saved position")
    )
    verb.add_argument(
        "--to", metavar="ARRAYS", help=said("your gradients: .npz, .npy, .safetensors, .csv, .json or text (see docs)")
    )
    verb.add_argument("--step", type=positive, help=said("the training step to compare with (default: the first)"))
    verb.add_argument(
        "--as", dest="named", metavar="NAME=QUANTITY", action="append", default=[], help=said("which quantity an array holds")
    )
    verb.add_argument("--start", metavar="OUT.npz", help=said("write inputs, targets and weights to start from (.npz or .csv)"))
    return verb
