"""A drawing as short pieces of SVG, in the colours of both themes. What is painted alike at many moments is the same piece."""

from __future__ import annotations

import base64
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import lru_cache
from html import escape

from PIL import Image
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from gui.export.outlines import SCREEN, ruler
from gui.export.share.pool import Palette

SHAPES = ("path", "rect", "polyline", "polygon", "line", "circle", "ellipse")
INHERITED = ("fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-linecap", "stroke-linejoin",
             "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit", "transform", "opacity")  # fmt: skip
OWN = ("d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "font-size",
       "font-weight", "font-style", "textLength", "lengthAdjust", "href", "preserveAspectRatio", "image-rendering")  # fmt: skip
KNOWN = frozenset((*INHERITED, *OWN))
USUAL = {"fill-opacity": "1", "stroke-opacity": "1", "opacity": "1", "stroke-linecap": "square", "stroke-linejoin": "bevel",
         "stroke-dashoffset": "0", "font-weight": "400", "font-style": "normal", "stroke-width": "1", "stroke-miterlimit": "4",
         "image-rendering": "auto", "transform": "matrix(1,0,0,1,0,0)"}  # fmt: skip
THEMED = ("fill", "stroke", "fill-opacity", "stroke-opacity", "opacity", "stroke-width")
NUMBER = re.compile(r"-?\d+\.\d{3,}(?![\d\w])")
MOVED = re.compile(r"matrix\(1,0,0,1,([^,]+),([^,)]+)\)")
DATA = "data:image/png;base64,"

Element = tuple[str, dict[str, str], str]  # its name, its attributes, what is written in it


def pieces(light: str, dark: str, palette: Palette) -> list[str]:
    """The elements of a drawing that was painted twice."""
    pair = _elements(light), _elements(dark)
    if [name for name, _, _ in pair[0]] != [name for name, _, _ in pair[1]]:
        return [_of_theme(theme, "".join(map(_written, drawn))) for theme, drawn in zip(("light", "dark"), pair, strict=True)]
    return [_both(a, b, palette) for a, b in zip(*pair, strict=True)]


def box(svg: str) -> str:
    """The view box of a drawing."""
    return svg[svg.index('viewBox="') + 9 :].partition('"')[0]


def _both(light: Element, dark: Element, palette: Palette) -> str:
    if light == dark:
        return _written(light)
    name, attributes, words = light
    differing = {key for key in attributes.keys() | dark[1].keys() if attributes.get(key) != dark[1].get(key)}
    if words != dark[2] or any(key not in THEMED for key in differing):
        return _of_theme("light", _written(light)) + _of_theme("dark", _written(dark))
    merged = {key: palette.pair(value, dark[1].get(key, USUAL.get(key, ""))) for key, value in attributes.items()}
    merged |= {key: palette.pair(USUAL.get(key, ""), dark[1][key]) for key in differing if key not in attributes}
    return _written((name, merged, words))


def _of_theme(theme: str, words: str) -> str:
    return f'<g class="{theme}">{words}</g>'


def _written(element: Element) -> str:
    name, attributes, words = element
    said = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{said}>{escape(words, quote=False)}</{name}>" if words else f"<{name}{said}/>"


def _elements(svg: str) -> list[Element]:
    """What is drawn, each with all it needs; only what is known here is kept."""
    found: list[Element] = []
    for group in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}g"):
        around = tuple(group.attrib.items())
        drawn = (_element(child.tag, around, tuple(child.attrib.items()), child.text or "") for child in group)
        found += [element for element in drawn if element is not None]
    return found


@lru_cache(maxsize=4096)
def _element(tag: str, around: tuple[tuple[str, str], ...], own: tuple[tuple[str, str], ...], words: str) -> Element | None:
    """One that stands in a group with these attributes; most are painted again at the next moment, and in the next language."""
    name, group = tag.rpartition("}")[2], dict(around)
    said = {key.rpartition("}")[2]: value for key, value in own}
    placed = {key: value for key, value in group.items() if key in ("transform", "opacity")}
    if name in SHAPES:
        return name, _kept({**_inherited(group), **said}), ""
    if name == "text" and words:
        return name, _kept({**placed, **said, **_length(said, words)}), words
    if name == "image" and said.get("href", "").startswith(DATA):
        return name, _kept({**placed, **said, "href": _smaller(said["href"]), **_crisp(said)}), ""
    return None


def _crisp(said: dict[str, str]) -> dict[str, str]:
    """Pixels stay pixels where they are meant to be seen."""
    return {"image-rendering": "pixelated"} if said.get("image-rendering") == "optimizeSpeed" else {"image-rendering": "auto"}


def _inherited(attributes: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in attributes.items() if key in INHERITED}


def _kept(attributes: dict[str, str]) -> dict[str, str]:
    """Without what is usual, in short numbers."""
    if attributes.get("stroke") == "none":
        attributes = {key: value for key, value in attributes.items() if not key.startswith("stroke-")}
    kept = {key: value for key, value in attributes.items() if key in KNOWN and USUAL.get(key) != value}
    if "transform" in kept:
        kept["transform"] = MOVED.sub(r"translate(\1 \2)", kept["transform"])
    return {key: value if key == "href" else NUMBER.sub(_short, value).strip() for key, value in kept.items()}


def _short(found: re.Match[str]) -> str:
    return f"{float(found[0]):.2f}".rstrip("0").rstrip(".")


def _length(said: dict[str, str], words: str) -> dict[str, str]:
    """How wide words are here: they take as much room where our fonts are missing."""
    width = _width(words, float(said["font-size"]), int(said["font-weight"]), said.get("font-style") == "italic")
    return {"textLength": f"{width:.1f}", "lengthAdjust": "spacingAndGlyphs"}


@lru_cache(maxsize=4096)
def _width(words: str, size: float, weight: int, italic: bool) -> float:
    font = QFont(QApplication.font())
    font.setPointSizeF(size * 72 / SCREEN)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    return QFontMetricsF(font, ruler()).horizontalAdvance(words)


@lru_cache(maxsize=256)
def _smaller(href: str) -> str:
    """The same picture in fewer bytes: Qt writes a palette of 256 colours into the smallest."""
    buffer = io.BytesIO()
    picture = Image.open(io.BytesIO(base64.b64decode(href.removeprefix(DATA))))
    colours = picture.convert("RGB").quantize(16, dither=Image.Dither.NONE)
    colours.save(buffer, "PNG", optimize=True)
    return DATA + base64.b64encode(buffer.getvalue()).decode()
