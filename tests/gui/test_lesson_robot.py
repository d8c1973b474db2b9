"""A robot plays every lesson with the keyboard, in both languages: wrong answers first, then right ones, to the end."""

import pytest
from learner import BUILT, right_answer, wrong_answer
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget
from tiers import sample

from engine.lessons import lesson as model
from engine.lessons.bench import Bench
from engine.lessons.hiding import asked_later
from engine.lessons.reading import LESSONS
from engine.lessons.turns import TRIES
from gui.panels.lesson.prose import rich

PLAIN, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


class Robot:
    """Presses keys where the keyboard is, and waits until the window is at rest."""

    def __init__(self, app, settle, qtbot):
        self.app, self.settle, self.qtbot, self.lessons, self.session = app, settle, qtbot, app.session.lessons, app.session

    @property
    def card(self):
        return self.app.bench.lessons.card.card

    @property
    def play(self):
        return self.lessons.play

    def press(self, *keys, modifier=PLAIN):
        for key in keys:
            self.qtbot.waitUntil(self._in_front)  # a shortcut is heard by the active window alone
            target = QApplication.focusWidget()
            assert target is not None, f"the keyboard is nowhere: {self.play.step.id}"
            if isinstance(key, str):
                QTest.keyClicks(target, key)
            else:
                QTest.keyClick(target, key, modifier)

    def enter(self, modifier=PLAIN):
        self.press(KEY.Key_Return, modifier=modifier)
        self.settle()

    # answering -----------------------------------------------------------------------------------

    def answer(self, given):
        """Give an answer the way its kind of question is answered, and press Enter."""
        self.card.focus()
        match self.play.step.question:
            case model.Number():
                self.press(KEY.Key_A, modifier=CONTROL)
                self.press(given)
            case model.Fill():
                for words in given:
                    self.press(KEY.Key_A, modifier=CONTROL)
                    self.press(words, KEY.Key_Tab)
            case model.Sign():
                self.press(given)
            case model.Choose() | model.Factors():
                self._tiles(list(given))
            case model.Order():
                self._order(list(given))
            case model.Pick():
                self._places(list(given))
            case model.Words():
                self.press(given)
                return self.enter(CONTROL)
        return self.enter()

    def _tiles(self, wanted):
        tiles = self.card.question.tiles
        for name, tile in tiles.items():
            if tile.isChecked() and (name not in wanted or len(wanted) > 1):
                self.press(tile.lead)
        for name in wanted:
            if not tiles[name].isChecked():
                self.press(tiles[name].lead)

    def _order(self, wanted):
        cards = self.card.findChild(QListWidget, "answer-order")
        for place, name in enumerate(wanted):
            here = next(row for row in range(cards.count()) if cards.item(row).data(Qt.ItemDataRole.UserRole) == name)
            self.press(KEY.Key_Home, *[KEY.Key_Down] * here)
            self.press(*[KEY.Key_Up] * (here - place), modifier=CONTROL)

    def _places(self, wanted):
        rows, places = self.card.findChild(QListWidget, "answer-places"), self.card.question
        names = [(place.kind, place.name) for place in places.places]
        many = self.play.step.question.many
        for row in range(rows.count()) if many else ():
            if rows.item(row).isSelected():
                self.press(KEY.Key_Home, *[KEY.Key_Down] * row, KEY.Key_Space)
        for place in wanted:
            self.press(KEY.Key_Home, *[KEY.Key_Down] * names.index((place.kind, place.name)), KEY.Key_Space)

    # doing ---------------------------------------------------------------------------------------

    def do(self):
        """Do what a step asks for: edit, build, step with F10 and F11, run on."""
        step, session = self.play.step, self.session
        built = BUILT.get((self.play.lesson.id, step.id))
        if built:
            session.edit("as the step asks", built())
        if "check" in step.until.text:
            self.press(KEY.Key_G, modifier=CONTROL)
            self.settle()
            QApplication.activeModalWidget().reject()
        for key, times in ((KEY.Key_F10, 4), (KEY.Key_F11, 60)):
            for _ in range(times):
                if not self.play.may_go_on:
                    self.press(key)
        for on in (*[1] * 30, *[50] * 8, 9500):
            if not self.play.may_go_on:
                length = len(session.debugger.program)
                session.go((session.debugger.t // length + on) * length)
        self.settle()
        self.qtbot.waitUntil(self._in_front)

    def _in_front(self):
        """A report, or the progress of a long way, may have stood before the window."""
        front = QApplication.activeModalWidget() or self.app.window
        front.activateWindow()
        return front.isActiveWindow()

    # looking -------------------------------------------------------------------------------------

    def said(self):
        label = self.card.findChild(QLabel, "lesson-said")
        return label.text() if label.isVisible() else ""


def expected(robot, text):
    return rich(robot.lessons.words(text, asking=True), robot.app.theme.accent)


@pytest.fixture
def robot(app, settle, qtbot):
    app.window.activateWindow()
    app.session.patience.ask = lambda share: True  # a progress dialog would come or not, as fast as the machine is
    return Robot(app, settle, qtbot)


def played(robot, name):
    """Play a lesson to its end; every wrong answer that it names is given once."""
    robot.app.bench.lessons.open(name)
    robot.settle()
    lessons, lesson, seen = robot.lessons, robot.play.lesson, []
    bench = Bench(lesson)
    while not lessons.over:
        step = robot.play.step
        seen.append(step.id)
        assert rich(lessons.words(step.text), robot.app.theme.accent) == robot.card.text.text()
        if step.kind == model.DO:
            assert not robot.play.may_go_on, f"nothing is left to do: {step.id}"
            robot.do()
        elif step.question is not None:
            ask(robot, step, bench)
        assert robot.play.may_go_on, (name, step.id)
        robot.card.focus()
        robot.enter()
        assert lessons.over or robot.play.step.id != step.id, (name, step.id)
    assert seen == [step.id for step in lesson.steps]
    assert lessons.records.progress.state(lesson) == "done"


def ask(robot, step, bench):
    lessons = robot.lessons
    for number, rule in enumerate(step.feedback):
        if number and number % (TRIES - 1) == 0:
            lessons.again()
            robot.settle()
        values = bench.asking(step)
        wrong = wrong_answer(step, rule, values)
        if wrong == []:
            continue
        robot.answer(wrong)
        assert not robot.play.turn.finished, (step.id, wrong)
        assert robot.said() == expected(robot, rule.say), (step.id, wrong)
        assert lessons.light == (rule.light or step.stage.light)
    robot.answer(right_answer(step, bench.asking(step)))
    assert robot.play.turn.solved, step.id
    assert expected(robot, step.why) in robot.said()
    later = asked_later(robot.session.debugger.program, robot.play.lesson, step)
    assert set(robot.session.veil.kept.names) == {name for names in later.values() for name in names}


@pytest.mark.parametrize(
    ("name", "language"),
    [*sample([(name, "en") for name in LESSONS], len(LESSONS)), *sample([(name, "hi") for name in LESSONS], None, often=6)],
)
def test_a_robot_plays_the_lesson(robot, name, language):
    robot.app.set_language(language)
    played(robot, name)
