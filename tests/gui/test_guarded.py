"""An error in the midst of painting: a mark stands in its place, the log has the trace once, and nothing crashes."""

import importlib
import logging
import pkgutil
import subprocess
import sys

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemDelegate, QGraphicsItem, QGraphicsScene, QWidget

import gui
from engine import load
from gui.canvas import node_paint
from gui.widgets.figure_view import FigureView
from gui.widgets.guarded import MARK
from gui.widgets.heatmap import Histogram

PAINTING = ("paintEvent", "paint", "drawForeground", "drawBackground")
ALONE = """
import gui.widgets.guarded as guarded
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget
if {plain}: guarded.guarded = lambda method: method
class Bad(QWidget):
    def event(self, event): return super().event(event)
    @guarded.guarded
    def paintEvent(self, event):
        painter = QPainter(self)
        raise ValueError("in the midst of painting")
application = QApplication([])
bad = Bad()
bad.show()
for _ in range(5):
    application.processEvents()
    bad.update()
print("alive")
"""


def red(image) -> int:
    """How many pixels have the colour of the mark."""
    mark = QColor(MARK).rgb()
    return sum(image.pixel(x, y) == mark for x in range(image.width()) for y in range(image.height()))


def broken(*_, **__):
    raise ZeroDivisionError("in the midst of painting")


def test_everything_that_paints_is_guarded():
    for found in pkgutil.walk_packages(gui.__path__, "gui."):
        importlib.import_module(found.name)
    waiting, kinds = [QWidget, QGraphicsItem, QGraphicsScene, QAbstractItemDelegate], set()
    while waiting:
        kind = waiting.pop()
        kinds.add(kind)
        waiting += [other for other in kind.__subclasses__() if other not in kinds]
    ours = [kind for kind in kinds if kind.__module__.startswith("gui.")]
    painting = [vars(kind)[name] for kind in ours for name in PAINTING if name in vars(kind)]
    assert len(painting) >= 18
    assert [method.__qualname__ for method in painting if not hasattr(method, "is_guarded")] == []


def test_a_widget(qtbot, caplog):
    histogram = Histogram()
    qtbot.addWidget(histogram)
    histogram.resize(300, 30)
    assert red(histogram.grab().toImage()) == 0
    histogram.BINS = 0
    with caplog.at_level(logging.ERROR):
        assert red(histogram.grab().toImage()) > 100
        histogram.grab()
    assert [record.message.count("ZeroDivisionError") for record in caplog.records] == [1]
    histogram.BINS = 24
    assert red(histogram.grab().toImage()) == 0, "it recovers"


def test_a_layer_of_the_drawing_and_its_neighbours(app, settle, monkeypatch, caplog):
    app.session.open(load("xor"))
    settle()
    sound, paint = node_paint.paint, node_paint.paint
    monkeypatch.setattr(node_paint, "paint", lambda item, *rest: broken() if item.node.id == "h" else sound(item, *rest))
    picture = app.bench.canvas.view.grab().toImage()
    assert red(picture) > 100
    assert len(caplog.records) == 1
    monkeypatch.setattr(node_paint, "paint", paint)
    assert red(app.bench.canvas.view.grab().toImage()) == 0


def test_what_pyqtgraph_paints(qtbot, caplog, monkeypatch):
    view = FigureView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    monkeypatch.setattr(view.plot.getAxis("left"), "generateDrawSpecs", broken)
    view.plot.getAxis("left").picture = None
    assert red(view.grab().toImage()) > 100
    assert any("ZeroDivisionError" in record.message for record in caplog.records)


@pytest.mark.parametrize("plain", [False, True])
def test_without_the_guard_the_process_dies(plain):
    done = subprocess.run([sys.executable, "-c", ALONE.format(plain=plain)], capture_output=True, text=True)
    assert ("alive" in done.stdout) != plain, done.stderr
    assert (done.returncode == 0) != plain
