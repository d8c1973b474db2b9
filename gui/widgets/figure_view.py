"""Draws a figure on the screen with pyqtgraph; gui.export draws it on paper."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.widgets.color_bar import ColorBar
from gui.widgets.curve_pens import DASHED, LINE, PALE, drawn_with
from gui.widgets.figure_words import FigureWords
from gui.widgets.name_pointer import NamePointer
from gui.widgets.pens import Pens
from gui.widgets.plot_axis import PlotAxis, counted, name_axis, tick_levels
from gui.widgets.points import FEW, jagged, thin
from gui.widgets.reach import Reach
from gui.widgets.shades import shades
from gui.widgets.stage import Stage
from gui.widgets.step_zoom import StepZoom
from gui.widgets.touched_axes import TouchedAxes

pg.setConfigOption("imageAxisOrder", "row-major")
pg.setConfigOption("antialias", True)

MARGINS = (6, 2, 8, 4)
USUAL = 18  # pixels of a line of text
TIGHT = (190 / USUAL, 290 / USUAL)  # lines: a view so low, or so narrow beside a colour bar, has no room for the names of its axes
OVER = 12  # pixels by which the name of an axis may be longer than the axis
LINES = (5, 4)  # of text: a lower view of equal axes, or of others, has no room for their numbers
NAMED = 0.3  # of the height at most is for tilted names
# How much of an axis its labels may fill, by how many there are already: pyqtgraph's own for numbers.
NAMES_FILL, NUMBERS_FILL = [(0, 0.7)], [(0, 0.8), (2, 0.6), (4, 0.4), (6, 0.2)]


class FigureView(QWidget):
    """Shows one figure; drawing the next one reuses what it can.

    `hold` keeps the range of the axes as it is, while somebody drags what lies in them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure: Any = None
        self._colors: dict[str, QColor] = {}
        self._maps: dict[bool, np.ndarray] = {}
        self._pens = Pens()
        self.hold = False
        self.plot = TouchedAxes({side: PlotAxis(side) for side in ("left", "bottom")})
        self.plot.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.item = self.plot.getPlotItem()
        self.item.hideButtons()
        self.item.layout.setContentsMargins(1, 6, 10, 1)  # numbers at the ends of an axis stand out by half
        self.zoom, self.pointer = StepZoom(self.plot), NamePointer(self.plot)
        self.item.vb.borderRect.hide()
        self.item.vb.border = None  # an invisible pen is drawn black from SVG
        self.item.getAxis("bottom").setStyle(hideOverlappingLabels=24)  # the first and the last name may stand out by so much
        self.note = FigureWords()
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note.setContentsMargins(4, 2, 24, 0)  # a corner button may lie at the right
        self._stage = Stage(self.plot, self._framed)
        self.item.vb.sigResized.connect(self._stage.settle)  # numbers at an axis may have become wider
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*MARGINS)
        layout.setSpacing(0)
        layout.addWidget(self.note)
        layout.addWidget(self._stage, 1)
        layout.addWidget(self.empty, 1)
        self._curves: dict[str, pg.PlotDataItem] = {}
        self._image: pg.ImageItem | None = None
        self._hatch: pg.PlotCurveItem | None = None
        self._bar: ColorBar | None = None
        self._spare: ColorBar | None = None  # pyqtgraph loses memory with every colour bar that is made
        self._regions: list[pg.LinearRegionItem] = []
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._shape: tuple[Any, ...] = ()
        self._axis_words: tuple[Any, ...] = ()
        self._image_frame: tuple[Any, ...] = ()
        self._reaches = Reach(), Reach()  # of both axes
        self.item.vb.sigResized.connect(self._refit)

    def set_colors(self, colors: dict[str, QColor], signed: np.ndarray, magnitude: np.ndarray) -> None:
        """Colours by role and the two colour maps (256, 3)."""
        self._colors, self._maps = colors, {True: signed, False: magnitude}
        self._pens = Pens(self.devicePixelRatioF())
        self.plot.setBackground(colors["panel"])
        for side in ("left", "bottom", "right", "top"):
            axis = self.item.getAxis(side)
            axis.labelStyle = {"font-size": f"{self.font().pointSizeF():g}pt"}
            axis.setPen(self._pens(colors["border"]))
            axis.setTextPen(self._pens(colors["muted"]))  # the title of the axis, too
            if axis.autoSIPrefix:  # asked a second time, it would scale the numbers after all
                axis.enableAutoSIPrefix(False)
            axis.setStyle(tickFont=self.font())
        self.note.setStyleSheet(f"color: {colors['muted'].name()}; font-weight: 400;")
        self.empty.setStyleSheet(
            f"color: {colors['muted'].name()}; font-weight: 400; background: {colors['panel'].name()}; padding: 12px;"
        )
        self._clear()
        if self.figure is not None:
            self.show_figure(self.figure)

    def show_figure(self, figure: Any) -> None:
        """Draw a figure (gui.look.figure.Figure)."""
        self.figure = self.pointer.figure = figure
        self.empty.setVisible(bool(figure.empty))
        self._stage.setVisible(not figure.empty)
        if figure.empty:
            self.note.hide()
            self.empty.setText(figure.empty)
            return
        self.note.tell(figure, self._colors)
        self._fit_words()
        self.plot.let_touch(figure.paintable)
        self.zoom.begin((figure.title, figure.steps, figure.x_log), figure.steps)
        shape = (
            tuple((c.name, c.style, c.role, len(c.x) <= FEW) for c in figure.curves),
            figure.image is not None and (figure.image.signed, figure.image.roles),
            len(figure.bands),
            figure.square,
        )
        if shape != self._shape:
            self._clear()
            self._shape = shape
            self._build(figure)
        self._fill(figure)
        layout = self.layout()
        assert layout is not None
        layout.activate()  # the words above may take another room
        self._stage.settle()

    def _clear(self) -> None:
        if self._bar is not None:
            self.item.layout.removeItem(self._bar)
            self._bar.scene().removeItem(self._bar)
            self._spare, self._bar = self._bar, None
        self.item.clear()
        self._curves, self._image, self._regions, self._shape, self._hatch = {}, None, [], (), None
        self._axis_words, self._image_frame, self._reaches = (), (), (Reach(), Reach())

    def _build(self, figure: Any) -> None:
        for band in figure.bands:
            region = pg.LinearRegionItem(
                (band.low, band.high),
                "horizontal",
                movable=False,
                brush=QBrush(self._colors[band.role]),
                pen=QPen(Qt.PenStyle.NoPen),
            )
            region.setZValue(-20)
            self.item.addItem(region, ignoreBounds=True)
            self._regions.append(region)
        if figure.image is not None:
            self._hatch = pg.PlotCurveItem(pen=self._pens(self._colors["empty"]), connect="pairs")
            self._hatch.setZValue(-10)
            self.item.addItem(self._hatch, ignoreBounds=True)
            self._image = pg.ImageItem()
            self.item.addItem(self._image)
            if figure.image.roles:
                self._image.setLookupTable(shades(self._colors, figure.image.roles))
            else:
                self._bar = self._spare or ColorBar()
                self._bar.dress(self._maps[figure.image.signed], self._colors, self._pens, self.font())
                self._bar.setLevels((figure.image.low, figure.image.high))
                self._bar.setImageItem(self._image, insert_in=self.item)
        for curve in figure.curves:
            drawn = pg.PlotDataItem(**drawn_with(curve, self._colors[curve.role], self._pens))
            self.item.addItem(drawn)
            self._curves[curve.name] = drawn
        self.item.vb.setAspectLocked(figure.square)
        self._cursor.setPen(self._pens(self._colors["accent"]))
        if figure.cursor is not None:
            self.item.addItem(self._cursor, ignoreBounds=True)

    def _fill(self, figure: Any) -> None:
        for curve in figure.curves:
            known = bool((np.isfinite(curve.x) & np.isfinite(curve.y)).any())
            x, y = thin(curve.x, curve.y) if curve.style in (LINE, DASHED, PALE) else (curve.x, curve.y)
            drawn = self._curves[curve.name]
            if not known or not _same(drawn, x, y):
                # Qt takes twenty times as long over a thick line with smooth edges that crosses itself; fine pixels need none.
                smooth = self._pens.scale <= 1 or not jagged(y)
                drawn.setData(x if known else [], y if known else [], connect="finite", antialias=smooth)
        if figure.image is not None and self._image is not None:
            self._fill_image(figure.image)
        if figure.cursor is not None:
            self._cursor.setValue(figure.cursor)
        words = (
            figure.x_label,
            figure.y_label,
            figure.ticks,
            figure.y_ticks,
            figure.x_log,
            figure.y_log,
            counted(figure),
            self._room,
        )
        if words != self._axis_words:  # each change lays the plot out again and paints it twice
            self._axis_words = words
            self._label(figure)
        self._fit(figure)
        low, high = self.item.vb.viewRange()[1]
        self._arrange_names()
        for region, band in zip(self._regions, figure.bands, strict=True):
            region.setRegion((min(max(band.low, low), high), min(max(band.high, low), high)))

    @property
    def _tight(self) -> bool:
        """Whether there is so little room that the drawing needs that of the names of the axes."""
        low, narrow = (lines * max(USUAL, self.fontMetrics().height()) for lines in TIGHT)
        return self.height() < low or (self.width() < narrow and self.figure is not None and self.figure.image is not None)

    @property
    def _room(self) -> tuple[bool, bool]:
        """Whether there is room for the names of the axes, and for numbers beside them."""
        square = self.figure is not None and self.figure.square and self.figure.image is not None
        return not self._tight, self.height() >= LINES[not square] * self.fontMetrics().height()

    def _fit_words(self) -> None:
        left, _, right, _ = MARGINS
        self.note.fit(self.width() - left - right, self.height())

    def _framed(self, room: QSize) -> QSize:
        """Of so much room only what equal axes fill; the rest is empty ground around them."""
        figure = self.figure
        if self.hold:
            return QSize(self.plot.size())
        if figure is None or not figure.square or figure.image is None:
            return room
        least = self.item.layout.effectiveSizeHint(Qt.SizeHint.MinimumSize)  # known before anything is laid out
        beside = least.width() - self.item.titleLabel.minimumWidth()
        above = least.height() - (0 if self._bar is None else self._bar.minimumHeight())
        ratio = figure.image.rect[2] / figure.image.rect[3]
        height = min(room.height() - above, (room.width() - beside) / ratio)
        return QSize(max(40, round(height * ratio + beside)), max(40, round(height + above)))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange and self._colors:  # it stands on another screen
            self.set_colors(self._colors, self._maps[True], self._maps[False])
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.figure is None or self.figure.empty:
            return
        self._fit_words()
        if self._axis_words and self._axis_words[-1] != self._room:
            self.show_figure(self.figure)

    def _label(self, figure: Any) -> None:
        bottom, left = self.item.getAxis("bottom"), self.item.getAxis("left")
        self._name_axes()
        for axis in (bottom, left):  # where one axis binds the other, names that come and go would move both for ever
            axis.setStyle(autoReduceTextSpace=not figure.square, showValues=self._room[1])
        bottom.whole = counted(figure)
        bottom.setLogMode(x=figure.x_log)
        left.setLogMode(y=figure.y_log)
        bottom.setStyle(textFillLimits=NAMES_FILL if figure.ticks else NUMBERS_FILL)
        for axis, ticks, names in ((bottom, figure.ticks, figure.names), (left, figure.y_ticks, figure.y_names)):
            axis.name_all(ticks if names else ())
            axis.setTicks(tick_levels(ticks) if ticks and not names else [[]] if names else None)

    def _arrange_names(self) -> None:
        for side in ("bottom", "left"):
            self.item.getAxis(side).arrange(NAMED * self.height())

    def _name_axes(self) -> None:
        named, (box, figure) = self._room[0], (self.item.vb, self.figure)
        name_axis(self.item.getAxis("bottom"), figure.x_label if named else "", box.width() + OVER)
        name_axis(self.item.getAxis("left"), figure.y_label if named else "", box.height() + OVER)

    def _refit(self) -> None:
        """Axes of another length have room for other names, and a colour bar for other decades."""
        if self.figure is None or self.figure.empty:
            return
        self._name_axes()
        self._arrange_names()
        if self.figure.image is not None and self._image is not None:
            self._frame_image(self.figure.image)

    def _frame_image(self, image: Any) -> None:
        """What stands around an image."""
        frame = (image.low, image.high, image.label, image.rect, self._room, round(self.item.vb.height()))
        if frame != self._image_frame:
            self._image_frame = frame
            if self._bar is not None:
                named, numbered = self._room
                self._bar.tell(image, float(self.item.vb.height()), named, numbered)
            if self._hatch is not None:
                self._hatch.setData(*_diagonals(image.rect))

    def _fill_image(self, image: Any) -> None:
        assert self._image is not None
        self._frame_image(image)
        clean = np.where(np.isfinite(image.values), image.values, np.nan)
        self._image.setImage(clean, autoLevels=False, levels=(image.low, image.high))
        self._image.setRect(QRectF(*image.rect))

    def _fit(self, figure: Any) -> None:
        if self.hold:
            return
        if figure.image is not None:
            x, y, width, height = figure.image.rect
            self.item.vb.setRange(QRectF(x, y, width, height), padding=0)
            return
        xs = np.concatenate([curve.x for curve in figure.curves]) if figure.curves else np.zeros(1)
        xs = xs[np.isfinite(xs)] if np.isfinite(xs).any() else np.zeros(1)
        ys = np.concatenate([curve.y for curve in figure.curves]) if figure.curves else np.zeros(1)
        ys = ys[np.isfinite(ys)]
        low, high = figure.y_range or ((float(ys.min()), float(ys.max())) if ys.size else (0.0, 1.0))
        bottom, top = self._reaches[1].around(low, high, 0.06)
        if not self.zoom.held:
            self.item.vb.setYRange(bottom, top, padding=0)
        self.zoom.fit(*self._reaches[0].around(float(xs.min()), float(xs.max()), 0.03))


def _same(drawn: pg.PlotDataItem, x: np.ndarray, y: np.ndarray) -> bool:
    """Whether a curve shows just these points already: samples stay where they are while everything else changes."""
    known = drawn.xData, drawn.yData
    return all(old is not None and np.array_equal(old, new, equal_nan=True) for old, new in zip(known, (x, y), strict=True))


def _diagonals(rect: tuple[float, float, float, float], count: int = 48) -> tuple[np.ndarray, np.ndarray]:
    """Slanted lines under an image: they show through where a cell holds no value."""
    left, bottom, width, height = rect
    xs, ys = [], []
    for offset in np.linspace(-1, 1, 2 * count + 1)[1:-1]:
        start, stop = max(0.0, offset), min(1.0, 1 + offset)
        xs += [left + width * start, left + width * stop]
        ys += [bottom + height * (start - offset), bottom + height * (stop - offset)]
    return np.array(xs), np.array(ys)
