"""Draws a figure on the screen with pyqtgraph; gui.export draws it on paper."""

from __future__ import annotations

import html
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.widgets.plot_axis import PlotAxis, named_decades
from gui.widgets.points import FEW, thin
from gui.widgets.shades import shades
from gui.widgets.steady_label import Words
from gui.widgets.touched_axes import TouchedAxes

pg.setConfigOption("imageAxisOrder", "row-major")
pg.setConfigOption("antialias", True)

LINE, POINTS, DASHED, MARKS, RING, BORDER = "line", "points", "dashed", "marks", "ring", "border"
PATH, PALE, BAND = "path", "pale", "band"
TIGHT, WIDEST = 190, 16_777_215  # pixels: of a low view, and of no limit
SAMPLES = {LINE: "━", POINTS: "●", DASHED: "╍", MARKS: "✕", RING: "◯", BORDER: "━", PATH: "━", PALE: "━", BAND: "■"}
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
        self.hold = False
        self.plot = TouchedAxes()
        self.plot.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.item = self.plot.getPlotItem()
        self.item.hideButtons()
        self.item.layout.setContentsMargins(1, 6, 10, 1)  # numbers at the ends of an axis stand out by half
        self.item.setMenuEnabled(False)
        self.item.vb.setMouseEnabled(False, False)
        self.item.vb.borderRect.hide()
        self.item.vb.border = None  # an invisible pen is drawn black from SVG
        self.item.setAxisItems({side: PlotAxis(side) for side in ("left", "bottom")})
        self.item.getAxis("bottom").setStyle(hideOverlappingLabels=24)  # the first and the last name may stand out by so much
        self.note = Words(rich=True)
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = self._grid = QGridLayout(self)
        layout.setContentsMargins(6, 2, 8, 4)
        self.note.setContentsMargins(4, 2, 24, 0)  # a corner button may lie at the right
        layout.setSpacing(0)
        layout.addWidget(self.note, 0, 0)
        layout.addWidget(self.plot, 1, 0)
        layout.addWidget(self.empty, 1, 0)
        self._curves: dict[str, pg.PlotDataItem] = {}
        self._image: pg.ImageItem | None = None
        self._hatch: pg.PlotCurveItem | None = None
        self._bar: pg.ColorBarItem | None = None
        self._spare: pg.ColorBarItem | None = None  # pyqtgraph loses memory with every colour bar that is made
        self._regions: list[pg.LinearRegionItem] = []
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._shape: tuple[Any, ...] = ()
        self._axis_words: tuple[Any, ...] = ()
        self._image_frame: tuple[Any, ...] = ()

    def zoom_steps(self) -> None:
        """From now on the wheel zooms across and a drag moves; a double click shows all again."""
        self.item.vb.setMouseEnabled(True, False)
        self.item.vb.sigRangeChangedManually.connect(self._keep)
        self.item.scene().sigMouseClicked.connect(lambda click: self.show_all() if click.double() else None)

    def _keep(self) -> None:
        self.hold = True

    def show_all(self) -> None:
        """Let the axes hold everything again."""
        self.hold = False
        if self.figure is not None and not self.figure.empty:
            self._fit(self.figure)

    def set_colors(self, colors: dict[str, QColor], signed: np.ndarray, magnitude: np.ndarray) -> None:
        """Colours by role and the two colour maps (256, 3)."""
        self._colors, self._maps = colors, {True: signed, False: magnitude}
        self.plot.setBackground(colors["panel"])
        for side in ("left", "bottom", "right", "top"):
            axis = self.item.getAxis(side)
            axis.labelStyle = {"font-size": f"{self.font().pointSizeF():g}pt"}
            axis.setPen(pg.mkPen(colors["border"]))
            axis.setTextPen(pg.mkPen(colors["muted"]))  # the title of the axis, too
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
        self.figure = figure
        self.empty.setVisible(bool(figure.empty))
        self.plot.setVisible(not figure.empty)
        words = self._words(figure)
        self.note.setVisible(bool(words) and not figure.empty)
        if figure.empty:
            self.empty.setText(figure.empty)
            return
        self.note.setText(words)
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

    def _words(self, figure: Any) -> str:
        """The key of curves and bands, and the note."""
        note = html.escape(figure.note)
        key = [(band.name, band.role, SAMPLES[BAND]) for band in figure.bands if band.name]
        if self._tight and note:
            return note  # what was found, before what is what
        if key or _named(figure):
            key = [*((curve.name, curve.role, SAMPLES[curve.style]) for curve in figure.curves if curve.listed), *key]
        if not key:
            return note
        names = " &nbsp; ".join(
            f"<span style='color:{self._colors[role].name()}'>{sample}&nbsp;{'</span>' if sample == SAMPLES[BAND] else ''}"
            f"{html.escape(name)}{'' if sample == SAMPLES[BAND] else '</span>'}"
            for name, role, sample in dict.fromkeys(key)
        )
        return f"{names}<br>{note}" if note else names

    def _clear(self) -> None:
        if self._bar is not None:
            self.item.layout.removeItem(self._bar)
            self._bar.scene().removeItem(self._bar)
            self._spare, self._bar = self._bar, None
        self.item.clear()
        self._curves, self._image, self._regions, self._shape, self._hatch = {}, None, [], (), None
        self._axis_words, self._image_frame = (), ()

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
            self._hatch = pg.PlotCurveItem(pen=pg.mkPen(self._colors["empty"], width=1), connect="pairs")
            self._hatch.setZValue(-10)
            self.item.addItem(self._hatch, ignoreBounds=True)
            self._image = pg.ImageItem()
            self.item.addItem(self._image)
            if figure.image.roles:
                self._image.setLookupTable(shades(self._colors, figure.image.roles))
            else:
                self._bar = self._color_bar(pg.ColorMap(None, self._maps[figure.image.signed]))
                self._bar.setLevels((figure.image.low, figure.image.high))
                self._bar.axis.setTextPen(pg.mkPen(self._colors["muted"]))
                self._bar.axis.setPen(pg.mkPen(self._colors["border"]))
                self._bar.setImageItem(self._image, insert_in=self.item)
        for curve in figure.curves:
            drawn = pg.PlotDataItem(**self._pens(curve))
            self.item.addItem(drawn)
            self._curves[curve.name] = drawn
        self.item.vb.setAspectLocked(figure.square)
        self._cursor.setPen(pg.mkPen(self._colors["accent"], width=1))
        if figure.cursor is not None:
            self.item.addItem(self._cursor, ignoreBounds=True)

    def _color_bar(self, table: pg.ColorMap) -> pg.ColorBarItem:
        """The colour bar of before, or the first one."""
        if self._spare is None:
            bar = pg.ColorBarItem(width=10, colorMap=table, interactive=False)
            bar.axis.enableAutoSIPrefix(False)
            return bar
        self._spare.setColorMap(table)
        return self._spare

    def _pens(self, curve: Any) -> dict[str, Any]:
        color = self._colors[curve.role]
        if curve.style == POINTS:
            return {
                "pen": None,
                "symbol": "o",
                "symbolSize": 8,
                "symbolBrush": color,
                "symbolPen": pg.mkPen(_opposite(color), width=1),
            }
        if curve.style == PALE:
            pale = QColor(color)
            pale.setAlphaF(0.3)
            return {"pen": pg.mkPen(pale, width=1)}
        if curve.style == PATH:
            return {"pen": pg.mkPen(color, width=2), "shadowPen": pg.mkPen(_opposite(color), width=4)}
        if curve.style == BORDER:
            return {"pen": pg.mkPen(color, width=2)}
        if curve.style == RING:
            return {"pen": None, "symbol": "o", "symbolSize": 15, "symbolBrush": None, "symbolPen": pg.mkPen(color, width=2)}
        if curve.style == MARKS:
            rim = pg.mkPen(_opposite(color), width=1)
            return {"pen": None, "symbol": "x", "symbolSize": 13, "symbolBrush": color, "symbolPen": rim}
        style = Qt.PenStyle.DashLine if curve.style == DASHED else Qt.PenStyle.SolidLine
        few = len(curve.x) <= FEW
        return {
            "pen": pg.mkPen(color, width=1, style=style),
            "symbol": "o" if few else None,
            "symbolSize": 5,
            "symbolBrush": color,
            "symbolPen": None,
        }

    def _fill(self, figure: Any) -> None:
        for curve in figure.curves:
            known = bool((np.isfinite(curve.x) & np.isfinite(curve.y)).any())
            x, y = thin(curve.x, curve.y) if curve.style in (LINE, DASHED, PALE) else (curve.x, curve.y)
            self._curves[curve.name].setData(x if known else [], y if known else [], connect="finite")
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
            _counted(figure),
            self._tight,
        )
        if words != self._axis_words:  # each change lays the plot out again and paints it twice
            self._axis_words = words
            self._label(figure)
        self._fit(figure)
        low, high = self.item.vb.viewRange()[1]
        for region, band in zip(self._regions, figure.bands, strict=True):
            region.setRegion((min(max(band.low, low), high), min(max(band.high, low), high)))
        self.item.scene().prepareForPaint()  # else the first painting finds out, and asks for a second one

    @property
    def _tight(self) -> bool:
        """Whether there is so little room that the drawing needs that of the names of the axes."""
        return self.height() < TIGHT

    def _frame(self) -> None:
        """No more room than equal axes fill; the rest is empty ground around them."""
        figure, cell = self.figure, self._grid.cellRect(1, 0)
        if self.hold or figure is None or cell.isEmpty():
            return
        if not figure.square or figure.image is None:
            self.plot.setMaximumSize(WIDEST, WIDEST)
            return
        beside, above = self.plot.width() - self.item.vb.width(), self.plot.height() - self.item.vb.height()
        ratio = figure.image.rect[2] / figure.image.rect[3]
        height = min(cell.height() - above, (cell.width() - beside) / ratio)
        self.plot.setMaximumSize(max(40, round(height * ratio + beside)), max(40, round(height + above)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._frame()
        if self.figure is not None and not self.figure.empty and self._axis_words and self._axis_words[-1] != self._tight:
            self.show_figure(self.figure)

    def _label(self, figure: Any) -> None:
        bottom, left = self.item.getAxis("bottom"), self.item.getAxis("left")
        bottom.setLabel("" if self._tight else figure.x_label)
        left.setLabel("" if self._tight else figure.y_label)
        for axis in (bottom, left):  # where one axis binds the other, names that come and go would move both for ever
            axis.setStyle(autoReduceTextSpace=not figure.square)
        bottom.whole = _counted(figure)
        bottom.setLogMode(x=figure.x_log)
        left.setLogMode(y=figure.y_log)
        bottom.setStyle(textFillLimits=NAMES_FILL if figure.ticks else NUMBERS_FILL)
        bottom.setTicks(tick_levels(figure.ticks) if figure.ticks else None)
        left.setTicks(tick_levels(figure.y_ticks) if figure.y_ticks else None)

    def _fill_image(self, image: Any) -> None:
        assert self._image is not None
        frame = (image.low, image.high, image.label, image.rect, self._tight, round(self.item.vb.height()))
        if frame != self._image_frame:
            self._image_frame = frame
            if self._bar is not None:
                self._bar.setLevels((image.low, image.high))
                self._bar.axis.setLogMode(y=image.log)
                bar, room = self._bar.axis, float(self.item.vb.height())
                bar.setTicks(named_decades(bar, image.low, image.high, room) if image.log else None)
                self._bar.axis.setLabel("" if self._tight else image.label, color=self._colors["muted"].name())
            if self._hatch is not None:
                self._hatch.setData(*_diagonals(image.rect))
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
        margin = 0.06 * (high - low) or 0.5
        self.item.vb.setYRange(low - margin, high + margin, padding=0)
        left, right = float(xs.min()), float(xs.max())
        side = 0.03 * (right - left) or 0.5
        self.item.vb.setXRange(left - side, right + side, padding=0)


def _counted(figure: Any) -> bool:
    """Whether the numbers across are steps of something: whole ones, or cells of one each."""
    if figure.x_log:
        return False
    if figure.image is not None:
        left, _, width, _ = figure.image.rect
        return bool(left % 1 == 0.5 and width % 1 == 0)
    return all(bool((curve.x % 1 == 0)[np.isfinite(curve.x)].all()) for curve in figure.curves if len(curve.x) > 2)


def _opposite(color: QColor) -> str:
    """White or black: with a rim of it a colour is seen on any ground."""
    return "w" if color.lightnessF() < 0.5 else "k"


def _named(figure: Any) -> bool:
    """Whether the curves of a figure are named: if there are several, and no image that speaks for itself."""
    return figure.named or len(figure.curves) > 1 and figure.image is None


def tick_levels(ticks: tuple[tuple[float, str], ...]) -> list[list[tuple[float, str]]]:
    """Named ticks in the order of importance: pyqtgraph leaves the names of a level out where there is no room for it."""
    last, every = len(ticks) - 1, max(2, -(-len(ticks) // 4))
    ends = sorted({0, last})
    coarse = [place for place in range(every, last, every) if last - place > every // 2]
    fine = [place for place in range(1, last) if place not in coarse]
    return [[ticks[place] for place in level] for level in (ends, coarse, fine) if level]


def _diagonals(rect: tuple[float, float, float, float], count: int = 48) -> tuple[np.ndarray, np.ndarray]:
    """Slanted lines under an image: they show through where a cell holds no value."""
    left, bottom, width, height = rect
    xs, ys = [], []
    for offset in np.linspace(-1, 1, 2 * count + 1)[1:-1]:
        start, stop = max(0.0, offset), min(1.0, 1 + offset)
        xs += [left + width * start, left + width * stop]
        ys += [bottom + height * (start - offset), bottom + height * (stop - offset)]
    return np.array(xs), np.array(ys)
