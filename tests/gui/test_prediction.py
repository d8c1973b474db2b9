"""The prediction: what a reader sees of classes, borders, probabilities and axes."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.insight.moment.predict import Predictor
from engine.interchange.documents.examples import example
from engine.model.network import Choice
from engine.program.fitting import fit_to_data
from gui.panels.plot import PlotPanel
from gui.plots.catalogue import PLOTS
from gui.plots.prediction import prediction
from gui.plots.source import Source


def shown(session, experiment, steps=0, sample=0):
    session.open(experiment)
    assert session.problems == ()
    session.go(steps * len(session.debugger.program))
    return prediction(Source(session.debugger, session.experiment, session.memo, sample=sample))


def with_data(name, data, **settings):
    experiment = fit_to_data(replace(example(name), data=Choice(data, settings)), True)
    return replace(experiment, optimizer=Choice("adam", {"learning_rate": 0.05}))


def named(figure, name):
    return next(curve for curve in figure.curves if curve.name == name)


def test_several_classes_have_regions_borders_and_names(session):
    figure = shown(session, with_data("xor", "blobs"), 200)
    assert [c.name for c in figure.curves if c.style == "points"] == ["class 0", "class 1", "class 2"]
    assert len({c.role for c in figure.curves if c.style == "points"}) == len(set(figure.image.roles)) == 3
    values, rect = figure.image.values, figure.image.rect
    for number in range(3):  # each cloud lies in the region of its class, where that class is likely
        cloud = named(figure, f"class {number}")
        column = ((cloud.x.mean() - rect[0]) / rect[2] * values.shape[1]).astype(int)
        row = ((cloud.y.mean() - rect[1]) / rect[3] * values.shape[0]).astype(int)
        assert int(values[row, column]) == number
        assert values[row, column] % 1 > 0.9
    assert np.isfinite(named(figure, "decision boundary").x).sum() > 60
    assert figure.note == "correct: 128 of 128"
    assert figure.aside.startswith("sample 1: class 0 ✓ softmax 0.9")


def test_the_border_lies_where_the_probability_is_one_half(session):
    figure = shown(session, example("xor"), 400)
    line, values, rect = named(figure, "decision boundary"), figure.image.values, figure.image.rect
    rows, columns = values.shape
    finite = np.isfinite(line.x)
    x = (line.x[finite] - rect[0]) / rect[2] * columns - 0.5  # in cells, from the middle of the first
    y = (line.y[finite] - rect[1]) / rect[3] * rows - 0.5
    i, j = np.clip(y.astype(int), 0, rows - 2), np.clip(x.astype(int), 0, columns - 2)
    v, u = y - i, x - j
    here = (values[i, j] * (1 - u) + values[i, j + 1] * u) * (1 - v) + (values[i + 1, j] * (1 - u) + values[i + 1, j + 1] * u) * v
    np.testing.assert_allclose(here, 0.5, atol=0.02)
    assert figure.image.label == "P(y = 1)"
    assert figure.square


def test_logits_are_shown_as_probabilities_and_the_axis_says_so(session):
    experiment = with_data("xor", "moons")
    output = experiment.network.outputs()[0]
    experiment = replace(
        experiment.with_network(experiment.network.with_node(replace(output, activation=Choice("identity")))),
        loss=Choice("bce_with_logits"),
    )
    figure = shown(session, experiment, 300)
    assert figure.image.label == "sigmoid: P(class 1)"
    assert 0 <= figure.image.values.min() < 0.1 < 0.9 < figure.image.values.max() <= 1
    figure = shown(session, example("latch-rnn"), 50)
    network = named(figure, "network")
    assert figure.y_range == (0.0, 1.0)
    assert (network.y.min() >= 0, network.y.max() <= 1) == (True, True)


def test_one_sample_leaves_the_axes_at_a_readable_range(session):
    data = Choice("table", {"inputs": [[0.1, 0.1]], "targets": [[1.0]]})
    figure = shown(session, fit_to_data(replace(example("xor"), data=data), True))
    assert figure.image.rect[2:] == pytest.approx((1.5, 1.5), rel=0.05)


def test_the_line_of_the_network_is_in_range_before_training(session):
    far = replace(example("linear"), data=Choice("linear", {"samples": 3, "slope": 1.0}), parameters={"x->y.weight": [[-0.2]]})
    figure = shown(session, far)
    low, high = figure.y_range
    assert low <= named(figure, "network").y.min()
    assert named(figure, "network").y.max() <= high


def test_the_chosen_sample_has_a_ring(session):
    figure = shown(session, example("xor"), 1, sample=2)
    ring = named(figure, "chosen sample")
    assert (ring.style, ring.x.tolist(), ring.y.tolist()) == ("ring", [1.0], [0.0])


def three_inputs():
    numbers = np.random.default_rng(0)
    inputs = numbers.normal(size=(40, 3)) * [1, 5, 1] + [0, 0, 2]
    rows = {"inputs": inputs.tolist(), "targets": (inputs[:, :1] > 0).astype(float).tolist(), "input_names": ["a", "b", "c"]}
    return with_data("xor", "table", **rows), inputs


def test_of_more_inputs_two_are_drawn_and_the_others_held_at_their_mean(session):
    experiment, inputs = three_inputs()
    session.open(experiment)
    session.debugger.run(50)
    source = Source(session.debugger, session.experiment, session.memo, option="2", second="0")
    figure = prediction(source)
    assert (figure.x_label, figure.y_label) == ("c", "a")
    assert figure.note.endswith("→ c, ↑ a, other inputs at their means")
    assert not figure.paintable
    image, row, column = figure.image, 12, 40
    x = image.rect[0] + (column + 0.5) / image.values.shape[1] * image.rect[2]
    y = image.rect[1] + (row + 0.5) / image.values.shape[0] * image.rect[3]
    point = np.array([[y, inputs[:, 1].mean(), x]])
    wanted = Predictor(experiment, point)(session.debugger.learned())
    assert image.values[row, column] == pytest.approx(wanted[0, 0], abs=1e-12)
    right = int(((Predictor(experiment, inputs)(session.debugger.learned()) > 0.5) == (inputs[:, :1] > 0)).sum())
    assert figure.note.startswith(f"correct: {right} of 40"), "counted with all inputs of each sample"


def test_a_plot_seen_for_the_first_time_is_drawn_in_its_place_at_once(qtbot, session):
    panel = PlotPanel(session, next(plot for plot in PLOTS if plot.name == "prediction"))
    qtbot.addWidget(panel)
    panel.resize(300, 260)
    panel.show()
    session.open(example("xor"))
    panel.refresh()
    drawn = panel.view.plot
    assert drawn.isVisible(), "without waiting for another event"
    assert panel.view.width() == panel.width()
    assert min(drawn.width(), drawn.height()) > 100
    for height, numbers in ((90, False), (300, True)):
        panel.resize(300, height)
        panel.refresh()
        shown = [panel.view.item.getAxis(side).style["showValues"] for side in ("left", "bottom")]
        assert shown == [numbers] * 2, "numbers of the axes do not cover one another where the plot is tiny"


def test_two_menus_choose_the_inputs(qtbot, session):
    panel = PlotPanel(session, next(plot for plot in PLOTS if plot.name == "prediction"))
    qtbot.addWidget(panel)
    panel.resize(300, 260)
    panel.show()
    session.open(three_inputs()[0])
    panel.refresh()
    assert (panel.options.currentText(), panel.second.currentText()) == ("→ a", "↑ b")
    panel.options.setFocus()
    qtbot.keyClick(panel.options, Qt.Key.Key_End)
    panel.refresh()
    assert (panel.figure().x_label, panel.figure().y_label) == ("c", "b")
    session.open(example("xor"))
    panel.refresh()
    assert panel.options.isHidden()
    assert panel.second.isHidden()
