"""A figure or a picture to PNG, SVG, PDF or CSV; the same for everything that the window draws."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from engine.headless.presets import INCH, OWN, Preset
from engine.interchange.documents.safe_save import save_bytes
from gui.export import drawn
from gui.export.outlines import SCREEN
from gui.export.page import Letters, painted
from gui.export.table import Exportable, csv_bytes, has_table
from gui.look.figure import Figure
from gui.look.picture import Picture
from gui.look.theme import Theme, color

__all__ = ["FORMATS", "Exportable", "NothingToExport", "Options", "content", "has_table", "options_of", "safe", "write"]

FORMATS = ("png", "svg", "pdf", "csv")


@dataclass(frozen=True)
class Options:
    """Size in pixels of the screen (1/96 inch), letters in points, dots per inch of a PNG, and the caption under it, if any."""

    width: int = 760
    height: int = 480
    points: float = OWN.points
    dpi: int = OWN.dpi
    caption: str = ""


def options_of(preset: Preset, caption: str = "") -> Options:
    """What a preset asks for; a page of a PDF has whole points."""
    width, height = (4 * round(side / INCH * SCREEN / 4) for side in (preset.width, preset.height))
    return Options(width, height, preset.points, preset.dpi, caption)


class NothingToExport(ValueError):
    """There is nothing to see; the message says why."""


def write(thing: Exportable, path: str | Path, theme: Theme, options: Options | None = None) -> None:
    """Write a figure or picture; the suffix of the path determines the format. OSError if the file cannot be written."""
    path = Path(path)
    save_bytes(path, content(thing, path.suffix.lower().lstrip("."), theme, options))


def content(thing: Exportable, kind: str, theme: Theme, options: Options | None = None) -> bytes:
    """The bytes of one format."""
    options = options or Options()
    if kind not in FORMATS:
        raise ValueError(f"unknown format {kind!r}; known: {', '.join(FORMATS)}")
    if thing.empty or (kind == "csv" and not has_table(thing)):
        raise NothingToExport(thing.empty or thing.title)
    if kind == "csv":
        return csv_bytes(thing)
    if isinstance(thing, Picture):
        return _picture(thing, kind, theme, options)
    return _figure(thing, kind, theme, options)


def _figure(figure: Figure, kind: str, theme: Theme, options: Options) -> bytes:
    laid = drawn.sheet(figure, theme, options.width, options.height, options.points, options.caption)
    size = QSizeF(options.width, options.height)
    return painted(kind, size, options.dpi, theme, figure.title, lambda painter: drawn.draw(laid, painter))


def _picture(picture: Picture, kind: str, theme: Theme, options: Options) -> bytes:
    """As wide as a figure, its letters as large, or smaller where it would not fit; as high as it needs."""
    usual = options.points / QApplication.font().pointSizeF()
    picture = picture.fitted(options.width / usual)
    scale = min(usual, options.width / picture.width)
    small = Letters(0.85 * options.points)
    lines = small.lines(options.caption, options.width - 16)
    height = picture.height * scale

    def paint(painter: QPainter) -> None:
        painter.save()
        painter.translate((options.width - scale * picture.width) / 2, 0)
        painter.scale(scale, scale)
        picture.paint(painter)
        painter.restore()
        for number, line in enumerate(lines):
            small.write(painter, line, QPointF(8, height + 4 + (number + 0.5) * small.height), color(theme, "muted"))

    size = QSizeF(options.width, height + (len(lines) * small.height + 10 if lines else 0))
    return painted(kind, size, options.dpi, theme, picture.title, paint)


def safe(name: str) -> str:
    """A file name valid on every system."""
    return name.replace("→", "-to-").replace("⇢", "-loop-").replace(" ", "-")
