"""Points are painted into the prediction with real clicks and keys, and everything can be undone."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from engine.interchange.documents import experiment_file
from engine.model.network import Choice

LEFT = Qt.MouseButton.LeftButton


class Paper:
    """The prediction of a window, and how a person uses it."""

    def __init__(self, app, window, settle):
        self.app, self.session, self.settle = app, window.session, settle
        self.dock = window.panels["prediction"]
        app.open_example("xor")
        self.dock.parentWidget().setFloating(True)
        self.dock.window().resize(460, 420)
        settle()

    @property
    def tools(self):
        return self.dock.tools

    def pixel(self, x, y):
        plot = self.dock.view.plot
        return plot.mapFromScene(plot.getPlotItem().vb.mapViewToScene(QPointF(x, y)))

    def click(self, x, y):
        QTest.mouseClick(self.dock.view.plot.viewport(), LEFT, pos=self.pixel(x, y))
        self.settle()

    def drag(self, *places):
        view = self.dock.view.plot.viewport()
        QTest.mousePress(view, LEFT, pos=self.pixel(*places[0]))
        for place in places[1:]:
            QTest.mouseMove(view, self.pixel(*place))
            self.settle()
        QTest.mouseRelease(view, LEFT, pos=self.pixel(*places[-1]))
        self.settle()

    def key(self, key):
        plot = self.dock.view.plot
        plot.setFocus()
        QTest.keyClick(plot, key)
        self.settle()

    def use(self, name):
        QTest.mouseClick(self.tools.findChild(QToolButton, name), LEFT)

    @property
    def data(self):
        return self.session.experiment.data

    @property
    def inputs(self):
        return np.array(self.data.settings["inputs"])


@pytest.fixture
def paper(app, window, settle):
    return Paper(app, window, settle)


def test_a_click_adds_a_point_of_the_class_of_the_brush(paper):
    before = paper.session.experiment
    paper.use("paint-1")
    paper.click(0.5, 0.6)
    assert paper.data.name == "table"
    np.testing.assert_allclose(paper.inputs[:4], [[0, 0], [0, 1], [1, 0], [1, 1]])
    np.testing.assert_allclose(paper.inputs[4], [0.5, 0.6], atol=0.02)
    assert paper.data.settings["targets"] == [[0], [1], [1], [0], [1]]
    assert (paper.data.settings["input_names"], paper.data.settings["target_names"]) == (["x1", "x2"], ["y"])
    assert paper.session.now.sample == 4
    paper.session.undo.undo()
    assert paper.session.experiment == before


def test_trained_weights_go_on_and_it_is_said(paper):
    said = []
    paper.session.said.connect(said.append)
    paper.session.debugger.run(50)
    paper.session.go(paper.session.debugger.t)
    weights = paper.session.debugger.value("x->h.weight").copy()
    paper.use("paint-0")
    paper.click(0.5, 0.5)
    np.testing.assert_array_equal(paper.session.debugger.value("x->h.weight"), weights)
    assert said == ["XOR is now your own table of points. Training continues from step 1 with the current weights."]


def test_a_run_goes_on_while_points_are_painted(paper):
    paper.session.run()
    paper.use("paint-0")
    QTest.mouseClick(paper.dock.view.plot.viewport(), LEFT, pos=paper.pixel(0.5, 0.5))
    assert paper.session.running
    assert len(paper.inputs) == 5
    paper.session.pause()


def test_dragging_a_point_moves_it_in_one_step_of_undo(paper):
    count = paper.session.undo.count
    paper.drag((1, 1), (0.9, 0.8), (0.8, 0.7), (0.7, 0.4))
    np.testing.assert_allclose(paper.inputs[3], [0.7, 0.4], atol=0.02)
    assert paper.session.undo.count == count + 1
    paper.session.undo.undo()
    assert paper.data.name == "xor"


def test_a_stroke_adds_points_along_its_way_and_the_next_one_is_another_step_of_undo(paper):
    paper.use("paint-0")
    paper.drag((0.2, 0.5), (0.4, 0.5), (0.6, 0.5))
    assert len(paper.inputs) == 7
    paper.drag((0.2, 0.3), (0.4, 0.3))
    assert len(paper.inputs) == 9
    paper.session.undo.undo()
    assert len(paper.inputs) == 7
    paper.session.undo.undo()
    assert paper.data.name == "xor"


def test_delete_removes_the_chosen_point_and_no_layer(paper):
    paper.session.point_at("h")
    paper.click(1, 0)
    assert paper.session.now.sample == 2
    paper.key(Qt.Key.Key_Delete)
    assert paper.inputs.tolist() == [[0, 0], [0, 1], [1, 1]]
    assert paper.session.experiment.network.has("h")


def test_the_eraser_removes_what_it_goes_over_and_leaves_the_last_point(paper):
    said = []
    paper.session.said.connect(said.append)
    paper.use("paint-eraser")
    paper.drag((0, 0), (0, 1), (1, 1))
    assert paper.inputs.tolist() == [[1, 0]]
    paper.click(1, 0)
    assert paper.inputs.tolist() == [[1, 0]]
    assert "The last point cannot be removed" in said[-1]


def test_arrow_keys_move_the_chosen_point_and_number_keys_take_brushes(paper):
    paper.click(0, 1)
    before = paper.session.undo.count
    paper.key(Qt.Key.Key_Right)
    paper.key(Qt.Key.Key_Right)
    assert paper.inputs[1][0] > 0.01
    assert paper.inputs[1][1] == pytest.approx(1, abs=0.01)
    assert paper.session.undo.count == before + 1
    paper.key(Qt.Key.Key_2)
    assert paper.tools.tool == 1
    paper.key(Qt.Key.Key_Escape)
    paper.click(0.5, 0.5)
    assert len(paper.inputs) == 4


def test_a_third_class_makes_the_network_answer_with_a_softmax_over_three(paper):
    paper.use("paint-more")
    paper.click(0.5, 0.5)
    experiment = paper.session.experiment
    assert experiment.data.settings["targets"][-1] == [0, 0, 1]
    assert experiment.data.settings["target_names"] == ["y = 0", "y = 1", "class 2"]
    assert (experiment.network.outputs()[0].units, experiment.loss.name) == (3, "cross_entropy")
    assert paper.session.problems == ()
    assert [curve.name for curve in paper.dock.view.figure.curves if curve.style == "points"] == ["y = 0", "y = 1", "class 2"]
    paper.session.undo.undo()
    assert paper.session.experiment.loss.name == "bce"


def test_a_click_with_another_brush_gives_a_point_another_class(paper):
    paper.use("paint-1")
    paper.click(0, 0)
    assert paper.data.settings["targets"] == [[1], [1], [1], [0]]


def test_points_of_a_curve_are_painted_too(paper):
    paper.app.open_example("sine")
    paper.settle()
    count = len(paper.dock.view.figure.curves[0].x)
    paper.use("paint-0")
    paper.click(0.0, 1.5)
    assert len(paper.inputs) == count + 1
    np.testing.assert_allclose((paper.inputs[-1][0], paper.data.settings["targets"][-1][0]), (0, 1.5), atol=0.1)
    paper.drag((0.0, 1.5), (0.5, -1.0))
    np.testing.assert_allclose((paper.inputs[-1][0], paper.data.settings["targets"][-1][0]), (0.5, -1.0), atol=0.1)


def test_the_painted_points_survive_a_file(paper, tmp_path):
    paper.use("paint-more")
    paper.click(0.5, 0.5)
    experiment_file.write(paper.session.experiment, tmp_path / "painted.json")
    assert experiment_file.read(tmp_path / "painted.json") == paper.session.experiment


def test_other_data_have_no_tools_and_too_many_points_say_so(paper):
    for name, shown in (("echo", False), ("moons", True), ("adding", False)):
        paper.session.pick_data("data", Choice(name), suggest=True)
        assert paper.tools.isVisible() == shown, name
    paper.session.pick_data("data", Choice("moons", {"samples": 1001}), suggest=True)
    button = paper.tools.findChild(QToolButton, "paint-1")
    assert not button.isEnabled()
    assert button.toolTip() == "Up to 1000 samples can be painted; there are 1001."


def test_points_are_seen_and_painted_before_there_is_a_network(paper):
    paper.session.edit("nothing", paper.session.experiment.with_network(type(paper.session.experiment.network)()))
    paper.settle()
    assert paper.session.debugger is None
    assert not paper.dock.view.figure.empty
    paper.use("paint-0")
    paper.click(0.5, 0.5)
    assert len(paper.inputs) == 5
