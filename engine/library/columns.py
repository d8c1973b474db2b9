"""Columns of a file as data: some are inputs, some are targets; words become one column for each distinct word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.library.samples import Table
from engine.model.problem import ExperimentError, Problem, text

MOST_WORDS = 100


@dataclass(frozen=True, eq=False)
class Columns:
    """Named columns of one length: numbers as doubles, words as texts. Two are equal if `digest`, made from the file, is."""

    names: tuple[str, ...]
    values: tuple[Array, ...]
    digest: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Columns) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def words(self) -> frozenset[str]:
        """Names of the columns that hold words."""
        return frozenset(name for name, column in zip(self.names, self.values, strict=True) if column.dtype.kind == "U")

    def column(self, name: str) -> Array:
        """A column by name."""
        return self.values[self.names.index(name)]


def csv_table(
    seed: int, rows: Columns | None = None, path: str = "", inputs: Sequence[str] = (), targets: Sequence[str] = (),
    standardise: bool = False, held_out: float = 0.0, **reading: object,
) -> Table:  # fmt: skip
    """The table of a file.

    `standardise` gives every input column of numbers mean 0 and standard deviation 1 over the training samples; the share
    `held_out`, drawn by the seed, is kept for validation. `reading` records how the file was read, which is done by now.
    ExperimentError if columns are missing.
    """
    if rows is None:
        raise ExperimentError(
            [
                Problem(
                    "data.path",
                    text("the file {path} could not be read."),
                    text("Open the experiment from its file."),
                    {"path": repr(path)},
                )
            ]
        )
    return _made(rows, tuple(inputs), tuple(targets), seed, standardise, held_out)


@lru_cache(maxsize=4)
def _made(rows: Columns, inputs: tuple[str, ...], targets: tuple[str, ...], seed: int, standardise: bool, held_out: float) -> Table:
    problems = [
        Problem(
            f"data.{role}",
            text("there is no column {name!r}."),
            text("Known names: {known}."),
            {"name": name, "known": ", ".join(rows.names)},
        )
        for role, chosen in (("inputs", inputs), ("targets", targets))
        for name in chosen
        if name not in rows.names
    ]
    problems += [Problem(f"data.{role}", text("no column is selected."), text("Select at least one column.")) for role, chosen in
                 (("inputs", inputs), ("targets", targets)) if not chosen]  # fmt: skip
    problems += [
        too_many(rows, name) for name in (*inputs, *targets) if name in rows.words and len(_kinds(rows, name)) > MOST_WORDS
    ]
    samples = len(rows.values[0]) if rows.values else 0
    kept = samples - int(samples * held_out)
    if not problems and kept < 1:
        problems.append(Problem("data.path", text("the file has no rows of data.")))
    if problems:
        raise ExperimentError(problems)
    x, x_names, measured = _matrix(rows, inputs)
    y, y_names, _ = _matrix(rows, targets)
    order = Stream(seed, "held out").order(samples) if held_out else np.arange(samples)
    learn, keep = np.sort(order[:kept]), np.sort(order[kept:])
    if standardise:
        spread = x[learn].std(axis=0)
        x = np.where(measured, (x - x[learn].mean(axis=0)) / np.where(spread > 0, spread, 1), x)
    validation = Table(x[keep], y[keep], x_names, y_names) if len(keep) else None
    return Table(x[learn], y[learn], x_names, y_names, held_out=validation)


def too_many(rows: Columns, name: str) -> Problem:
    """The problem of a column with more distinct words than are allowed."""
    return Problem(
        f"data.{name}",
        text("the column has {count} distinct words; the limit is {most}."),
        text("Leave it out, or use numbers."),
        {"count": len(_kinds(rows, name)), "most": MOST_WORDS},
    )


def _kinds(rows: Columns, name: str) -> Array:
    return np.unique(rows.column(name))


def _matrix(rows: Columns, names: Sequence[str]) -> tuple[Array, tuple[str, ...], Array]:
    """The columns side by side, their names, and which of them are measured numbers."""
    parts, titles, measured = [], [], []
    for name in names:
        column = rows.column(name)
        if name in rows.words:
            kinds = _kinds(rows, name)
            parts.append((column[:, None] == kinds[None]).astype(float))
            titles += [str(kind) for kind in kinds]
            measured += [False] * len(kinds)
        else:
            parts.append(column[:, None])
            titles.append(name)
            measured.append(True)
    return np.concatenate(parts, axis=1), tuple(titles), np.array(measured)
