"""The flowchart of a training step: its boxes lead to where a stage begins, and the box of what was just done is filled."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from engine.insight.moment.stages import STAGES, start_of
from engine.interchange.documents.examples import example
from gui.panels.training_step import TrainingStepPanel


@pytest.fixture
def chart(qtbot, session):
    panel = TrainingStepPanel(session)
    qtbot.addWidget(panel)
    panel.resize(700, 220)
    panel.show()
    yield panel
    session.pause()


@pytest.fixture
def boxes(chart):
    return {stage: chart.findChild(QPushButton, f"stage-{stage}") for stage in STAGES}


def filled(boxes) -> list[str]:
    return [stage for stage, box in boxes.items() if box.isChecked()]


def framed(boxes) -> list[str]:
    return [stage for stage, box in boxes.items() if box.property("coming")]


def test_a_box_leads_to_where_its_stage_begins_in_the_present_step(qtbot, session, chart, boxes):
    session.open(example("xor"))
    length = len(session.debugger.program)
    session.go(length + 3)  # in the second training step
    qtbot.waitUntil(lambda: filled(boxes) == ["output"])
    begins = {
        "loss": "loss = ",
        "hidden": "h.z = ",
        "update": "x->h.weight new = ",
        "output": "y.z = ",
        "backward": "∂L/∂loss = 1",
    }
    for stage, line in begins.items():
        qtbot.mouseClick(boxes[stage], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda stage=stage: filled(boxes) == [stage])
        assert session.debugger.t // length == 1, "in the same training step, be it forward or back"
        assert line in session.debugger.program.line(session.debugger.place[1] - 1)
        qtbot.waitUntil(lambda: session.clock.idle)
    qtbot.mouseClick(boxes["input"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: framed(boxes) == ["hidden"])
    assert session.debugger.t == length
    assert filled(boxes) == ["update"], "that was just done, in the step before"


def test_the_boxes_are_worked_with_the_keyboard_and_say_what_they_are(qtbot, session, chart, boxes):
    session.open(example("xor"))
    qtbot.waitUntil(lambda: filled(boxes) == ["input"])
    assert framed(boxes) == ["hidden"]
    for stage, box in boxes.items():
        assert box.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert box.text()
        assert box.accessibleDescription(), stage
    boxes["backward"].setFocus()
    qtbot.keyClick(boxes["backward"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: filled(boxes) == ["backward"])
    assert session.now.reached == "backward"


def test_a_stage_that_a_network_does_not_have_cannot_be_clicked(qtbot, session, chart, boxes):
    session.open(example("one-neuron"))
    qtbot.waitUntil(lambda: filled(boxes) == ["input"])
    assert start_of(session.debugger.program, "hidden") is None
    assert [stage for stage, box in boxes.items() if not box.isEnabled()] == ["hidden"]
    assert "no operation of this kind" in boxes["hidden"].toolTip()
