"""Every action names its owner, and its verb is a method of that owner."""

import inspect
from typing import get_args

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget

from engine.interchange.documents.examples import GROUPS, described, example
from gui.canvas.panel import CanvasPanel
from gui.look.theme import THEMES
from gui.panels.plot import PlotPanel
from gui.plots.catalogue import PLOTS
from gui.verbs.actions import ACTIONS, MENUS, SUBMENUS, Owner
from gui.verbs.documents import Documents
from gui.verbs.figure_verbs import FigureVerbs


def test_every_action_is_a_method_of_its_owner(window):
    assert set(window.owners) == set(get_args(Owner))
    for row in ACTIONS:
        verb = getattr(type(window.owners[row.owner]), row.verb, None)
        assert inspect.isfunction(verb), f"{row.id}: {row.owner} has no verb {row.verb}"
        needed = [
            p for p in inspect.signature(verb).parameters.values() if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD
        ]
        assert len(needed) == 1 + bool(row.of), f"{row.id}: {row.verb} is told too much or too little"
        assert row.menu in MENUS or SUBMENUS[row.menu][0] in MENUS


def test_every_owner_is_named_by_an_action():
    assert {row.owner for row in ACTIONS} == set(get_args(Owner))


def test_examples_stand_in_groups_that_keys_open(qtbot, app, window):
    window.menus.examples.popup(window.mapToGlobal(window.rect().topLeft()))
    titles = [action.text() for action in window.menus.examples.actions()]
    assert titles == [title for title, _ in GROUPS]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(QApplication.activePopupWidget(), key)
    group = QApplication.activePopupWidget()
    assert [action.objectName() for action in group.actions()] == [f"example.{name}" for name in GROUPS[1][1]]
    told = group.activeAction()
    assert (told.text(), told.statusTip()) == described(GROUPS[1][1][0])
    assert told.toolTip() == told.statusTip()
    qtbot.keyClick(group, Qt.Key.Key_Return)
    assert app.session.experiment.title == told.text()


def test_an_action_calls_its_owner_and_nobody_else(window, app, settle):
    app.open_example("xor")
    settle()
    window.actions_by_id["debug.into"].trigger()
    assert app.session.debugger.t == 1
    window.actions_by_id["debug.breakpoint"].trigger()  # of the workbench: at the chosen line
    assert app.session.debugger.breakpoints.active


class Table:
    """A desk without a window: what verbs need, and nothing more."""

    def __init__(self, session, folder):
        self.front, self.theme = QWidget(), THEMES["light"]
        self.panels = {plot.name: PlotPanel(session, plot) for plot in PLOTS}
        self.settings = QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)
        self.canvas = self.middle = CanvasPanel(session)
        self.restored = ""

    def layout_state(self):
        return "as it lies"

    def restore_layout(self, state):
        self.restored = state


@pytest.fixture
def desk(qtbot, session, tmp_path):
    made = Table(session, tmp_path)
    qtbot.addWidget(made.front)
    qtbot.addWidget(made.canvas)
    for panel in made.panels.values():
        qtbot.addWidget(panel)
    return made


def test_verbs_work_on_any_desk(desk, session, tmp_path):
    figures = FigureVerbs(desk, session)
    documents = Documents(desk, session)
    session.open(example("xor"))
    assert [name for name, _ in figures.found()] == [*(plot.name for plot in PLOTS), "canvas"]
    session.path = tmp_path / "a.bpx"
    assert documents.save()
    assert documents.open_file(tmp_path / "a.bpx")
    assert desk.restored == "as it lies"
