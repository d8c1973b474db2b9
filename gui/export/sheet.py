"""A worksheet as PDF, from its HTML page."""

from __future__ import annotations

import base64
import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QUrl
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtSvg import QSvgRenderer

DRAWING = re.compile(r"<img src='data:image/svg\+xml;base64,([^']+)'")
FINER = 3  # pixels of a drawing for each unit
DPI = 300


def pdf(page: str) -> bytes:
    """The page on A4, in black on white whatever the theme is."""
    document = QTextDocument()
    font = QFont(["Noto Sans", "Noto Sans Devanagari", "DejaVu Sans"])
    font.setPointSizeF(11)
    document.setDefaultFont(font)
    document.setHtml(DRAWING.sub(lambda found: _image(document, found[1]), page))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)  # printing a document adds two centimetres
    document.print_(writer)
    return bytes(buffer.data().data())


def _image(document: QTextDocument, encoded: str) -> str:
    """A drawing as an image that the document can lay out: it knows no SVG."""
    renderer = QSvgRenderer(QByteArray(base64.b64decode(encoded)))
    size = renderer.defaultSize()
    image = QImage(size * FINER, QImage.Format.Format_RGB32)
    image.fill("white")
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    name = f"drawing-{hash(encoded)}"
    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
    return f"<img src='{name}' width='{size.width()}' height='{size.height()}'"
