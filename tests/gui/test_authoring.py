"""A teacher writes a lesson in the window: captures moments, asks for numbers, checks, plays, prints and shares it."""

import csv
import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget

from engine.interchange.documents.attempts_file import Attempt, append
from engine.interchange.documents.examples import load
from engine.lessons.bench import Bench, time_of
from engine.lessons.checking import faults
from engine.lessons.draft import Draft, as_run, before, moment, opened, resumed
from engine.lessons.judge import number_of
from engine.lessons.lesson import Moment
from engine.lessons.reading import load as load_lesson
from engine.lessons.reading import parse
from engine.model.problem import ExperimentError
from engine.runtime.debugger import Debugger
from gui.verbs.papers import Papers
from resources import FOLDER

DELTA = "∂L/∂y.z"


def choose(menu_name, name):
    """Choose an entry of an open menu, as a click on it does."""
    menus = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu) and widget.isVisible()]
    menu = next(menu for menu in menus if menu.objectName() == menu_name)
    next(action for action in menu.actions() if action.objectName() == name).trigger()
    menu.close()


class TestDraft:
    def test_every_time_has_a_moment_that_leads_back_to_it(self):
        for name in ("xor", "hello", "linear"):
            program = Debugger(load(name)).program
            for t in range(2 * len(program) + 1):
                found = moment(program, t)
                assert time_of(program, Moment(found["step"], found.get("phase", ""), found.get("line", ""))) == t
            assert before(program, "loss", 2 * len(program))["step"] == 2

    def test_a_run_with_its_own_weights_is_captured_with_them(self):
        experiment = load("xor")
        debugger = Debugger(experiment)
        debugger.run(3)
        assert as_run(experiment, debugger) == (experiment, debugger.t)
        debugger.change("h->y.weight", [[1.0, 2.0, 3.0, 4.0]])
        debugger.step_over("phase")
        given, t = as_run(experiment, debugger)
        twin = Debugger(given)
        twin.go(t)
        assert t < len(debugger.program)
        assert twin.value("y.a").tobytes() == debugger.value("y.a").tobytes()

    def test_steps_are_moved_and_removed_and_their_experiments_with_them(self):
        draft = Draft().captured(0, load("xor"), {"at": {"step": 1}}).captured(1, load("one-neuron"), {"at": {"step": 1}})
        assert draft.document["experiments"] == {"main": {"example": "xor"}, "network-2": {"example": "one-neuron"}}
        moved = draft.moved(1, -1)
        assert [step["id"] for step in moved.steps] == ["step-2", "step-1"]
        assert moved.moved(0, -1) == moved
        assert moved.without(0).document["experiments"] == {"main": {"example": "xor"}}
        assert Draft().named(title={"en": "Two by Two, by hand!"}).document["id"] == "two-by-two-by-hand"

    def test_a_built_in_lesson_can_be_opened_and_stays_the_same(self):
        content = FOLDER.joinpath("lessons", "one-neuron.json").read_text(encoding="utf-8")
        assert json.loads(opened(content).text()) == json.loads(content)

    def test_an_unfinished_draft_can_be_gone_on_with(self):
        draft = Draft().captured(0, load("xor"), {"at": {"step": 1}})
        assert draft.steps[0]["text"] == {"en": ""}
        assert resumed(draft.text()) == draft
        with pytest.raises(ExperimentError):
            resumed('{"format": "backprop-explorer/lesson", "version": 1, "steps": 3}')


@pytest.fixture
def author(app, window, settle):
    """The window with XOR, and the panel of an author."""
    app.open_example("xor")
    window.actions_by_id["lessons.write"].trigger()
    settle()
    return window.authoring.panel


def write(qtbot, both, **words):
    """Type into the fields of a text."""
    for language, typed in words.items():
        sheet = both.sheets[language]
        sheet.clear()
        qtbot.keyClicks(sheet, typed) if typed.isascii() else sheet.setPlainText(typed)


def two_sheets(dialog):
    """Choose two sheets."""
    dialog.sheets.setValue(2)
    return QDialog.DialogCode.Accepted


def compose(window, author, qtbot, click, settle):
    """A lesson of three steps: read, ask for a number, recap."""
    session, program = window.session, window.session.debugger.program
    click("capture")
    write(qtbot, author.title, en="XOR by hand", hi="हाथ से XOR")
    write(qtbot, author.goal, en="Find delta.", hi="Delta निकालें।")
    write(qtbot, author.form.text, en="Four samples go forward.", hi="चार samples आगे जाते हैं।")
    pc = program.writer[program.names[DELTA]]
    session.go(pc + 1)
    window.panels["program"].listing.menu_asked.emit(pc, QPoint(40, 40))
    choose("line-menu", "ask-number")
    settle()
    assert author.steps.count() == 2
    write(qtbot, author.form.text, en="What is delta?", hi="Delta कितना है?")
    qtbot.keyClicks(author.form.wrong[0].near, '-value("y.a")[0,0]')
    write(qtbot, author.form.wrong[0].say, en="Mind the sign.", hi="चिह्न देखें।")
    write(qtbot, author.form.why, en="Slope times error.", hi="Slope गुणा error।")
    click("capture")
    write(qtbot, author.form.text, en="The end.", hi="समाप्त।")
    author.form.kind.setCurrentIndex(author.form.kind.findData("recap"))
    author.form.kind.activated.emit(author.form.kind.currentIndex())


def test_a_lesson_of_three_steps_from_capture_to_page(window, author, qtbot, settle, tmp_path, monkeypatch):
    session = window.session

    def click(name):
        settle()
        qtbot.mouseClick(author.buttons[name], Qt.MouseButton.LeftButton)
        settle()

    compose(window, author, qtbot, click, settle)
    click("check")
    assert author.told.text().startswith("The lesson is right"), author.told.text()
    lesson = parse(session.lessons.drafting.draft.text())
    assert [step.kind for step in lesson.steps] == ["tell", "ask", "recap"]
    assert faults(lesson) == []

    author.steps.setCurrentRow(1)
    stood = session.debugger.t
    click("try")
    assert session.lessons.step.id == lesson.steps[1].id
    assert session.debugger.value(DELTA) is None, "what is asked for is hidden"
    answer = number_of(lesson.steps[1].question.answer, Bench(lesson).asking(lesson.steps[1]))
    session.lessons.answer(str(answer))
    assert session.lessons.play.turn.solved
    session.lessons.leave()
    assert session.debugger.t == stood, "the author's own work stands where it stood"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "xor.json"), ""))
    click("save")
    assert load_lesson(tmp_path / "xor.json").digest == lesson.digest
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr("gui.dialogs.worksheets.Worksheets.exec", two_sheets)
    click("sheets")
    names = {path.name for path in tmp_path.glob("*.pdf")}
    assert names == {f"xor-by-hand-0{seed}{key}.pdf" for seed in (0, 1) for key in ("", "-key")}
    assert all((tmp_path / name).read_bytes().startswith(b"%PDF") for name in names)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "xor.html"), ""))
    click("page")
    page = (tmp_path / "xor.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'id="recording">(.*?)</script>', page, re.DOTALL)[1])
    low, high = data["lesson"]["steps"][1]["question"]["fits"]
    assert low < answer < high
    assert data["title"] == {"en": "XOR by hand", "hi": "हाथ से XOR"}


@pytest.mark.long
def test_the_page_of_a_written_lesson_judges_in_a_browser(window, author, qtbot, settle, tmp_path, monkeypatch, browser):
    def click(name):
        settle()
        qtbot.mouseClick(author.buttons[name], Qt.MouseButton.LeftButton)
        settle()

    compose(window, author, qtbot, click, settle)
    path = tmp_path / "xor.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    click("page")
    lesson = parse(window.session.lessons.drafting.draft.text())
    values = Bench(lesson).asking(lesson.steps[1])
    answer, mistaken = number_of(lesson.steps[1].question.answer, values), number_of(lesson.steps[1].feedback[0].given, values)
    browser.look(360, 740, touch=True)
    browser.requests.clear()
    browser.open(path)
    browser.click("#lesson .next", touch=True)
    for given, said in ((mistaken, "Mind the sign."), (answer, "Slope times error.")):
        browser.run("document.querySelector('#lesson input').focus()")
        browser.type(str(given))
        browser.click("#lesson .first", touch=True)
        assert said in browser.text("#lesson [role=status]")
    assert browser.requests == [path.as_uri()]


def test_what_is_missing_is_told_and_an_act_can_be_undone(window, author, qtbot, settle):
    drafting = window.session.lessons.drafting
    qtbot.mouseClick(author.buttons["capture"], Qt.MouseButton.LeftButton)
    settle()
    qtbot.mouseClick(author.buttons["check"], Qt.MouseButton.LeftButton)
    assert "title: the English text is missing." in author.told.text()
    assert "steps[0].text: the English text is missing." in author.told.text()
    write(qtbot, author.form.text, en="one two")
    settle()
    assert author.steps.item(0).text() == "1  Read · one two (missing: hi)"
    qtbot.mouseClick(author.buttons["undo"], Qt.MouseButton.LeftButton)
    settle()
    assert drafting.draft.steps[0]["text"] == {"en": ""}, "what is typed in one go is undone in one go"
    qtbot.mouseClick(author.buttons["new"], Qt.MouseButton.LeftButton)
    settle()
    assert author.steps.count() == 0
    qtbot.mouseClick(author.buttons["undo"], Qt.MouseButton.LeftButton)
    settle()
    assert author.steps.count() == 1, "the lesson before comes back"
    qtbot.mouseClick(author.buttons["delete"], Qt.MouseButton.LeftButton)
    settle()
    assert not drafting.draft.steps
    assert not author.buttons["check"].isEnabled()


def test_a_form_keeps_what_it_does_not_show_and_what_is_half_written(window, author, qtbot, settle):
    drafting, form = window.session.lessons.drafting, author.form
    content = json.loads(FOLDER.joinpath("lessons", "losses.json").read_text(encoding="utf-8"))
    own = drafting.draft.named(title={"en": "Mine"})
    drafting.change(own)
    drafting.open(Path("losses.json"), json.dumps(content))
    between = next(n for n, s in enumerate(content["steps"]) if "between" in s.get("feedback", [{"if": ""}])[0]["if"])
    drafting.choose(between)
    settle()
    write(qtbot, form.label, en="Another name")
    settle()
    step = drafting.draft.steps[between]
    assert step["feedback"] == content["steps"][between]["feedback"]
    drafting.change(drafting.draft.with_step(between, {key: step[key] for key in step if key not in ("feedback", "hints")}))
    settle()
    assert not form.hints[1].isEnabled()
    form.hints[0].sheets["hi"].setPlainText("संकेत")
    qtbot.keyClicks(form.wrong[0].say.sheets["en"], "Mind")
    settle()
    assert form.hints[0].sheets["hi"].toPlainText() == "संकेत", "Hindi may come first"
    assert form.wrong[0].say.sheets["en"].toPlainText() == "Mind", "the number may come last"
    assert form.hints[1].isEnabled()
    window.session.open(load("one-neuron"))
    qtbot.mouseClick(form.here, Qt.MouseButton.LeftButton)
    stage = drafting.draft.steps[between]["stage"]
    assert drafting.draft.document["experiments"][stage["experiment"]] == {"example": "one-neuron"}
    while drafting.draft.document["title"] != {"en": "Mine"}:
        drafting.undo()
    assert drafting.draft == own


def test_any_number_can_be_asked_for_where_it_is_shown(window, author, settle):
    session, program, canvas = window.session, window.session.debugger.program, window.canvas
    session.go(len(program) - 1)
    settle()
    canvas.menu.for_weight(canvas.scene.wires["h->y"].wire, "h->y.weight", (0, 2), QPoint(10, 10))
    choose("canvas-menu", "ask-number")
    canvas.menu.for_node(session.experiment.network.node("h"), QPoint(10, 10), 1)
    choose("canvas-menu", "ask-number")
    window.panels["formula"].text.customContextMenuRequested.emit(QPoint(5, 5))
    choose("formula-menu", "ask-number")
    steps = session.lessons.drafting.draft.steps
    name = program.slots[program.code[session.now.pc].out].name
    assert [step["stage"]["veil"] for step in steps] == [["h->y.weight"], ["h.a"], [name]]
    assert [step["question"]["answer"] for step in steps[:2]] == ['value("h->y.weight")[0,2]', f'value("h.a")[1,{session.sample}]']
    assert steps[2]["question"]["answer"].startswith(f'value("{name}")')


def test_the_answers_of_a_class_become_a_table(qapp, qtbot, session, tmp_path, monkeypatch):
    folder = tmp_path / "class"
    folder.mkdir()
    for learner, verdict in enumerate(("right", "wrong", "right")):
        rows = [Attempt("xor", "d1", "delta", 1, "number", "0.2", "0.1", verdict, "" if verdict == "right" else "M2")]
        append(folder / f"{learner}.csv", rows)
    front = QWidget()
    qtbot.addWidget(front)
    papers = Papers(SimpleNamespace(front=front), session)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "class.csv"), ""))
    papers.ask_report()
    with (tmp_path / "class.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["lesson"], row["step"], row["learners"], row["at_once"], row["misconception"]) == ("xor", "delta", "3", "2", "M2")
