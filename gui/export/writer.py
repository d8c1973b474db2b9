"""A figure or a picture to PNG, SVG, PDF or CSV; the same for everything that the window draws."""

from __future__ import annotations

import csv
import html
import io
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyqtgraph as pg
from pyqtgraph.exporters import SVGExporter
from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QEvent, QIODevice, QMarginsF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator, QSvgRenderer
from PySide6.QtWidgets import QApplication

from engine.interchange.documents.safe_save import save_bytes
from gui.look.figure import Figure, Image
from gui.look.picture import Picture
from gui.look.theme import Theme, color, color_map, colors
from gui.widgets.figure_view import FigureView

FORMATS = ("png", "svg", "pdf", "csv")
SCREEN = 96  # dots per inch of the sizes below
CAPTION, SMALL, NARROWEST = 16, 11, 560  # pixels: a line of the caption, its letters, the least width of a picture with one
Exportable = Figure | Picture


@dataclass(frozen=True)
class Options:
    """Size in pixels of the screen (figures only), dots per inch of a PNG, and the caption under it, if any."""

    width: int = 760
    height: int = 480
    dpi: int = 288
    caption: str = ""


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
        return _painted(thing, kind, theme, options)
    return _drawn(thing, kind, theme, options)


def has_table(thing: Exportable) -> bool:
    """Whether there are numbers behind it that make a table."""
    return isinstance(thing, Figure) or bool(thing.rows)


def csv_bytes(thing: Exportable) -> bytes:
    """The data behind a figure: header lines, then curves as columns, then the matrix; of a picture, its rows."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow([f"# {thing.title}"])
    if isinstance(thing, Picture):
        rows.writerows(thing.rows)
        return text.getvalue().encode()
    if thing.note:
        rows.writerow([f"# {thing.note}"])
    for key, value in thing.extra.items():
        rows.writerow([f"# {key}", value])
    for curve in thing.curves:
        rows.writerow([thing.x_label or "x", curve.name])
        names = dict(thing.ticks)
        rows.writerows([names.get(float(x), repr(float(x))), repr(float(y))] for x, y in zip(curve.x, curve.y, strict=True))
    if thing.image is not None:
        rows.writerow([f"# {thing.image.label}: rows from bottom to top"])
        rows.writerows([[repr(float(value)) for value in row] for row in thing.image.values])
    return text.getvalue().encode()


# figures, drawn by pyqtgraph ---------------------------------------------------------------------


def _drawn(figure: Figure, kind: str, theme: Theme, options: Options) -> bytes:
    view = FigureView(legend=True)
    try:
        _lay_out(view, figure, theme, options)
        size = view.plot.size()
        if kind == "pdf":
            found = _pdf(
                size,
                theme,
                lambda painter, page: view.plot.scene().render(painter, page, QRectF(0, 0, size.width(), size.height())),
            )
            view.plot.close()
            return found
        source = _svg(view)
        return source if kind == "svg" else _png(source, size, theme, options)
    finally:
        _dispose(view)


def _dispose(view: FigureView) -> None:
    """Immediately, not whenever an event loop runs: a heatmap holds some ten MiB, and a batch has no event loop."""
    plot = view.plot
    view.show_figure(Figure("", empty=" "))
    for widget in (plot, view):
        widget.deleteLater()
        QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)


def _lay_out(view: FigureView, figure: Figure, theme: Theme, options: Options) -> None:
    size = (options.width, options.height)
    view.resize(*size)
    view.set_colors(colors(theme), color_map(theme.signed_map), color_map("cividis"))
    view.show_figure(replace(figure, note="", image=_crisp(figure.image)))
    note = f"<br><span style='font-size:9pt'>{html.escape(figure.note)}</span>" if figure.note else ""
    view.item.setTitle(f"{html.escape(figure.title)}{note}", color=theme.text, size="12pt")
    lines = 2 if figure.note else 1
    view.item.titleLabel.setMaximumHeight(26 * lines)
    view.item.layout.setRowFixedHeight(0, 26 * lines)
    if options.caption:
        wrapped = caption_lines(options.caption, options.width)
        label = pg.LabelItem("<br>".join(map(html.escape, wrapped)), size="8pt", color=theme.muted, justify="left")
        view.item.layout.addItem(label, 4, 1)
        view.item.layout.setRowFixedHeight(4, CAPTION * len(wrapped))
    view.plot.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view.plot.setParent(None)
    view.plot.resize(*size)
    view.plot.show()
    QApplication.processEvents()
    view.plot.grab()  # brings the curves' transform up to the size of the axes


def caption_lines(caption: str, width: int) -> list[str]:
    """A caption in lines that fit a width."""
    return textwrap.wrap(caption, max(30, width // 6)) or [""]


def _crisp(image: Image | None) -> Image | None:
    """Cells of some 900 pixels in all: renderers that smooth an image do so over its pixels, which are small then."""
    if image is None:
        return None
    factor = max(1, 900 // max(image.values.shape))
    return replace(image, values=np.kron(image.values, np.ones((factor, factor))))


def _svg(view: FigureView) -> bytes:
    source: bytes = SVGExporter(view.plot.scene()).export(toBytes=True)
    view.plot.close()
    return source


def _png(source: bytes, size: QSize, theme: Theme, options: Options) -> bytes:
    """Render the SVG larger, so that lines and letters grow alike."""
    plain = re.sub(rb'vector-effect="[^"]*"', b"", source)
    plain = re.sub(rb"<clipPath.*?</clipPath>", b"", plain, flags=re.DOTALL)  # QtSvg knows no clipping and would draw its frame
    renderer, scale = QSvgRenderer(QByteArray(plain)), options.dpi / SCREEN
    image = _sheet(size, scale, theme)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return _encoded(image, options.dpi)


def _sheet(size: QSize, scale: float, theme: Theme) -> QImage:
    image = QImage(round(size.width() * scale), round(size.height() * scale), QImage.Format.Format_ARGB32)
    image.fill(color(theme, "panel"))
    return image


def _encoded(image: QImage, dpi: int) -> bytes:
    image.setDotsPerMeterX(round(dpi / 0.0254))
    image.setDotsPerMeterY(round(dpi / 0.0254))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(image)
    return bytes(buffer.data().data())


def _pdf(size: QSize, theme: Theme, paint: Callable[[QPainter, QRectF], object]) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QSizeF(size.width() * 0.75, size.height() * 0.75), QPageSize.Unit.Point))
    writer.setResolution(SCREEN)  # axes are laid out in the screen's pixels
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    page = QRectF(painter.viewport())
    painter.fillRect(page, color(theme, "panel"))
    paint(painter, page)
    painter.end()
    return bytes(buffer.data().data())


# pictures, painted by the window's own widgets ---------------------------------------------------


def _painted(picture: Picture, kind: str, theme: Theme, options: Options) -> bytes:
    width = max(picture.width, NARROWEST) if options.caption else picture.width
    lines = caption_lines(options.caption, width) if options.caption else []
    size = QSize(width, picture.height + CAPTION * len(lines) + (6 if lines else 0))
    if kind == "pdf":
        return _pdf(size, theme, lambda painter, page: _paint(picture, lines, theme, painter))
    if kind == "svg":
        return _painted_svg(picture, lines, size, theme)
    image = _sheet(size, options.dpi / SCREEN, theme)
    painter = QPainter(image)
    painter.scale(options.dpi / SCREEN, options.dpi / SCREEN)
    _paint(picture, lines, theme, painter)
    painter.end()
    return _encoded(image, options.dpi)


def _painted_svg(picture: Picture, lines: list[str], size: QSize, theme: Theme) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(SCREEN)  # else sizes in points are taken for pixels, and the sheet for a larger one
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(picture.title)
    painter = QPainter(generator)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), color(theme, "panel"))
    _paint(picture, lines, theme, painter)
    painter.end()
    return bytes(buffer.data().data())


def _paint(picture: Picture, lines: list[str], theme: Theme, painter: QPainter) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.save()
    picture.paint(painter)
    painter.restore()
    font = QFont(QApplication.font())
    font.setPixelSize(SMALL)
    painter.setFont(font)
    painter.setPen(color(theme, "muted"))
    for number, line in enumerate(lines):
        painter.drawText(8, picture.height + CAPTION * (number + 1) - 2, line)


def safe(name: str) -> str:
    """A file name valid on every system."""
    return name.replace("→", "-to-").replace("⇢", "-loop-").replace(" ", "-")
