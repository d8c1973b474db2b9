"""Whatever name a person gives to what is saved or exported, the file is of the kind that its name says; and why a file cannot be
written is said in words."""

import errno
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from engine.interchange.documents import safe_save
from engine.model.refusal import REASONS
from gui.dialogs.choose_figures import ChooseFigures, Wish
from gui.dialogs.own_gradients import OwnGradientsDialog
from gui.dialogs.sweep import SweepDialog
from gui.plots.catalogue import PLOTS
from gui.shell.recent import Recent

BEGINNINGS = {
    "json": b"{", "bpx": b"PK", "svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF", "gif": b"GIF8", "html": b"<!DOCTYPE",
    "npz": b"PK", "py": b'"""',
}  # fmt: skip
VERBS = ("file.save-as", "file.export-drawing", "file.report", "file.animation", "file.write-as", "file.recorder")
NAMES = ("a.jpg", "a", "a.csv")


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """Answers the dialogs with a name; what filters there were is recorded."""
    answer = {"name": "", "filters": "", "told": []}

    def name(parent, title, proposed, filters):
        answer["filters"] = filters
        return answer["name"] and str(tmp_path / answer["name"]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_: (2, True))
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: answer["told"].append(text))
    return answer


def written(folder, asked) -> None:
    """One file stands there, of a kind that was offered, with the content of that kind."""
    assert asked["told"] == []
    (path,) = [path for path in folder.iterdir() if path.suffix not in (".ini", ".bak")]
    offered = re.findall(r"\*\.([a-z.]+)\)", asked["filters"])
    suffix = next(suffix for suffix in offered if path.name.endswith(f".{suffix}"))
    assert path.read_bytes().startswith(BEGINNINGS.get(suffix, b"")), path.name
    path.unlink()
    path.with_name(f"{path.name}.bak").unlink(missing_ok=True)


def test_every_verb_that_writes_a_file(app, window, asked, tmp_path, settle):
    app.open_example("xor")
    app.session.go(3 * len(app.session.debugger.program))
    settle()
    sweep, own = SweepDialog(window.theme, window), OwnGradientsDialog(app.session, window.theme, window)
    verbs = [window.actions_by_id[name].trigger for name in VERBS]
    plot = window.panels[PLOTS[0].name]
    verbs += [sweep.table_button.click, own.source.start_button.click, lambda: window.figures.ask_export(*plot.figures()[0])]
    sweep.table_button.setEnabled(True)
    for verb in verbs:
        for name in NAMES:
            asked["name"] = name
            verb()
            written(tmp_path, asked)
        asked["name"] = ""
        verb()
        assert not [path for path in tmp_path.iterdir() if path.suffix != ".ini"], "the dialog was cancelled"


def test_a_file_that_is_already_there_under_the_longer_name_is_asked_for(app, window, asked, tmp_path, monkeypatch):
    app.open_example("xor")
    there = tmp_path / "a.jpg.svg"
    there.write_text("mine")
    asked["name"] = "a.jpg"
    questions = []
    buttons = QMessageBox.StandardButton
    monkeypatch.setattr(QMessageBox, "question", lambda *words: questions.append(words[2]) or buttons.No)
    window.actions_by_id["file.export-drawing"].trigger()
    assert questions == ["a.jpg.svg already exists. Replace it?"]
    assert there.read_text() == "mine"
    monkeypatch.setattr(QMessageBox, "question", lambda *words: buttons.Yes)
    window.actions_by_id["file.export-drawing"].trigger()
    assert there.read_bytes().startswith(BEGINNINGS["svg"])


def test_why_nothing_could_be_written_is_said_in_words(app, window, asked, tmp_path, monkeypatch, settle):
    app.open_example("xor")
    settle()
    writing = ("file.save-as", "file.export-drawing", "file.report", "file.write-as", "file.recorder")
    for code, verb in (*((code, "file.save-as") for code in REASONS), *((errno.ENOSPC, verb) for verb in writing)):

        def refuse(*_, code=code, **__):
            raise OSError(code, "as the library says it", "/somewhere/.odd.name.unfinished")

        monkeypatch.setattr(safe_save.tempfile, "mkstemp", refuse)
        asked["name"], asked["told"][:] = "a", []
        window.actions_by_id[verb].trigger()
        (told,) = asked["told"]
        assert REASONS[code] in told, errno.errorcode[code]
        assert str(tmp_path / "a") in told
        assert "library" not in told
        assert "unfinished" not in told


def test_a_name_too_long_for_any_file_is_no_matter(app, window, asked, monkeypatch, qtbot):
    """In the folder of figures, among the recent files, where a file is opened, and where one is saved."""
    app.open_example("xor")
    long = "x" * 300
    dialog = ChooseFigures([("canvas", window.canvas.picture())], Wish(("canvas",), ("png",), ""), window.theme, window)
    qtbot.addWidget(dialog)
    dialog.folder.setText(long)
    assert "files: 1" in dialog.words.text()
    window.documents.open_file(Path(f"{long}.json"))
    window.documents.open_file(Path(long))
    asked["name"] = long
    window.actions_by_id["file.save-as"].trigger()
    assert [REASONS[errno.ENAMETOOLONG] in told for told in asked["told"]] == [False, False, True]
    assert all("Errno" not in told for told in asked["told"])
    app.settings.setValue("recent", [long])
    assert Recent(app.settings).paths() == []
