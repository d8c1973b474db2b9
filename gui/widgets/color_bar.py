"""The colours of an image beside it, with their numbers and what they are numbers of."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from gui.widgets.pens import Pens
from gui.widgets.plain import printed
from gui.widgets.plot_axis import name_axis, named_decades

WIDE = 10  # pixels of the colours
LARGE = 400.0  # pixels: the width does not depend on the height, for with equal axes that depends on the width


@lru_cache(16)
def _map(table: bytes) -> pg.ColorMap:
    """The colours of values as pyqtgraph wants them, which takes it as long as a plot to paint."""
    return pg.ColorMap(None, np.frombuffer(table, np.uint8).reshape(-1, 3))


class _Plain(pg.PlotItem):  # type: ignore[misc]
    """Without the menu that pyqtgraph's bar makes and never opens: that takes longer than all the rest of it."""

    def __init__(self, **given: Any) -> None:
        super().__init__(enableMenu=False, **given)


class ColorBar(pg.ColorBarItem, _Plain):  # type: ignore[misc]
    """The name stands beside the widest number, however wide that is."""

    def __init__(self) -> None:
        super().__init__(width=WIDE, interactive=False)
        self.axis.enableAutoSIPrefix(False)

    def dress(self, table: np.ndarray, colors: dict[str, QColor], pen: Pens, font: QFont) -> None:
        """Colours of values (256, 3), and what numbers and name are written with."""
        self.setColorMap(_map(table.tobytes()))
        self.axis.setTextPen(pen(colors["muted"]))
        self.axis.setPen(pen(colors["border"]))  # which would colour the name, too
        self.axis.labelStyle = {"color": colors["muted"].name(), "font-size": f"{font.pointSizeF():g}pt"}
        self.axis.label.setHtml(self.axis.labelString())  # a bar that is used again has its name already
        self.axis.setStyle(tickFont=font)

    def tell(self, image: Any, height: float, named: bool, numbered: bool) -> None:
        """The range of an image (gui.look.figure.Image) beside so high a drawing; with its name, and with numbers."""
        axis = self.axis
        self.setLevels((image.low, image.high))
        axis.setLogMode(y=image.log)
        axis.setStyle(showValues=numbered)
        axis.setTicks(self._ticks(image, height))
        name_axis(axis, image.label if named else "", height)
        words = [name for level in self._ticks(image, LARGE) for _, name in level]
        metrics = QFontMetricsF(axis.style["tickFont"])
        widest = max(map(metrics.horizontalAdvance, words), default=0.0) if numbered else 0.0
        beside = axis.label.boundingRect().height() if named and image.label else 0.0
        axis.setWidth(axis.style["tickTextOffset"][0] + widest + beside)

    def _ticks(self, image: Any, height: float) -> list[list[tuple[float, str]]]:
        """Numbers beside so high a drawing, in levels, each with its name; none beside one that has no room yet."""
        if height <= 0:
            return []
        if image.log:
            return named_decades(self.axis, image.low, image.high, height)
        found = self.axis.tickValues(image.low, image.high, height)
        names = [map(printed, self.axis.tickStrings(values, 1.0, spacing)) for spacing, values in found]
        return [list(zip(values, level, strict=True)) for (_, values), level in zip(found, names, strict=True)]
