"""How a layer looks: a card with its neurons, or from afar a block with the band of its gradient."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from gui.canvas import band, block_paint
from gui.canvas.faces import TOLD, Face
from gui.canvas.geometry import BLOCK_ZOOM, FOOTER, HEADER, PITCH, Look, neuron_rects, shown_units
from gui.canvas.ink import family, ink
from gui.canvas.maps import paint_tile
from gui.notation.numbers import short

if TYPE_CHECKING:
    from gui.canvas.items import NodeItem

FACE = 11  # the size of a number in a neuron
LEAST = 9  # of a line that says what a layer is
NAMED = 21.0  # of a card, from its top to the end of its name
CENTER = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
BEYOND = 24.0  # from the edge of a card: as far as anything of it reaches
NOUGHT = 0.05  # where there is no room for a small number, this and less is about 0


def paint(item: NodeItem, painter: QPainter, zoom: float, printing: bool) -> None:
    """Paint a layer as it looks at a zoom; on paper without what only a mouse needs."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(item.look.dimmed if item.state.dimmed else 1.0)
    item.still.paint(painter, _bounds(item, zoom), _seen(item), lambda on: _frame(item, on, zoom, printing))
    far, pictures = zoom < BLOCK_ZOOM, item.face
    if item.block:
        (block_paint.paint_far(item, painter) if far else block_paint.paint_rows(item, painter, zoom))
    elif far:
        band.paint_in_card(painter, item.rect(), item.state.band(True), item.look)
    elif pictures is None:
        _neurons(item, painter, zoom)
    if pictures is not None and (far or not item.block):
        _pictures(item, pictures, painter, zoom)


def _frame(item: NodeItem, painter: QPainter, zoom: float, printing: bool) -> None:
    """What training does not change: the card, what stands on it and beside it."""
    _card(item, painter, zoom, printing)
    _header(item, painter, zoom)
    if zoom >= BLOCK_ZOOM:
        _words(item, painter, zoom)
        _tell_more(item, painter, zoom)
        _footer(item, painter, printing)
        if not printing:
            _ports(item, painter)


def _seen(item: NodeItem) -> tuple[object, ...]:
    """All that decides how the frame looks."""
    state = item.state
    told = item.node, item.words, item.size_words(), item.sizable, item.headroom, state.badges
    return *told, state.lit, item.isSelected(), item.refused, item.welcome, item.joined, item.near, item.look


def _bounds(item: NodeItem, zoom: float) -> QRectF:
    """Where the frame lies: the name may stand above the card and reach beyond it, as ports and a pile do."""
    beside = max(BEYOND, item.aside) if zoom < BLOCK_ZOOM else BEYOND
    return item.rect().adjusted(-beside, -item.headroom, beside, BEYOND / 2)


def _card(item: NodeItem, painter: QPainter, zoom: float, printing: bool) -> None:
    look, state, far = item.look, item.state, zoom < BLOCK_ZOOM
    edge, width = look["muted" if far or printing else "border"], 1.2  # from afar, and white on white paper, a card is its edge
    if state.lit:
        edge, width = look[state.lit], 3.0
    if item.isSelected():
        edge, width = look["accent"], 2.6
    if item.refused:
        edge, width = look["error"], 2.6
    elif item.welcome:
        edge, width = look["loss"], 3.0
    if item.block:
        block_paint.paint_pile(item, painter)
    painter.setPen(QPen(edge, width / zoom if far else width))
    painter.setBrush(look["panel"])
    painter.drawRoundedRect(item.rect(), 9, 9)


def _header(item: NodeItem, painter: QPainter, zoom: float) -> None:
    """The name, and the badges beside it."""
    look = item.look
    font, name, marks = item.header(zoom)
    painter.setFont(font)
    painter.setPen(look["text"])
    words = QFontMetricsF(font).elidedText(item.node.id, Qt.TextElideMode.ElideRight, name.width() + 1)
    painter.drawText(name, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)
    for badge, box in zip(item.state.badges, marks, strict=True):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look[badge.role])
        if not badge.sign:
            inner = box.height() / 5
            painter.drawEllipse(box.adjusted(inner, inner, -inner, -inner))
            continue
        painter.drawEllipse(box)
        font.setPixelSize(max(1, int(0.7 * box.height())))
        painter.setFont(font)
        painter.setPen(look["panel"])
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, badge.sign)


def fit(font: QFont, words: str, room: float, wanted: int, least: int) -> float:
    """Give a font the largest of these sizes in pixels with which the words fit into the room; how wide they are then."""
    for size in range(wanted, least - 1, -1):
        font.setPixelSize(size)
        wide = QFontMetricsF(font).horizontalAdvance(words)
        if wide <= room:
            break
    return wide


def _kind(item: NodeItem, zoom: float) -> tuple[QFont, list[tuple[QRectF, str]]]:
    """What the layer is, as large as its row allows: its lines and where they stand. What is too long for one line has two."""
    width = item.rect().width()
    font, room = QFont(family()), width - 8
    lines = [item.words]
    if fit(font, item.words, room, min(14, max(11, round(9 / zoom))), LEAST) > room:
        lines = [f"{part} ·" for part in item.words.split(" · ")]
        lines[-1] = lines[-1][:-2]
        fit(font, max(lines, key=len), room, LEAST, LEAST - 2)
    metrics, high = QFontMetricsF(font), (HEADER - 1 - NAMED) / len(lines)
    rows = [QRectF(3, HEADER - 1 - high * (len(lines) - number), width - 6, high) for number in range(len(lines))]
    return font, [
        (row, metrics.elidedText(line, Qt.TextElideMode.ElideRight, width - 6)) for row, line in zip(rows, lines, strict=True)
    ]


def _words(item: NodeItem, painter: QPainter, zoom: float) -> None:
    font, lines = _kind(item, zoom)
    painter.setFont(font)
    painter.setPen(item.look["muted"])
    for row, words in lines:
        painter.drawText(row, CENTER, words)


def written(item: NodeItem, zoom: float) -> list[QRectF]:
    """Where something is written in a card or stands beside it, apart from its numbers: name, badges, kind, units, buttons."""
    _, name, badges = item.header(zoom)
    if zoom < BLOCK_ZOOM:
        return [name, *badges]
    font, lines = _kind(item, zoom)
    result = [name, *badges, *(_tight(row, words, font) for row, words in lines)]
    if item.sizable:
        result += [item.button(False), item.button(True)]
    place, small = _units(item, item.sizable)
    result.append(_tight(place, item.size_words(), small))
    more = _more(item, zoom)
    return result if more is None else [*result, _tight(*more)]


def _tight(row: QRectF, words: str, font: QFont) -> QRectF:
    """The part of a row that its words take."""
    box = QRectF(0, 0, QFontMetricsF(font).horizontalAdvance(words), min(row.height(), QFontMetricsF(font).capHeight()))
    box.moveCenter(row.center())
    return box


def _more(item: NodeItem, zoom: float) -> tuple[QRectF, str, QFont] | None:
    """How many units there are, where not all are shown."""
    pictures, rect, units = item.face, item.rect(), item.node.units
    if shown_units(units) == units if pictures is None else not pictures.hidden:
        return None
    high = PITCH if pictures is None else TOLD
    row = QRectF(0, HEADER + PITCH * shown_units(units) if pictures is None else rect.bottom() - FOOTER - high, rect.width(), high)
    font = QFont(family())
    font.setPixelSize(min(item.look.pixels(FACE, zoom), int(0.8 * high)))
    return row, f"⋮ {units}", font


def _tell_more(item: NodeItem, painter: QPainter, zoom: float) -> None:
    more = _more(item, zoom)
    if more is not None:
        row, words, font = more
        painter.setFont(font)
        painter.setPen(item.look["muted"])
        painter.drawText(row, CENTER, words)


def _pictures(item: NodeItem, face: Face, painter: QPainter, zoom: float) -> None:
    """The maps of the layer; a frame in the colour of gradients says that they show δ."""
    look, thin = item.look, max(1.0, 1.0 / zoom)
    for tile in face.tiles:
        shown = item.stack(tile)
        role = "gradient" if item.state.gradient else "border"
        paint_tile(painter, tile, shown, look, zoom, QPen(look[role], thin * (1.6 if item.state.gradient else 1)))


def _neurons(item: NodeItem, painter: QPainter, zoom: float) -> None:
    look, state = item.look, item.state
    font = QFont(family())
    font.setPixelSize(look.pixels(FACE, zoom))
    smallest = min(font.pixelSize(), look.usual(FACE, zoom))
    for index, rect in enumerate(neuron_rects(item.node)):
        value = _value(state.values, index)
        ground = _ground(look, value, state.scale)
        delta = _value(state.deltas, index)
        if delta is not None and np.isfinite(delta) and delta:
            painter.setPen(QPen(look["gradient"], 1 + 3 * min(1.0, abs(delta) / state.delta_scale)))
        else:
            painter.setPen(QPen(look["border"], 1))
        if index < len(state.pictures):
            _picture(painter, rect, state.pictures[index], look)
        else:
            painter.setBrush(QBrush(look["empty"], Qt.BrushStyle.BDiagPattern) if ground is None else ground)
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        if value is not None:
            _number(painter, rect, value, font, smallest, look, None if state.pictures else ground)
        elif item.asked:
            painter.setFont(font)
            painter.setPen(look["text"])
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, "?")


def _ground(look: Look, value: float | None, scale: float) -> QColor | None:
    if value is None:
        return None
    return look.signed_color(value / scale) if np.isfinite(value) else look["error"]


def _picture(painter: QPainter, rect: QRectF, picture: QImage, look: Look) -> None:
    """The picture on the left of the neuron, its number has the rest."""
    painter.setBrush(look["raised"])
    painter.drawRoundedRect(rect, 4, 4)
    painter.drawImage(QRectF(rect.left() + 2, rect.top() + 2, rect.height() - 4, rect.height() - 4), picture)


def _number(painter: QPainter, rect: QRectF, value: float, font: QFont, smallest: int, look: Look, ground: QColor | None) -> None:
    """The value inside its neuron, in the longest form that fits; in a class all over it, on a ground of its own, and as large
    as the neuron allows."""
    room = rect.adjusted(3, 0, -3, 0) if ground is not None else rect.adjusted(rect.height() + 1, 0, -2, 0)
    sizes = range(font.pixelSize(), font.pixelSize() - 1, -1)
    if look.least:
        room, sizes = rect, range(max(smallest, min(font.pixelSize(), int(rect.height()))), smallest - 1, -1)
    forms = [short(value, letters) for letters in (5, 4, 3)] + (["≈0"] if abs(value) < NOUGHT else [])
    fitting = ((size, words) for size in sizes for words in forms if _advance(words, size) <= room.width())
    size, words = next(fitting, (0, ""))
    if not words:
        return
    font = QFont(font)
    font.setPixelSize(size)
    painter.setFont(font)
    if look.least:
        paper = QColor(look["panel"])
        paper.setAlphaF(0.8)
        box = QRectF(0, 0, min(rect.width(), _advance(words, size) + 6), rect.height())
        box.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # smooth edges of a box take 40 times as long
        painter.fillRect(box, paper)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = None
    painter.setPen(look["text"] if ground is None else ink(ground.rgb()))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)


@lru_cache(4096)
def _advance(words: str, size: int) -> float:
    """How wide a number is written."""
    font = QFont(family())
    font.setPixelSize(size)
    return QFontMetricsF(font).horizontalAdvance(words)


def _value(values: np.ndarray | None, index: int) -> float | None:
    return None if values is None or index >= len(values) else float(values[index])


def _footer(item: NodeItem, painter: QPainter, printing: bool) -> None:
    font = QFont(family())
    font.setPixelSize(14)
    painter.setFont(font)
    for more in () if printing or not item.sizable else (False, True):
        box = item.button(more)
        painter.setPen(QPen(item.look["border"], 1))
        painter.setBrush(item.look["raised"])
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(item.look["text"])
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "+" if more else "−")
    place, font = _units(item, item.sizable and not printing)
    painter.setPen(item.look["muted"])
    painter.setFont(font)
    painter.drawText(place, CENTER, item.size_words())


def _units(item: NodeItem, buttons: bool) -> tuple[QRectF, QFont]:
    """Where the units of a layer are told at its foot, between the buttons if there are any, and in which font."""
    rect, side, font = item.rect(), 26 if buttons else 2, QFont(family())
    place = QRectF(side, rect.bottom() - FOOTER + 4, rect.width() - 2 * side, 20)
    fit(font, item.size_words(), place.width(), 12, LEAST - 1)
    return place, font


def _ports(item: NodeItem, painter: QPainter) -> None:
    painter.setPen(QPen(item.look["muted"], 1.2))
    painter.setBrush(item.look["panel"])
    for out in (False, True):
        if (out or item.node.type != "input") and (item.near or out not in item.joined):
            painter.drawEllipse(item.mapFromScene(item.port(out)), 5.5, 5.5)
