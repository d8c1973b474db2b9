"""The letters of an SVG as outlines: other programs seldom have our fonts, and set words wider or narrower with their own."""

from __future__ import annotations

import html
import re
from functools import cache

from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainterPath
from PySide6.QtWidgets import QApplication

SCREEN = 96  # units to the inch: a pixel of the screen
EM = 1000  # units of an outline to the size of the letters
TEXT = re.compile(r"<text ([^>]*)>(.*?)</text>", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
PLACED = ("x", "y", "xml:space")


@cache
def ruler() -> QImage:
    """A device of 96 dots per inch, to measure letters without a screen."""
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.setDotsPerMeterX(round(SCREEN / 0.0254))
    image.setDotsPerMeterY(round(SCREEN / 0.0254))
    return image


def outlined(svg: str) -> str:
    """The same drawing without fonts. What is written stays in it as labels, for searching and for screen readers."""
    return TEXT.sub(lambda found: _drawn(dict(ATTRIBUTE.findall(found[1])), found[2]), svg)


def _drawn(said: dict[str, str], written: str) -> str:
    words, font, size = html.unescape(written), _font(said), float(said["font-size"])
    way = _way(words, font)
    large = QFontMetricsF(font).horizontalAdvance(words)
    font.setPointSizeF(size * 72 / SCREEN)
    up = size / EM  # across, letters of a few pixels are set a little closer than large ones
    across = QFontMetricsF(font, ruler()).horizontalAdvance(words) / large if large else up
    kept = " ".join(f'{name}="{value}"' for name, value in said.items() if name not in PLACED)
    place = f"translate({said['x']} {said['y']}) scale({across:.6g} {up:.6g})"
    return f'<path {kept} aria-label="{html.escape(words, quote=True)}" fill-rule="nonzero" transform="{place}" d="{way}"/>'


def _font(said: dict[str, str]) -> QFont:
    font = QFont(QApplication.font())
    font.setFamilies([said["font-family"], *font.families()])
    font.setPixelSize(EM)
    font.setWeight(QFont.Weight(int(said["font-weight"])))
    font.setItalic(said["font-style"] == "italic")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _way(words: str, font: QFont) -> str:
    path = QPainterPath()
    path.addText(0, 0, font, words)
    parts = []
    for number in range(path.elementCount()):
        element = path.elementAt(number)
        sign = "M" if element.isMoveTo() else "L" if element.isLineTo() else "C" if element.isCurveTo() else " "
        parts.append(f"{sign}{round(element.x)} {round(element.y)}")
    return "".join(parts)
