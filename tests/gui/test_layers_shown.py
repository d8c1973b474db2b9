"""Every layer type is shown wherever layers are shown: a new row is tested by being there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from engine.library.drawing import settings_of
from engine.library.layers import LAYER_TYPES, UNITS
from engine.library.losses import LOSSES
from gui.canvas.palette import Palette
from gui.canvas.panel import CanvasPanel
from gui.look.instruction import sentence
from gui.panels.inspector.panel import InspectorPanel
from gui.panels.outline import OutlinePanel
from gui.session.session import Selection
from tests import layer_types, several_losses


@pytest.fixture
def shown(qtbot, session):
    """A panel alone, with the experiment around a layer type, and the layer selected."""

    def show(panel: type, row):
        session.open(layer_types.around(row))
        session.select(Selection(frozenset({middle(row)})))
        made = panel(session)
        qtbot.addWidget(made)
        made.show()
        made.refresh()
        return made

    return show


def middle(row) -> str:
    return "layer" if row.build is not None else "x"


@pytest.mark.parametrize("name", LAYER_TYPES)
def test_the_palette_offers_it(qtbot, name):
    palette = Palette()
    qtbot.addWidget(palette)
    for preset in LAYER_TYPES[name].palette:
        button = palette.findChild(QWidget, f"palette-{preset.name}")
        assert button.text() == preset.title
        with qtbot.waitSignal(palette.picked) as picked:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert picked.args == [preset.name]


@pytest.mark.parametrize("name", LAYER_TYPES)
def test_the_canvas_adds_and_names_it(shown, session, name):
    row = LAYER_TYPES[name]
    canvas = shown(CanvasPanel, row)
    for preset in row.palette:
        canvas.edits.add(preset.name)
        added = session.experiment.network.nodes[-1]
        assert (added.type, added.units, added.activation.name) == (row.name, preset.units, preset.activation) or row.build is None
        canvas.refresh()
        assert not row.face or row.title in canvas.scene.nodes[added.id].words


@pytest.mark.parametrize("name", LAYER_TYPES)
def test_the_inspector_shows_its_settings(shown, session, name):
    row = LAYER_TYPES[name]
    inspector = shown(InspectorPanel, row)
    titles = {label.text() for label in inspector.findChildren(QLabel)}
    network = session.experiment.network
    settings = settings_of(network, network.node(middle(row)))
    assert {setting.title for setting in (UNITS, *settings)} <= titles
    for setting in settings:
        assert inspector.findChild(QWidget, f"setting-{setting.name}").toolTip().startswith(setting.help)
    assert (inspector.findChild(QWidget, "activation") is not None) == bool(row.activations)
    assert (inspector.findChild(QWidget, "initializer") is not None) == row.initializer


@pytest.mark.parametrize("name", LAYER_TYPES)
def test_the_outline_lists_it(shown, session, name):
    row = LAYER_TYPES[name]
    outline = shown(OutlinePanel, row)
    entries = [outline.tree.topLevelItem(i).text(0) for i in range(outline.tree.topLevelItemCount())]
    assert any(entry.startswith(f"{middle(row)}, ") for entry in entries)


def test_the_outline_names_the_loss_of_each_output_where_there_are_several(qtbot, session):
    session.open(several_losses.two())
    outline = OutlinePanel(session)
    qtbot.addWidget(outline)
    outline.refresh()
    tops = [outline.tree.topLevelItem(place).text(0) for place in range(outline.tree.topLevelItemCount())]
    told = {entry.split(",")[0]: entry.rpartition("loss: ")[2] for entry in tops if "loss: " in entry}
    assert told == {"y": LOSSES["mse"].title, "r": LOSSES["huber"].title}


@pytest.mark.parametrize("name", LAYER_TYPES)
def test_a_sentence_says_what_it_does(shown, session, name):
    shown(OutlinePanel, LAYER_TYPES[name])
    program = session.debugger.program
    scope = program.phases["forward"]
    said = [sentence(program, pc, session.experiment.network) for pc in range(scope.start, scope.stop)]
    assert all(words.endswith(".") and "{" not in words for words in said)
    row = LAYER_TYPES[name]
    own = row.sentence.format(node=middle(row))
    assert any(words.startswith(own) for words in said) == (row.build is not None)
