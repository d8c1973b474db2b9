"""The network over time: what is not done yet looks not done, and all of it is in sight where there is little room."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from engine.interchange.documents.examples import load
from gui.look.theme import LIGHT, THEMES
from gui.panels.unrolled import UnrolledPanel


@pytest.fixture
def panel(session, qtbot):
    made = UnrolledPanel(session)
    qtbot.addWidget(made)
    made.set_theme(THEMES[LIGHT])
    made.resize(700, 420)
    session.open(load("hello"))
    made.show()
    return made


def arrows(panel):
    """The colour of each arrow from a layer to the one above: (row of its lower end, time) to its role."""
    panel.refresh()
    view, image = panel.view, panel.view.grab().toImage()
    roles = {panel.colors()[role].name(): role for role in ("value", "gradient", "empty")}
    found = {}
    for row in range(len(view.shown.rows) - 1):
        for time in range(1, len(view.shown.heads) + 1):
            low, high = view.cell_rect(row, time), view.cell_rect(row + 1, time)
            seen = [
                image.pixelColor((QPointF(low.center().x(), y)).toPoint()).name() for y in np.arange(high.bottom() + 1, low.top())
            ]
            found[row, time] = {roles[color] for color in seen if color in roles}
    return found


def done(session, name):
    session.go(session.debugger.program.writer[session.debugger.program.names[name]] + 1)


def test_arrows_of_steps_to_come_are_grey(panel, session):
    assert set.union(*arrows(panel).values()) == {"empty"}
    done(session, "h.a[2]")
    shown = arrows(panel)
    assert "value" in shown[0, 2]
    assert shown[0, 3] == {"empty"}, "the third letter is not read yet"
    program = session.debugger.program
    session.go(program.writer[program.gradient_of[program.names["y.z[4]"]]] + 1)
    assert set.union(*arrows(panel).values()) == {"empty"}, "δ of the output is there, and has gone nowhere"
    session.go(program.writer[program.gradient_of[program.names["h.a[4]"]]] + 1)
    shown = arrows(panel)
    assert "gradient" in shown[1, 4]
    assert shown[1, 3] == {"empty"}


@pytest.mark.parametrize("height", [420, 250])
def test_no_row_is_cut(panel, height):
    panel.resize(700, height)
    panel.refresh()
    view, area = panel.view, panel.area.viewport()
    assert view.shown.rails
    assert view.height() <= area.height(), "nothing to scroll"
    image = view.grab().toImage()
    line = QColor(panel.colors()["border"]).name()
    below = view.cell_rect(0, 1).bottom()
    rows = {y for y in range(int(below), image.height()) if image.pixelColor(view.width() // 2, y).name() == line}
    assert rows, "the rails are painted"
    assert max(rows) < image.height() - 2
