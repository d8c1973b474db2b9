"""Layouts: one click away, remembered, back to the row; panels that have the window, fold, or open where there is room."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QByteArray, QEvent, QPoint, QPointF, QRect, QSettings, Qt
from PySide6.QtGui import QEnterEvent, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTableWidget,
)
from tiers import sample

from engine import load
from gui.canvas.geometry import READABLE
from gui.look import i18n
from gui.look import theme as themes
from gui.look.layouts import CHOSEN, EXPLORE, LAYOUTS
from gui.look.text_size import STEPS
from gui.look.theme import TEXT_SIZE
from gui.shell.app import App
from gui.shell.docks import seen_in
from gui.shell.panel_rows import PANELS
from gui.widgets.flow import Flow
from gui.widgets.message_bar import MessageBar

GROUP_OF = {row.name: row.strip for row in PANELS}  # in the strip at the edge
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def start(qapp, tmp_path, turn):
    """Starts with the same settings; each ends the one before."""
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    made = []

    def stop():
        while made:
            app = made.pop()
            app.session.pause()
            app.session.undo.set_clean()
            app.window.close()
            app.window.deleteLater()
            turn()

    def begin(language="en", size=(1366, 768)) -> App:
        stop()
        app = App(qapp, settings, language, themes.LIGHT)
        made.append(app)
        app.window.resize(*size)
        app.window.show()
        app.assemble()
        return app

    yield begin
    stop()
    i18n.install("en")


@pytest.fixture
def rest(qtbot, turn):
    """Wait until everything is shown and stands still."""

    def wait(app):
        turn()
        turn()
        qtbot.waitUntil(lambda: app.session.clock.idle)
        turn()

    return wait


def open_lstm(app) -> None:
    """The LSTM of the examples with a third of its time steps: they take as much room in the window, and less time."""
    latch = load("latch-lstm")
    shorter = replace(latch, data=replace(latch.data, settings={**latch.data.settings, "length": 10}))
    app.bench.documents.files.draw(shorter)
    app.session.say(latch.description)
    app.bench.layouts.suit()


def places(bench) -> dict[str, QRect]:
    return {name: dock.geometry() for name, dock in bench.docks.items() if not dock.visibleRegion().isEmpty()}


def controls(window) -> list[str]:
    """Everything on the screen that one can press, pull, type into or open."""
    found = []
    for kind in (QAbstractButton, QComboBox, QAbstractSpinBox, QAbstractSlider, QLineEdit):
        for widget in window.findChildren(kind):
            inside = isinstance(widget.parent(), QComboBox | QAbstractSpinBox)  # the field of a box is a part of it
            bar = isinstance(widget, QAbstractSlider) and widget.objectName() == ""  # scroll bars come with what they scroll
            if widget.isVisible() and not widget.visibleRegion().isEmpty() and not inside and not bar:
                found.append(f"{type(widget).__name__} {widget.objectName()}")
    for bar in window.findChildren(QTabBar):
        seen = bar.isVisible() and not bar.visibleRegion().isEmpty()  # Qt parks bars that it does not need out of sight
        found += [f"tab {bar.tabText(place)}" for place in range(bar.count() if seen else 0)]
    for bar in window.findChildren(QMenuBar):
        found += [f"menu {action.text()}" for action in bar.actions() if bar.isVisible()]
    return found


def test_a_first_start_is_calm(start, rest):
    app = start()
    app.open_example("xor")
    rest(app)
    assert app.bench.layouts.row.name == "learn"
    assert set(places(app.bench)) == {"program", "formula", "phase", "timeline"}
    found = controls(app.window)
    assert len(found) <= 35, found
    assert any("phase-backward" in name for name in found), "what is counted is what is seen"


def test_three_actions_lead_from_the_start_to_the_first_gradient(qtbot, start, rest):
    app = start()
    card = app.window.welcome.cards["xor"]
    assert app.window.rect().contains(QRect(card.mapTo(app.window, QPoint(0, 0)), card.size())), "in sight without scrolling"
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    rest(app)
    backward = app.window.findChild(QAbstractButton, "phase-backward")
    qtbot.mouseClick(backward, Qt.MouseButton.LeftButton)
    rest(app)
    qtbot.keyClick(app.window, Qt.Key.Key_F10)
    rest(app)
    formula, debugger = app.bench.panels["formula"], app.session.debugger
    assert debugger.place == (0, debugger.program.phases["backward"].stop)
    assert "∂L" in plain(formula.text.text())
    assert re.search(r"-?\d\.\d+", plain(formula.text.text()).replace("−", "-")), "with its number"
    for name in ("program", "formula", "phase", "timeline"):
        place = QRect(app.bench.panels[name].mapTo(app.window, QPoint(0, 0)), app.bench.panels[name].size())
        assert app.window.rect().contains(place), f"{name} lies outside of 1366×768"


def plain(rich: str) -> str:
    document = QTextDocument()
    document.setHtml(rich)
    return document.toPlainText()


@pytest.mark.parametrize(
    ("layout", "language"),
    sample([(row, language) for row in LAYOUTS for language in i18n.LANGUAGES], 5),
    ids=lambda value: getattr(value, "name", value),
)
def test_every_layout_fits_the_smallest_screen(start, rest, layout, language):
    app = start(language, (1280, 720))
    open_lstm(app)
    app.bench.choose_layout(layout.name)
    for percent in (STEPS[-1], 100):
        app.settings.setValue("text/classroom" if layout.text else "text/usual", percent)
        app.bench.dress_asked.emit()
        rest(app)
        least = app.window.minimumSizeHint()
        assert (percent, least.width() <= 1280, least.height() <= 720) == (percent, True, True), least
        assert app.window.size().toTuple() == (1280, 720)
    shown = places(app.bench)
    assert set(seen_in(layout)) & set(shown), "something is seen"
    for name, place in shown.items():
        assert app.bench.rect().contains(place), f"{name} lies outside"
    assert shown["timeline"].height() < 1.5 * app.bench.panels["timeline"].sizeHint().height(), "it takes about what it needs"


def test_a_start_with_the_largest_text_fits_the_smallest_screen(start, rest):
    app = start(size=(1280, 720))
    app.settings.setValue("text/usual", STEPS[-1])
    app.settings.setValue(CHOSEN, EXPLORE)
    app = start(size=(1280, 720))
    open_lstm(app)
    rest(app)
    assert app.bench.layouts.row.name == EXPLORE
    assert app.window.size().toTuple() == (1280, 720)
    assert app.bench.canvas.scene.look.least == 2 * READABLE, "numbers of the drawing grow with other text"
    title = app.bench.panels["heatmaps"].tiles[0].title
    assert title.fontInfo().pointSizeF() > 1.5 * TEXT_SIZE, "those of the heatmaps, too"
    for name in ("sequences", "diagnose", "learn", EXPLORE):
        app.bench.choose_layout(name)
        rest(app)
        assert app.window.size().toTuple() == (1280, 720)


def test_a_key_leads_to_a_layout_and_what_was_changed_there_is_kept(qtbot, start, rest):
    app = start()
    app.open_example("xor")
    rest(app)
    qtbot.keyClick(app.window, Qt.Key.Key_2, CTRL)
    rest(app)
    assert "heatmaps" in places(app.bench)
    app.bench.docks["heatmaps"].close()
    app.bench.resizeDocks([app.bench.docks["program"]], [440], Qt.Orientation.Horizontal)
    rest(app)
    mine = places(app.bench)
    qtbot.keyClick(app.window, Qt.Key.Key_1, CTRL)
    rest(app)
    assert "heatmaps" not in places(app.bench)
    assert "data" not in places(app.bench)
    qtbot.keyClick(app.window, Qt.Key.Key_2, CTRL)
    rest(app)
    assert places(app.bench) == mine
    app = start()  # again, another day
    app.open_example("xor")
    rest(app)
    assert app.bench.layouts.row.name == "explore"
    assert "heatmaps" not in places(app.bench)
    app.bench.actions_by_id["view.layout"].trigger()
    rest(app)
    assert "heatmaps" in places(app.bench)


def test_classroom_is_left_by_its_own_key(qtbot, start, rest):
    app = start()
    app.open_example("xor")
    rest(app)
    qtbot.keyClick(app.window, Qt.Key.Key_3, CTRL)
    for wanted in ("classroom", "diagnose"):
        qtbot.keyClick(app.window, Qt.Key.Key_K, CTRL | Qt.KeyboardModifier.ShiftModifier)
        rest(app)
        assert app.bench.layouts.row.name == wanted


@pytest.mark.parametrize("bytes_", [b"learn \nnothing that Qt wrote", b"\xff\xfe", b""])
def test_bytes_that_mean_nothing_give_the_row(start, rest, bytes_):
    app = start()
    app.settings.setValue("layouts/learn", QByteArray(bytes_))
    app.open_example("xor")
    rest(app)
    assert set(places(app.bench)) == {"program", "formula", "phase", "timeline"}


def test_examples_come_in_the_layout_that_suits_them_until_one_is_chosen(qtbot, start, rest):
    app = start()
    for example, wanted in (("xor", "learn"), ("hello", "sequences"), ("vanishing", "learn")):
        app.open_example(example)
        rest(app)
        assert app.bench.layouts.row.name == wanted
    qtbot.keyClick(app.window, Qt.Key.Key_2, CTRL)
    app.open_example("hello")
    rest(app)
    assert app.bench.layouts.row.name == "explore"


def test_a_panel_without_content_folds_away_and_comes_back(start, rest):
    app = start()
    open_lstm(app)
    rest(app)
    app.bench.choose_layout("sequences")
    rest(app)
    assert {"unrolled", "gates", "through-time"} <= set(places(app.bench))
    app.open_example("hello")  # an RNN has no gates
    rest(app)
    assert "gates" not in places(app.bench)
    app.open_example("xor")
    rest(app)
    assert not {"unrolled", "gates", "through-time"} & set(places(app.bench))
    open_lstm(app)
    rest(app)
    assert {"unrolled", "gates", "through-time"} <= set(places(app.bench))


def test_every_panel_of_sequences_opens_with_a_sequence_example(qtbot, start, rest):
    app = start()
    open_lstm(app)
    app.session.debugger.run(2)
    app.session.go(app.session.debugger.t)
    group = [name for name, button in app.bench.gallery.buttons.items() if GROUP_OF.get(name) == "unrolled"]
    assert group == ["unrolled", "states", "through-time", "lag-profile", "gates", "time-shares", "memory"]
    for name in group:
        if not app.bench.gallery.buttons[name].isChecked():
            qtbot.mouseClick(app.bench.gallery.buttons[name], Qt.MouseButton.LeftButton)
        app.bench.docks.front(name)
        rest(app)
        panel = app.bench.panels[name]
        assert panel.isVisible()
        if name == "states":
            assert panel.findChild(QTableWidget).rowCount() > 1
        elif name == "unrolled":
            assert panel.picture() is not None
        else:
            assert panel.figures()[0][1].curves or panel.figures()[0][1].image


def test_a_double_click_on_a_title_gives_the_window_and_escape_takes_it_back(qtbot, start, rest):
    app = start()
    app.open_example("xor")
    rest(app)
    bench, before = app.bench, places(app.bench)
    qtbot.mouseDClick(bench.titles.titles["formula"], Qt.MouseButton.LeftButton)
    rest(app)
    shown = places(bench)
    assert set(shown) == {"formula", "timeline"}
    assert shown["formula"].width() > 0.98 * bench.width()
    assert shown["formula"].height() > 0.7 * bench.height()
    qtbot.keyClick(app.window, Qt.Key.Key_Escape)
    rest(app)
    assert places(bench) == before
    assert bench.canvas.isVisible()


def test_the_buttons_of_a_title_come_with_the_pointer(qtbot, start, rest):
    app = start()
    app.open_example("xor")
    rest(app)
    title = app.bench.titles.titles["formula"]
    assert not title.maximise.isVisible()
    QApplication.sendEvent(title, QEnterEvent(QPointF(9, 9), QPointF(9, 9), QPointF(9, 9)))
    qtbot.mouseClick(title.maximise, Qt.MouseButton.LeftButton)
    QApplication.sendEvent(title, QEvent(QEvent.Type.Leave))
    rest(app)
    assert set(places(app.bench)) == {"formula", "timeline"}
    assert title.maximise.isVisible(), "the way back stays in sight"
    qtbot.mouseClick(title.maximise, Qt.MouseButton.LeftButton)
    rest(app)
    assert "program" in places(app.bench)
    QApplication.sendEvent(title, QEnterEvent(QPointF(9, 9), QPointF(9, 9), QPointF(9, 9)))
    qtbot.mouseClick(title.close_, Qt.MouseButton.LeftButton)
    rest(app)
    assert "formula" not in places(app.bench)


def test_a_double_click_on_a_tab_gives_the_window_too(qtbot, app, window, settle, turn):
    app.open_example("xor")
    settle()
    turn()
    before = places(window)
    bar = next(bar for bar in window.findChildren(QTabBar) if bar.tabText(0) == "Heatmaps")
    qtbot.mouseDClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
    turn()
    settle()
    assert set(places(window)) == {"heatmaps", "timeline"}
    window.toggle_dock("loss")  # to ask for another panel is to leave
    turn()
    settle()
    assert set(places(window)) == set(before) - {"loss"}


def test_tabs_keep_their_names_and_those_out_of_sight_are_in_a_menu(qtbot, qapp, app, window, settle, turn):
    app.open_example("hello")
    for name in ("through-time", "lag-profile", "time-shares"):
        window.docks.front(name)
    settle()
    turn()
    bar = next(bar for bar in window.findChildren(QTabBar) if "Lag profile" in [bar.tabText(i) for i in range(bar.count())])
    assert bar.elideMode() == Qt.TextElideMode.ElideNone
    more = bar.findChild(QAbstractButton, "all-tabs")
    assert more.isVisible()
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    menu = qapp.activePopupWidget()
    titles = [action.text() for action in menu.actions()]
    assert titles == [bar.tabText(place) for place in range(bar.count())]
    next(action for action in menu.actions() if action.text() == "Prediction").trigger()
    menu.close()
    turn()
    assert not window.docks["prediction"].visibleRegion().isEmpty()
    assert window.docks["prediction"].titleBarWidget().height() == 0, "its tab says the title already"
    assert window.docks["loss"].titleBarWidget().height() > 0


def test_a_bar_of_no_tabs_that_qt_forgets_does_not_stand_over_the_menu(app, window, qtbot):
    """It makes them at the corner of the window while it arranges docks, and does not always put them away."""
    bar = QTabBar(window)
    bar.show()
    qtbot.waitUntil(lambda: bar.visibleRegion().isEmpty())


def test_a_panel_opens_where_it_can_be_read(start, rest):
    app = start()
    app.open_example("xor")
    rest(app)
    for name, wide, high in (("flow-map", 0.25, 0.27), ("data", 0.17, 0.3), ("diagnosis", 0.35, 0.31)):
        app.bench.show_panel(name)
        rest(app)
        dock = app.bench.docks[name]
        assert not dock.visibleRegion().isEmpty()
        assert dock.width() >= wide * app.bench.width(), name  # its tabs take a part of the height
        assert dock.height() >= high * app.bench.height(), name


@pytest.mark.parametrize("language", sample(["hi", "en"], 2))
def test_words_make_way_before_controls_do_and_the_rest_is_one_click_away(qtbot, start, rest, language):
    app = start(language, (1280, 720))
    open_lstm(app)
    bar = app.bench.bar
    more = bar.findChild(QAbstractButton, "qt_toolbar_ext_button")
    for layout in (row for row in LAYOUTS if row.name != "classroom" and (not row.bar or "speed" in row.bar)):
        app.bench.choose_layout(layout.name)
        rest(app)
        assert bar.speed.isVisible(), layout.name
        for name in ("sample", "time-step"):
            spin = app.bench.canvas.findChild(QAbstractSpinBox, name)
            assert not spin.visibleRegion().isEmpty(), (layout.name, name)
    app.bench.choose_layout("classroom")
    rest(app)
    assert bar.speed.isVisible()
    for button in (button for button in bar.phase_buttons.values() if button.isVisible()):
        assert button.width() >= button.sizeHint().width(), "a bold phase is not cut off"
    assert more.isVisible()
    assert more.width() >= 20
    assert bar.rect().contains(more.geometry())
    last = bar.findChild(QAbstractButton, "mistakes-button")
    assert not last.isVisible()
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(last.isVisible)


def test_mistakes_are_a_menu_of_their_own_and_are_counted(start, rest):
    app = start()
    app.open_example("xor")
    rest(app)
    bench = app.bench
    bench.actions_by_id["mistake.wrong_sign"].trigger()
    bench.actions_by_id["mistake.zero_grad"].trigger()
    training = app.session.experiment.training
    assert training.wrong_sign
    assert not training.zero_grad
    assert bench.bar.findChild(QAbstractButton, "mistakes-button").text() == "Break it (2)"
    app.session.undo.undo()
    assert app.session.experiment.training.zero_grad
    assert not bench.actions_by_id["mistake.zero_grad"].isChecked()


def test_the_palette_folds_once_the_network_runs(qtbot, start, rest):
    app = start()
    app.window.show_bench()
    app.assemble().documents.new()
    app.window.show_bench()
    rest(app)
    strip = app.bench.canvas.strip
    assert strip.isVisible(), "there is nothing to run yet"
    app.open_example("xor")
    rest(app)
    assert not strip.isVisible()
    qtbot.mouseClick(app.bench.canvas_bar.more, Qt.MouseButton.LeftButton)
    assert strip.isVisible()
    qtbot.keyClick(app.window, Qt.Key.Key_F11)
    assert not strip.isVisible()


def test_the_data_form_is_one_button_until_it_is_wanted(qtbot, start, rest):
    app = start()
    app.open_example("xor")
    rest(app)
    assert app.bench.canvas_bar.data.text() == "Data: XOR"
    qtbot.mouseClick(app.bench.canvas_bar.data, Qt.MouseButton.LeftButton)
    rest(app)
    assert "data" in places(app.bench)
    qtbot.mouseClick(app.bench.canvas_bar.data, Qt.MouseButton.LeftButton)
    rest(app)
    assert "data" not in places(app.bench)


def test_words_under_the_icons_and_who_agreed_to_keep_answers_are_remembered(start, rest):
    app = start()
    app.open_example("xor")
    rest(app)
    under = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
    assert app.bench.bar.toolButtonStyle() == under
    answers = app.bench.actions_by_id["lessons.keep-answers"]
    assert not answers.isChecked()
    answers.trigger()
    assert answers.isChecked()
    app.bench.actions_by_id["view.words"].trigger()
    after = start()
    assert after.bench.bar.toolButtonStyle() != under
    assert after.session.lessons.records.agreed
    answers = after.bench.actions_by_id["lessons.keep-answers"]
    assert answers.isChecked()
    answers.trigger()
    assert not answers.isChecked()
    assert not after.session.lessons.records.agreed


def test_text_of_another_size_reaches_everything_and_is_remembered(qtbot, start, rest):
    app = start(size=(1366, 768))
    app.open_example("xor")
    rest(app)
    usual = app.bench.canvas_bar.data.font().pointSizeF()
    for _ in range(9):
        qtbot.keyClick(app.window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    rest(app)
    listing = app.bench.panels["program"].listing
    assert app.bench.canvas_bar.data.font().pointSizeF() == 2 * usual
    assert listing.font().pointSizeF() == 2 * usual
    assert app.window.width() <= 1366
    assert app.window.height() <= 768
    app = start(size=(1366, 768))
    assert app.bench.canvas_bar.data.font().pointSizeF() == 2 * usual
    app.bench.actions_by_id["view.text-usual"].trigger()
    rest(app)
    assert app.bench.canvas_bar.data.font().pointSizeF() == usual


def test_a_row_goes_on_in_the_next_line_and_what_fills_it_goes_below(qtbot):
    first, words, last = QPushButton("first"), QLineEdit(), QPushButton("last")
    place = row = Flow(first, words, last, gap=4)
    qtbot.addWidget(place)
    wide = first.sizeHint().width() + last.sizeHint().width() + 400
    place.resize(wide, 200)
    place.show()
    assert first.y() == last.y()
    assert words.x() > first.geometry().right()
    assert last.geometry().right() == wide - 1, "what expands takes all the room that the others leave"
    place.resize(first.sizeHint().width() + last.sizeHint().width() + 10, 200)
    assert first.y() == last.y() < words.y()
    assert words.width() == place.width()
    place.resize(row.minimumSizeHint().width(), 200)
    assert first.y() < last.y() < words.y()
    assert row.heightForWidth(place.width()) >= words.geometry().bottom()
    words.hide()
    place.resize(wide, 200)
    assert first.y() == last.y()
    assert not first.geometry().intersects(last.geometry())


def test_panels_that_come_back_have_the_room_that_they_had(start, settle, qtbot):
    """Another kind of network in between, another layout in between: the timeline stays low, the unrolled network readable."""
    app = start()
    app.open_example("hello")
    settle()

    def heights():
        return [app.bench.docks[name].height() for name in ("unrolled", "timeline")]

    qtbot.waitUntil(lambda: heights()[0] > 3 * heights()[1])
    before = heights()
    app.open_example("latch-lstm")
    settle()
    qtbot.waitUntil(lambda: heights() == before)
    app.open_example("xor")
    app.bench.choose_layout("learn")
    settle()
    app.open_example("hello")
    app.bench.choose_layout("sequences")
    qtbot.waitUntil(lambda: heights() == before)


def test_the_phases_are_in_sight_in_a_classroom(start, settle):
    app = start()
    app.open_example("xor")
    app.bench.choose_layout("classroom")
    settle()
    bar = app.bench.bar
    last = bar.phase_buttons["update"]
    assert last.isVisible()
    assert last.mapTo(bar, last.rect().bottomRight()).x() <= bar.width()


def test_a_long_message_ends_with_an_ellipsis_and_can_be_read_in_full(qtbot):
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.addPermanentWidget(QPushButton("Step 1"))
    bar.resize(400, 24)
    bar.show()
    words = "What does not fit into the bar is not lost, " * 5
    bar.say(words)
    assert bar.currentMessage() == words
    assert bar.shown().endswith("…")
    assert bar.toolTip() == words
    bar.resize(4000, 24)
    assert bar.shown() == words
    assert bar.toolTip() == ""


def test_with_large_text_on_a_small_screen_panels_share_tabs_and_nothing_over_the_drawing_is_cut(start, settle, qtbot):
    app = start(size=(1280, 720))
    app.open_example("vanishing")
    app.bench.choose_layout("diagnose")
    for _ in range(len(STEPS)):
        app.bench.change_text("larger")
    app.bench.reset_layout()
    settle()
    docks = app.bench.docks
    qtbot.waitUntil(
        lambda: {docks["flow-map"], docks["gradient-norm"]} <= set(app.bench.tabifiedDockWidgets(docks["depth-profile"]))
    )
    canvas = app.bench.canvas
    shown = [widget for widget in canvas.top.findChildren(QAbstractButton) + [canvas.neurons] if widget.isVisible()]
    assert shown
    for widget in shown:
        assert canvas.top.rect().contains(QRect(widget.mapTo(canvas.top, QPoint()), widget.size())), widget.objectName()


def test_a_line_of_controls_that_needs_two_lines_has_their_height(start, rest):
    app = start()
    app.open_example("vanishing")
    app.bench.choose_layout("diagnose")
    rest(app)
    top = app.bench.canvas.top
    assert top.caption.isVisible()
    assert top.rect().contains(top.caption.geometry())


def test_on_a_laptop_everything_of_explore_can_be_read(start, rest):
    app = start(size=(1280, 720))
    app.open_example("xor")
    app.bench.choose_layout("explore")
    rest(app)
    program = app.session.debugger.program
    app.session.go(2 * len(program) + program.phases["loss"].stop)
    rest(app)
    formula, loss = app.bench.panels["formula"], app.bench.panels["loss"]
    (area,) = formula.findChildren(QScrollArea)
    assert area.viewport().height() > 8 * formula.fontMetrics().lineSpacing()
    assert "best constant prediction" in loss.view.note.text(), "the curves have a key"
    assert loss.view.plot.height() > 5 * formula.fontMetrics().lineSpacing()


def test_the_losses_of_several_outputs_are_named_where_not_all_words_have_room(start, rest):
    app = start(size=(1366, 768))
    app.open_example("two-losses")
    app.bench.choose_layout("explore")
    app.session.debugger.run(20)
    app.session.go(app.session.debugger.t)
    rest(app)
    loss = app.bench.panels["loss"]
    for name in ("loss of y", "loss of r"):
        assert name in loss.view.note.text()
    assert "best constant prediction" in loss.view.note.toolTip(), "what has no room is told there"
