"""The colours of an image beside it, with their numbers and what they are numbers of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from gui.notation.numbers import log_tick
from gui.widgets.pens import Pens
from gui.widgets.plot_axis import PlotAxis, name_axis

WIDE = 10  # pixels of the colours
LARGE = 400.0  # pixels: the width does not depend on the height, for with equal axes that depends on the width


@lru_cache(16)
def _map(table: bytes) -> pg.ColorMap:
    """The colours of values as pyqtgraph wants them, which takes it as long as a plot to paint."""
    return pg.ColorMap(None, np.frombuffer(table, np.uint8).reshape(-1, 3))


class _Plain(pg.PlotItem):  # type: ignore[misc]
    """With our axis, and without the menu that pyqtgraph's bar makes and never opens: that takes longer than all the rest of it."""

    def __init__(self, **given: Any) -> None:
        super().__init__(enableMenu=False, axisItems={"right": PlotAxis("right")}, **given)


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
        name_axis(axis, image.label if named else "", height)
        widths = map(QFontMetricsF(axis.style["tickFont"]).horizontalAdvance, self._numbers(image) if numbered else ())
        beside = axis.label.boundingRect().height() if named and image.label else 0.0
        axis.setWidth(axis.style["tickTextOffset"][0] + max(widths, default=0.0) + beside)

    def _numbers(self, image: Any) -> Iterator[str]:
        """What would stand beside a large drawing of that range, whether a small one has room for it or not."""
        for spacing, values in self.axis.tickValues(image.low, image.high, LARGE):
            yield from map(log_tick, values) if image.log else self.axis.tickStrings(values, 1.0, spacing)
