"""A teacher writes a lesson in the window: captures moments, asks for numbers, checks, plays, prints and shares it."""

import csv
import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QMenu, QStyle, QStyleOptionComboBox, QWidget

from engine.interchange.documents.attempts_file import Attempt, append
from engine.interchange.documents.examples import load
from engine.lessons.bench import Bench, time_of
from engine.lessons.checking import faults
from engine.lessons.draft import Draft, as_run, before, moment, opened, resumed
from engine.lessons.fresh import KINDS, fresh
from engine.lessons.judge import number_of
from engine.lessons.lesson import Moment
from engine.lessons.reading import LESSONS, parse
from engine.lessons.reading import load as load_lesson
from engine.lessons.standing import stands
from engine.model.problem import ExperimentError
from engine.runtime.debugger import Debugger
from gui.panels.author.panel import AuthorPanel
from gui.verbs.papers import Papers
from resources import FOLDER

DELTA = "∂L/∂y.z"


def standing(draft):
    """Where the steps of a draft stand, by their ids."""
    return dict(zip((step["id"] for step in draft.steps), stands(draft.document["experiments"], draft.steps), strict=True))


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

    def test_a_step_that_names_no_network_stays_on_its_own_when_others_come_and_go(self):
        draft = opened(FOLDER.joinpath("lessons", "gradient-check.json").read_text(encoding="utf-8"))
        before = standing(draft)
        inherits = [number for number, step in enumerate(draft.steps) if number and "experiment" not in step.get("stage", {})]
        assert inherits, "else the test would see nothing"
        for place in range(len(draft.steps)):
            assert standing(draft.without(place)).items() <= before.items()
            assert standing(draft.moved(place, -1)) == standing(draft.moved(place, 1)) == before
            assert standing(draft.captured(place, load("hello"), {"at": {"step": 1}})).items() >= before.items()
        goes_on = inherits[0]
        kept = draft.without(goes_on - 1).steps[goes_on - 1]["stage"]
        assert kept["at"] == before[draft.steps[goes_on]["id"]].at

    def test_what_leads_to_a_step_that_is_gone_goes_too(self):
        draft = opened(FOLDER.joinpath("lessons", "one-neuron.json").read_text(encoding="utf-8"))
        gone = draft.document["recap"]["later"][0]["step"]
        asked = next(number for number, step in enumerate(draft.steps) if step["id"] == gone)
        first = {**draft.steps[0], "next": [{"when": "M1", "go": gone}]}
        for other in (draft.with_step(0, first).without(asked), draft.with_step(asked, {**draft.steps[asked], "kind": "tell"})):
            assert gone not in [each["step"] for each in other.document["recap"]["later"]]
        assert draft.with_step(0, first).without(asked).steps[0]["next"] == []

    def test_a_new_question_of_each_kind_is_complete_in_its_form(self):
        draft = Draft().captured(0, load("one-neuron"), {"at": {"step": 1}}).named(title={"en": "t"}, goal={"en": "g"})
        for kind in KINDS:
            asking = {**draft.steps[0], "kind": "ask", "question": fresh(kind, {"step": 1})}
            written = draft.with_step(0, asking).text().replace('"en": ""', '"en": "words"')
            assert type(parse(written).steps[0].question).__name__.lower() == kind

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


def retype(qtbot, field, words):
    """Type over what stands in a field."""
    field.selectAll()
    qtbot.keyClicks(field, words)


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


def test_the_form_of_a_new_step_is_in_sight_and_what_it_offers_is_read_whole(app, window, author, qtbot, settle):
    app.window.resize(1366, 768)
    window.layouts.visit("lesson")
    settle()
    for count in (1, 2, 3):
        qtbot.mouseClick(author.buttons["capture"], Qt.MouseButton.LeftButton)
        settle()
        assert author.steps.count() == count
        assert not author.form.text.visibleRegion().isEmpty()
    author.form.kind.setCurrentIndex(author.form.kind.findData("ask"))
    author.form.kind.activated.emit(author.form.kind.currentIndex())
    settle()
    offered = author.form.form_of("number").findChild(QComboBox)
    option = QStyleOptionComboBox()
    offered.initStyleOption(option)
    room = offered.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, offered
    )
    words = [offered.itemText(place) for place in range(offered.count())]
    assert "by rounding to n digits" in words
    assert max(map(offered.fontMetrics().horizontalAdvance, words)) <= room.width()


def test_the_form_of_a_step_that_was_asked_for_from_elsewhere_is_in_sight_when_the_panel_is(app, window, author, settle):
    """Also of two that came while the panel was away, and not when an act is undone."""
    app.window.resize(1366, 768)
    window.layouts.visit("lesson")
    settle()
    window.docks["author"].hide()
    app.session.lessons.drafting.wait("step > 3")
    app.session.lessons.drafting.ask("loss", "loss")
    settle()
    assert author.isVisible()
    assert author.steps.count() == 2
    assert not author.form.text.visibleRegion().isEmpty()
    author.area.verticalScrollBar().setValue(0)
    author.buttons["delete"].click()
    settle()
    author.buttons["undo"].click()
    settle()
    assert author.steps.count() == 2
    assert author.area.verticalScrollBar().value() == 0, "nothing was added"


def test_a_text_may_begin_with_stars(author, qtbot, settle):
    qtbot.mouseClick(author.buttons["capture"], Qt.MouseButton.LeftButton)
    settle()
    write(qtbot, author.form.text, en="**")
    settle()
    assert "…" in author.steps.item(0).text(), "no word yet, only the beginning of a bold one"
    write(qtbot, author.form.text, en="**Now**")
    settle()
    assert "Now" in author.steps.item(0).text()


def test_a_lesson_of_three_steps_from_capture_to_page(window, author, qtbot, settle, tmp_path, monkeypatch):
    session = window.session

    def click(name):
        settle()
        qtbot.mouseClick(author.buttons[name], Qt.MouseButton.LeftButton)
        settle()

    compose(window, author, qtbot, click, settle)
    click("check")
    assert author.told.text().startswith("No problems found"), author.told.text()
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
    write(qtbot, form.form_of("number").label, en="Another name")
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


def test_a_damaged_draft_is_put_aside_and_the_author_is_told(app, window, settle, tmp_path):
    kept = tmp_path / "lesson-being-written.json"
    kept.write_text("{ half a les", encoding="utf-8")
    app.open_example("xor")
    window.actions_by_id["lessons.write"].trigger()
    settle()
    aside = tmp_path / "lesson-being-written.damaged.json"
    assert str(aside) in window.authoring.panel.told.text()
    window.authoring.panel.buttons["capture"].click()
    assert aside.read_text(encoding="utf-8") == "{ half a les"
    assert json.loads(kept.read_text(encoding="utf-8"))["steps"]


class TestForms:
    def test_every_question_of_every_lesson_is_shown_and_given_back_as_it_is(self, session, qtbot, tmp_path):
        author = AuthorPanel(session)
        qtbot.addWidget(author)
        drafting, form = session.lessons.drafting, author.form
        drafting.keep_in(tmp_path)
        for name in LESSONS:
            content = FOLDER.joinpath("lessons", f"{name}.json").read_text(encoding="utf-8")
            drafting.open(Path(name), content)
            steps = json.loads(content)["steps"]
            for place, step in enumerate(steps):
                drafting.choose(place)
                author.refresh()
                form.why.changed.emit()
                assert drafting.draft.steps[place] == step, (name, step["id"])

    def test_a_question_of_each_kind_is_made_in_the_window(self, window, author, qtbot, settle):
        drafting, form = window.session.lessons.drafting, author.form

        def ask(kind):
            qtbot.mouseClick(author.buttons["capture"], Qt.MouseButton.LeftButton)
            settle()
            for menu, wanted in ((form.kind, "ask"), (form.asked, kind)):
                menu.setCurrentIndex(menu.findData(wanted))
                menu.activated.emit(menu.currentIndex())
            settle()
            write(qtbot, form.text, en=f"Question {kind}?", hi="सवाल?")
            for hint in form.hints:
                write(qtbot, hint, en="Look.", hi="देखें।")
                settle()
            return form.form_of(kind)

        write(qtbot, author.title, en="All kinds", hi="सब")
        write(qtbot, author.goal, en="Ask.", hi="पूछें।")
        window.session.go(len(window.session.debugger.program))
        settle()
        signs = ask("sign")
        retype(qtbot, signs.answer, "loss - 1")
        options = ask("choose").options
        qtbot.mouseClick(options.add, Qt.MouseButton.LeftButton)
        settle()
        for row, words in zip(options.rows, ("right", "wrong", "sometimes"), strict=True):
            write(qtbot, row.text, en=words, hi="उत्तर")
        options.rows[2].right.setCurrentIndex(2)
        options.rows[2].right.activated.emit(2)
        settle()
        retype(qtbot, options.rows[2].when, "loss > 100")
        form.wrong[0].which.setCurrentIndex(0)
        write(qtbot, form.wrong[0].say, en="No.", hi="नहीं।")
        cards = ask("order").cards
        for row, words in zip(cards.rows, ("second", "first"), strict=False):
            write(qtbot, row.text, en=words, hi="card")
        qtbot.mouseClick(cards.rows[1].up, Qt.MouseButton.LeftButton)
        settle()
        assert [row.text.words()["en"] for row in cards.rows] == ["first", "second"]
        qtbot.keyClicks(form.wrong[0].near, "2 1")
        write(qtbot, form.wrong[0].say, en="The other way.", hi="उल्टा।")
        pick = ask("pick")
        pick.among.setCurrentIndex(pick.among.findData("neuron"))
        pick.among.activated.emit(0)
        settle()
        assert pick.every.itemText(0) == pick.right.item(0).text() == "h[0]"
        factors = ask("factors")
        for field, words in ((factors.tiles.rows[0].symbol, "L"), (factors.tiles.rows[0].value, "loss"), (factors.answer, "loss")):
            retype(qtbot, field, words)
        blanks = ask("fill").blanks
        for row in blanks.rows:
            write(qtbot, row.label, en="loss", hi="loss")
        write(qtbot, ask("words").model, en="So.", hi="ऐसे।")
        qtbot.mouseClick(author.buttons["check"], Qt.MouseButton.LeftButton)
        assert author.told.text().startswith("No problems found"), author.told.text()
        questions = [type(step.question).__name__.lower() for step in parse(drafting.draft.text()).steps]
        assert questions == ["sign", "choose", "order", "pick", "factors", "fill", "words"]
        steps = drafting.draft.steps
        assert [option["right"] for option in steps[1]["question"]["options"]] == [True, False, "loss > 100"]
        assert steps[1]["feedback"] == [{"if": {"option": "b"}, "say": {"en": "No.", "hi": "नहीं।"}}]
        assert steps[2]["question"]["right"] == [["b", "a"]]
        assert steps[2]["feedback"][0]["if"] == {"order": ["a", "b"]}
