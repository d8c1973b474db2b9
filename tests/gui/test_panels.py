"""A panel or plot is one row: the strip, the icons, the docs and the docks follow from it."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from engine.interchange.documents.examples import example
from gui.look.layouts import LAYOUTS, Edge, TabOf, layout_row
from gui.look.theme import THEMES
from gui.plots.catalogue import PLOTS
from gui.session.panel import Panel
from gui.session.session import Session
from gui.shell import docks, panel_rows
from gui.shell.panel_rows import PANELS, STRIP, Late, PanelRow, strip
from resources import FOLDER

ROOT = Path(__file__).resolve().parents[2]


def faults(panels, buttons, page: str) -> list[str]:
    """What strip, icons and page do not say of the rows."""
    told = dict(re.findall(r"^\| `([\w-]+)` \| ([^|]+?) \|", page.split("## Panels and plots")[1].split("\n## ")[0], re.M))
    shown = {row.name for group in buttons for row in group}
    found = [f"{plot.name} is not in the strip" for plot in PLOTS if plot.name not in shown]
    found += [f"{row.name} belongs to no group of the strip" for row in panels if row.strip and row.name not in shown]
    found += [
        f"{row.name} has no icon" for row in panels if row.strip and not FOLDER.joinpath("icons", f"{row.icon}.svg").is_file()
    ]
    found += [f"the page does not tell of {row.name}, {row.title}" for row in panels if told.get(row.name) != row.title]
    return found + [f"the page tells of {name}, which is not there" for name in told if name not in {row.name for row in panels}]


@pytest.fixture
def page() -> str:
    return (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_strip_icons_and_docs_agree_with_the_rows(page):
    assert faults(PANELS, strip(), page) == []


def test_what_is_left_out_is_found(page, monkeypatch):
    without = re.sub(r"^\| `gates` .*\n", "", page, flags=re.M)
    assert faults(PANELS, strip(), without) == ["the page does not tell of gates, Gates"]
    fewer = tuple(tuple(row for row in group if row.name != "signal") for group in strip())
    assert "signal is not in the strip" in faults(PANELS, fewer, page)
    extra = PanelRow("extra", "Extra", TabOf("data"), PANELS[0].make, "somewhere", "no-such-icon")
    assert len(faults((*PANELS, extra), strip(), page)) == 3
    fewer_rows = tuple(row for row in PANELS if row.name != "notes")
    assert faults(fewer_rows, strip(), page) == ["the page tells of notes, which is not there"]
    monkeypatch.setattr(panel_rows, "PANELS", tuple(replace(row, strip="elsewhere") for row in PANELS))
    assert "loss is not in the strip" in faults(PANELS, panel_rows.strip(), page)


def test_each_group_of_the_strip_begins_with_the_button_that_names_it():
    assert tuple(group[0].name for group in strip()) == STRIP


def test_every_plot_has_a_dock_and_names_are_used_once():
    names = [row.name for row in PANELS]
    assert len(set(names)) == len(names)
    assert {plot.name for plot in PLOTS} < set(names)


def test_a_home_is_a_panel_that_stands_somewhere_itself():
    known = set()
    for row in sorted(PANELS, key=lambda row: isinstance(row.home, TabOf)):
        assert isinstance(row.home, Edge) or row.home.other in known, row.name
        known.add(row.name)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda row: row.name)
def test_a_layout_gives_every_panel_a_place(layout):
    homes = docks.homes_in(layout)
    assert set(homes) == {row.name for row in PANELS}
    seen = docks.seen_in(layout)
    assert "timeline" in seen
    known = set()
    for name in sorted(homes, key=lambda name: isinstance(homes[name], TabOf)):
        assert isinstance(homes[name], Edge) or homes[name].other in known, f"{name} stands beside nothing"
        known.add(name)
    for shares in (*layout.across, *layout.down):
        assert {name for name, _ in shares} <= set(seen)
        assert sum(part for _, part in shares) <= 100
    for name, home in homes.items():
        if isinstance(home, TabOf):
            assert not docks.ROWS[home.other].bare, f"{name} would open behind a panel without a title"


def test_docks_are_those_of_the_rows(app, window):
    app.open_example("xor")
    assert list(window.docks) == [row.name for row in PANELS]
    shown = {row.name for row in PANELS if row.at_first and row.content(window.session)}
    assert {name for name, dock in window.docks.items() if not dock.isHidden()} == shown
    for row in PANELS:
        assert window.docks[row.name].windowTitle() == row.shown_title()
        tabs = window.tabifiedDockWidgets(window.docks[row.name])
        assert not isinstance(row.home, TabOf) or not row.at_first or window.docks[row.home.other] in tabs
    assert list(window.gallery.buttons) == [row.name for group in strip() for row in group]


def test_a_late_panel_is_made_when_it_is_looked_at(window, settle):
    assert "notes" not in window.panels
    window.docks.front("notes")
    settle()
    assert window.docks["notes"].widget() is window.panels["notes"]
    assert window.panels["notes"].theme is window.theme


LATE = """
import sys
from PySide6.QtCore import QSettings
from gui.shell.app import App, make_application
application = make_application(["late"])
app = App(application, QSettings(sys.argv[1], QSettings.Format.IniFormat), "en", "light")
app.assemble()
app.autosave.close()
print(*(name for name in sys.modules if name.startswith("gui.panels.")))
"""


def test_modules_of_late_panels_are_not_loaded_with_the_workbench(tmp_path):
    late = {row.make.module for row in PANELS if isinstance(row.make, Late)}
    code = [sys.executable, "-c", LATE, str(tmp_path / "s.ini")]
    done = subprocess.run(code, capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = set(done.stdout.split())
    assert "gui.panels.program" in loaded
    assert late
    assert not late & loaded


@pytest.fixture(scope="module")
def opened(qapp):
    """A network that has something for every panel, opened once."""
    session = Session()
    session.open(example("latch-lstm"))
    return session


@pytest.mark.parametrize("row", PANELS, ids=lambda row: row.name)
def test_a_row_makes_a_panel_that_shows_a_network(qtbot, opened, row):
    panel = row.make(opened)
    qtbot.addWidget(panel)
    assert isinstance(panel, Panel)
    panel.set_theme(THEMES["light"])
    panel.refresh()
    exported = [name for name, _ in panel.figures()]
    assert row.name not in {plot.name for plot in PLOTS} or exported == [row.name]


def test_a_new_row_is_a_dock_a_button_and_an_export(qtbot, session, monkeypatch):
    """What a row promises holds for one that nobody knew before."""
    from PySide6.QtWidgets import QMainWindow

    from gui.shell.gallery import Gallery

    row = replace(next(row for row in PANELS if row.name == "notes"), name="more", title="More", strip="loss", icon="plot-loss")
    for module in (docks, panel_rows):
        monkeypatch.setattr(module, "PANELS", (*PANELS, row))
    monkeypatch.setitem(docks.ROWS, "more", row)
    window = QMainWindow()
    qtbot.addWidget(window)
    made = docks.Docks(window)
    panels = docks.Panels(session, lambda name, panel: made[name].setWidget(panel))
    made.hold(panels)
    made.arrange(layout_row("explore"))
    gallery = Gallery(made, window)
    gallery.asked.connect(made.front)
    window.show()
    assert "more" not in panels
    gallery.buttons["more"].click()
    qtbot.waitUntil(lambda: "more" in panels)
    assert made["more"].widget() is panels["more"]
