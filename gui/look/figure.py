"""A figure as data: what the panel draws and the exporter writes. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from gui.notation.numbers import typeset

LINE, POINTS, DASHED, MARKS, RING, BORDER = "line", "points", "dashed", "marks", "ring", "border"
PALE = "pale"  # a line that stays behind another of the same colour
PATH = "path"  # a line with a rim in the opposite shade, seen on any image


@dataclass(frozen=True, eq=False)
class Curve:
    """Points (x, y) in the colour of a theme role; nan leaves a gap. One that is not `listed` explains itself, without a legend.

    They are complete, or every so many-th was kept. `about` names the layer or parameter that it shows, where it shows one.
    """

    name: str
    x: np.ndarray
    y: np.ndarray
    role: str
    style: str = LINE
    listed: bool = True
    every: int = 1
    about: str = ""


@dataclass(frozen=True, eq=False)
class Image:
    """A matrix drawn over the rectangle (left, bottom, width, height); row 0 lies at the bottom.

    `signed` values use the diverging map around the middle of their range; others the magnitude map. nan is hatched. With
    `roles` a value is the number of a class plus its probability (below 1): drawn in the colour of that role, pale where no
    class is likely. `log` values are exponents of 10.
    """

    values: np.ndarray
    rect: tuple[float, float, float, float]
    low: float
    high: float
    label: str
    signed: bool = False
    roles: tuple[str, ...] = ()
    log: bool = False


@dataclass(frozen=True)
class Band:
    """A horizontal stripe that marks a range of y; bands of one name have one place in the key."""

    low: float
    high: float
    role: str
    name: str = ""


@dataclass(frozen=True, eq=False)
class Figure:
    """Axes, curves, image and bands. `empty` says why there is nothing to show yet; `named` names curves over an image, too.

    `aside` is what the screen says besides the note, of the sample that is chosen there; it is no part of the figure.
    The points of a `paintable` one are the data themselves.
    `names` are the whole names of all places across, `y_names` those of all places up; where there are such, the axis has a tick
    for as many as it has room for, and whoever points at a place is told its name.
    `steps` says that training steps are counted across.
    On a `log` axis the values are exponents of 10, and the label names the quantity itself.
    `progress` below 1 says that only such a share is computed yet: asked again, there will be more.
    """

    title: str
    x_label: str = ""
    y_label: str = ""
    curves: tuple[Curve, ...] = ()
    image: Image | None = None
    bands: tuple[Band, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    names: tuple[tuple[float, str], ...] = ()
    y_ticks: tuple[tuple[float, str], ...] = ()
    y_names: tuple[tuple[float, str], ...] = ()
    cursor: float | None = None
    note: str = ""
    aside: str = ""
    empty: str = ""
    square: bool = False
    named: bool = False
    paintable: bool = False
    steps: bool = False
    x_log: bool = False
    y_log: bool = False
    y_range: tuple[float, float] | None = None
    progress: float = 1.0
    extra: dict[str, str] = field(default_factory=dict)


def printed(figure: Figure) -> Figure:
    """The figure with the numbers of its words as they are printed."""
    return replace(figure, note=typeset(figure.note), aside=typeset(figure.aside))
