"""A figure to PNG, SVG, PDF or CSV; the same for every plot and heatmap."""

from __future__ import annotations

import csv
import html
import io
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
from pyqtgraph.exporters import SVGExporter
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from engine.interchange.files import save_bytes
from gui.plots.figure import Figure, Image
from gui.theme import Theme, color, color_map, colors
from gui.widgets.figure_view import FigureView

FORMATS = ("png", "svg", "pdf", "csv")
WIDTH, HEIGHT, SCALE = 760, 480, 3


class NothingToExport(ValueError):
    """The figure is empty; the message says why."""


def write(figure: Figure, path: str | Path, theme: Theme, size: tuple[int, int] = (WIDTH, HEIGHT)) -> None:
    """Write a figure; the suffix of the path chooses the format. OSError if the file cannot be written."""
    path = Path(path)
    kind = path.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise ValueError(f"{path}: unknown format {kind!r}; known: {', '.join(FORMATS)}")
    if figure.empty:
        raise NothingToExport(figure.empty)
    content = csv_bytes(figure) if kind == "csv" else _drawn(figure, kind, theme, size)
    save_bytes(path, content)


def csv_bytes(figure: Figure) -> bytes:
    """The data behind a figure: header lines, then curves as columns, then the matrix."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow([f"# {figure.title}"])
    if figure.note:
        rows.writerow([f"# {figure.note}"])
    for key, value in figure.extra.items():
        rows.writerow([f"# {key}", value])
    for curve in figure.curves:
        rows.writerow([figure.x_label or "x", curve.name])
        names = dict(figure.ticks)
        rows.writerows([names.get(float(x), repr(float(x))), repr(float(y))] for x, y in zip(curve.x, curve.y, strict=True))
    if figure.image is not None:
        rows.writerow([f"# {figure.image.label}: rows from bottom to top"])
        rows.writerows([[repr(float(value)) for value in row] for row in figure.image.values])
    return text.getvalue().encode()


def _drawn(figure: Figure, kind: str, theme: Theme, size: tuple[int, int]) -> bytes:
    view = FigureView(legend=True)
    try:
        _lay_out(view, figure, theme, size)
        if kind == "pdf":
            return _pdf(view, theme)
        source = _svg(view)
        return source if kind == "svg" else _png(source, size)
    finally:
        view.deleteLater()


def _lay_out(view: FigureView, figure: Figure, theme: Theme, size: tuple[int, int]) -> None:
    view.resize(*size)
    view.set_colors(colors(theme), color_map(theme.signed_map), color_map("cividis"))
    view.show_figure(replace(figure, note="", image=_crisp(figure.image)))
    note = f"<br><span style='font-size:9pt'>{html.escape(figure.note)}</span>" if figure.note else ""
    view.item.setTitle(f"{html.escape(figure.title)}{note}", color=theme.text, size="12pt")
    lines = 2 if figure.note else 1
    view.item.titleLabel.setMaximumHeight(26 * lines)
    view.item.layout.setRowFixedHeight(0, 26 * lines)
    view.plot.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view.plot.setParent(None)
    view.plot.resize(*size)
    view.plot.show()
    QApplication.processEvents()
    view.plot.grab()  # brings the curves' transform up to the size of the axes


def _crisp(image: Image | None) -> Image | None:
    """Cells of at least some 300 pixels in all, so that no renderer blurs them."""
    if image is None:
        return None
    factor = max(1, 300 // max(image.values.shape))
    return replace(image, values=np.kron(image.values, np.ones((factor, factor))))


def _svg(view: FigureView) -> bytes:
    source: bytes = SVGExporter(view.plot.scene()).export(toBytes=True)
    view.plot.close()
    return source


def _png(source: bytes, size: tuple[int, int]) -> bytes:
    """Render the SVG three times as large, so that lines and letters grow alike."""
    plain = re.sub(rb'vector-effect="[^"]*"', b"", source)
    renderer = QSvgRenderer(QByteArray(plain))
    image = QImage(size[0] * SCALE, size[1] * SCALE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    image.setDotsPerMeterX(int(96 * SCALE / 0.0254))
    image.setDotsPerMeterY(int(96 * SCALE / 0.0254))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _pdf(view: FigureView, theme: Theme) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    size = view.plot.size()
    writer.setPageSize(QPageSize(QSizeF(size.width() * 0.75, size.height() * 0.75), QPageSize.Unit.Point))
    writer.setResolution(96)  # the screen's: axes are laid out in its pixels
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    page = QRectF(painter.viewport())
    painter.fillRect(page, color(theme, "panel"))
    view.plot.scene().render(painter, page, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    view.plot.close()
    return bytes(buffer.data().data())


def safe(name: str) -> str:
    """A file name that every system takes."""
    return name.replace("→", "-to-").replace("⇢", "-loop-").replace(" ", "-")
