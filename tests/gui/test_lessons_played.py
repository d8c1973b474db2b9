"""A lesson is played in the window with the keyboard; what is asked for is hidden, and the user's own work comes back."""

import json
from dataclasses import replace
from datetime import date

import pytest
from learner import BUILT
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton, QWidget

from engine.interchange.documents.attempts_file import read
from engine.interchange.documents.examples import example
from engine.lessons.lesson import Choose, Place
from engine.lessons.numbers import written
from engine.lessons.progress import Card, Progress
from engine.lessons.reading import load
from engine.lessons.summary import summary
from engine.runtime.stepping import OP, PHASE
from gui.widgets.tile import Tile
from resources import FOLDER

STEP = Qt.Key.Key_F10


@pytest.fixture
def keyboard(qtbot, window, settle):
    """Types where the keyboard is, as a learner does."""

    def press(keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        target = QApplication.focusWidget() or window
        QTest.keyClicks(target, keys) if isinstance(keys, str) else QTest.keyClick(target, keys, modifier)
        settle()

    return press


@pytest.fixture
def opened(qtbot, app, window, settle):
    """Opens a lesson, with the keyboard at its card."""

    def play(name: str):
        app.window.activateWindow()
        assert window.lessons.open(name)
        settle()
        return window.lessons.card

    return play


def said(card) -> str:
    return card.findChild(QLabel, "lesson-said").text()


def test_the_first_lesson_from_its_start_to_its_end(app, window, session_of, opened, keyboard, settle):
    session = app.session
    app.open_example("xor")
    session.step_over()
    session.edit("another rate", session.experiment)
    mine = (session.experiment, session.debugger, session.debugger.t, window.layouts.row.name)
    card = opened("circuit")
    for _ in range(2):
        keyboard(STEP)
    assert "Done." in said(card)
    keyboard(Qt.Key.Key_Return)
    keyboard("12")
    keyboard(Qt.Key.Key_Return)
    assert "z is negative" in said(card)
    assert not card.findChild(QLabel, "lesson-hints").isVisible(), "the first wrong answer has its feedback alone"
    keyboard("-12")
    keyboard(Qt.Key.Key_Return)
    assert "You said −12 · it is −12" in card.findChild(QLabel, "lesson-pair").text()
    assert session.debugger.value("f.z")[0, 0] == -12, "the learner's own debugger stands at the answer"
    keyboard(Qt.Key.Key_Escape)
    assert not session.lessons.on
    assert (session.experiment, session.debugger, session.debugger.t, window.layouts.row.name) == mine
    assert session.experiment == example("xor")


@pytest.fixture
def session_of(app):
    return app.session


def test_what_is_asked_for_can_be_read_nowhere_and_the_clock_stops_before_it_is_given_away(app, window, opened, settle):
    session = app.session
    opened("circuit")
    session.go(3 * len(session.debugger.program))
    settle()
    assert session.debugger.t == len(session.debugger.program)
    assert session.debugger.value("f.z") is None
    assert session.debugger.value("loss") is None
    assert session.debugger.value("q.z")[0, 0] == 3
    session.lessons.leave()
    assert not session.veil.on


def test_what_was_said_of_the_network_before_is_gone(app, window, opened, settle):
    app.open_example("vanishing")
    settle()
    said = "Each layer passes on less than a quarter"
    assert said in window.statusBar().currentMessage()
    opened("circuit")
    settle()
    assert said not in window.statusBar().currentMessage()


def test_a_step_begun_again_has_the_same_bits(app, window, opened, settle, keyboard):
    session = app.session
    card = opened("circuit")
    start = session.debugger.arena.buffer.tobytes()
    session.step_over()
    session.values.set("one->x.weight", (0, 0), 7.0)
    card.findChild(QPushButton, "lesson-again").click()
    settle()
    assert session.debugger.arena.buffer.tobytes() == start


def test_a_step_on_what_the_learner_built_begins_again_with_the_same_bits(app, window, settle):
    session, lessons = app.session, app.session.lessons
    lessons.begin(load("races"), "deep")
    session.edit("another network", BUILT["races", "deep"]())
    session.go(len(session.debugger.program))
    lessons.next()
    assert lessons.step.id == "deep-run"
    t, start = session.debugger.t, session.debugger.arena.buffer.tobytes()
    session.go(3 * len(session.debugger.program))
    lessons.again()
    settle()
    assert session.debugger.t == t
    assert session.debugger.arena.buffer.tobytes() == start


def test_the_first_question_is_answered_after_three_clicks(app, window, settle, qtbot, keyboard):
    app.show_welcome()
    qtbot.mouseClick(app.window.welcome.findChild(QWidget, "card-lesson-circuit"), Qt.MouseButton.LeftButton)
    settle()
    card, lessons = window.lessons.card, app.session.lessons
    for _ in range(2):
        keyboard(STEP)
    qtbot.mouseClick(card.findChild(QPushButton, "lesson-next"), Qt.MouseButton.LeftButton)
    settle()
    keyboard("-12")
    qtbot.mouseClick(card.findChild(QPushButton, "lesson-check"), Qt.MouseButton.LeftButton)
    settle()
    assert lessons.play.turn.solved
    assert said(card).startswith("Right.")


def test_hands_of_a_class_are_counted_beside_the_answers_and_kept_for_the_report(app, window, settle, qtbot, keyboard, tmp_path):
    lessons = app.session.lessons
    lessons.agree(True)
    window.layouts.choose("classroom")
    lessons.begin(load("one-neuron"), "ten")
    settle()
    card = window.lessons.card.card
    assert isinstance(lessons.step.question, Choose)
    qtbot.mouseClick(card.hands, Qt.MouseButton.LeftButton)
    first, second, *_ = card.question.hands
    keyboard("12")
    keyboard(Qt.Key.Key_Tab)
    keyboard("5")
    assert lessons.hands == {first: 12, second: 5}
    right = next(option.id for option in lessons.step.question.options if option.right is True or option.id == first)
    card.question.tiles[right].click()
    card.try_answer()
    card.setFocus()
    keyboard("r")
    assert not card.question.hands, "the question is over"
    assert [tile.end for tile in list(card.question.tiles.values())[:2]] == ["12", "5"]
    (row,) = summary([read(tmp_path / "answers.csv")])
    assert row.hands == f"{first} 12, {second} 5"


def test_hands_are_counted_in_a_classroom_only(app, window, settle, qtbot):
    window.layouts.choose("classroom")
    app.session.lessons.begin(load("one-neuron"), "ten")
    settle()
    card = window.lessons.card.card
    qtbot.mouseClick(card.hands, Qt.MouseButton.LeftButton)
    assert card.question.hands
    window.layouts.choose("explore")
    settle()
    assert not card.question.hands, "nothing in sight would take the fields away again"


def test_what_an_answer_was_worth_is_shown_once(app, window, settle):
    session, lessons = app.session, app.session.lessons
    lessons.begin(load("gradient-check"), "line")
    settle()
    lessons.answer([Place("line", "y.a′")])
    for _ in range(2):
        session.show_moment()
        settle()
    rows = window.lessons.card.card.question.list
    assert rows.isEnabled(), "all of them can be read"
    rows.setCurrentRow(0)
    assert not rows.selectedItems(), "and none is chosen any more"
    assert [rows.item(row).text().count("✓") for row in range(rows.count()) if "✓" in rows.item(row).text()] == [1]
    lessons.leave()


def test_after_a_wrong_answer_the_keyboard_stays_where_the_learner_looks(app, window, settle, opened, keyboard):
    opened("circuit")
    for _ in range(2):
        keyboard(STEP)
    for keys in (Qt.Key.Key_Return, "12", Qt.Key.Key_Return):
        keyboard(keys)
    assert app.session.lessons.verdict is not None
    assert not app.session.lessons.verdict.right
    window.canvas.view.setFocus()
    app.session.point_at("q")
    settle()
    assert window.canvas.view.hasFocus()


def test_who_does_nothing_for_long_is_shown_once_that_there_is_a_hint(app, opened, settle, keyboard):
    card, lessons = opened("circuit").card, app.session.lessons
    assert card.idle.isActive()
    assert card.idle.interval() == 90_000
    card.idle.timeout.emit()
    keyboard(STEP)
    assert not card.idle.isActive(), "once is enough"
    app.session.reduce_motion(True)
    lessons.again()
    settle()
    assert card.idle.isActive()
    card.idle.timeout.emit()
    assert card.hint.strength == 1
    for _ in range(2):
        keyboard(STEP)
    assert card.hint.strength == 0, "what was to be done is done"


def test_in_a_narrow_window_the_card_lies_under_the_toolbar(app, window, opened, settle, qtbot):
    card = opened("circuit")
    upright = window.docks["lesson"].width()
    app.window.resize(1090, 720)
    settle()
    qtbot.waitUntil(lambda: window.width() < 1100)
    dock = window.docks["lesson"]
    assert window.dockWidgetArea(dock) == Qt.DockWidgetArea.TopDockWidgetArea
    assert dock.height() < 0.25 * window.height()
    assert dock.width() == window.width()
    for part in (card.card.text, card.card.next, card.card.hint, card.card.leave):
        assert part.isVisible()
    app.window.resize(1440, 900)
    settle()
    assert window.dockWidgetArea(dock) == Qt.DockWidgetArea.LeftDockWidgetArea
    qtbot.waitUntil(lambda: abs(dock.width() - upright) < 30)


def test_a_question_whose_lesson_is_gone_is_not_asked_and_the_next_one_is(app, window, settle, tmp_path):
    lessons, today = app.session.lessons, date.today().toordinal()
    cards = (
        Card("mine", "delta", today - 3, file=str(tmp_path / "mine.json")),
        Card("tried-out", "one", today - 2),
        Card("circuit", "no-such-step", today - 1),
        Card("circuit", "dq", today),
    )
    assert any(later.step == "dq" for later in load("circuit").later)
    lessons.records.keep(Progress(cards=cards))
    said = list[str]()
    app.session.said.connect(said.append)
    window.lessons.recap()
    settle()
    assert lessons.card == cards[3]
    assert any("have been removed or changed" in words for words in said)
    assert lessons.records.progress.cards == (replace(cards[0], due=today + 1), cards[3]), "a file may be there tomorrow"
    lessons.leave()


def test_a_question_of_a_lesson_from_a_file_is_asked_again_and_its_card_moves_on(app, window, settle, tmp_path):
    lessons, today, file = app.session.lessons, date.today().toordinal(), tmp_path / "mine.json"
    document = json.loads(FOLDER.joinpath("lessons", "circuit.json").read_text(encoding="utf-8"))
    file.write_text(json.dumps({**document, "id": "mine"}), encoding="utf-8")
    card = Card("mine", "dq", today, file=str(file))
    lessons.records.keep(Progress(cards=(card,)))
    window.lessons.recap()
    settle()
    assert lessons.card == card
    lessons.answer("12345")
    assert lessons.records.progress.cards == (replace(card, due=today + 1),), "wrong: tomorrow again"
    lessons.leave()


def test_the_first_page_asks_what_is_due_today(app, window, settle, qtbot):
    lessons, today = app.session.lessons, date.today().toordinal()
    lessons.records.keep(Progress(cards=(Card("circuit", "dq", today), Card("circuit", "f", today + 1))))
    app.show_welcome()
    button = app.window.welcome.findChild(QPushButton, "welcome-recap")
    assert button.text() == "Do you remember? Questions: 1"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()
    assert lessons.card == Card("circuit", "dq", today)
    assert not app.window.on_welcome
    lessons.leave()


def test_a_race_tells_its_result_and_keeps_the_best(app, window, settle):
    session, lessons, results = app.session, app.session.lessons, []
    for rate in (0.25, 0.2):
        lessons.begin(load("races"), "rate")
        assert lessons.racing
        optimizer = session.experiment.optimizer
        faster = replace(optimizer, settings={**optimizer.settings, "learning_rate": rate})
        session.edit("another rate", replace(session.experiment, optimizer=faster))
        session.go(50 * len(session.debugger.program))
        settle()
        results.append(lessons.result)
        assert f"Edits: 1, loss: {written(lessons.result[1])}." in said(window.lessons.card)
    assert lessons.best == min(results) != max(results)
    assert ("Your best" in said(window.lessons.card)) == (results[-1] != lessons.best)
    lessons.leave()


def test_a_race_is_won_with_its_own_network(app, window, settle, qtbot):
    """Another one that is opened meanwhile wins nothing, though it meets the goal, and the card says why."""
    session, lessons, card = app.session, app.session.lessons, window.lessons.card
    lessons.begin(load("races"), "rate")
    raced, other = session.experiment, example("one-neuron")
    session.open(replace(other, optimizer=replace(other.optimizer, settings={"learning_rate": 1.5})))
    session.go(50 * len(session.debugger.program))
    settle()
    assert session.debugger.value("loss") < 0.005
    assert not lessons.play.may_go_on
    assert lessons.result is None
    back = card.findChild(QPushButton, "lesson-bring-back")
    assert back.isVisible()
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    settle()
    assert session.experiment == raced
    assert not back.isVisible()
    optimizer = replace(raced.optimizer, settings={**raced.optimizer.settings, "learning_rate": 0.25})
    session.edit("another rate", replace(raced, optimizer=optimizer))
    session.go(50 * len(session.debugger.program))
    settle()
    assert lessons.play.may_go_on
    assert lessons.result[0] == 1
    lessons.leave()


def test_a_race_is_not_won_with_other_data(app, settle):
    """Its network fits flat ones from the beginning, but they are not those of the race."""
    session, lessons = app.session, app.session.lessons
    lessons.begin(load("races"), "rate")
    raced = session.experiment
    session.open(replace(raced, data=replace(raced.data, settings={**raced.data.settings, "slope": 0.0})))
    session.go(50 * len(session.debugger.program))
    settle()
    assert session.debugger.value("loss") < 0.005
    assert not lessons.play.may_go_on
    lessons.bring_back()
    settle()
    assert session.experiment == raced
    lessons.leave()


def test_a_step_that_goes_on_does_so_with_the_lessons_own_network(app, settle):
    session, lessons = app.session, app.session.lessons
    lessons.begin(load("races"), "deep")
    session.edit("another network", BUILT["races", "deep"]())
    session.go(len(session.debugger.program))
    assert lessons.play.may_go_on
    session.open(example("xor"))
    lessons.next()
    settle()
    assert lessons.step.id == "deep-run"
    assert session.experiment.network.has("h20"), "the network of the lesson is there again"
    lessons.leave()


def test_enter_chooses_what_has_the_keyboard_and_checks_at_the_second_time(app, opened, settle, keyboard):
    card, lessons = opened("one-neuron").card, app.session.lessons
    lessons.begin(load("one-neuron"), "ten")
    settle()
    card.focus()
    keyboard(Qt.Key.Key_Return)
    assert [tile.isChecked() for tile in card.question.tiles.values()].count(True) == 1
    assert lessons.verdict is None
    keyboard(Qt.Key.Key_Down)
    keyboard(Qt.Key.Key_Return)
    assert list(card.question.tiles.values())[1].isChecked(), "not the one that is left"
    keyboard(Qt.Key.Key_Return)
    assert lessons.verdict is not None


def test_keys_of_a_clicker_work_where_cards_are_put_in_order(app, window, opened, settle, keyboard):
    window.layouts.choose("classroom")
    card, lessons = opened("one-neuron").card, app.session.lessons
    lessons.begin(load("one-neuron"), "four")
    settle()
    card.focus()
    keyboard("h")
    hints = card.hints
    assert hints.text()
    assert card.area.viewport().rect().intersects(hints.geometry().translated(0, -card.area.verticalScrollBar().value()))
    keyboard("r")
    assert lessons.answered
    keyboard(Qt.Key.Key_PageDown)
    assert lessons.step.id != "four"


def test_a_phase_is_picked_by_its_heading_in_the_listing(app, window, settle, qtbot):
    lessons = app.session.lessons
    lessons.begin(load("one-neuron"), "where")
    window.show_panel("program")
    settle()
    listing, start = window.panels["program"].listing, app.session.debugger.program.phases["backward"].start
    qtbot.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=listing.row_rect(start).topLeft() + QPoint(90, -4))
    settle()
    card = window.lessons.card.card
    assert card.question.answer() == [Place("phase", "backward")]
    card.try_answer()
    assert lessons.answered


def test_the_box_in_the_toolbar_has_the_step_that_a_lesson_takes(app, window, settle):
    lesson = load("one-neuron")
    stage = lesson.steps[0].stage
    steps = tuple(replace(lesson.steps[0], id=size, stage=replace(stage, granularity=size)) for size in ("phase", "op"))
    for step, granularity in zip(steps, (PHASE, OP), strict=True):  # the second stands where the first does
        app.session.lessons.begin(replace(lesson, steps=steps), step.id)
        settle()
        assert window.bar.granularity.currentData() == granularity


def test_what_is_to_be_done_is_not_done_by_the_step_before(app, window, settle, keyboard):
    """The answer before it stands at the end of the backward pass, where the gradient of this step is known."""
    lessons = app.session.lessons
    lessons.begin(load("circuit"), "grow")
    lessons.answer("+")
    lessons.next()
    settle()
    assert lessons.step.id == "back"
    assert not lessons.play.may_go_on
    assert "Done." not in said(window.lessons.card)
    lessons.leave()


def test_a_step_begins_again_once_something_has_happened_in_it(app, opened, keyboard):
    card = opened("circuit").card
    assert not card.again.isVisible()
    keyboard(STEP)
    assert card.again.isVisible()


def test_places_are_called_as_in_the_listing(app, window, settle):
    app.session.lessons.begin(load("gradient-check"), "line")
    settle()
    rows = window.lessons.card.card.question.list
    window.show_panel("program")
    settle()
    listing = window.panels["program"].listing.shown_text()
    names = [rows.item(row).text() for row in range(rows.count())]
    assert names[:3] == ["z[y]", "a[y]", "L"]
    assert all(f"{name} = " in listing for name in names[-3:]), listing
    app.session.lessons.leave()


def lines_in_sight(listing, program, names) -> list[bool]:
    places = [pc for pc, instr in enumerate(program.code) if program.slots[instr.out].name in names]
    return [listing.viewport().rect().contains(listing.row_rect(pc)) for pc in places]


@pytest.mark.parametrize("layout", ["learn", "classroom"])
def test_what_a_step_lights_in_the_listing_is_in_sight(app, window, settle, layout):
    app.window.resize(1366, 768)
    window.layouts.choose(layout)
    settle()
    app.session.lessons.begin(load("one-neuron"), "three")
    settle()
    listing, program = window.panels["program"].listing, app.session.debugger.program
    assert not listing.visibleRegion().isEmpty()
    assert lines_in_sight(listing, program, ("∂L/∂y.a", "y.a′")) == [True, True]
    app.session.lessons.leave()


@pytest.mark.parametrize(("wide", "high"), [(1366, 768), (1280, 720)])
def test_in_a_classroom_the_drawing_has_its_room_and_a_question_is_in_sight(app, window, settle, qtbot, wide, high):
    app.window.resize(wide, high)
    window.layouts.choose("classroom")
    settle()
    stood = {name for name, dock in window.docks.items() if dock.isVisible()}
    lessons = app.session.lessons
    for name, step in (("circuit", "chain"), ("one-neuron", "four"), ("training-loop", "whose"), ("xor", "and")):
        lessons.begin(load(name), step)
        settle()
        qtbot.waitUntil(lambda: window.canvas.view.width() >= 0.44 * app.window.width())
        card = window.lessons.card.card
        parts = [part for kind in (Tile, QListWidget) for part in card.question.findChildren(kind)]
        assert parts
        assert all(part.visibleRegion().boundingRect() == part.rect() for part in parts), (name, step)
    lessons.begin(load("circuit"), "dq")
    settle()
    qtbot.waitUntil(lambda: window.canvas.view.width() >= 0.6 * app.window.width())
    lessons.leave()
    settle()
    assert {name for name, dock in window.docks.items() if dock.isVisible()} == stood


def test_a_classroom_chosen_while_a_lesson_is_played_has_room_too(app, window, opened, settle, qtbot):
    app.window.resize(1366, 768)
    opened("one-neuron")
    window.layouts.choose("classroom")
    settle()
    qtbot.waitUntil(lambda: window.canvas.view.width() >= 0.44 * app.window.width())
    assert window.docks["lesson"].isVisible()


def test_the_end_of_a_lesson_leads_to_the_list_of_all(app, opened, settle, qtbot):
    card, lessons = opened("circuit"), app.session.lessons
    lessons.begin(load("circuit"), "end")
    lessons.next()
    settle()
    card.over.shelf.click()
    assert not lessons.on
    qtbot.waitUntil(card.shelf.isVisible)
    settle()
    assert any(tile.objectName() == "lesson-xor" and tile.isVisible() for tile in card.shelf.tiles)


def test_a_step_has_its_panels_though_the_layout_was_left_without_them(window, opened, settle, qtbot):
    opened("circuit")
    qtbot.waitUntil(lambda: window.docks["lesson"].width() > 100)
    window.lessons.leave()
    settle()
    opened("hello")
    qtbot.waitUntil(lambda: not window.docks["unrolled"].visibleRegion().isEmpty())


def test_where_a_place_is_asked_for_the_panel_that_has_it_is_in_front(app, window, settle, qtbot):
    for name, step, panel in (("hello", "none", "unrolled"), ("gradient-check", "line", "program")):
        app.session.lessons.begin(load(name), step)
        settle()
        qtbot.waitUntil(lambda panel=panel: not window.docks[panel].visibleRegion().isEmpty())
    app.session.lessons.leave()
