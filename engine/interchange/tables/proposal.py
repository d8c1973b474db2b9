"""What the columns of a table may be used for, and what is proposed before anybody has chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.library.columns import DATES, FILL, LEAVE_OUT, MOST_WORDS, NOTHING, Columns, kinds
from engine.library.rule import Array

INPUT, CATEGORY, TARGET, CLASS, UNUSED = "input", "category", "target", "class", "unused"
ROLES = (INPUT, CATEGORY, TARGET, CLASS, UNUSED)
COUNTED = re.compile(
    r"column 1|unnamed: ?\d+|index|id|idx|row|rows|row_?names?|rowid|nr|no|#|number|sample|obs|observation", re.IGNORECASE
)
CLASSED = re.compile(
    r"target|targets|class|classes|label|labels|species|kind|type|category|diagnosis|y|outcome|survived|variety", re.IGNORECASE
)
FEW, MOST_CLASSES, MOST_CATEGORIES = 50, 20, 30
MOST_MISSING = 0.5  # of the values of a column
FAR_APART, LARGE, FAR_OFF = 10.0, 10.0, 3.0  # one spread in another; values; a mean in spreads


@dataclass(frozen=True)
class Proposal:
    """A role for each column, by name; whether inputs are standardised, the share held out, what becomes of rows with gaps."""

    roles: Mapping[str, str]
    standardise: bool
    held_out: float
    gaps: str


def is_row_number(columns: Columns, name: str) -> bool:
    """Whether a column counts the rows, as the index of pandas and the row names of R do."""
    values = columns.column(name)
    if values.dtype.kind != "f" or not COUNTED.fullmatch(name) or (name == "column 1" and columns.names[0] != name):
        return False
    return bool(len(values) > 2 and np.isfinite(values).all() and (np.diff(values) == 1).all() and values[0] in (0, 1))


def possible(columns: Columns, name: str) -> tuple[str, ...]:
    """The roles that a column can have."""
    if columns.fact(name).kind == NOTHING:
        return (UNUSED,)
    few = len(kinds(columns, name)) <= MOST_WORDS
    if name in columns.words:
        return (CATEGORY, CLASS, UNUSED) if few else (UNUSED,)
    return (INPUT, CATEGORY, TARGET, CLASS, UNUSED) if few and _whole(columns, name) else (INPUT, TARGET, UNUSED)


def _whole(columns: Columns, name: str) -> bool:
    values = kinds(columns, name)
    return bool((values == np.round(values)).all())


def _role_as_target(columns: Columns, name: str) -> str:
    """Words are classes; so are few whole numbers without a hole from 0 or 1 on, and any few of a column that is named so. A
    column of 0 and 1 stays one target."""
    if name in columns.words:
        return CLASS
    values = kinds(columns, name)
    if CLASS not in possible(columns, name) or not 2 <= len(values) <= MOST_CLASSES or set(values) == {0, 1}:
        return TARGET
    dense = values[0] in (0, 1) and values[-1] - values[0] + 1 == len(values)
    return CLASS if len(values) < columns.samples / 2 and (dense or CLASSED.fullmatch(name)) else TARGET


def _mostly_missing(columns: Columns, name: str) -> bool:
    return columns.fact(name).gaps > MOST_MISSING * columns.samples


def _role_as_input(columns: Columns, name: str) -> str:
    roles, fact = possible(columns, name), columns.fact(name)
    if is_row_number(columns, name) or fact.kind == DATES or _mostly_missing(columns, name):
        return UNUSED
    if name not in columns.words:
        return INPUT if INPUT in roles else UNUSED
    count = len(kinds(columns, name))
    return CATEGORY if CATEGORY in roles and count <= MOST_CATEGORIES and count < max(columns.samples / 2, 4) else UNUSED


def propose(columns: Columns, targets: Iterable[str] = ()) -> Proposal:
    """The last column that can be a target is one, or the one that is named so; the others are inputs where that makes sense."""
    usable = [name for name in columns.names if not is_row_number(columns, name) and possible(columns, name) != (UNUSED,)]
    able = [name for name in usable if columns.fact(name).kind != DATES and not _mostly_missing(columns, name)]
    chosen = list(targets) or [name for name in able if CLASSED.fullmatch(name)][-1:] or able[-1:]
    roles = {name: _role_as_target(columns, name) if name in chosen else _role_as_input(columns, name) for name in columns.names}
    used = [name for name, role in roles.items() if role != UNUSED]
    return Proposal(roles, scales_differ(columns, [name for name, role in roles.items() if role == INPUT]),
                    0.2 if columns.whole(used).sum() >= FEW else 0.0, gaps_for(columns, used))  # fmt: skip


def gaps_for(columns: Columns, used: Iterable[str]) -> str:
    """Rows with gaps are left out, unless every fifth is lost by it."""
    return LEAVE_OUT if columns.whole(used).sum() >= 0.8 * columns.samples else FILL


def scales_differ(columns: Columns, inputs: Iterable[str]) -> bool:
    """Whether inputs are large, lie far from 0, or one spreads ten times as far as another."""
    values: list[Array] = [columns.column(name) for name in inputs]
    if not values:
        return False
    spreads, means = (np.array([function(column) for column in values]) for function in (np.nanstd, np.nanmean))
    spreads, means = spreads[spreads > 0], means[spreads > 0]
    if not len(spreads):
        return False
    far = max(float(np.nanmax(np.abs(column))) for column in values)
    return bool(far > LARGE or spreads.max() >= FAR_APART * spreads.min() or (np.abs(means) > FAR_OFF * spreads).any())


def roles_of(settings: Mapping[str, Any], columns: Columns) -> dict[str, str]:
    """The roles that the data of an experiment give their columns; none if they know other columns."""
    inputs, targets = settings.get("inputs", ()), settings.get("targets", ())
    if not inputs or not {*inputs, *targets} <= set(columns.names):
        return {}
    one_hot = {*columns.words, *settings.get("classes", ())}
    found = dict.fromkeys(columns.names, UNUSED)
    found |= {name: CATEGORY if name in one_hot else INPUT for name in inputs}
    return found | {name: CLASS if name in one_hot else TARGET for name in targets}


def settings_of(roles: Mapping[str, str], columns: Columns) -> dict[str, Any]:
    """Inputs, targets and classes as the data of an experiment name them."""
    inputs = [name for name, role in roles.items() if role in (INPUT, CATEGORY)]
    targets = [name for name, role in roles.items() if role in (TARGET, CLASS)]
    classes = [name for name, role in roles.items() if role in (CATEGORY, CLASS) and name not in columns.words]
    return {"inputs": inputs, "targets": targets, **({"classes": classes} if classes else {})}
