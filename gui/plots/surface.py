"""The loss around the current weights, and the path that led there."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.flow.landscape import Axis, Landscape, Scan, Slice, filter_normalised, principal, single, trail
from engine.insight.moment.symbols import arrow
from gui.look.figure import DASHED, MARKS, PATH, POINTS, Curve, Figure, Image
from gui.plots.source import Options, Source

FEW, MANY = 49, 101  # points of a side of a surface, of a line
FARTHEST = 3.0  # times its usual reach that a random slice is widened to show where the path began
Path = list[tuple[int, dict[str, np.ndarray]]]


def options(source: Source) -> Options:
    """Which directions: those of the path, random ones, one chosen weight, or the two chosen last."""
    found = [("random", QCoreApplication.translate("Plots", "two random directions"))]
    if source.debugger.place[0] > 1:
        found.append(("path", QCoreApplication.translate("Plots", "the two main directions of the path")))
    if source.chosen:
        found.append(("one", QCoreApplication.translate("Plots", "the selected weight")))
    if len(source.chosen) > 1:
        found.append(("two", QCoreApplication.translate("Plots", "the two weights selected last")))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class _Known:
    """The slice begun last, and the directions that were asked for."""

    key: tuple[str, tuple[tuple[str, tuple[int, ...]], ...]]
    scan: Scan


def surface(source: Source) -> Figure:
    """A slice through the loss; computed when the clock stands still, the path is always the current one."""
    title = QCoreApplication.translate("Plots", "Loss surface")
    known = source.memo.find(_Known)
    kind = source.option if source.option in dict(options(source)) else "random"
    key = (kind, source.chosen if kind in ("one", "two") else ())
    if (known is None or known.key != key or _outside(source, known.scan.slice())) and source.calm:
        known = source.memo.keep(_Known(key, _begun(source, kind)))
    if known is None:
        words = QCoreApplication.translate("Plots", "Computed when the run is paused: press F6.")
        return Figure(title, empty=words)
    whole = all(np.isfinite(value).all() for value in known.scan.slice().centre.values())
    if whole and source.calm and source.patience > 0:
        known.scan.work(source.patience)
    shown = known.scan.slice()
    if not whole or (known.scan.share == 1 and not np.isfinite(shown.loss).any()):
        words = QCoreApplication.translate(
            "Plots", "The loss is not a finite number around these weights: step back, or start again."
        )
        return Figure(title, empty=words)
    drawn = _line(source, shown, title) if len(shown.axes) == 1 else _map(source, shown, title)
    return replace(drawn, progress=known.scan.share)


def _begun(source: Source, kind: str) -> Scan:
    landscape = source.memo.made(Landscape, lambda: Landscape(source.experiment))
    centre, path = source.debugger.parameters(), trail(source.debugger)
    axes: tuple[Axis, ...] = principal([values for _, values in path]) if kind == "path" else ()
    if kind in ("one", "two"):
        chosen = source.chosen[-1:] if kind == "one" else source.chosen[-2:]
        axes = tuple(single(centre, *place) for place in chosen)
    axes = axes or _taking_in(filter_normalised(landscape.program, centre), centre, path)
    return Scan(landscape, centre, axes, MANY if len(axes) == 1 else FEW)


def _taking_in(axes: tuple[Axis, ...], centre: dict[str, np.ndarray], path: Path) -> tuple[Axis, ...]:
    """Directions that reach to where the path began, if that is not too far."""
    offset = {name: path[0][1][name] - base for name, base in centre.items()}
    return tuple(replace(axis, reach=min(FARTHEST, max(axis.reach, 1.1 * abs(axis.along(offset))))) for axis in axes)


def _outside(source: Source, shown: Slice) -> bool:
    """Whether the current weights have left the slice, along it or away from it."""
    here = shown.place(source.debugger.parameters())
    return any(abs(at) > axis.reach for at, axis in zip(here, shown.axes, strict=True))


def _line(source: Source, shown: Slice, title: str) -> Figure:
    axis = shown.axes[0]
    base = _base(shown, axis)
    y = np.where(np.isfinite(shown.loss[0]), shown.loss[0], np.nan)
    path = np.array([shown.place(values)[0] for _, values in trail(source.debugger)])
    heights = np.interp(path, shown.xs, y)
    curves = (
        Curve(QCoreApplication.translate("Plots", "loss"), shown.xs + base, y, "loss"),
        Curve(QCoreApplication.translate("Plots", "path"), path + base, heights, "gradient", DASHED),
        Curve(QCoreApplication.translate("Plots", "start"), path[:1] + base, heights[:1], "gradient", POINTS),
        Curve(QCoreApplication.translate("Plots", "now"), path[-1:] + base, heights[-1:], "error", MARKS),
    )
    note = QCoreApplication.translate("Plots", "all other weights keep the values they had when this was computed")
    return Figure(title, arrow(axis.name), QCoreApplication.translate("Plots", "loss"), curves, note=note)


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
    trodden = trail(source.debugger)
    places = np.array([shown.place(values) for _, values in trodden])
    inside = (np.abs(places) <= [first.reach, second.reach]).all(axis=1)
    path = np.where(inside[:, None], places, np.nan) + (x0, y0)
    curves = (
        Curve(QCoreApplication.translate("Plots", "path"), path[:, 0], path[:, 1], "gradient", PATH),
        Curve(QCoreApplication.translate("Plots", "start"), path[:1, 0], path[:1, 1], "gradient", POINTS),
        Curve(QCoreApplication.translate("Plots", "now"), path[-1:, 0], path[-1:, 1], "error", MARKS),
    )
    step_x, step_y = shown.xs[1] - shown.xs[0], shown.ys[1] - shown.ys[0]
    rect = (shown.xs[0] - step_x / 2 + x0, shown.ys[0] - step_y / 2 + y0, len(shown.xs) * step_x, len(shown.ys) * step_y)
    seen = np.isfinite(logs).any()
    return Figure(
        title,
        arrow(first.name),
        arrow(second.name),
        curves,
        Image(
            logs,
            rect,
            float(np.nanmin(logs)) if seen else 0.0,
            float(np.nanmax(logs)) + 1e-9 if seen else 1.0,
            QCoreApplication.translate("Plots", "loss"),
            log=True,
        ),
        note=_share_words(shown, trodden, places),
        named=True,
    )


def _share_words(shown: Slice, path: Path, places: np.ndarray) -> str:
    """How much of the way from the start to now lies in the plane that is shown."""
    here = path[-1][1]
    whole = sum(float(((here[name] - path[0][1][name]) ** 2).sum()) for name in shown.centre) ** 0.5
    if not whole > 0:
        return ""
    sizes = [sum(float(np.vdot(d, d)) for d in axis.direction.values()) ** 0.5 for axis in shown.axes]
    part = float(np.linalg.norm((places[-1] - places[0]) * sizes)) / whole
    return QCoreApplication.translate("Plots", "{share} of the distance from start to now lies in this plane").format(
        share=f"{part:.0%}"
    )
