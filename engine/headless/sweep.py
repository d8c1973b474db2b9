"""The command that measures a grid of networks: `sweep`."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from engine.headless.figure_options import drawn_files, drawn_of
from engine.headless.progress import progress_of
from engine.insight.study.jobs import BACKENDS, PROCESSES, Jobs
from engine.insight.study.sweep import COLUMNS, DEPTH, KINDS, Grid, Measure, measure, result_of
from engine.interchange.documents.safe_save import expect_folder, save_bytes
from engine.library.activations import ACTIVATIONS
from engine.model.language import said
from engine.model.problem import ExperimentError, Problem, text


def sweep(options: argparse.Namespace) -> int:
    """Measure a grid of networks; write the table and the phase diagrams."""
    drawn = drawn_of(options)
    grid = Grid(
        options.kind,
        numbers("--lengths", options.lengths, int),
        numbers("--scales", options.scales, float),
        activations(options.activations),
        options.seeds,
        options.units,
    )
    if options.csv:
        expect_folder(options.csv)
    members, measures, status = grid.members(), list[Measure](), 0
    try:
        for number, result in progress_of(Jobs(measure, members, options.backend, options.scheduler)):
            measures.append(result_of(members[number], result))
    except KeyboardInterrupt:
        status = 130
    except ExperimentError as error:
        if not measures:
            raise
        print(error, file=sys.stderr)
        status = 2
    if options.csv:
        write_csv(measures, options.csv)
    written = drawn_files(options.drawing.phases, grid, measures, Path(options.figures), drawn) if options.figures else []
    paths = [str(path) for path in ([options.csv] if options.csv else []) + written]
    _tell(measures, len(members), paths, options.json)
    return status


def _tell(measures: Sequence[Measure], total: int, paths: Sequence[str], as_json: bool) -> None:
    ended = [found for found in measures if found.ended is not None]
    done = len(measures) - len(ended)
    if as_json:
        rows = [{**asdict(found.member), "ended": str(found.ended)} for found in ended]
        print(json.dumps({"networks": done, "of": total, "ended": rows, "files": list(paths)}))
        return
    print(said("networks measured: {done} of {total}", done=done, total=total))
    for found in ended:
        m = found.member
        which = said("{activation}, length {length}, scale {scale}, seed {seed}", activation=m.activation, length=m.length,
                     scale=m.scale, seed=m.seed)  # fmt: skip
        print(said("terminated: {what}: {why}", what=which, why=found.ended))
    for path in paths:
        print(said("wrote {path}", path=path))


def write_csv(measures: Sequence[Measure], path: str | Path) -> None:
    """The table of a sweep, a row for each network; OSError if it cannot be written."""
    ordered = sorted(
        measures, key=lambda found: (found.member.activation, found.member.length, found.member.scale, found.member.seed)
    )
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(found.row() for found in ordered)
    save_bytes(path, table.getvalue().encode())


def numbers(option: str, words: str, kind: type) -> tuple[Any, ...]:
    """`2,5,10`, or `0.5:3:0.25` for a range with both ends."""
    try:
        if ":" in words:
            low, high, step = (float(part) for part in words.split(":"))
            count = round((high - low) / step)
            values = tuple(kind(round(low + i * step, 10)) for i in range(count + 1))
        else:
            values = tuple(kind(part) for part in words.split(","))
        if not values or min(values) <= 0 or (kind is int and min(values) < 2):
            raise ValueError
    except (ValueError, ZeroDivisionError, OverflowError):
        raise ExperimentError(
            [
                Problem(
                    option,
                    text("{words} is not a list of positive numbers."),
                    text("Enter values such as 2,5,10 or 0.5:3:0.25."),
                    {"words": repr(words)},
                )
            ]
        ) from None
    return tuple(sorted(set(values)))


def activations(words: str) -> tuple[str, ...]:
    """Names of activation functions, comma-separated; ExperimentError for an unknown one."""
    names = tuple(dict.fromkeys(words.split(",")))
    known = tuple(name for name, row in ACTIVATIONS.items() if name != "softmax")
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ExperimentError([Problem("--activations", text("unknown name {name!r}."), text("Known names: {known}."),
                                       {"name": unknown[0], "known": ", ".join(known)})])  # fmt: skip
    return names


def add_parser(verbs: Any, positive: Callable[[str], int]) -> argparse.ArgumentParser:
    """The options of the command."""
    grid: argparse.ArgumentParser = verbs.add_parser(
        "sweep", help=said("measure vanishing and exploding gradients over a grid of networks")
    )
    grid.add_argument("kind", choices=KINDS, nargs="?", default=DEPTH, help=said("stacks of layers, or loops through time"))
    grid.add_argument("--lengths", default="2:20:2", help=said("depths or time steps: 2,5,10 or 2:20:2"))
    grid.add_argument("--scales", default="0.25:3.5:0.25", help=said("gain of the initial weights, or spectral radius"))
    grid.add_argument("--activations", default="tanh,sigmoid,relu", help=said("comma-separated"))
    grid.add_argument("--seeds", type=positive, default=3, help=said("networks per cell (default 3)"))
    grid.add_argument("--units", type=positive, default=16, help=said("units per layer (default 16)"))
    grid.add_argument("--csv", metavar="OUT.csv", help=said("write the table"))
    grid.add_argument("--backend", choices=BACKENDS, default=PROCESSES, help=said("processes on this machine, or a Dask cluster"))
    grid.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help=said("address of the Dask cluster, such as tcp://127.0.0.1:8786")
    )
    return grid
