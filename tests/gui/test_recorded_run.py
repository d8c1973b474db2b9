"""A recorded run in the main window: drawing, table, plots, timeline and findings are about it, and the drawing waits."""

import json
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from engine import ExperimentError
from engine.insight.diagnosis.finding import NOTE
from engine.insight.trace.lines import lines
from engine.insight.trace.trace import Layer, Through, Trace
from engine.interchange.documents.trace_file import FORMAT, read_trace
from engine.model.problem import Problem
from gui.look.figure import MARKS, RING
from gui.look.theme import LIGHT, THEMES, colors
from gui.panels.run.layer_model import FINDING, GRADIENT, LAYER, OTHER, LayerModel
from gui.panels.run.layers import LayersPanel
from gui.panels.run.panel import RunPanel
from gui.panels.run.plan import Model, plan
from gui.plots.catalogue import PLOTS
from gui.session.memo import Memo
from gui.session.recording import Record
from gui.widgets.axis_names import arranged
from gui.widgets.card import Card, Face

BUTTON = Qt.MouseButton.LeftButton
PLOT = {plot.name: plot for plot in PLOTS}
GPT = tuple(f"transformer.h.{block}.{layer}" for block in range(48) for layer in ("ln_1", "attn.c_attn", "attn.c_proj", "mlp.c_fc"))


@pytest.fixture
def told(monkeypatch):
    words = []
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: words.append(text))
    return words


def record(folder, steps, factor=0.2, layers=8):
    """A run whose gradient shrinks by a factor in every layer, as the recorder would write it."""
    names = [f"fc{place}" for place in range(layers)]
    columns = [
        "step",
        "loss",
        "baseline",
        *(f"delta/{name}" for name in names),
        *(f"spread/{name}" for name in names),
        *(f"idle/{name}" for name in names),
        *(f"{kind}/{name}.weight" for kind in ("grad", "param", "update") for name in names),
    ]
    entries = [{"name": name, "type": "Linear", "activation": "sigmoid", "parameters": {"weight": [8, 8]}} for name in names]
    manifest = {
        "format": FORMAT,
        "version": 1,
        "columns": columns,
        "layers": entries,
        "every": 1,
        "steps_per_epoch": 0,
        "optimizer": "SGD",
        "torch": "2",
        "full": None,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    rows = np.ones((steps, len(columns)))
    rows[:, 0] = np.arange(steps)
    rows[:, 1:3] = 0.7
    rows[:, 3 : 3 + layers] = factor ** np.arange(layers)[::-1]
    rows[:, 3 + 2 * layers : 3 + 3 * layers] = 0
    rows[:, -layers:] = 1e-3
    (folder / "rows.f64").write_bytes(rows.astype("<f8").tobytes())


@pytest.fixture
def recorded(tmp_path):
    """The folder of a run of 60 steps in which the gradient vanishes."""
    folder = tmp_path / "my-run"
    folder.mkdir()
    record(folder, 60)
    return folder


def put(session, trace):
    """Show a run that was read before."""
    session.recording.open(trace)
    return session.recording


def run_of(deltas, **more):
    """A run of layers whose gradients are given for each step."""
    layers = tuple(Layer(name, "Linear", "relu", {"weight": (4, 4)}) for name in deltas)
    columns = {f"delta/{name}": np.array(values, float) for name, values in deltas.items()}
    bad = {name: np.isinf(values) for name, values in columns.items()}  # where there is nan nothing was measured
    return Trace("run", layers, np.arange(len(next(iter(deltas.values())))), {**columns, **more}, bad=bad)


# the window --------------------------------------------------------------------------------------


def test_a_run_takes_the_window_and_gives_the_drawing_back_as_it_was(app, window, recorded, settle, qtbot, tmp_path):
    app.open_example("xor")
    app.session.step_over()
    t, layout = app.session.debugger.t, window.layouts.row.name
    assert window.documents.open_file(recorded)
    settle()
    assert app.window.windowTitle().startswith("Recorded run: my-run")
    assert window.layouts.row.name == "recorded"
    assert isinstance(window.stage.currentWidget(), RunPanel)
    for name in ("debug.run", "debug.over", "edit.delete", "file.save", "edit.undo", "mistake.no_bias"):
        assert not window.actions_by_id[name].isEnabled(), name
    assert "Close the run" in window.actions_by_id["debug.over"].statusTip()
    assert window.actions_by_id["file.export"].isEnabled()
    words = window.panels["diagnosis"].words.toPlainText()
    assert "vanishes with depth" in words
    assert "Not recorded, so not checked" in words
    assert app.recent.paths() == [str(recorded)]
    table = window.panels["layers"].table
    assert table.model().index(0, LAYER).data() == "fc0", "the worst comes first"
    for name in ("program", "prediction"):
        window.docks.front(name)
    settle()
    assert not window.panels["prediction"].tools.isVisible(), "points belong to the drawing"
    assert "Close the run" in window.panels["program"].findChild(object, "curtain").text()
    window.panels["layers"].words.setText("relu")
    qtbot.mouseClick(window.stage.currentWidget().leave, BUTTON)
    settle()
    assert window.stage.currentWidget() is window.canvas
    assert (app.session.debugger.t, window.layouts.row.name) == (t, layout)
    assert window.actions_by_id["debug.over"].isEnabled()
    assert window.actions_by_id["debug.over"].statusTip() != window.panels["program"].toolTip()
    assert window.panels["program"].findChild(object, "curtain").isHidden()


def test_a_run_is_rebuilt_small_and_a_remedy_is_copied_for_pytorch(app, window, recorded, settle, qtbot):
    window.documents.open_file(recorded)
    settle()
    qtbot.mouseClick(window.stage.currentWidget().replica, BUTTON)
    settle()
    assert window.stage.currentWidget() is window.canvas
    drawn = app.session.experiment.network
    assert [node.activation.name for node in drawn.nodes if node.type == "dense"][:-1] == ["sigmoid"] * 7
    assert app.session.experiment.optimizer.name == "sgd"
    window.docks.front("notes")
    settle()
    assert "These data replace your own" in window.panels["notes"].text.toPlainText()
    assert app.session.problems == ()
    card = Card("adam")
    qtbot.addWidget(card)
    card.show_face(Face("Adam", "", copy="Copy for PyTorch", copied=lines("adam")), colors(THEMES[LIGHT]))
    qtbot.mouseClick(card.copy, BUTTON)
    assert QGuiApplication.clipboard().text().startswith("optimizer = torch.optim.Adam(")


def test_a_finding_leads_to_its_step_and_layer_and_everything_follows(app, window, recorded, settle, qtbot):
    window.documents.open_file(recorded)
    settle()
    run, depth, recording = window.stage.currentWidget(), window.panels["depth-profile"], app.session.recording
    window.panels["diagnosis"].words.anchorClicked.emit(QUrl("layer:fc2"))
    settle()
    rings = next(curve for curve in depth.view.figure.curves if curve.style == RING)
    assert rings.x.tolist() == [3]
    assert [index.row() for index in window.panels["layers"].table.selectionModel().selectedRows()] == [2]
    cell = run.view.mapFromScene(run.view.item.plan.rect_of(5).center())
    qtbot.mouseClick(run.view.viewport(), BUTTON, pos=cell)
    assert recording.marked == ("fc5",)
    qtbot.keyClick(run.view, Qt.Key.Key_Right)
    assert recording.marked == ("fc6",)
    plot, box = depth.view.plot, depth.view.item.vb
    at = plot.mapFromScene(box.mapViewToScene(QPointF(2.1, -3)))
    name, numbers = depth.view.pointer.at(QPointF(at))
    assert name == "fc1"
    assert "rms ∂L/∂z 6.4·10⁻⁵" in numbers
    qtbot.mouseClick(plot.viewport(), BUTTON, pos=at)
    assert recording.marked == ("fc1",)
    window.panels["diagnosis"].words.anchorClicked.emit(QUrl("step:12"))
    settle()
    assert "step 13 of 60" in run.place.text()
    found = recording.record().findings[0]
    window.panels["diagnosis"].words.anchorClicked.emit(QUrl(f"step:{found.step}"))
    assert (recording.record().step, recording.marked) == (found.step, found.layers), "a finding leads to its step and layers"
    recording.go(12)
    settle()
    timeline = window.panels["timeline"].timeline
    assert timeline.track.position == 13
    assert timeline.track.findings
    qtbot.keyClick(timeline, Qt.Key.Key_Left)
    assert recording.record().step == 11
    qtbot.keyClick(timeline, Qt.Key.Key_End)
    record(recorded, 75)
    qtbot.mouseClick(run.follow, BUTTON)
    settle()
    assert "step 75 of 75" in run.place.text()
    qtbot.mouseClick(run.follow, BUTTON)
    app.set_theme("dark")
    assert run.theme.name == "dark"


def test_a_run_stays_in_another_language_and_goes_when_another_file_comes(app, window, recorded, settle, monkeypatch, tmp_path):
    window.documents.open_file(recorded)
    other = tmp_path / "other"
    other.mkdir()
    record(other, 60, factor=0.9)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    window.stage.currentWidget().compare.click()
    settle()
    names = [curve.name for curve in window.panels["depth-profile"].view.figure.curves]
    assert "other run" in names
    table = window.panels["layers"].table
    assert not table.isColumnHidden(OTHER)
    cells = {table.model().index(row, LAYER).data(): table.model().index(row, OTHER).data() for row in range(8)}
    assert (cells["fc7"], cells["fc0"]) == ("1", "0.48"), "0.9 to the power of 7"
    app.set_language("hi")
    settle()
    assert isinstance(app.bench.stage.currentWidget(), RunPanel)
    app.open_example("xor")
    settle()
    assert not app.session.recording.on
    assert app.bench.stage.currentWidget() is app.bench.canvas
    assert app.bench.layouts.row.name != "recorded"
    app.session.recording.open(app.session.recording.trace or Trace("none", (), np.arange(0), {}, passes=300))
    settle()
    assert "300" in app.bench.panels["diagnosis"].words.toPlainText()


def test_gradients_under_other_names_are_asked_for(window, tmp_path, monkeypatch, told):
    from engine.interchange.documents import trace_file
    from engine.interchange.documents.event_files import NoGradients

    asked, tried = [], []

    def read(path, tags=""):
        tried.append(tags)
        if tags != "stats/*/g":
            raise NoGradients(str(path), ("stats/fc1/g", "stats/fc2/g"))
        raise ExperimentError([Problem("x", "read by the pattern")])

    def answer(parent, title, words, text=""):
        asked.append((words, text))
        return ("stats/*/g", True) if len(asked) == 2 else ("other/*", True)

    monkeypatch.setattr(trace_file, "read_trace", read)
    monkeypatch.setattr(QInputDialog, "getText", answer)
    assert not window.documents.files.open_trace(tmp_path)
    assert tried == ["", "other/*", "stats/*/g"]
    assert "found: stats/fc1/g, stats/fc2/g" in asked[0][0]
    assert [text for _, text in asked] == ["stats/fc1/g", "other/*"]
    assert "read by the pattern" in told[0]


def test_a_csv_of_norms_opens_as_a_recorded_run(window, tmp_path, settle):
    path = tmp_path / "norms.csv"
    path.write_text("step,layer,norm\n" + "".join(f"{s},l{i},{10.0**-i}\n" for s in range(20) for i in range(5)))
    window.documents.open_file(path)
    settle()
    assert window.panels["depth-profile"].view.figure.curves[0].y.tolist() == [0, -1, -2, -3, -4]
    window.session.recording.close()


def test_a_folder_without_a_run_is_told(window, tmp_path, told):
    window.documents.files.open_trace(tmp_path)
    assert "no recorded run" in told[0]
    assert not window.session.recording.on


# the table and the drawing -----------------------------------------------------------------------


def test_the_table_sorts_filters_and_marks(session, qtbot):
    panel = LayersPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    recording = put(session, run_of({"in": [1, 2], "mid": [1, np.nan], "out": [1, np.inf], "low": [1, 1e-9]}))
    qtbot.waitUntil(lambda: panel.seen.rowCount() == 4)
    assert panel.table.isColumnHidden(OTHER)
    cells = {row.name: panel.seen.index(place, GRADIENT).data() for place, row in enumerate(panel.seen.rows)}
    assert cells == {"in": "2", "mid": "–", "out": "∞", "low": "1e-09"}, "missing is not infinite"
    panel.table.sortByColumn(GRADIENT, Qt.SortOrder.AscendingOrder)
    assert [row.name for row in panel.seen.rows] == ["low", "in", "out", "mid"]
    panel.table.sortByColumn(GRADIENT, Qt.SortOrder.DescendingOrder)
    assert [row.name for row in panel.seen.rows] == ["out", "in", "low", "mid"]
    qtbot.keyClicks(panel.words, "LINEAR o")
    assert recording.marked == ("low", "out")
    qtbot.keyClick(panel.words, Qt.Key.Key_Return)
    assert recording.marked == ("out",)
    qtbot.keyClick(panel.table, Qt.Key.Key_Escape)
    assert recording.marked == ("low", "out")
    qtbot.keyClick(panel.table, Qt.Key.Key_Escape)
    assert recording.marked == ()
    qtbot.keyClicks(panel.words, "nothing like it")
    assert "No layer" in panel.empty.text()
    assert panel.empty.isVisible()
    panel.words.clear()
    assert panel.table.isVisible()
    panel.table.sortByColumn(FINDING, Qt.SortOrder.AscendingOrder)
    assert panel.seen.rows[0].name == "out", "what is not finite is the worst"
    session.recording.close()


def test_every_layer_of_a_deep_model_has_its_place_and_blocks_open(qapp):
    metrics = QFontMetricsF(qapp.font())
    names = (*GPT, "transformer.ln_f", "lm_head")
    model = Model(names, ("Linear",) * len(names), frozenset(), metrics)
    made = plan(model, 800, 400)
    places = [cell.place for card in made.cards for cell in card.cells]
    assert sorted(places) == list(range(len(names)))
    rects = [cell.rect for card in made.cards for cell in card.cells]
    assert not any(a.intersects(b) for n, a in enumerate(rects) for b in rects[:n]), "no layer lies over another"
    stack = made.cards[0]
    assert stack.words[0].text == "h.0 – 47  ×48"
    assert made.cell_at(made.rect_of(7).center()).place == 7
    label = next(words for words in stack.words if words.block == "transformer.h.3")
    assert made.block_at(label.rect.center()) == "transformer.h.3"
    opened = plan(Model(names, model.kinds, frozenset({"transformer.h.3"}), metrics), 800, 400)
    assert [card.words[0].text for card in opened.cards if card.words] == ["h.0 – 2  ×3", "▾ h.3", "h.4 – 47  ×44"]
    assert [cell.place for cell in opened.cards[1].cells] == [12, 13, 14, 15]
    assert plan(Model((), (), frozenset(), metrics), 800, 400).cards == ()


def test_a_chain_stands_in_one_line_and_numbered_blocks_say_their_word_once(qapp):
    metrics = QFontMetricsF(qapp.font())
    chain = plan(Model(("lstm", "head"), ("LSTM", "Linear"), frozenset(), metrics), 800, 400)
    assert len({card.rect.center().y() for card in chain.cards}) == 1
    names = tuple(f"features.denseblock{b}.denselayer{n}.conv{c}" for b in (1, 2) for n in range(1, 13) for c in (1, 2))
    stack = plan(Model((*names, "classifier"), ("Conv2d",) * 49, frozenset(), metrics), 800, 400).cards[0]
    assert stack.words[0].text == "denseblock1  ×12"
    assert [words.text for words in stack.words if words.block][:2] == ["▸ 1", "▸ 2"]


def test_a_click_with_control_adds_a_layer_and_a_block_opens(session, qtbot):
    panel = RunPanel(session)
    qtbot.addWidget(panel)
    panel.resize(700, 400)
    panel.show()
    recording = put(session, run_of({name: [1.0] for name in GPT[:48]}))
    qtbot.waitUntil(lambda: bool(panel.view.item.plan.cards))

    def at(point: QPointF):
        return panel.view.mapFromScene(point)

    drawn = panel.view.item
    qtbot.mouseClick(panel.view.viewport(), BUTTON, pos=at(drawn.plan.rect_of(3).center()))
    qtbot.mouseClick(panel.view.viewport(), BUTTON, Qt.KeyboardModifier.ControlModifier, at(drawn.plan.rect_of(9).center()))
    assert recording.chosen == (GPT[3], GPT[9])
    label = next(words for words in drawn.plan.cards[0].words if words.block)
    qtbot.mouseClick(panel.view.viewport(), BUTTON, pos=at(label.rect.center()))
    assert panel.view.opened == {"transformer.h.0"}
    assert recording.chosen == (GPT[3], GPT[9])
    qtbot.waitUntil(lambda: drawn.shown.chosen == {GPT[3], GPT[9]})
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert panel.view.opened == {"transformer.h.2"}, "the block of one chosen layer folds, that of the other opens"
    assert panel.picture().rows[1][0] == GPT[0]
    qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
    assert recording.chosen == ()
    recording.close()


def test_a_run_that_is_begun_anew_in_its_folder_keeps_no_layers_of_the_one_before(session, qtbot, recorded):
    panel = RunPanel(session)
    qtbot.addWidget(panel)
    panel.resize(700, 400)
    panel.show()
    recording = put(session, read_trace(recorded))
    assert recording.record().findings, "the gradient vanishes"
    recording.choose("fc5")
    recording.go_to(3)
    record(recorded, 70, factor=1.0, layers=2)
    recording.follow(True)
    assert recording.place == 69, "following begins at the latest step"
    recording.follow(False)
    assert recording.chosen == ()
    assert {finding.severity for finding in recording.record().findings} <= {NOTE}
    qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    assert recording.chosen == ("fc0",)
    recording.close()


def test_a_recurrent_layer_opens_from_the_step_on_at_which_it_was_recorded(session, qtbot):
    panel = RunPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    trace = run_of({"rnn": [1.0] * 10})
    recording = put(session, replace(trace, through={5: (Through("rnn", np.ones(3), 0.0),)}))
    qtbot.waitUntil(panel.recurrent.isEnabled)
    recording.go_to(4)
    qtbot.waitUntil(lambda: not panel.recurrent.isEnabled())
    recording.go_to(5)
    qtbot.waitUntil(panel.recurrent.isEnabled)
    recording.close()


def test_names_in_a_file_are_no_markup(qapp):
    model = LayerModel(THEMES[LIGHT])
    name = "<b>net</b>.0"
    model.show_rows(Record(run_of({name: [1.0]}), 0, Memo()).rows, {})
    told = QTextDocument()
    told.setHtml(model.index(0, LAYER).data(Qt.ItemDataRole.ToolTipRole))
    assert told.toPlainText().startswith(name)


# plots -------------------------------------------------------------------------------------------


def figure(name, trace, place=None, **more):
    return PLOT[name].figure(Record(trace, len(trace.steps) - 1 if place is None else place, Memo(), **more))


def test_a_gap_is_not_a_number_that_is_not_finite(qapp):
    sizes = {"grad/a.weight": np.array([1, 1.0]), "grad/c.weight": np.array([1, np.inf])}
    trace = run_of({"a": [1, 1.0], "b": [1, np.nan], "c": [1, np.inf]}, loss=np.array([1, np.nan]), **sizes)
    bad = {name: np.isinf(values) for name, values in trace.columns.items()} | {"loss": np.array([False, True])}
    trace = Trace("run", trace.layers, trace.steps, trace.columns, bad=bad)
    for name, x in (("depth-profile", [3.0]), ("flow-map", [2.0]), ("loss", [2.0]), ("gradient-norm", [2.0])):
        marks = next(curve for curve in figure(name, trace).curves if curve.style == MARKS and "not finite" in curve.name)
        assert marks.x.tolist() == x, name
    assert "step 2: NaN" in figure("loss", trace).note
    assert figure("signal", trace).empty


def test_marks_stand_in_every_plot_of_layers(qapp):
    count, names = 30, [f"layer{n}" for n in range(30)]
    sizes = {f"{kind}/{name}.weight": np.ones(1) for name in names for kind in ("param", "update", "grad")}
    shares = {f"{kind}/{name}": np.full(1, 0.5) for name in names for kind in ("spread", "mean", "idle")}
    trace = run_of({name: [1.0] for name in names}, **sizes, **shares)
    for name in ("depth-profile", "signal", "saturation"):
        rings = next(curve for curve in figure(name, trace, marked=("layer3", "layer17")).curves if curve.style == RING)
        assert rings.x.tolist() == [4, 18], name
    rings = next(curve for curve in figure("flow-map", trace, marked=("layer3",)).curves if curve.style == RING)
    assert rings.y.tolist() == [4]
    ratios = figure("update-ratio", trace, marked=("layer3", "layer17"))
    assert [curve.about for curve in ratios.curves] == ["layer3.weight", "layer17.weight"]
    assert f"of {count};" in figure("update-ratio", trace).note
    assert figure("gradient-norm", trace).curves[0].y.tolist() == [pytest.approx(np.log10(np.sqrt(count)))]
    assert figure("prediction", trace).empty


def test_the_update_ratio_shows_the_layers_that_a_finding_names(qapp):
    count, names = 12, [f"layer{n}" for n in range(30)]
    sizes = {f"{kind}/{name}.weight": np.ones(count) for name in names for kind in ("param", "update", "grad")}
    idle = {f"idle/{name}": np.full(count, 1.0 if name == "layer7" else 0.0) for name in names}
    told = {"loss": np.full(count, 0.7), "baseline": np.full(count, 0.7)}
    trace = run_of({name: [1.0] * count for name in names}, **sizes, **idle, **told)
    shown = figure("update-ratio", trace)
    assert "layer7" in {name for finding in Record(trace, count - 1, Memo()).findings for name in finding.layers}
    about = [curve.about for curve in shown.curves]
    assert "layer7.weight" in about
    assert (about[0], about[-1], len(about)) == ("layer0.weight", "layer29.weight", 6)
    assert "of 30;" in shown.note


def test_a_layer_that_gets_nothing_is_told_though_first_and_last_are_alike(qapp):
    plunging = run_of({"a": [1.0, 1.0], "b": [1.0, 1e-17], "c": [0.9, 0.9], "d": [1.0, 1.0], "out": [1.0, 1.0]})
    assert "but b gets only 1e-17" in figure("depth-profile", plunging).note
    assert "but" not in figure("depth-profile", plunging, place=0).note
    fading = run_of({"a": [1e-9], "b": [1e-4], "c": [1.0], "out": [1.0]})
    assert "vanishing" in figure("depth-profile", fading).note
    assert "but" not in figure("depth-profile", fading).note, "that is told already"


def test_curves_through_time_belong_to_the_layer_that_is_marked(qapp):
    trace = run_of({"rnn": [1.0], "rnn2": [1.0]})
    found = tuple(Through(name, np.ones(3), 0.0) for name in ("rnn", "rnn (reverse)", "rnn2"))
    told = figure("through-time", replace(trace, through={0: found}), marked=("rnn",))
    assert [(curve.name, curve.about) for curve in told.curves] == [("rnn", "rnn"), ("rnn (reverse)", "rnn")]


def test_held_out_losses_stand_where_they_were_measured(qapp):
    steps = np.arange(60)
    columns = {"loss": np.geomspace(1, 0.01, 60), "baseline": np.full(60, 1.0),
               "held_out": np.where(steps % 10 == 0, 1 + steps / 60, np.nan)}  # fmt: skip
    trace = Trace("run", (), steps, columns)
    held = next(curve for curve in figure("loss", trace).curves if curve.name == "held-out samples")
    assert held.x.tolist() == [1, 11, 21, 31, 41, 51]
    assert figure("loss", Trace("run", (), steps[:0], {})).empty


@pytest.mark.parametrize("width", [300, 700])
def test_names_never_lie_over_each_other(qapp, width):
    metrics = QFontMetricsF(qapp.font())
    names = tuple((n + 1.0, f"d{n // 30}.l{n % 30}.conv1") for n in range(121))
    made = arranged(names, [0.0, 122.0], width, metrics, False, 90)
    assert made.tilted
    assert made.high <= 90
    assert (made.shown[0][0], made.shown[-1][0]) == (1.0, 121.0)
    between = min(np.diff([place for place, _ in made.shown])) * width / 122
    assert between >= metrics.height() / np.sin(np.radians(made.angle)) - 1e-6
    few = arranged(names[:3], [0.0, 4.0], 700, metrics, False, 90)
    assert not few.tilted
    assert len(few.shown) == 3
    up = arranged(names, [0.0, 122.0], width, metrics, True, 90)
    assert min(np.diff([place for place, _ in up.shown])) * width / 122 >= metrics.height() - 1e-6
    numbers = arranged(tuple((n + 0.0, str(n)) for n in range(200)), [0.0, 200.0], width, metrics, False, 90)
    assert not numbers.tilted
