"""What is kept of a painting and shown again: it must be what a fresh painting would show."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication, QGraphicsTextItem, QLabel, QWidget

from gui.canvas.still import ROOM, Still
from gui.look import theme as themes
from gui.look.figure import Curve, Figure, Image
from gui.widgets.figure_view import FigureView
from gui.widgets.reach import Reach
from gui.widgets.written import Written


class Sheet(QWidget):
    """Paints one still, and counts how often it was painted anew."""

    def __init__(self, size=(60, 40)):
        super().__init__()
        self.resize(*size)
        self.bounds = QRectF(5, 5, size[0] - 30, size[1] - 20)
        self.still, self.drawn, self.look, self.aside = Still(), 0, ("red",), 0

    def paintEvent(self, event):
        painter = QPainter(self)
        painter.translate(self.aside, 0)
        self.still.paint(painter, self.bounds, self.look, self.draw)

    def draw(self, painter):
        self.drawn += 1
        painter.fillRect(QRectF(10, 10, 20, 10), QColor(self.look[0]))


def color(widget, x, y):
    image = widget.grab().toImage()
    return image.pixelColor(round(x * image.devicePixelRatio()), round(y * image.devicePixelRatio())).name()


def test_a_still_is_painted_anew_only_when_it_looks_different_or_lies_elsewhere(qtbot):
    sheet = Sheet()
    qtbot.addWidget(sheet)
    assert color(sheet, 15, 15) == color(sheet, 15, 15) == "#ff0000"
    assert sheet.drawn == 1
    sheet.look = ("blue",)
    assert color(sheet, 15, 15) == "#0000ff"
    sheet.aside = 15
    assert color(sheet, 15, 15) != "#0000ff"
    assert color(sheet, 40, 15) == "#0000ff"
    assert sheet.drawn == 3


def test_on_paper_a_still_is_drawn_and_not_copied(qtbot):
    sheet, paper = Sheet(), QImage(60, 40, QImage.Format.Format_RGB32)
    qtbot.addWidget(sheet)
    for _ in range(2):
        painter = QPainter(paper)
        sheet.still.paint(painter, QRectF(5, 5, 30, 20), sheet.look, sheet.draw)
        painter.end()
    assert sheet.drawn == 2


def test_what_is_kept_has_an_end(window, qtbot):
    """120 large sheets would be 270 MB: the first are dropped, and painted again when they are seen again."""
    assert QPixmapCache.cacheLimit() == ROOM
    sheets = [Sheet(size=(1000, 600)) for _ in range(120)]
    for sheet in sheets:
        qtbot.addWidget(sheet)
        assert color(sheet, 15, 15) == "#ff0000"
    assert [color(sheet, 15, 15) for sheet in (sheets[-1], sheets[0])] == ["#ff0000", "#ff0000"]
    assert (sheets[-1].drawn, sheets[0].drawn) == (1, 2)


def seen(view):
    """The canvas as it is on the screen."""
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1).astype(int)


def afresh(view):
    """The same with nothing kept."""
    for item in (*view.graph.nodes.values(), *view.graph.wires.values()):
        item.still = Still()
    return seen(view)


def test_what_the_canvas_keeps_is_what_it_would_paint(app, window, settle):
    app.open_example("xor")
    settle()
    view, session = window.canvas.view, app.session
    before = seen(view)

    def changed(step):
        nonlocal before
        step()
        settle()
        now = seen(view)
        assert not np.array_equal(now, before), "something else is seen"
        assert np.array_equal(now, afresh(view)), "and it is what a fresh painting shows"
        before = now

    changed(lambda: session.go(len(session.debugger.program)))
    changed(lambda: session.go(300 * len(session.debugger.program)))
    changed(lambda: view.graph.nodes["h"].setSelected(True))
    changed(lambda: view.graph.clearSelection())
    changed(lambda: view.zoom(1.1))
    changed(lambda: window.canvas.edits.add("tanh"))
    changed(lambda: session.undo.undo())
    changed(lambda: view.zoom(0.2))


def test_what_a_wire_keeps_within_a_step_is_what_the_debugger_holds(app, window, settle):
    """Whatever way led to a moment: values change within a step where another value was given before it, or on a branch."""
    app.open_example("xor")
    session, wires = app.session, window.canvas.view.graph.wires
    session.reduce_motion(True)
    length, seen = len(session.debugger.program), []

    def shown():
        settle()
        for drawn in wires.values():
            name = drawn.wire.weight
            right = session.debugger.gradient(name) if drawn.state.gradient else session.debugger.value(name)
            assert np.array_equal(drawn.state.matrix, right)
        seen.append(wires["x->h"].state.matrix.copy())

    session.go(10 * length + 1)
    shown()
    session.go(10 * length)
    session.values.set("x->h.weight", (0, 0), 5.0)
    session.go(10 * length + 1)
    shown()
    assert seen[-1][0, 0] == 5
    session.take_branch(0)
    shown()
    assert np.array_equal(seen[-1], seen[0])
    for t in (11 * length + 1, 12 * length - 1, 12 * length, 11 * length + 2):
        session.go(t)
        shown()


def lines_of(label, qtbot, text, width=260):
    qtbot.addWidget(label)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setContentsMargins(12, 6, 12, 4)
    label.setText(text)
    label.resize(width, label.heightForWidth(width))
    label.show()
    return label


FORMULA = (
    "<table cellpadding='2'><tr><td>b<sub>y</sub></td><td>=</td><td><table cellspacing='0'><tr><td style='border-bottom-width:1px;"
    " border-bottom-style:solid'>∂L</td></tr><tr><td>∂w</td></tr></table></td></tr></table><p style='margin:4px 0'>and a line that"
    " is long enough to be wrapped twice in so narrow a label, with <b>0.125</b> at its end</p>"
)


def test_written_looks_and_measures_as_a_label_does(qtbot):
    written, label = (lines_of(kind(), qtbot, FORMULA) for kind in (Written, QLabel))
    assert abs(written.heightForWidth(260) - label.heightForWidth(260)) <= 1
    assert abs(written.minimumSizeHint().width() - label.minimumSizeHint().width()) <= 1
    pictures = []
    for each in (written, label):
        each.resize(260, 120)
        image = QPixmap(each.size())
        each.render(image)
        pictures.append(image.toImage().convertToFormat(QImage.Format.Format_RGB32))
    assert pictures[0] == pictures[1]
    written.setText("<p>0.25</p>")
    assert written.heightForWidth(260) < label.heightForWidth(260) / 2, "another text is measured anew"


def test_an_axis_stands_still_until_the_curve_leaves_it_or_fills_too_little_of_it():
    reach = Reach()
    first = reach.around(0.0, 100.0, 0.03)
    assert first == pytest.approx((-3.0, 103.0))
    assert reach.around(0.0, 102.0, 0.03) == first
    low, high = reach.around(0.0, 110.0, 0.03)
    assert low == pytest.approx(-3.3)
    assert 113.3 < high <= 119.0, "what grows gets room for what comes next"
    assert reach.around(0.0, 112.0, 0.03) == (low, high)
    assert reach.around(0.0, 50.0, 0.03) == pytest.approx((-1.5, 51.5)), "the start of another run fills the axis again"
    assert reach.around(2.0, 2.0, 0.03) == pytest.approx((1.5, 2.5))


class Asks(QObject):
    """Counts how often a widget asks to be laid out anew."""

    def __init__(self, widget):
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_the_next_step_does_not_lay_the_toolbar_out_anew(app, window, settle):
    app.open_example("xor")
    window.actions_by_id["debug.into"].trigger()
    settle()
    asks = Asks(window.bar)
    place = window.status.place_label.text()
    window.actions_by_id["debug.into"].trigger()
    settle()
    QApplication.processEvents()
    assert window.status.place_label.text() != place
    assert asks.count == 0


def test_the_name_beside_a_colour_bar_that_is_used_again_can_be_read(qtbot):
    view, colors = FigureView(), themes.colors(themes.THEMES[themes.LIGHT])
    qtbot.addWidget(view)
    view.set_colors(colors, themes.color_map("vik"), themes.color_map("cividis"))
    view.resize(400, 300)
    view.show()
    image = Figure("", "x1", "x2", image=Image(np.eye(3), (0, 0, 3, 3), 0, 1, "P(y = 1)"))
    line = Figure("", "x", "y", (Curve("loss", np.arange(3.0), np.arange(3.0), "loss"),))
    for figure in (image, line, image):
        view.show_figure(figure)
    names = [
        item for item in view.plot.scene().items() if isinstance(item, QGraphicsTextItem) and item.toPlainText() == "P(y = 1) "
    ]
    assert [colors["muted"].name() in item.toHtml() for item in names if item.isVisible()] == [True]
