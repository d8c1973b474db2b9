"""The drawing of a recorded model: blocks with their layers in the colours of one number, clicked, zoomed, walked by keys."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsView, QStyleOptionGraphicsItem, QToolTip, QWidget

from engine.insight.trace.names import elided
from engine.insight.trace.table import Row
from gui.look.finding_html import SIGNS
from gui.look.theme import LIGHT, THEMES, Theme, color_map, colors
from gui.panels.run.layer_model import GRADIENT, IDLE, RATIO, TITLES, shown, told
from gui.panels.run.plan import LEAST, Card, Cell, Model, Plan, Words, plan
from gui.widgets.guarded import guarded
from gui.widgets.plain import plain

MOST = 1.4  # the largest scale that is useful
PALE = 0.28  # opacity of what the words in the table do not leave


@dataclass(frozen=True)
class Shown:
    """What the drawing shows: rows, for each a share between 0 and 1 for its colour or nan, and which of them stand out."""

    rows: tuple[Row, ...] = ()
    shares: tuple[float, ...] = ()
    chosen: frozenset[str] = frozenset()
    marked: frozenset[str] = frozenset()


class RunItem(QGraphicsItem):
    """Paints a plan."""

    def __init__(self) -> None:
        super().__init__()
        self.plan, self.shown, self.theme = Plan(), Shown(), THEMES[LIGHT]
        self._map = color_map("cividis")

    def boundingRect(self) -> QRectF:
        return self.plan.size

    def set_plan(self, made: Plan) -> None:
        """Paint another one."""
        self.prepareGeometryChange()
        self.plan = made

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self.paint_all(painter)

    def paint_all(self, painter: QPainter) -> None:
        """Paint the whole plan, on the screen or on paper."""
        ink = colors(self.theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for points in self.plan.arrows:
            _paint_arrow(painter, points, ink["muted"])
        for card in self.plan.cards:
            if card.framed:
                self._paint_frame(painter, card, ink)
            for words in card.words:
                _paint_words(painter, words, ink)
            for cell in card.cells:
                self._paint_cell(painter, cell, ink)

    def _paint_frame(self, painter: QPainter, card: Card, ink: dict[str, QColor]) -> None:
        painter.setPen(QPen(ink["border"], 1))
        painter.setBrush(ink["panel"])
        painter.drawRoundedRect(card.rect, 6, 6)

    def _paint_cell(self, painter: QPainter, cell: Cell, ink: dict[str, QColor]) -> None:
        row, shown = self.shown.rows[cell.place], self.shown
        pale = bool(shown.marked) and row.name not in shown.marked
        painter.setOpacity(PALE if pale else 1.0)
        area = QRectF(cell.rect)
        if cell.name:
            painter.setPen(QPen(ink["border"], 1))
            painter.setBrush(ink["panel"])
            painter.drawRoundedRect(area, 4, 4)
            _paint_name(painter, cell, row.kind, ink)
            area = QRectF(area.left(), area.top(), 7, area.height())
        self._paint_ground(painter, area, row, ink)
        if row.finding is not None:
            _paint_sign(painter, QRectF(cell.rect), row, ink, bool(cell.name))
        if row.name in shown.chosen:
            painter.setPen(QPen(ink["accent"], 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell.rect.adjusted(-2, -2, 2, 2), 4, 4)
        painter.setOpacity(1.0)

    def _paint_ground(self, painter: QPainter, area: QRectF, row: Row, ink: dict[str, QColor]) -> None:
        """The colour of the number; hatched where none was measured, red where it is not finite."""
        share = self.shown.shares[row.place]
        painter.setPen(Qt.PenStyle.NoPen)
        if row.broken:
            painter.setBrush(ink["error"])
        elif math.isnan(share):
            painter.setPen(QPen(ink["empty"], 1))
            painter.setBrush(Qt.BrushStyle.BDiagPattern)
        else:
            painter.setBrush(QColor(*(int(part) for part in self._map[round(255 * share)])))
        painter.drawRoundedRect(area, 2, 2)


def _paint_arrow(painter: QPainter, points: tuple[QPointF, ...], hue: QColor) -> None:
    painter.setPen(QPen(hue, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([*points[:-1], points[-1] - QPointF(4, 0)]))
    tip = points[-1]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hue)
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(-7, -4), tip + QPointF(-7, 4)]))


def _paint_words(painter: QPainter, words: Words, ink: dict[str, QColor]) -> None:
    painter.setPen(ink["muted" if words.tilted else "text"])
    if not words.tilted:
        painter.drawText(words.rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, words.text)
        return
    painter.save()
    painter.translate(words.rect.center().x() + 3, words.rect.bottom() - 3)
    painter.rotate(-48)
    painter.drawText(QPointF(0, 0), words.text)
    painter.restore()


def _paint_name(painter: QPainter, cell: Cell, kind: str, ink: dict[str, QColor]) -> None:
    inside, line = cell.rect.adjusted(12, 3, -4, -3), painter.fontMetrics().height()
    for number, (words, role) in enumerate(((cell.name, "text"), (kind, "muted"))):
        painter.setPen(ink[role])
        painter.drawText(QRectF(inside.left(), inside.top() + number * line, inside.width(), line), 0, elided(words))


def _paint_sign(painter: QPainter, area: QRectF, row: Row, ink: dict[str, QColor], named: bool) -> None:
    """The sign of the finding on a ground on which it is seen."""
    assert row.finding is not None
    sign, role, _ = SIGNS.get(row.finding.cause, SIGNS[row.finding.severity])
    center = QPointF(area.right() - 2, area.top() + 2) if named else area.center()
    painter.setPen(QPen(ink[role], 1.2))
    painter.setBrush(ink["panel"])
    painter.drawEllipse(center, 6.5, 6.5)
    painter.drawText(QRectF(center.x() - 8, center.y() - 8, 16, 16), Qt.AlignmentFlag.AlignCenter, sign)


class RunView(QGraphicsView):
    """Shows the drawing as large as it goes; `chose` names a layer that was clicked, or "" for none."""

    chose = Signal(str, bool)  # the layer, and whether to add it to those chosen before
    walked = Signal(int)  # to the next layer in the order of the calls, or to the one before

    def __init__(self) -> None:
        super().__init__()
        self.item = RunItem()
        scene = QGraphicsScene(self)
        scene.addItem(self.item)
        self.setScene(scene)
        self.setObjectName("run-drawing")
        self.setAccessibleName(self.tr("Layers of the recorded run, block by block"))
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setMouseTracking(True)
        self.opened: frozenset[str] = frozenset()
        self._fits = self._on_ground = True  # the last press was beside everything

    # what is shown -------------------------------------------------------------------------------

    def show_run(self, shown: Shown, theme: Theme) -> None:
        """Show these rows."""
        before = [row.name for row in self.item.shown.rows]
        self.item.shown, self.item.theme = shown, theme
        if before != [row.name for row in shown.rows]:
            self.opened, self._fits = frozenset(), True
            self._plan()
        self.setBackgroundBrush(QColor(theme.window))
        words = [f"{row.name}: {told(row)}" for row in shown.rows if row.name in shown.chosen]
        self.setAccessibleDescription("; ".join(words))
        self.viewport().update()

    def _plan(self) -> None:
        rows, room = self.item.shown.rows, self.viewport().rect()
        model = Model(tuple(r.name for r in rows), tuple(r.kind for r in rows), self.opened, QFontMetricsF(self.font()))
        self.item.set_plan(plan(model, room.width(), room.height()))
        self.scene().setSceneRect(self.item.plan.size)
        if self._fits:
            self.fit()

    def fit(self) -> None:
        """Show everything, if its names can be read then."""
        self._fits = True
        area, room = self.item.plan.size, self.viewport().rect()
        if area.isEmpty() or room.isEmpty():
            return
        scale = min(room.width() / area.width(), room.height() / area.height(), MOST)
        self.resetTransform()
        self.scale(max(LEAST, scale), max(LEAST, scale))

    def reveal(self, name: str) -> None:
        """Bring a layer into sight."""
        place = next((row.place for row in self.item.shown.rows if row.name == name), None)
        if place is not None:
            self.ensureVisible(self.item.plan.rect_of(place), 20, 20)

    def toggle(self, block: str) -> None:
        """Open a block, or fold it."""
        self.opened ^= {block}
        self._plan()
        self.viewport().update()

    # mouse and keys ------------------------------------------------------------------------------

    def _at(self, event: QMouseEvent) -> QPointF:
        return self.mapToScene(event.position().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setFocus()
        cell, block = self.item.plan.cell_at(self._at(event)), self.item.plan.block_at(self._at(event))
        self._on_ground = cell is None and not block
        more = bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))
        if cell is not None:
            self.chose.emit(self.item.shown.rows[cell.place].name, more)
        elif block:
            self.toggle(block)
        elif not more:
            self.chose.emit("", False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self._at(event)
        hand = self.item.plan.cell_at(point) is not None or self.item.plan.block_at(point)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._on_ground:
            self._fits = True
            self._plan()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl it zooms; else it scrolls, if there is more than is seen."""
        bar = self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or bar.maximum() == bar.minimum():
            self._fits = False
            factor = 1.15 if event.angleDelta().y() > 0 else 1 / 1.15
            self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
            self.scale(factor, factor)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from layer to layer in the order of the calls, Enter opens or folds a block, Esc lets go, 0 shows all."""
        by = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if by is not None:
            self.walked.emit(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.item.shown.chosen:
            for block in {self.item.plan.block_of(name) for name in self.item.shown.chosen} - {""}:
                self.toggle(block)
        elif event.key() == Qt.Key.Key_Escape and self.item.shown.chosen:
            self.chose.emit("", False)
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self._plan()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            point = self.mapToScene(event.pos())
            cell = self.item.plan.cell_at(point)
            block = self.item.plan.block_at(point)
            words = self.tr("{block}: click to expand or collapse it").format(block=block) if block else ""
            QToolTip.showText(event.globalPos(), plain(self._words(cell) if cell is not None else words), self)
            return True
        return super().viewportEvent(event)

    def _words(self, cell: Cell) -> str:
        row = self.item.shown.rows[cell.place]
        named = {column: QCoreApplication.translate("Layers", TITLES[column]) for column in (GRADIENT, RATIO, IDLE)}
        numbers = [f"{title}: {shown(row, column)}" for column, title in named.items()]
        return "\n".join(filter(None, (row.name, row.kind, *numbers, told(row))))


def shares(values: np.ndarray, log: bool) -> tuple[float, ...]:
    """Numbers as shares of their range; nan stays."""
    with np.errstate(all="ignore"):
        found = np.log10(np.where(values > 0, values, np.nan)) if log else values.astype(float)
    finite = found[np.isfinite(found)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    scaled = np.clip((found - low) / max(high - low, 1e-9), 0, 1)
    scaled[values == 0] = 0.0
    return tuple(map(float, scaled))
