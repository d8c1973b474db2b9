"""PRESETS: what a figure is for, as one row: its size on paper, the size of its letters, its resolution."""

from __future__ import annotations

from dataclasses import dataclass

from engine.model.problem import text

INCH = 25.4  # millimetres


@dataclass(frozen=True)
class Preset:
    """Millimetres on paper, letters in points on paper, dots per inch of a PNG. An empty name is the user's own size."""

    name: str
    title: str
    width: float
    height: float
    points: float
    dpi: int


OWN = Preset("", text("Custom size"), 760 / 96 * INCH, 480 / 96 * INCH, 9.5, 288)
PRESETS = (
    OWN,
    Preset("column", text("Journal, one column"), 89.0, 63.5, 8.0, 600),
    Preset("two-columns", text("Journal, two columns"), 183.0, 82.5, 8.0, 600),
    Preset("slide", text("Slide, 16:9"), 254.0, 142.875, 16.0, 192),
    Preset("poster", text("Poster"), 360.0, 240.0, 26.0, 300),
)


def preset_of(name: str) -> Preset:
    """The row of that name; the user's own size for any other."""
    return next((row for row in PRESETS if row.name == name), OWN)
