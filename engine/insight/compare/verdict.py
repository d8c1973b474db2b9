"""What a comparison says: a row for each array, and for each difference where it begins and what it looks like."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.insight.compare.fitting import Layout
from engine.insight.compare.quantities import Quantity
from engine.library.rule import Array
from engine.model.language import said

AGREES, CLOSE, DIFFERS, FOLLOWS, NOT_FINITE, SHAPE, OPEN, UNKNOWN = (
    "agrees", "close", "differs", "follows", "not finite", "shape", "open", "unknown",
)  # fmt: skip
WRONG, AGREEING = (DIFFERS, NOT_FINITE, SHAPE), (AGREES, CLOSE)


@dataclass(frozen=True, eq=False)
class Row:
    """One array: for which quantity it was taken, how far it is off, and where most.

    `verdict` FOLLOWS: it differs, and would agree but for an earlier difference. `difference` is relative to the largest number of
    `ours`; `at` is the index of the element that is off most. `layout` is how the array lies, None where it fits nowhere;
    `slot` is computed first of those that are off. An array that is not `telling` may be rounding alone.
    """

    given: str
    quantity: Quantity | None
    how: str
    verdict: str
    difference: float = 0.0
    tolerance: float = 0.0
    at: tuple[int, ...] = ()
    ours: Array | None = None
    theirs: Array | None = None
    layout: Layout | None = None
    single: bool = False
    choices: tuple[str, ...] = ()
    slot: int = -1
    telling: bool = False


@dataclass(frozen=True)
class Cause:
    """A slip that gives the other program's numbers: its name, a sentence with its `words`, what it computes at instruction `pc`
    (`wrong`), and the quantities that it explains."""

    slip: str
    sentence: str
    words: dict[str, Any] = field(hash=False)
    pc: int
    right: str
    wrong: str
    explains: tuple[str, ...]

    def __str__(self) -> str:
        return said(self.sentence).format(**self.words)


@dataclass(frozen=True)
class Found:
    """Where a difference begins, the last line of the program that may be wrong, and the causes that give exactly these numbers.

    None of them: what it is, is unknown. Several: they cannot be told apart by what was given. `ratio` and `cosine` compare sizes
    and directions.
    """

    quantity: str
    given: str
    pc: int
    line: str
    causes: tuple[Cause, ...]
    follows: tuple[str, ...]
    ratio: float
    cosine: float


@dataclass(frozen=True)
class Comparison:
    """The rows in the order of the step, and what was found, the first difference first. `missing` names gradients that were not
    given although others were; `step` is the training step, counted from 1, `tried` the number of slips that were computed."""

    rows: tuple[Row, ...]
    found: tuple[Found, ...]
    missing: tuple[str, ...]
    step: int
    tried: int

    @property
    def agrees(self) -> bool:
        """Whether everything that was given and recognised agrees, and something was."""
        known = [row for row in self.rows if row.quantity is not None]
        return bool(known) and not any(row.verdict in (*WRONG, FOLLOWS) for row in known)

    @property
    def turned(self) -> tuple[str, ...]:
        """Square matrices that were taken as transposed although no other array shows that custom."""
        rows = [row for row in self.rows if row.layout is not None and row.layout.turned and row.quantity is not None]
        parts = [(row.given, row.quantity.shape) for row in rows if row.quantity is not None and not row.quantity.by_sample]
        return tuple(name for name, _ in parts) if all(shape[0] == shape[-1] for _, shape in parts) else ()

    @property
    def first(self) -> Row | None:
        """The first row that differs."""
        return next((row for row in self.rows if row.verdict in WRONG), None)
