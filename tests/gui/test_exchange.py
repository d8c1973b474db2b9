"""In and out through the window: sessions, tables, models, scripts, reports, animations, the clipboard."""

import types
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from engine import Experiment, load
from engine.interchange.models.weights import write_tensors
from engine.interchange.tables.sources import content_of
from gui.dialogs.csv import CsvDialog
from gui.dialogs.model import ModelDialog

TABLES = Path(__file__).resolve().parents[1] / "data" / "tables"


def answer_save(monkeypatch, path, chosen=""):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), chosen))


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def trigger(window, name):
    window.actions_by_id[name].trigger()


@pytest.fixture
def told(monkeypatch):
    words = []
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: words.append(text))
    return words


# sessions ----------------------------------------------------------------------------------------


def test_a_session_is_saved_and_goes_on_where_it_stood(app, window, settle, tmp_path, monkeypatch):
    window.documents.open_example("xor")
    session = app.session
    session.debugger.run(40)
    session.step_into()
    session.toggle_breakpoint(3)
    session.take_note("four more steps")
    answer_save(monkeypatch, tmp_path / "mine", "Session: the run in its current state (*.bpx)")
    trigger(window, "file.save-as")
    path = tmp_path / "mine.bpx"
    assert path.is_file()
    assert session.undo.is_clean
    wanted, t = {k: v.copy() for k, v in session.debugger.parameters().items()}, session.debugger.t
    losses = session.debugger.series.view("loss").copy()
    session.open(Experiment())
    window.toggle_dock("flow-map")
    assert window.documents.open_file(path)
    assert session.debugger.t == t
    assert session.notes == "four more steps"
    assert list(session.debugger.breakpoints.at) == [3]
    assert all((session.debugger.parameters()[name] == value).all() for name, value in wanted.items())
    assert (session.debugger.series.view("loss") == losses).all()
    window.docks.front("notes")
    settle()
    assert window.panels["notes"].text.toPlainText() == "four more steps"
    session.debugger.run(1)
    trigger(window, "file.save")
    assert path.with_name("mine.bpx.bak").is_file()


def test_a_damaged_session_is_told_and_the_drawing_stays(app, window, tmp_path, told):
    window.documents.open_example("xor")
    path = tmp_path / "bad.bpx"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    assert not window.documents.open_file(path)
    assert "archive is incomplete" in told[0]
    assert app.session.experiment == load("xor")


def test_a_run_of_another_machine_is_told_as_long_as_it_goes_on(app, window, tmp_path, settle):
    from engine.interchange.documents import session_file

    window.documents.open_example("xor")
    app.session.debugger.run(2)
    path = app.session.path = tmp_path / "a.bpx"
    assert window.documents.save()
    session_file.write(replace(session_file.read(path), environment={"probe": "elsewhere", "backend": "numpy"}), path)
    assert window.documents.open_file(path)
    for look in (app.session.step_into, app.session.back_into, app.session.step_over):
        settle()
        assert "made elsewhere (" in window.status.stop_label.accessibleName()
        look()
    assert window.documents.save()
    assert window.documents.open_file(path)
    settle()
    assert "made elsewhere (" in window.status.stop_label.accessibleName(), "the file keeps it, whoever saves it"
    app.session.reset()
    settle()
    assert "elsewhere" not in window.status.stop_label.accessibleName()


@pytest.mark.parametrize("suffix", ["json", "bpx"])
def test_a_full_disk_is_told_and_the_old_file_stays(app, window, tmp_path, monkeypatch, told, suffix):
    from engine.interchange.documents import safe_save

    window.documents.open_example("xor")
    path = app.session.path = tmp_path / f"mine.{suffix}"
    assert window.documents.save()
    before = path.read_bytes()
    window.canvas.edits.change_units("h", 1)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(safe_save.os, "fsync", full)
    assert not window.documents.save()
    assert "the disk is full" in told[0]
    assert "The old file is unchanged" in told[0]
    assert path.read_bytes() == before
    assert not app.session.undo.is_clean


# tables ------------------------------------------------------------------------------------------


@pytest.fixture
def iris(tmp_path):
    path = tmp_path / "iris.csv"
    path.write_text("length;width;kind\n" + "".join(f"{i},5;{2 * i};{('setosa', 'other', 'third')[i % 3]}\n" for i in range(30)))
    return path


def test_a_table_is_looked_at_before_it_is_used(app, window, settle, iris, qtbot):
    dialog = CsvDialog(iris, content_of(iris), window)
    qtbot.addWidget(dialog)
    fields = dialog.fields
    assert (fields.delimiter.currentData(), fields.decimal.currentData(), fields.header.isChecked()) == (";", ",", True)
    assert [dialog.grid.item(row, 2).text() for row in (1, 2)] == ["words: 3 different", "setosa"]
    assert list(dialog.chosen().values()) == ["input", "input", "class"]
    assert "inputs: 2, outputs: 3, training samples: 30, held out: 0" in dialog.summary.text()
    for box in dialog.roles:
        box.setCurrentIndex(box.findData("unused"))
    assert "At least one column" in dialog.message.text()
    assert not dialog.buttons.button(dialog.buttons.StandardButton.Ok).isEnabled()
    for box, role in zip(dialog.roles, ("input", "input", "class"), strict=True):
        box.setCurrentIndex(box.findData(role))
    fields.held_out.setValue(0.2)
    assert "training samples: 24, held out: 6" in dialog.summary.text()
    assert fields.standardise.isChecked()
    dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
    assert dialog.result() == CsvDialog.DialogCode.Accepted
    window.documents.new()
    window.documents.files.use(dialog.choice())
    session = app.session
    assert [node.units for node in session.experiment.network.nodes] == [2, 8, 3]
    assert session.experiment.loss.name == "cross_entropy"
    session.debugger.run(40)
    session.show_moment()
    settle()
    names = [curve.name for curve in window.panels["loss"].figure().curves]
    assert "held-out samples" in names
    session.undo.undo()
    assert not session.experiment.network.nodes


def test_a_fault_in_a_table_is_told_in_the_dialog(window, tmp_path, qtbot):
    path = tmp_path / "bad.csv"
    path.write_text("a,b\n1,2\n3,x\n4\n")
    dialog = CsvDialog(path, content_of(path), window)
    qtbot.addWidget(dialog)
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    assert "bad.csv:4: fields in this line: 1" in dialog.message.text()
    assert not ok.isEnabled()
    path.write_text("a,b\n1,2\n3,x\n5,6\n")
    dialog = CsvDialog(path, content_of(path), window)
    qtbot.addWidget(dialog)
    assert "bad.csv:3, 2" in dialog.message.text()
    assert "'x'" in dialog.message.text()
    dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
    assert dialog.result() != CsvDialog.DialogCode.Accepted, "a column in use has a fault"
    assert "bad.csv:3, 2" in dialog.message.text()


@pytest.mark.parametrize("name", ["iris.csv", "wine.csv", "cancer.csv.gz"])
def test_a_table_of_pandas_that_is_dropped_on_the_window_is_learned(app, window, settle, monkeypatch, name):
    window.documents.new()
    monkeypatch.setattr(
        CsvDialog, "exec", lambda self: self.buttons.button(self.buttons.StandardButton.Ok).click() or self.result()
    )
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(TABLES / name))])
    nothing = Qt.KeyboardModifier.NoModifier
    app.window.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, nothing))
    settle()
    assert app.session.experiment.data.name == "csv"
    app.session.debugger.run(500)
    app.session.show_moment()
    settle()
    told = window.panels["loss"].figure().note
    assert float(told.split("held out: ")[1].split(", ")[1].split("%")[0]) >= 95, told


def test_a_table_is_chosen_in_the_data_panel(app, window, settle, iris, monkeypatch):
    window.documents.open_example("spiral")
    settle()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(iris), ""))
    monkeypatch.setattr(
        CsvDialog, "exec", lambda self: self.buttons.button(self.buttons.StandardButton.Ok).click() or self.result()
    )
    window.panels["data"].pick_data("csv")
    assert app.session.experiment.data.name == "csv"
    assert app.session.experiment.network.nodes[-1].units == 3
    settle()
    assert window.panels["data"].findChild(object, "other-columns") is not None


# models and weights ------------------------------------------------------------------------------


def test_a_model_is_drawn_from_its_tensors(app, window, tmp_path, monkeypatch):
    path = tmp_path / "net.safetensors"
    path.write_bytes(write_tensors(load("latch-lstm")))
    seen = []

    def answer(dialog):
        dialog.output.setCurrentIndex(dialog.output.findData("sigmoid"))
        dialog.loss.setCurrentIndex(dialog.loss.findData("bce"))
        seen.append(dialog.experiment)
        return ModelDialog.DialogCode.Accepted

    monkeypatch.setattr(ModelDialog, "exec", answer)
    assert window.documents.open_file(path)
    network = app.session.experiment.network
    assert [node.type for node in network.nodes] == ["input", "lstm", "dense"]
    assert app.session.experiment.loss.name == "bce"
    assert not app.session.undo.is_clean
    assert app.session.debugger is not None


def test_layers_whose_order_is_not_known_are_asked_for(qtbot):
    tensors = {f"{name}.weight": np.full((4, 4), place) for place, name in enumerate(("alpha", "hidden", "head"))}
    dialog = ModelDialog(tensors, "net", None)
    qtbot.addWidget(dialog)
    dialog.show()
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    assert not ok.isEnabled(), "nobody has said yet that this is the order"
    dialog.layers.setCurrentRow(1)
    click(qtbot, dialog.up)
    dialog.ordered.setChecked(True)
    assert ok.isEnabled()
    assert [node.id for node in dialog.experiment.network.nodes] == ["x", "hidden", "alpha", "head"]
    certain = ModelDialog({f"{i}.weight": np.ones((4, 4)) for i in range(3)}, "net", None)
    qtbot.addWidget(certain)
    certain.show()
    assert not certain.up.isVisible()
    assert certain.buttons.button(certain.buttons.StandardButton.Ok).isEnabled()


def test_a_pickled_model_is_refused_in_words(window, tmp_path, told):
    path = tmp_path / "net.pt"
    path.write_bytes(b"\x80\x02}q\x00.")
    assert not window.documents.open_file(path)
    assert "safetensors" in told[0]


def test_weights_begin_the_present_network(app, window, tmp_path, told):
    window.documents.open_example("xor")
    app.session.debugger.run(100)
    path = tmp_path / "w.safetensors"
    assert window.documents.files.write_as(path, "safetensors")
    trained = {k: v.copy() for k, v in app.session.debugger.parameters().items()}
    app.session.reset()
    assert window.documents.files.load_weights(path)
    assert app.session.debugger.t == 0
    assert all((app.session.debugger.parameters()[name] == value).all() for name, value in trained.items())
    app.session.undo.undo()
    assert app.session.experiment == load("xor")
    window.documents.open_example("sine")
    assert not window.documents.files.load_weights(path)
    assert "shape" in told[0]


@pytest.mark.parametrize("suffix", ["py", "numpy.py", "onnx"])
def test_an_experiment_is_written_as_a_script(app, window, settle, tmp_path, monkeypatch, suffix):
    if suffix == "onnx":
        pytest.importorskip("onnx")
    window.documents.open_example("xor")
    answer_save(monkeypatch, tmp_path / f"net.{suffix}")
    settle()
    trigger(window, "file.write-as")
    content = (tmp_path / f"net.{suffix}").read_bytes()
    if suffix == "numpy.py":
        module = types.ModuleType("script")
        exec(content.decode(), module.__dict__)  # noqa: S102
        app.session.debugger.run(5)
        assert list(module.train(5))[-1] == pytest.approx(float(app.session.debugger.value("loss")), rel=1e-12)
    else:
        assert (b"class Net(nn.Module)" in content) == (suffix == "py")


def test_the_recorder_is_saved(window, tmp_path, monkeypatch):
    answer_save(monkeypatch, tmp_path / "bpx_record.py")
    trigger(window, "file.recorder")
    assert "class Recorder" in (tmp_path / "bpx_record.py").read_text()


# figures -----------------------------------------------------------------------------------------


def choosing(monkeypatch, act):
    """Answer the list of figures: `act` is called with the dialog as it stands on the screen."""
    from gui.dialogs.choose_figures import ChooseFigures

    def answered(dialog):
        dialog.show()
        act(dialog)
        return dialog.result()

    monkeypatch.setattr(ChooseFigures, "exec", answered)


def ticked(dialog):
    rows = [dialog.list.item(row) for row in range(dialog.list.count())]
    return {item.toolTip() for item in rows if item.checkState() == Qt.CheckState.Checked}


@pytest.mark.long
def test_all_that_is_shown_is_exported(qtbot, app, window, settle, tmp_path, monkeypatch):
    window.documents.open_example("hello")
    app.session.debugger.run(3)
    window.docks.front("unrolled")
    app.session.show_moment()
    settle()

    def export(dialog):
        dialog.folder.setText(str(tmp_path / "new"))
        click(qtbot, dialog.all_button)
        for box in dialog.formats.values():
            box.setChecked(True)
        click(qtbot, dialog.export_button)

    choosing(monkeypatch, export)
    trigger(window, "file.export")
    names = {path.name for path in (tmp_path / "new").iterdir()}
    for stem in ("canvas", "formula", "timeline", "unrolled", "loss", "through-time"):
        assert {f"{stem}.{kind}" for kind in ("png", "svg", "pdf")} <= names, stem
    assert {"canvas.csv", "timeline.csv", "loss.csv"} <= names
    rows = (tmp_path / "new" / "canvas.csv").read_text().splitlines()
    assert rows[1] == "parameter,index,value,gradient"
    value = app.session.debugger.value("x->h.weight")[0, 1]
    assert any(row.startswith(f"x->h.weight,0 1,{float(value)!r},") for row in rows)


def test_figures_are_chosen_before_a_file_is_written_and_remembered(qtbot, app, window, settle, tmp_path, monkeypatch):
    window.documents.open_example("xor")
    app.session.debugger.run(3)
    settle()

    def choose(dialog):
        assert "loss" in ticked(dialog)
        assert not any(name.startswith("weights") for name in ticked(dialog)), "no surprise of a hundred files"
        click(qtbot, dialog.none_button)
        assert not dialog.export_button.isEnabled()
        row = next(row for row in range(dialog.list.count()) if dialog.list.item(row).toolTip() == "loss")
        dialog.list.setCurrentRow(row)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
        for kind, box in dialog.formats.items():
            box.setChecked(kind in ("svg", "csv"))
        dialog.folder.setText(str(tmp_path))
        assert "files: 2" in dialog.words.text()
        click(qtbot, dialog.export_button)

    choosing(monkeypatch, choose)
    trigger(window, "file.export")
    assert {path.name for path in tmp_path.iterdir() if "figure" not in path.name} >= {"loss.svg", "loss.csv"}
    assert not (tmp_path / "loss.png").exists()

    def again(dialog):
        assert ticked(dialog) == {"loss"}
        assert dialog.folder.text() == str(tmp_path)
        assert "existing files that will be replaced: 2" in dialog.words.text()
        click(qtbot, dialog.buttons.button(dialog.buttons.StandardButton.Cancel))

    before = (tmp_path / "loss.svg").stat().st_mtime_ns
    choosing(monkeypatch, again)
    trigger(window, "file.export")
    assert (tmp_path / "loss.svg").stat().st_mtime_ns == before


def test_a_caption_is_ready_to_paste(qtbot, app, window, settle, monkeypatch):
    window.documents.open_example("xor")
    app.session.debugger.run(3)
    settle()
    trigger(window, "file.copy-caption")
    words = QGuiApplication.clipboard().text()
    assert words.startswith("XOR")
    assert "after training step 3" in words
    assert "Seed 0" in words

    def copy(dialog):
        click(qtbot, dialog.latex_button)
        dialog.reject()

    choosing(monkeypatch, copy)
    trigger(window, "file.export")
    words = QGuiApplication.clipboard().text()
    assert words.startswith(r"\caption{XOR")
    assert r"learning\_rate" in words
    assert r"$\rightarrow$" in words


def test_size_colours_and_caption_are_chosen_and_remembered(app, window, tmp_path, monkeypatch):
    from gui.dialogs.export_options import ExportDialog

    window.documents.open_example("xor")
    app.session.debugger.run(3)

    def choose(dialog):
        dialog.fields["width"].setValue(127.0)
        dialog.fields["height"].setValue(76.2)
        dialog.fields["dpi"].setValue(192)
        dialog.colours.setCurrentIndex(dialog.colours.findData("dark"))
        dialog.caption.setChecked(True)
        assert "960 × 576" in dialog.size_words.text()
        assert dialog.preset.currentText() == "Custom size"
        return True

    monkeypatch.setattr(ExportDialog, "exec", choose)
    trigger(window, "file.export-options")
    answer_save(monkeypatch, tmp_path / "loss.png")
    window.panels["loss"].ask_export()
    with Image.open(tmp_path / "loss.png") as image:
        assert image.size == (960, 576)
        assert round(image.info["dpi"][0]) == 192
        assert max(image.convert("RGB").getpixel((2, 2))) < 80
    answer_save(monkeypatch, tmp_path / "loss.svg")
    window.panels["loss"].ask_export()
    text = (tmp_path / "loss.svg").read_text()
    assert "seed 0" in text
    assert "after training step 3" in text


def test_a_preset_fills_the_fields_and_is_kept(qtbot, app, window, tmp_path, monkeypatch):
    from gui.dialogs.export_options import ExportDialog

    window.documents.open_example("xor")
    app.session.debugger.run(3)

    def choose(dialog):
        dialog.show()
        dialog.preset.setFocus()
        while dialog.preset.currentData() != "column":
            qtbot.keyClick(dialog.preset, Qt.Key.Key_Down)
        assert dialog.fields["width"].value() == 88.9
        assert dialog.fields["points"].value() == 8
        assert dialog.fields["dpi"].value() == 600
        return True

    monkeypatch.setattr(ExportDialog, "exec", choose)
    trigger(window, "file.export-options")
    answer_save(monkeypatch, tmp_path / "loss.svg")
    window.panels["loss"].ask_export()
    assert 'width="88.9mm"' in (tmp_path / "loss.svg").read_text()

    def look(dialog):
        assert dialog.preset.currentData() == "column"
        dialog.fields["points"].setValue(9)
        assert dialog.preset.currentText() == "Custom size"
        return False

    monkeypatch.setattr(ExportDialog, "exec", look)
    trigger(window, "file.export-options")


def test_what_is_under_the_pointer_is_copied(app, window, settle):
    window.documents.open_example("xor")
    app.session.debugger.run(3)
    trigger(window, "file.copy-figure")
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert b"<svg" in bytes(data.data("image/svg+xml").data())


def test_a_report_is_one_file_with_everything(app, window, settle, tmp_path, monkeypatch):
    window.documents.open_example("xor")
    app.session.debugger.run(25)
    answer_save(monkeypatch, tmp_path / "report")
    settle()
    trigger(window, "file.report")
    page = (tmp_path / "report.html").read_text()
    assert page.count("<svg") > 10
    assert page.count("<math") == len(app.session.debugger.program)
    assert "<mfrac>" in page
    assert f"{float(app.session.debugger.value('loss')):.10g}" in page
    assert "http://www.w3.org" in page
    assert not [word for word in ("<script", 'src="http', 'href="http') if word in page]


def test_an_animation_shows_the_steps_and_the_clock_stays(app, window, settle, tmp_path, monkeypatch):
    window.documents.open_example("xor")
    app.session.step_over()
    t = app.session.debugger.t
    monkeypatch.setattr(QInputDialog, "getInt", lambda *_: (5, True))
    answer_save(monkeypatch, tmp_path / "steps.gif")
    settle()
    trigger(window, "file.animation")
    frames = []
    with Image.open(tmp_path / "steps.gif") as film:
        assert film.n_frames == 5
        for number in range(5):
            film.seek(number)
            frames.append(film.convert("RGB").tobytes())
    assert len(set(frames)) > 2
    assert app.session.debugger.t == t
