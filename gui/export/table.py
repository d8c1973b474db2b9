"""The numbers behind a figure or a picture as CSV: every point that is known, however few are drawn."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.look.figure import Curve, Figure, Image
from gui.look.picture import Picture
from gui.plots.source import FLOOR

Exportable = Figure | Picture
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def has_table(thing: Exportable) -> bool:
    """Whether there are numbers behind it that make a table."""
    return isinstance(thing, Figure) or bool(thing.rows)


def csv_bytes(thing: Exportable) -> bytes:
    """The data behind a figure: header lines, then curves as columns, then the matrix; of a picture, its rows."""
    text = io.StringIO()
    rows = Rows(text)
    rows.writerow([f"# {thing.title}"])
    if isinstance(thing, Picture):
        rows.writerows(thing.rows)
        return text.getvalue().encode()
    if thing.note:
        rows.writerow([f"# {thing.note}"])
    for key, value in thing.extra.items():
        rows.writerow([f"# {key}", value])
    for curve in thing.curves:
        _write_curve(rows, curve, thing)
    if thing.image is not None:
        _write_image(rows, thing.image)
    return text.getvalue().encode()


class Rows:
    """Writes rows in which no words begin as a formula does: a spreadsheet would compute what a column's name says."""

    def __init__(self, text: io.StringIO) -> None:
        self._writer = csv.writer(text, lineterminator="\n")

    def writerow(self, cells: Iterable[Any]) -> None:
        self._writer.writerow([f"'{cell}" if _looks_like_a_formula(cell) else cell for cell in cells])

    def writerows(self, rows: Iterable[Iterable[Any]]) -> None:
        for row in rows:
            self.writerow(row)


def _looks_like_a_formula(cell: Any) -> bool:
    if not isinstance(cell, str) or not cell.startswith(FORMULA):
        return False
    try:
        float(cell)
    except ValueError:
        return True
    return False


def _write_curve(rows: Rows, curve: Curve, figure: Figure) -> None:
    names = dict(figure.names or figure.ticks)
    if curve.every > 1:
        words = QCoreApplication.translate("Export", "{name}: a long run; 1 in {count} training steps was kept")
        rows.writerow([f"# {words.format(name=curve.name, count=curve.every)}"])
    rows.writerow([_logged(figure.x_label or "x", figure.x_log), _logged(curve.name, figure.y_log)])
    rows.writerows(
        [names.get(float(x), repr(float(x))), _number(float(y), figure.y_log)] for x, y in zip(curve.x, curve.y, strict=True)
    )


def _write_image(rows: Rows, image: Image) -> None:
    rows.writerow([f"# {_logged(image.label, image.log)}: rows from bottom to top"])
    rows.writerows([[_number(float(value), image.log) for value in row] for row in np.asarray(image.values)])


def _number(value: float, log: bool) -> str:
    """A value; an exponent at the floor, where nothing smaller is drawn, is no measured one."""
    return f"≤ {FLOOR:g}" if log and value <= FLOOR else repr(value)


def _logged(name: str, log: bool) -> str:
    """What the numbers are: on a log axis the exponents of what is named."""
    return f"log₁₀ {name}" if log else name
