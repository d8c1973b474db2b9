"""Small pictures of data sets, drawn from the data themselves."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from engine.insight.moment.classes import classes
from engine.library.datasets import DATASETS, GIVEN
from engine.library.own_table import TABLE
from engine.library.samples import Table
from engine.model.setting import complete
from gui.look.theme import Theme, class_roles, colors

WIDTH, HEIGHT, MARGIN = 64, 46, 6
PICTURES = "pictures"
SHARP = 2  # pixels of the picture for one of the screen
MOST = 90  # samples of a picture


@lru_cache(maxsize=200)
def thumbnail(name: str, theme: Theme) -> QIcon:
    """The picture of a data set with its default settings."""
    return _picture(None if name in GIVEN else _example(name), name, theme)


def picture_of(table: Table, theme: Theme) -> QIcon:
    """The picture of the user's own table."""
    return _picture(table, TABLE, theme)


def _example(name: str) -> Table:
    row = DATASETS[name]
    settings = complete(row.settings, {}, "")[0]
    if "samples" in settings:
        settings["samples"] = min(settings["samples"], MOST)
    return row.make(seed=0, **settings)


def _picture(table: Table | None, name: str, theme: Theme) -> QIcon:
    pixmap = QPixmap(SHARP * WIDTH, SHARP * HEIGHT)
    pixmap.setDevicePixelRatio(SHARP)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter, known = QPainter(pixmap), colors(theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(known["panel"])
    painter.setPen(QPen(known["border"], 1))
    painter.drawRoundedRect(QRectF(0.5, 0.5, WIDTH - 1, HEIGHT - 1), 4, 4)
    if name == PICTURES:
        _draw_photographs(painter, known)
    elif table is None:
        _draw_grid(painter, known)
    elif len(table.grid) == 2:
        _draw_image(painter, table.inputs[0].reshape(-1, *table.grid)[0], known)
    elif table.grid:
        _draw_tokens(painter, table, known)
    elif table.sequence:
        _draw_sequence(painter, table, known)
    elif table.inputs.shape[1] in (2, 4):
        _draw_plane(painter, table, known)
    elif table.inputs.shape[1] == 1:
        _draw_points(painter, _placed(table.inputs[:, 0], table.targets[:, 0]), known["loss"])
    else:
        _draw_grid(painter, known)
    painter.end()
    icon = QIcon()
    icon.addPixmap(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # not tinted
    return icon


def _placed(x: np.ndarray, y: np.ndarray) -> list[QPointF]:
    """Points in the frame of a picture, y upwards."""
    xs, ys = (_share(values) for values in (x, y))
    width, height = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    return [QPointF(MARGIN + width * a, MARGIN + height * (1 - b)) for a, b in zip(xs, ys, strict=True)]


def _share(values: np.ndarray) -> np.ndarray:
    span = values.max() - values.min()
    return np.full(len(values), 0.5) if span == 0 else (values - values.min()) / span


def _draw_points(painter: QPainter, points: list[QPointF], color: QColor) -> None:
    radius = 3.5 if len(points) <= 10 else 1.6
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    for point in points[:: max(1, len(points) // MOST)]:
        painter.drawEllipse(point, radius, radius)


def _draw_plane(painter: QPainter, table: Table, known: dict[str, QColor]) -> None:
    found = classes(table, "", table.targets.shape[1])
    points = _placed(table.inputs[:, -2], table.inputs[:, -1])
    if found is None:
        _draw_points(painter, points, known["loss"])
        return
    few = len(points) <= 10
    for number, role in enumerate(class_roles(len(found.names))):
        chosen = [point for point, kind in zip(points, found.of_samples, strict=True) if kind == number]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(known[role])
        for point in chosen:
            painter.drawEllipse(point, 3.5 if few else 1.6, 3.5 if few else 1.6)


def _draw_sequence(painter: QPainter, table: Table, known: dict[str, QColor]) -> None:
    """The first sample: its first input over time, and its target; letters where the inputs are letters."""
    letters = table.input_names
    if len(letters) == table.inputs.shape[2] > 2:
        font = painter.font()
        font.setPixelSize(14)
        painter.setFont(font)
        painter.setPen(known["text"])
        words = "".join(letters[i] for i in table.inputs[0].argmax(axis=1))[:3]
        painter.drawText(QRectF(0, 0, WIDTH, HEIGHT), Qt.AlignmentFlag.AlignCenter, f"{words}…")
        return
    time = np.arange(table.length, dtype=float)
    inputs = table.inputs[0, :, 0]
    targets = table.targets[0, :, 0] if table.targets.ndim == 3 else table.targets[0, :1]
    shown = _placed(np.append(time, time if len(targets) > 1 else time[-1:]), np.append(inputs, targets))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(known["value"], 1.4))
    painter.drawPolyline(QPolygonF(shown[: table.length]))
    painter.setPen(QPen(known["loss"], 1.4))
    if len(targets) > 1:
        painter.drawPolyline(QPolygonF(shown[table.length :]))
    else:
        painter.setBrush(known["loss"])
        painter.drawEllipse(shown[-1], 3, 3)


def _draw_image(painter: QPainter, pixels: np.ndarray, known: dict[str, QColor]) -> None:
    """The first image, dark where its values are large."""
    side = (HEIGHT - 2 * MARGIN) / max(pixels.shape)
    left, top = (WIDTH - side * pixels.shape[1]) / 2, (HEIGHT - side * pixels.shape[0]) / 2
    for (row, column), share in np.ndenumerate(_share(pixels.reshape(-1)).reshape(pixels.shape)):
        color = QColor(known["text"])
        color.setAlphaF(float(share))
        painter.fillRect(QRectF(left + side * column, top + side * row, side, side), color)


def _draw_photographs(painter: QPainter, known: dict[str, QColor]) -> None:
    """Two of them, one on the other: a hill and a sun."""
    for left, top in ((26.0, 7.0), (11.0, 13.0)):
        frame = QRectF(left, top, 27, 24)
        painter.setBrush(known["raised"])
        painter.setPen(QPen(known["muted"], 1))
        painter.drawRect(frame)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(known["loss"])
        painter.drawEllipse(QPointF(left + 19, top + 7), 3, 3)
        painter.setBrush(known["accent"])
        foot = frame.bottom() - 2
        painter.drawPolygon(QPolygonF([QPointF(left + 2, foot), QPointF(left + 11, top + 9), QPointF(left + 22, foot)]))


def _draw_tokens(painter: QPainter, table: Table, known: dict[str, QColor]) -> None:
    """The first sample: its tokens, and under them the targets."""
    positions, font = table.grid[0], painter.font()
    font.setPixelSize(12)
    painter.setFont(font)
    for rows, color, top in ((table.inputs, "text", 4), (table.targets, "loss", HEIGHT / 2)):
        symbols = rows[0].reshape(-1, positions).argmax(axis=0) if rows.shape[1] > positions else rows[0].astype(int)
        words = " ".join(table.target_names[i] for i in symbols[:5])
        painter.setPen(known[color])
        painter.drawText(QRectF(0, top, WIDTH, HEIGHT / 2 - 4), Qt.AlignmentFlag.AlignCenter, words)


def _draw_grid(painter: QPainter, known: dict[str, QColor]) -> None:
    """Rows and columns."""
    frame = QRectF(12, 9, WIDTH - 24, HEIGHT - 18)
    painter.fillRect(QRectF(frame.x(), frame.y(), frame.width(), 7), known["accent"])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(known["muted"], 1))
    painter.drawRect(frame)
    for share in (1 / 3, 2 / 3):
        x = frame.x() + share * frame.width()
        painter.drawLine(QPointF(x, frame.y()), QPointF(x, frame.bottom()))
    for offset in (7, 14, 21):
        painter.drawLine(QPointF(frame.x(), frame.y() + offset), QPointF(frame.right(), frame.y() + offset))
