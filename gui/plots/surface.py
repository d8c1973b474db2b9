"The loss around the current weights, and the path that led there."

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.flow.landscape import Axis, Landscape, Slice, filter_normalised, single, trail
from gui.look.figure import DASHED, MARKS, Curve, Figure, Image
from gui.plots.source import Options, Source

FEW, MANY = 25, 101  # points of a side of a surface, of a line


def options(source: Source) -> Options:
    """Which directions: random ones, one chosen weight, or the two chosen last."""
    found = [("random", QCoreApplication.translate("Plots", "two random directions"))]
    if source.chosen:
        found.append(("one", QCoreApplication.translate("Plots", "the selected weight")))
    if len(source.chosen) > 1:
        found.append(("two", QCoreApplication.translate("Plots", "the two weights selected last")))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class _Known:
    """The slice computed last, and the directions that were asked for."""

    key: tuple[str, tuple[tuple[str, tuple[int, ...]], ...]]
    slice: Slice


def surface(source: Source) -> Figure:
    """A slice through the loss; computed when the clock stands still, the path is always the current one."""
    title = QCoreApplication.translate("Plots", "Loss surface")
    known = source.memo.find(_Known)
    kind = source.option if source.option in dict(options(source)) else "random"
    key = (kind, source.chosen if kind != "random" else ())
    if (known is None or known.key != key or _outside(source, known.slice)) and source.calm:
        known = source.memo.keep(_Known(key, _computed(source, kind)))
    if known is None:
        return Figure(title, empty=QCoreApplication.translate("Plots", "Computed when the run is paused."))
    shown = known.slice
    if not np.isfinite(shown.loss).any() or not all(np.isfinite(value).all() for value in shown.centre.values()):
        return Figure(title, empty=QCoreApplication.translate("Plots", "The loss is not a finite number around these weights."))
    return _line(source, shown, title) if len(shown.axes) == 1 else _map(source, shown, title)


def _computed(source: Source, kind: str) -> Slice:
    landscape = source.memo.made(Landscape, lambda: Landscape(source.experiment))
    centre = source.debugger.parameters()
    axes: tuple[Axis, ...] = filter_normalised(landscape.program, centre)
    if kind != "random":
        axes = tuple(
            single(centre, *place) for place in source.chosen[-2:][:: -1 if kind == "one" else 1][: 1 if kind == "one" else 2]
        )
    return landscape.slice(centre, axes, MANY if len(axes) == 1 else FEW)


def _outside(source: Source, shown: Slice) -> bool:
    """Whether the current weights have left the slice, along it or away from it."""
    here = shown.place(source.debugger.parameters())
    return any(abs(at) > axis.reach for at, axis in zip(here, shown.axes, strict=True))


def _line(source: Source, shown: Slice, title: str) -> Figure:
    axis = shown.axes[0]
    base = _base(shown, axis)
    y = np.where(np.isfinite(shown.loss[0]), shown.loss[0], np.nan)
    path = [shown.place(values)[0] for _, values in trail(source.debugger)]
    heights = np.interp(path, shown.xs, y)
    curves = (
        Curve(QCoreApplication.translate("Plots", "loss"), shown.xs + base, y, "loss"),
        Curve(QCoreApplication.translate("Plots", "path"), np.array(path) + base, heights, "gradient", DASHED),
        Curve(QCoreApplication.translate("Plots", "now"), np.array(path[-1:]) + base, heights[-1:], "error", MARKS),
    )
    note = QCoreApplication.translate("Plots", "all other weights keep the values they had when this was computed")
    return Figure(title, axis.name, QCoreApplication.translate("Plots", "loss"), curves, note=note)


def _base(shown: Slice, axis: Axis) -> float:
    """The value of a single weight at the centre; 0 for other directions."""
    name, _, rest = axis.name.partition("[")
    if name not in shown.centre:
        return 0.0
    return float(shown.centre[name][tuple(int(part) for part in rest.rstrip("]").split(",") if part.strip())])


def _map(source: Source, shown: Slice, title: str) -> Figure:
    first, second = shown.axes
    x0, y0 = _base(shown, first), _base(shown, second)
    with np.errstate(all="ignore"):
        logs = np.log10(np.maximum(np.where(np.isfinite(shown.loss), shown.loss, np.nan), 1e-12))
    places = np.array([shown.place(values) for _, values in trail(source.debugger)])
    inside = (np.abs(places) <= [first.reach, second.reach]).all(axis=1)
    path = np.where(inside[:, None], places, np.nan)
    curves = (
        Curve(QCoreApplication.translate("Plots", "path"), path[:, 0] + x0, path[:, 1] + y0, "point_light"),
        Curve(QCoreApplication.translate("Plots", "now"), path[-1:, 0] + x0, path[-1:, 1] + y0, "error", MARKS),
    )
    step_x, step_y = shown.xs[1] - shown.xs[0], shown.ys[1] - shown.ys[0]
    rect = (shown.xs[0] - step_x / 2 + x0, shown.ys[0] - step_y / 2 + y0, len(shown.xs) * step_x, len(shown.ys) * step_y)
    note = QCoreApplication.translate("Plots", "white: the path, projected onto these directions; cross: now")
    return Figure(
        title,
        first.name,
        second.name,
        curves,
        Image(
            logs,
            rect,
            float(np.nanmin(logs)),
            float(np.nanmax(logs)) + 1e-9,
            QCoreApplication.translate("Plots", "loss"),
            log=True,
        ),
        note=note,
    )
