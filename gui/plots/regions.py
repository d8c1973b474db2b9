"""What the network says over the plane of two inputs: a probability or a value, or regions of classes with their borders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.moment.classes import Classes
from engine.insight.moment.predict import around
from engine.library.samples import Table
from gui.look.figure import BORDER, POINTS, RING, Curve, Figure, Image
from gui.look.theme import class_roles
from gui.notation.numbers import number

GRID, MARGIN = 61, 0.25
HIGHEST = 0.9999  # a probability of 1 beside the number of its class
Rect = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Said:
    """What the network says at the points of the grid and at those of the table, as its loss reads it: (points, units)."""

    grid: np.ndarray
    samples: np.ndarray
    function: str  # sigmoid or softmax where the loss applied one
    likely: bool  # whether it says probabilities


def plane(table: Table) -> tuple[np.ndarray, Rect]:
    """Inputs on a grid around the data, row by row from below, and the rectangle that its cells fill."""
    low, high = around(table.inputs, MARGIN)
    xs, ys = np.linspace(low[0], high[0], GRID), np.linspace(low[1], high[1], GRID)
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    cell = (high - low) / (GRID - 1)
    return grid, (low[0] - cell[0] / 2, low[1] - cell[1] / 2, high[0] - low[0] + cell[0], high[1] - low[1] + cell[1])


@dataclass(frozen=True)
class Chosen:
    """The sample that all panels show: its row of the table, and its number for people."""

    row: int
    number: int


def regions(title: str, table: Table, found: Classes | None, said: Said | None, chosen: Chosen | None, alike: bool) -> Figure:
    """The plane with the samples; hatched where the network cannot say anything yet. `alike` inputs have equal axes."""
    rect = plane(table)[1]
    borders: tuple[Curve, ...] = ()
    ring: tuple[Curve, ...] = ()
    if found is None:
        image, points = _value(table, said, rect), _high_and_low(table)
    elif len(found.names) == 2:
        image, borders = _probability(found, said, rect)
        points = _points(table, found)
    else:
        image, borders = _classes(found, said, rect)
        points = _points(table, found)
    names = table.input_names or ("x1", "x2")
    if chosen is not None:
        x, y = table.inputs[chosen.row : chosen.row + 1].T
        ring = (Curve(QCoreApplication.translate("Plots", "chosen sample"), x, y, "text", RING, listed=False),)
    return Figure(title, names[0], names[1], (*borders, *points, *ring), image, note=_right(found, said),
                  aside=_of_chosen(table, found, said, chosen), square=alike, named=True, paintable=True)  # fmt: skip


def _points(table: Table, found: Classes) -> tuple[Curve, ...]:
    roles, inputs = class_roles(len(found.names)), table.inputs
    return tuple(
        Curve(name, inputs[found.of_samples == number, 0], inputs[found.of_samples == number, 1], roles[number], POINTS)
        for number, name in enumerate(found.names)
    )


def _high_and_low(table: Table) -> tuple[Curve, ...]:
    """Samples with a number as target: those below the middle, and those above."""
    targets = table.targets[:, 0]
    middle = (targets.min() + targets.max()) / 2
    low = QCoreApplication.translate("Plots", "target ≤ {value}").format(value=number(middle))
    high = QCoreApplication.translate("Plots", "target > {value}").format(value=number(middle))
    return tuple(
        Curve(name, table.inputs[chosen, 0], table.inputs[chosen, 1], role, POINTS)
        for chosen, name, role in ((targets <= middle, low, "class_low"), (targets > middle, high, "class_high"))
    )


def _value(table: Table, said: Said | None, rect: Rect) -> Image:
    targets = table.targets[:, 0]
    middle, span = (targets.min() + targets.max()) / 2, max(float(targets.max() - targets.min()) / 2, 1e-6)
    return Image(_grid(None if said is None else said.grid[:, 0]), rect, middle - span, middle + span,
                 QCoreApplication.translate("Plots", "output"), signed=True)  # fmt: skip


def _probability(found: Classes, said: Said | None, rect: Rect) -> tuple[Image, tuple[Curve, ...]]:
    """Of two classes: how likely the second one is, and the line at ½."""
    values = _grid(None if said is None else _second(said.grid))
    image = Image(values, rect, 0.0, 1.0, said_of(found.names[1], said), signed=True)
    return image, _border([values - 0.5], rect)


def _second(outputs: np.ndarray) -> np.ndarray:
    """The share of the second of two classes, from one output or from two."""
    return outputs[:, 0] if outputs.shape[1] == 1 else (1 + outputs[:, 1] - outputs[:, 0]) / 2


def said_of(name: str, said: Said | None) -> str:
    """What the number is that the network says of a class."""
    if said is None or not said.likely:
        return QCoreApplication.translate("Plots", "output")
    return f"P({name})" if not said.function else f"{said.function}: P({name})"


def _classes(found: Classes, said: Said | None, rect: Rect) -> tuple[Image, tuple[Curve, ...]]:
    """Regions of the likeliest class, stronger where it is likelier, and the lines between them."""
    count = len(found.names)
    roles, label = class_roles(count), QCoreApplication.translate("Plots", "index of the most likely class + its probability")
    if said is None:
        return Image(_grid(None), rect, 0, count, label, roles=roles), _border([], rect)
    best = said.grid.argmax(axis=1)
    top = np.take_along_axis(said.grid, best[:, None], axis=1)[:, 0]
    values = np.where(np.isfinite(top), best + np.clip(top, 0, HIGHEST), np.nan)
    margins = []
    for winner in np.unique(best):
        others = np.delete(said.grid, winner, axis=1).max(axis=1)
        margins.append(_grid(said.grid[:, winner] - others))
    return Image(_grid(values), rect, 0, count, label, roles=roles), _border(margins, rect)


def _grid(values: np.ndarray | None) -> np.ndarray:
    return np.full((GRID, GRID), np.nan) if values is None else values.reshape(GRID, GRID)


def _border(margins: list[np.ndarray], rect: Rect) -> tuple[Curve, ...]:
    """The lines where any of the margins is 0."""
    lines = np.concatenate([np.zeros((0, 2, 2)), *(crossing(margin) for margin in margins)])
    gaps = np.full((len(lines), 1, 2), np.nan)
    rows, columns = np.concatenate([lines, gaps], axis=1).reshape(-1, 2).T
    x, y = rect[0] + columns / GRID * rect[2], rect[1] + rows / GRID * rect[3]
    return (Curve(QCoreApplication.translate("Plots", "decision boundary"), x, y, "text", BORDER, listed=False),)


def crossing(values: np.ndarray) -> np.ndarray:
    """Where values of a grid cross 0, by marching squares: lines, two ends, (row, column) counted from the grid's corner.

    pyqtgraph's `isocurve` draws the same lines, but asks each cell in Python, which is too slow for every frame of a run.
    """
    below = values < 0
    corners = [below[:-1, :-1], below[1:, :-1], below[1:, 1:], below[:-1, 1:]]
    crossed = np.stack([corners[side - 1] != corners[side] for side in range(4)], axis=2)
    row, column, side = np.nonzero(crossed)
    places = np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
    cells = np.stack([row, column], axis=1)
    before, after = cells + places[side - 1], cells + places[side]
    low, high = values[tuple(before.T)], values[tuple(after.T)]
    share = (low / (low - high))[:, None]
    ends: np.ndarray = (1 - share) * before + share * after + 0.5
    return ends.reshape(-1, 2, 2)  # a cell has 2 or 4 crossed sides


def _right(found: Classes | None, said: Said | None) -> str:
    """How many samples are classified right."""
    if found is None or said is None:
        return ""
    counted = np.isfinite(found.of_samples)
    right = int((_guessed(found, said)[0] == found.of_samples)[counted].sum())
    return QCoreApplication.translate("Plots", "correct: {right} of {count}").format(right=right, count=int(counted.sum()))


def _guessed(found: Classes, said: Said) -> tuple[np.ndarray, np.ndarray]:
    """The number of the likeliest class of each sample, and how likely it is."""
    if len(found.names) > 2:
        return said.samples.argmax(axis=1), said.samples.max(axis=1)
    second = _second(said.samples)
    return (second > 0.5).astype(int), np.where(second > 0.5, second, 1 - second)


def _of_chosen(table: Table, found: Classes | None, said: Said | None, chosen: Chosen | None) -> str:
    """What is said of the chosen sample."""
    if said is None or chosen is None:
        return ""
    if found is None:
        words = QCoreApplication.translate("Plots", "sample {number}: target {target}, output {output}")
        target, output = table.targets[chosen.row, 0], said.samples[chosen.row, 0]
        return words.format(number=chosen.number, target=number(target), output=number(output))
    if not np.isfinite(found.of_samples[chosen.row]):
        return ""
    guessed, shares = _guessed(found, said)
    target, guess = found.names[int(found.of_samples[chosen.row])], found.names[int(guessed[chosen.row])]
    answer = "✓" if target == guess else f"✗ {guess}"
    share = f" {said.function} {shares[chosen.row]:.3g}".replace("  ", " ") if said.likely else ""
    name = QCoreApplication.translate("Plots", "sample {number}").format(number=chosen.number)
    return f"{name}: {target} {answer}{share}"
