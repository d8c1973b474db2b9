"""Beside the drawing stand the gates of an LSTM or a GRU, and the one of which the sentence speaks stands out."""

import pytest
from PySide6.QtCore import QRectF

from engine.interchange.documents.examples import load
from gui.canvas.gates import Gates, Row, place_gates


@pytest.fixture
def lstm(app, settle):
    app.session.open(load("latch-lstm"))
    settle()
    return app.session


def at(session, name: str) -> int:
    """Right after the line that computes a value; the line."""
    program = session.debugger.program
    pc = program.writer[program.names[name]]
    session.go(pc + 1)
    return pc


def rows(app) -> dict[str, Row]:
    shown = app.bench.canvas.view.gates
    return {} if shown is None else {row.name: row for row in shown.rows}


def test_the_gate_of_the_present_line_stands_out(app, lstm, settle):
    for value, lit in (("h.f[2]", "f"), ("h.z_i[2]", "i"), ("h.c[2]", "c"), ("h.kept[2]", "f·c"), ("∂L/∂h.o[2]", "o")):
        at(lstm, value)
        settle()
        assert [row.name for row in rows(app).values() if row.lit] == [lit], value
        assert list(rows(app))[:5] == ["i", "f", "g", "o", "c"]
    at(lstm, "y.a[2]")
    settle()
    assert not any(row.lit for row in rows(app).values())


def test_gates_have_the_values_of_time_step_sample_and_unit(app, lstm, settle):
    at(lstm, "h.a[2]")
    lstm.looking.at_sample(3)
    settle()
    app.bench.panels["formula"].row.setValue(5)
    settle()
    for name in ("i", "f", "g", "o", "c"):
        assert rows(app)[name].value == lstm.debugger.value(f"h.{name}[2]")[5, 3]
        assert rows(app)[name].gradient is None
    assert app.bench.canvas.view.gates.title == "h[5], t = 2"
    at(lstm, "h.f[1]")
    settle()
    assert rows(app)["o"].value is None, "what is not computed yet is not shown"
    at(lstm, "∂L/∂h.o[2]")
    settle()
    assert rows(app)["o"].gradient == lstm.debugger.value("∂L/∂h.o[2]")[5, 3]


def test_without_a_cell_there_are_no_gates(app, settle):
    app.session.open(load("hello"))
    app.session.go(9)
    settle()
    assert rows(app) == {}


def test_the_gates_cover_no_card(app, lstm, settle):
    at(lstm, "h.f[2]")
    settle()
    view, area = app.bench.canvas.view, QRectF(0, 0, 400, 300)
    gates = Gates("h[0]", (Row("i", 0.5, None),), "value", False)
    free, moved, nowhere = (place_gates(gates, area, taken, view.font()) for taken in ([], [QRectF(300, 0, 100, 80)], [area]))
    assert free.top() < 20
    assert free.right() > 380
    assert free.intersects(QRectF(300, 0, 100, 80))
    assert not moved.intersects(QRectF(300, 0, 100, 80))
    assert nowhere.isEmpty()
