"""The user's own rows of numbers as data."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from engine.library.rule import Array, Shape
from engine.library.samples import Table
from engine.model.experiment import CLASS_NAMES
from engine.model.network import Choice
from engine.model.problem import ExperimentError, Problem, text

GIVEN_OF_TABLE = ("inputs", "targets", "mask", "input_names", "target_names", "grid")
TABLE = "table"


def own_table(seed: int, inputs: Any = (), targets: Any = (), mask: Any = None, grid: Any = (), **names: Any) -> Table:
    """The table that the user gave as rows of numbers; ExperimentError if it cannot be one. `names` as in GIVEN_OF_TABLE."""
    arrays, problems = [], []
    for name, rows in (("inputs", inputs), ("targets", targets)):
        try:
            array = np.array(rows, float)
        except (ValueError, TypeError):
            array = np.empty(0)
        if array.ndim not in (2, 3) or not array.size:
            problems.append(
                Problem(
                    f"data.{name}",
                    text("the table is empty or its rows differ in length."),
                    text("Give at least one row, and the same number of values in each."),
                )
            )
        elif not np.isfinite(array).all():
            row = int(np.argwhere(~np.isfinite(array))[0][0])
            problems.append(
                Problem(
                    f"data.{name}[{row}]",
                    text("a value is not a finite number."),
                    text("Replace NaN and infinity with finite numbers."),
                )
            )
        arrays.append(array)
    if not problems and arrays[1].shape[:-1] not in (arrays[0].shape[:-1], arrays[0].shape[:1]):
        problems.append(
            Problem(
                "data.targets",
                text("the inputs have shape {a}, the targets {b}: the numbers of samples and time steps must match."),
                text("Give one target row for each input row."),
                {"a": arrays[0].shape, "b": arrays[1].shape},
            )
        )
    kept = None if mask is None or problems else _mask(mask, arrays[1].shape, problems)
    lies = () if problems else _grid(grid, arrays[0].shape[-1], problems)
    given = {} if problems else _names(names, arrays[0].shape[-1], arrays[1].shape[-1], problems)
    if problems:
        raise ExperimentError(problems)
    return Table(arrays[0], arrays[1], given["input_names"], given["target_names"], mask=kept, grid=lies)


def _names(names: dict[str, Any], features: int, width: int, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    """The names that were given: one for each column."""
    found = {}
    for key, count in (("input_names", features), ("target_names", width)):
        given = names.get(key, ())
        texts = isinstance(given, (list, tuple)) and all(isinstance(name, str) and name for name in given)
        if not texts or given and len(given) != count:
            problems.append(
                Problem(
                    f"data.{key}",
                    text("the names do not match the columns of the table."),
                    text("Give one name for each column, or leave the names out."),
                )
            )
        else:
            found[key] = tuple(given)
    return found


def _grid(grid: Any, features: int, problems: list[Problem]) -> tuple[int, ...]:
    """How the positions of a sample lie: one or two whole numbers that divide its features."""
    whole = isinstance(grid, (list, tuple)) and len(grid) <= 2 and all(type(length) is int and length > 0 for length in grid)
    if whole and features % math.prod(grid) == 0:
        return tuple(grid)
    problems.append(
        Problem(
            "data.grid",
            text("the {features} features of the inputs cannot be divided evenly among the positions of the grid {grid}."),
            text("Give one or two whole numbers whose product divides the number of features."),
            {"features": features, "grid": grid},
        )
    )
    return ()


def _mask(mask: Any, targets: Shape, problems: list[Problem]) -> Array:
    """The mask as numbers 0 and 1, one for each target, or for each of its positions."""
    shape = targets[:-1]
    try:
        array = np.array(mask, float)
    except (ValueError, TypeError):
        array = np.empty(0)
    by_position = array.shape[:-1] == shape and array.ndim > 1 and targets[-1] % array.shape[-1] == 0
    if not (array.shape == shape or by_position) or not np.isin(array, (0, 1)).all() or not array.any():
        problems.append(
            Problem(
                "data.mask",
                text("the mask must hold 0 or 1 for each target row, with at least one 1: expected shape {wanted}, got {given}."),
                text("Use 1 for targets that are part of the loss and 0 for the rest."),
                {"wanted": shape, "given": array.shape},
            )
        )
    return array


def as_own(table: Table) -> Choice:
    """The samples of a table as data that the user can change, with their mask and names; held-out samples stay behind."""
    settings: dict[str, Any] = {"inputs": table.inputs.tolist(), "targets": table.targets.tolist()}
    if table.mask is not None:
        settings["mask"] = table.mask.tolist()
    names = {"input_names": table.input_names, "target_names": table.target_names, CLASS_NAMES: table.class_names}
    settings |= {"grid": list(table.grid)} if table.grid else {}
    return Choice(TABLE, settings | {key: list(given) for key, given in names.items() if given})
