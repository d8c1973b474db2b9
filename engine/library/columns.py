"""Columns of a file as data: some are inputs, some are targets; words and classes become one column for each distinct one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.library.samples import Table
from engine.model.problem import ExperimentError, Problem, text

MOST_WORDS = 100
NUMBERS, WORDS, DATES, NOTHING = "numbers", "words", "dates", "nothing"
REFUSE, LEAVE_OUT, FILL = text("refuse"), text("leave out"), text("fill in")


@dataclass(frozen=True)
class Facts:
    """What is to be known of a column: its kind, the marks that were left out of its numbers, how many gaps it has and where the
    first is, and the fields that are no numbers though the others are."""

    kind: str = NUMBERS
    marks: str = ""
    gaps: int = 0
    gap: Problem | None = None
    faults: tuple[Problem, ...] = ()


@dataclass(frozen=True, eq=False)
class Columns:
    """Named columns of one length: numbers as doubles, nan in gaps, words as texts, "" in gaps. Two are equal if `digest`, made
    from the file, is."""

    names: tuple[str, ...]
    values: tuple[Array, ...]
    digest: str
    facts: tuple[Facts, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Columns) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def words(self) -> frozenset[str]:
        """Names of the columns that hold words."""
        return frozenset(name for name, column in zip(self.names, self.values, strict=True) if column.dtype.kind == "U")

    @property
    def samples(self) -> int:
        """How many rows there are."""
        return len(self.values[0]) if self.values else 0

    def column(self, name: str) -> Array:
        """A column by name."""
        return self.values[self.names.index(name)]

    def fact(self, name: str) -> Facts:
        """What is to be known of a column."""
        return self.facts[self.names.index(name)]

    def whole(self, names: Iterable[str]) -> Array:
        """Which rows have no gap in these columns."""
        kept = np.ones(self.samples, bool)
        for name in names:
            if self.fact(name).gaps:
                kept &= ~_missing(self.column(name))
        return kept

    def demand(self, names: Iterable[str], gaps: str = REFUSE) -> None:
        """ExperimentError lists the fields of these columns that are no numbers and, unless something becomes of them, the gaps."""
        problems: list[Problem] = []
        for name in names:
            fact = self.fact(name)
            problems += fact.faults
            if fact.gap is not None and gaps == REFUSE:
                problems.append(fact.gap)
        if problems:
            raise ExperimentError(problems[:20])


def _missing(column: Array) -> Array:
    return column == "" if column.dtype.kind == "U" else np.isnan(column)


@lru_cache(maxsize=64)
def kinds(rows: Columns, name: str) -> Array:
    """The distinct values of a column, gaps left out."""
    column = rows.column(name)
    return np.unique(column[~_missing(column)])


def csv_table(
    seed: int, rows: Columns | None = None, path: str = "", inputs: Sequence[str] = (), targets: Sequence[str] = (),
    classes: Sequence[str] = (), standardise: bool = False, held_out: float = 0.0, gaps: str = REFUSE, **reading: object,
) -> Table:  # fmt: skip
    """The table of a file.

    The numbers of `classes` are names of classes. `standardise` gives every input column of numbers mean 0 and standard
    deviation 1 over the training samples; the share `held_out`, drawn by the seed, is kept for validation. Rows with `gaps` are
    refused, left out, or filled with the mean or the most frequent word of the training samples; those without a target are left
    out then, too. `reading` records how the file was read, which is done by now. ExperimentError if columns are missing.
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
    return _made(_Use(rows, tuple(inputs), tuple(targets), frozenset(classes), gaps), seed, standardise, held_out)


@dataclass(frozen=True)
class _Use:
    """Which columns are used, and how."""

    rows: Columns
    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    classes: frozenset[str]
    gaps: str

    def one_hot(self, name: str) -> bool:
        """Whether a column becomes one column for each distinct value."""
        return name in self.rows.words or name in self.classes


@lru_cache(maxsize=4)
def _made(use: _Use, seed: int, standardise: bool, held_out: float) -> Table:
    rows, inputs, targets = use.rows, use.inputs, use.targets
    problems = _unknown(use)
    if problems:
        raise ExperimentError(problems)
    rows.demand((*inputs, *targets), use.gaps)
    whole = np.flatnonzero(rows.whole((*inputs, *targets) if use.gaps != FILL else targets))
    samples = len(whole)
    kept = samples - int(samples * held_out)
    if kept < 1:
        lost, hint = (
            (
                text("every row has a gap in at least one of the selected columns."),
                text("Leave out the columns with the most gaps, or fill in the gaps."),
            )
            if rows.samples
            else (text("the file has no rows of data."), text("Add one row per sample."))
        )
        raise ExperimentError([Problem("data.path", lost, hint)])
    order = Stream(seed, "held out").order(samples) if held_out else np.arange(samples)
    learn, keep = np.sort(order[:kept]), np.sort(order[kept:])
    x, x_names, measured = _matrix(use, inputs, whole, learn)
    y, y_names, _ = _matrix(use, targets, whole, learn)
    if standardise:
        spread = x[learn].std(axis=0)
        x = np.where(measured, (x - x[learn].mean(axis=0)) / np.where(spread > 0, spread, 1), x)
    validation = Table(x[keep], y[keep], x_names, y_names) if len(keep) else None
    return Table(x[learn], y[learn], x_names, y_names, held_out=validation)


def _unknown(use: _Use) -> list[Problem]:
    """What cannot be used: columns that are not there or hold nothing, or too many distinct words."""
    rows, roles = use.rows, (("inputs", use.inputs), ("targets", use.targets))
    problems = [
        Problem(
            f"data.{role}",
            text("there is no column {name!r}."),
            text("Known names: {known}."),
            {"name": name, "known": ", ".join(rows.names)},
        )
        for role, chosen in (*roles, ("classes", sorted(use.classes)))
        for name in chosen
        if name not in rows.names
    ]
    problems += [Problem(f"data.{role}", text("no column is selected."), text("Select at least one column.")) for role, chosen in
                 roles if not chosen]  # fmt: skip
    for name in (*use.inputs, *use.targets):
        if name in rows.names and rows.fact(name).kind == NOTHING:
            problems.append(Problem(f"data.{name}", text("the column is empty."), text("Leave it out.")))
        elif name in rows.names and use.one_hot(name) and len(kinds(rows, name)) > MOST_WORDS:
            problems.append(too_many(rows, name))
    return problems


def too_many(rows: Columns, name: str) -> Problem:
    """The problem of a column with more distinct words than are allowed."""
    return Problem(
        f"data.{name}",
        text("the column has {count} distinct words; the limit is {most}."),
        text("Leave it out, or use numbers."),
        {"count": len(kinds(rows, name)), "most": MOST_WORDS},
    )


def _matrix(use: _Use, names: Sequence[str], whole: Array, learn: Array) -> tuple[Array, tuple[str, ...], Array]:
    """The columns side by side, their names, and which of them are measured numbers."""
    parts, titles, measured = [], [], []
    for name in names:
        one_hot = use.one_hot(name)
        column = _filled(name, use.rows.column(name)[whole], learn, one_hot)
        if one_hot:
            found = kinds(use.rows, name)
            parts.append((column[:, None] == found[None]).astype(float))
            titles += [str(kind) if found.dtype.kind == "U" else f"{kind:.12g}" for kind in found]
            measured += [False] * len(found)
        else:
            parts.append(column[:, None])
            titles.append(name)
            measured.append(True)
    return np.concatenate(parts, axis=1), tuple(titles), np.array(measured)


def _filled(name: str, column: Array, learn: Array, one_hot: bool) -> Array:
    """Gaps filled with the mean of the training samples, or with their most frequent value."""
    gaps = _missing(column)
    if not gaps.any():
        return column
    known = column[learn][~gaps[learn]]
    known = known if len(known) else column[~gaps]
    if not len(known):
        raise ExperimentError(
            [Problem(f"data.{name}", text("the column is empty in all rows that are used."), text("Leave it out."))]
        )
    if one_hot:
        values, counts = np.unique(known, return_counts=True)
        return np.where(gaps, values[counts.argmax()], column)
    return np.where(gaps, known.mean(), column)
