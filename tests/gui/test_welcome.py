"""The first page, what it remembers, and what survives a crash."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSettings, Qt
from PySide6.QtGui import QImage, QKeySequence, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLabel, QLineEdit, QMessageBox, QPushButton

from engine import load
from engine.interchange.documents import experiment_file
from engine.interchange.documents.examples import EXAMPLES, ROWS, described
from engine.runtime import backends
from gui.look import thumbnail
from gui.look.places import leftovers, lock_of, state_folder
from gui.look.theme import THEMES
from gui.shell.app import App
from gui.shell.autosave import Autosave
from gui.shell.cards import GAP, MOST, Cards

CARD_OF = {row.name: row for row in ROWS}
PICTURES = Path("resources/pictures")

WIDTH, HEIGHT = 240, 112  # of a picture on its card
SAME = 0.5  # of 255, on average: what another processor or another Qt may change


@pytest.fixture
def fresh(qtbot, qapp, tmp_path):
    """The application as it stands after the first painting: nothing of the engine is needed yet."""
    settings = QSettings(str(tmp_path / "fresh.ini"), QSettings.Format.IniFormat)
    for path in state_folder().glob("unsaved-*.json"):
        path.unlink()
    made = App(qapp, settings, "en", "light")
    made.window.resize(1440, 900)
    with qtbot.waitExposed(made.window):
        made.window.show()
    yield made
    if made.bench is not None:
        made.session.pause()
        made.session.undo.set_clean()
        made.autosave.close()
    made.window.close()
    made.window.deleteLater()


def page(app):
    return app.window.welcome


def painted(path: Path) -> np.ndarray:
    """What a card shows of a picture, in colours of 0 to 255."""
    image = QImage(str(path))
    if path.suffix == ".json":
        image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        thumbnail.paint(painter, QRectF(image.rect()), thumbnail.read(path.read_bytes()), THEMES["light"])
        painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1).astype(float)


class TestFirstPage:
    def test_every_example_has_a_card_with_a_picture(self, fresh):
        cards = page(fresh).cards
        assert tuple(cards) == EXAMPLES
        for name, card in cards.items():
            assert (card.text(), card.sentence) == described(name)
            kept = [f"{name}.json"] if CARD_OF[name].picture else [f"{name}-{theme}.png" for theme in THEMES]
            assert all((PICTURES / file).is_file() for file in kept)
        assert len({file.read_bytes() for file in PICTURES.iterdir()}) == len(list(PICTURES.iterdir())), "no two are alike"
        assert sum(bool(row.picture) for row in ROWS) > 15, "most show what happens, and not one more network"

    @pytest.mark.long
    @pytest.mark.skipif(backends.library() is None, reason="with other last bits some examples learn another way")
    def test_the_pictures_show_the_examples_and_the_drawing_as_they_are_now(self, tmp_path):
        """Otherwise `make pictures` is due."""
        tool = PICTURES.absolute().parents[1] / "tools" / "pictures.py"
        subprocess.run([sys.executable, str(tool), str(tmp_path)], check=True, capture_output=True)
        made = {path.name: painted(path) for path in tmp_path.iterdir()}
        kept = {path.name: painted(path) for path in PICTURES.iterdir()}
        assert {name: image.shape for name, image in made.items()} == {name: image.shape for name, image in kept.items()}
        assert [name for name in made if np.abs(made[name] - kept[name]).mean() > SAME] == []

    def test_rows_have_no_holes_and_words_are_never_cut(self, qtbot, fresh, turn):
        for language, percent in (("en", 100), ("hi", 100), ("hi", 200)):
            fresh.settings.setValue("text/usual", percent)
            fresh.set_language(language)
            for width in (900, 1280, 1366, 1440, 1920):
                fresh.window.resize(width, 720)
                turn()
                for group in page(fresh).findChildren(Cards):
                    rows = group.rows(group.width())
                    lengths = [len(row) for row in rows]
                    assert max(lengths) - min(lengths) <= 1
                    for row in rows:
                        assert {card.height() for card in row} == {max(card.heightForWidth(card.width()) for card in row)}
                        gaps = {after.x() - before.geometry().right() - 1 for before, after in pairwise(row)}
                        assert all(abs(gap - GAP) <= 1 for gap in gaps)
                        if row[0].width() < MOST * row[0].least:
                            assert (row[0].x(), row[-1].geometry().right()) == (0, group.width() - 1)
                    assert group.height() > rows[-1][0].geometry().bottom()
        fresh.settings.remove("text/usual")
        fresh.set_language("en")

    def test_an_example_is_found_by_typing(self, qtbot, fresh):
        qtbot.keyClicks(page(fresh).cards["xor"], "l")
        qtbot.keyClicks(page(fresh).search, "atch")
        assert [card.name for card in page(fresh).found] == ["latch-rnn", "latch-lstm"]
        assert not any(label.isVisible() for label in page(fresh).findChildren(QLabel) if label.text() == "By hand")
        qtbot.keyClick(page(fresh).search, Qt.Key.Key_Escape)
        assert len(page(fresh).found) == len(EXAMPLES)
        page(fresh).search.setText("no such thing")
        assert page(fresh).nothing.isVisible()
        page(fresh).search.setText("forget gate")  # of its sentence
        qtbot.keyClick(page(fresh).search, Qt.Key.Key_Return)
        assert fresh.session.experiment.title == "Latch with an LSTM"

    def test_arrow_keys_lead_from_card_to_card(self, qtbot, fresh):
        cards, search = page(fresh).cards, page(fresh).search
        cards["xor"].setFocus()
        group = next(group for group in page(fresh).findChildren(Cards) if group.isAncestorOf(cards["xor"]))
        lengths = [len(row) for row in group.rows(group.width())]
        assert lengths == [2, 3]
        walked = []
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
            qtbot.keyClick(fresh.window.focusWidget(), key)
            walked.append(fresh.window.focusWidget().objectName())
        assert walked == ["card-one-neuron", "card-linear", "card-circuit", "card-linear", "card-xor", "card-lesson-one-neuron"]
        qtbot.keyClick(search, Qt.Key.Key_Down)
        assert cards["xor"].hasFocus()

    def test_a_click_on_a_card_leads_to_its_first_gradient(self, qtbot, fresh):
        qtbot.mouseClick(page(fresh).cards["xor"], Qt.MouseButton.LeftButton)
        assert fresh.window.pages.currentWidget() is fresh.bench
        qtbot.waitUntil(lambda: fresh.window.windowTitle().startswith("XOR"))
        qtbot.mouseClick(fresh.bench.bar.phase_buttons["backward"], Qt.MouseButton.LeftButton)
        assert fresh.session.debugger.gradient("loss") == 1.0, "two clicks from the start"

    def test_the_docks_share_the_room_when_the_workbench_is_first_shown(self, qtbot, fresh, turn):
        fresh.assemble()  # as a start does it: behind the welcome page
        turn()
        fresh.open_example("xor")
        docks = fresh.bench.docks
        qtbot.waitUntil(lambda: docks["program"].width() > 360 and docks["phase"].width() > 480)
        assert docks["formula"].height() > 240

    def test_return_opens_the_card_that_has_the_focus(self, qtbot, fresh):
        page(fresh).setFocus()
        qtbot.keyClick(page(fresh).cards["sine"], Qt.Key.Key_Return)
        assert fresh.session.experiment.title == "Sine regression"

    def test_a_new_network_begins_with_a_hint(self, qtbot, fresh):
        qtbot.mouseClick(page(fresh).findChild(QPushButton, "welcome-new"), Qt.MouseButton.LeftButton)
        assert fresh.window.pages.currentWidget() is fresh.bench
        assert not fresh.session.experiment.network.nodes
        assert "drag" in fresh.bench.canvas.view.hint.lower()

    def test_there_and_back(self, qtbot, fresh):
        fresh.open_example("hello")
        assert page(fresh) is None, "its pictures are let go"
        fresh.bench.actions_by_id["help.welcome"].trigger()
        back = page(fresh).findChild(QPushButton, "welcome-back")
        assert back.isVisible()
        qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
        assert fresh.window.pages.currentWidget() is fresh.bench
        assert fresh.session.experiment == load("hello")

    def test_language_and_colours_change_at_once_and_are_remembered(self, fresh):
        def choose(name, value):
            box = page(fresh).findChild(QComboBox, name)
            box.setCurrentIndex(box.findData(value))
            box.activated.emit(box.currentIndex())

        choose("welcome-language", "hi")
        choose("welcome-theme", "contrast")
        assert page(fresh).cards["sine"].sentence != described("sine")[1]
        assert fresh.theme.name == "contrast"
        assert (fresh.settings.value("language"), fresh.settings.value("theme")) == ("hi", "contrast")
        fresh.set_language("en")


class TestKeys:
    """The first page answers to the keys that the menus promise."""

    @pytest.fixture
    def press(self, qtbot, fresh):
        fresh.assemble()  # as a start does it after the first painting
        fresh.window.activateWindow()
        qtbot.waitUntil(fresh.window.isActiveWindow)
        return lambda keys: QTest.keySequence(fresh.window.windowHandle(), QKeySequence(keys))

    def test_a_new_network_and_its_first_layer(self, qtbot, fresh, press):
        press("Ctrl+N")
        assert fresh.window.pages.currentWidget() is fresh.bench
        press("Ins")
        QTest.keyClick(fresh.window.windowHandle(), "i")
        assert fresh.bench.findChild(QLineEdit, "layer-search").text() == "i"

    def test_a_file_is_asked_for_and_opened(self, fresh, press, monkeypatch, tmp_path):
        experiment_file.write(load("sine"), tmp_path / "mine.json")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a: (str(tmp_path / "mine.json"), ""))
        press("Ctrl+O")
        assert fresh.window.pages.currentWidget() is fresh.bench
        assert fresh.session.experiment == load("sine")

    def test_a_question_called_off_stays_here(self, fresh, press, monkeypatch):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a: ("", ""))
        press("Ctrl+O")
        assert fresh.window.on_welcome

    def test_colours_language_and_help(self, qtbot, fresh, press):
        press("Ctrl+T")
        assert fresh.theme.name == "dark"
        press("Ctrl+Shift+L")
        qtbot.waitUntil(lambda: fresh.language == "hi")
        assert page(fresh).cards["sine"].sentence != described("sine")[1]
        press("Ctrl+Shift+L")  # the new pages know their keys, too
        qtbot.waitUntil(lambda: fresh.language == "en")
        press("F1")
        keys = fresh.bench.findChild(QDialog, "keys")
        assert keys.isVisible()
        keys.reject()

    def test_an_example_from_the_list_of_commands(self, qtbot, fresh, press):
        press("Ctrl+Shift+P")
        commands = fresh.bench.findChild(QDialog, "commands")
        qtbot.keyClicks(commands.field, "examples xor")
        qtbot.keyClick(commands.field, Qt.Key.Key_Return)
        assert fresh.window.pages.currentWidget() is fresh.bench
        assert fresh.session.experiment == load("xor")

    def test_quit(self, fresh, press):
        press("Ctrl+Q")
        assert not fresh.window.isVisible()

    def test_a_key_of_ones_own(self, fresh, press):
        fresh.bench.keys.change("file.new", "Ctrl+J")
        fresh.bench.keys.apply(fresh.bench.actions_by_id)
        assert "Ctrl+J" in page(fresh).new.toolTip()
        press("Ctrl+J")
        assert not fresh.window.on_welcome


class TestMemory:
    def test_saved_files_are_offered_again(self, qtbot, fresh, tmp_path):
        fresh.open_example("xor")
        fresh.session.path = tmp_path / "mine.json"
        assert fresh.bench.documents.save()
        fresh.show_welcome()
        recent = page(fresh).findChildren(QPushButton, "recent")
        assert [button.text() for button in recent] == ["mine.json"]
        assert [action.text() for action in fresh.bench.menus.recent.actions()] == ["mine.json"]
        fresh.open_example("hello")
        fresh.show_welcome()
        qtbot.mouseClick(page(fresh).findChild(QPushButton, "recent"), Qt.MouseButton.LeftButton)
        assert fresh.session.experiment.title == "XOR"
        (tmp_path / "mine.json").unlink()
        assert fresh.recent.paths() == []

    def test_unsaved_work_is_written_and_forgotten_when_saved(self, fresh, tmp_path):
        fresh.open_example("xor")
        fresh.bench.canvas.edits.change_units("h", 1)
        fresh.autosave.write()
        assert experiment_file.read(fresh.autosave.path).network.node("h").units == 5
        fresh.session.path = tmp_path / "kept.json"
        assert fresh.bench.documents.save()
        assert not fresh.autosave.path.exists()

    def test_work_that_was_given_up_is_not_offered_again(self, fresh, monkeypatch):
        fresh.open_example("xor")
        fresh.bench.canvas.edits.change_units("h", 1)
        fresh.autosave.write()
        monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Cancel)
        fresh.window.close()
        assert fresh.window.isVisible(), "Cancel means stay"
        assert fresh.autosave.path.exists()
        monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Discard)
        fresh.window.close()
        assert not fresh.window.isVisible()
        assert not fresh.autosave.path.exists()

    def test_work_of_a_dead_session_is_offered(self, qtbot, fresh):
        from dataclasses import replace

        left = state_folder() / "unsaved-dead.json"
        experiment_file.write(replace(load("xor"), title="Lost and found"), left)
        fresh.show_welcome()
        qtbot.mouseClick(page(fresh).findChild(QPushButton, "leftover-recover"), Qt.MouseButton.LeftButton)
        assert fresh.session.experiment.title == "Lost and found"
        assert not fresh.session.undo.is_clean, "closing must ask"
        assert not left.exists()

    def test_work_of_a_living_session_is_left_alone(self, fresh):
        left = state_folder() / "unsaved-alive.json"
        experiment_file.write(load("xor"), left)
        lock = lock_of(left)
        assert lock.tryLock(0)
        assert left not in leftovers()
        lock.unlock()
        assert left in leftovers()
        left.unlink()

    def test_a_second_session_has_a_file_of_its_own(self, session):
        one, other = Autosave(session), Autosave(session)
        assert one.path != other.path
        one.close()
        other.close()

    def test_an_unexpected_error_keeps_the_work_and_tells_once(self, fresh, capsys):
        from gui.shell.crash_report import Report

        fresh.open_example("xor")
        fresh.bench.canvas.edits.change_units("h", 1)
        report = Report(fresh)
        for _ in range(3):
            try:
                raise RuntimeError("a planted fault")
            except RuntimeError as error:
                report(type(error), error, error.__traceback__)
        boxes = fresh.window.findChildren(QMessageBox, "mishap")
        assert len(boxes) == 1
        assert "a planted fault" in boxes[0].detailedText()
        assert fresh.autosave.path.exists()
        assert fresh.session.experiment.network.node("h").units == 5
        boxes[0].close()
        assert "a planted fault" in capsys.readouterr().err
        report(MemoryError, MemoryError("a planted lack"), None)
        (crowded,) = (box for box in fresh.window.findChildren(QMessageBox, "mishap") if box.isVisible())
        assert "not enough memory" in crowded.text()
        crowded.close()


START = """
import sys, time
from PySide6.QtCore import QSettings, QTimer
from gui.shell.app import App, make_application
application = make_application(["start"])
app = App(application, QSettings(sys.argv[1], QSettings.Format.IniFormat), "en", "light")
def painted():
    print(sorted(name for name in ("numpy", "pyqtgraph", "jsonschema") if name in sys.modules), flush=True)
    application.exit(0)
app.window.painted.connect(painted)
app.window.show()
sys.exit(application.exec())
"""


def test_the_window_is_painted_before_numpy_is_loaded(tmp_path):
    done = subprocess.run([sys.executable, "-c", START, str(tmp_path / "s.ini")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_unsaved_work_is_found_after_the_process_was_killed(tmp_path):
    code = START.replace(
        "painted():",
        "painted():\n    app.open_example('xor'); app.bench.canvas.edits.change_units('h', 3); app.autosave.write();"
        " print('ready', flush=True); sys.stdin.read()",
    )
    environment = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": "."}
    command, pipe = [sys.executable, "-c", code, str(tmp_path / "s.ini")], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment) as process:
        assert process.stdout.readline().strip() == "ready"
        process.kill()
    found = list(tmp_path.rglob("unsaved-*.json"))
    assert len(found) == 1
    assert experiment_file.read(found[0]).network.node("h").units == 7
    lock = lock_of(found[0])
    assert lock.tryLock(0), "the lock of a dead process does not hold"
    lock.unlock()
