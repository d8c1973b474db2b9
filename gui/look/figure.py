"""A figure as data: what the panel draws and the exporter writes. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

LINE, POINTS, DASHED, MARKS = "line", "points", "dashed", "marks"


@dataclass(frozen=True, eq=False)
class Curve:
    """Points (x, y) in the colour of a theme role; nan leaves a gap."""

    name: str
    x: np.ndarray
    y: np.ndarray
    role: str
    style: str = LINE


@dataclass(frozen=True, eq=False)
class Image:
    """A matrix drawn over the rectangle (left, bottom, width, height); row 0 lies at the bottom.

    `signed` values use the diverging map around 0; others the magnitude map. nan is hatched.
    """

    values: np.ndarray
    rect: tuple[float, float, float, float]
    low: float
    high: float
    label: str
    signed: bool = False


@dataclass(frozen=True)
class Band:
    """A horizontal stripe that marks a range of y."""

    low: float
    high: float
    role: str


@dataclass(frozen=True, eq=False)
class Figure:
    """Axes, curves, image and bands. `empty` says why there is nothing to show yet."""

    title: str
    x_label: str = ""
    y_label: str = ""
    curves: tuple[Curve, ...] = ()
    image: Image | None = None
    bands: tuple[Band, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    y_ticks: tuple[tuple[float, str], ...] = ()
    cursor: float | None = None
    note: str = ""
    empty: str = ""
    square: bool = False
    y_range: tuple[float, float] | None = None
    extra: dict[str, str] = field(default_factory=dict)
