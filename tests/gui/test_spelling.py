"""What the window says is spelled one way: a wire is x→h, a delayed one h⇢h, wherever it is named."""

import re
from dataclasses import replace

from PySide6.QtWidgets import QDialog
from visible import texts

from engine.model.problem import Problem
from engine.runtime.breakpoints import Condition, Guard, Watchpoint
from engine.runtime.watch import Expression
from gui.dialogs.condition import GuardDialog
from gui.look.i18n import problem_text
from gui.shell.panel_rows import PANELS

OTHER = re.compile(r"->|~>|-->|\b(x (→|⇢|to|–) ?h|h (→|⇢|to|–) ?(h|y)|h→h)\b")


def others(found):
    """The texts that name a wire in another way; letters of the text itself have no layer."""
    return [(place, words) for place, words in found if OTHER.search(words)]


def test_another_spelling_is_noticed():
    for words in ("h->y.weight", "the wire x → h", "h~>h", "h→h"):
        assert others([("", words)])
    assert not others([("", "x→h, h⇢h, h→y.weight[0, 1], H → e")])


def test_every_panel_and_dialog_spells_a_wire_the_same_way(app, window):
    app.open_example("hello")
    session, guarded = app.session, Guard(Expression('norm(grad("h->y.weight")) > 9'))
    session.debugger.run(4)
    session.watch((Watchpoint(guarded.expression),))
    session.guard_breakpoint(12, guarded)
    session.debugger.breakpoints.conditions = tuple(Condition(name, True, 1.0) for name in session.debugger.series.quantities)
    session.go(5 * len(session.debugger.program))
    session.select(replace(session.selection, wires=frozenset(("h~>h",)), parameter="h->y.weight", index=(0, 1)))
    unrolled, found = window.panels["unrolled"], []
    for row in PANELS:
        window.docks.front(row.name)
        session.clock.flush()
        found += [(row.name, words) for _, figure in window.panels[row.name].figures() for words in said(figure)]
        found += texts(window.docks[row.name])
    unrolled.move_cut(2)
    window.docks.front("unrolled")
    session.clock.flush()
    found += [("unrolled", words) for rail in unrolled.view.shown.rails for words in (rail.name, *rail.words)]
    for ask in (
        window.tools.ask_conditions,
        lambda: window.tools.ask_guard(12),
        window.tools.check_gradients,
        window.tools.show_cost,
    ):
        ask()
        dialog = app.window.findChildren(QDialog)[-1]
        found += texts(dialog)
        dialog.reject()
    session.values.set("x->h.weight", (0, 0), 0.5)
    session.freeze("h~>h.weight", True)
    loop = next(wire for wire in session.experiment.network.wires if wire.delay)
    window.canvas.edits.delete(frozenset(), frozenset((loop.id,)))
    window.canvas.edits.connect_wire(loop)
    window.canvas.edits.connect_wire(loop)
    found += [("undo", session.undo.text(number)) for number in range(session.undo.count)]
    found += texts(app.window)
    said_somewhere = [words for _, words in found]
    for words in ("Edit x→h.weight", "Freeze h⇢h.weight", "Connect h⇢h", 'norm(grad("h→y.weight")) > 9', 'value("x→h.weight")'):
        assert words in said_somewhere
    assert others(found) == []


def test_a_wire_typed_in_ascii_is_written_as_everywhere(qtbot, session):
    dialog = GuardDialog("", None)
    qtbot.addWidget(dialog)
    qtbot.keyClicks(dialog.field, 'norm(grad("h->y.weight")) < value("h~>h.weight")[0,0]')
    assert dialog.field.text() == 'norm(grad("h→y.weight")) < value("h⇢h.weight")[0,0]'
    assert dialog.guard() is not None
    problem = Problem("network.wires.x->h", "{name} is missing.", "", {"name": "h~>h"})
    assert problem_text(problem) == "x→h: h⇢h is missing."


def said(figure):
    about = (figure.title, figure.x_label, figure.y_label, figure.note, figure.empty)
    return (*about, *(curve.name for curve in figure.curves), *(words for _, words in (*figure.ticks, *figure.y_ticks)))
