"""A number stays inside its neuron, and the sentence out of a canvas without room, however large the text of the layout is."""

import numpy as np
import pytest
from PySide6.QtGui import QFontMetrics, QImage, QPainter

from engine.model.network import Node
from gui.canvas import node_paint
from gui.canvas.geometry import READABLE, Look, neuron_rects
from gui.canvas.items import NodeItem, NodeState
from gui.canvas.sentence import sentence_room
from gui.look import theme as themes


def drawn(item, value, zoom):
    item.state = NodeState(values=np.array([value]), scale=1e9)
    image = QImage(120, 120, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    node_paint.paint(item, painter, zoom, printing=False)
    painter.end()
    return np.array(image.constBits()).reshape(120, 120, 4).astype(int)


@pytest.mark.parametrize("zoom", [0.5, 0.7, 1.0, 2.0])
def test_no_number_is_wider_than_its_neuron(qapp, zoom):
    look = Look(themes.colors(themes.THEMES[themes.LIGHT]), np.zeros((256, 3)), least=3 * READABLE)
    item, place = NodeItem(Node("h", "dense", 1), look, "Tanh"), neuron_rects(Node("h", "dense", 1))[0]
    apart = np.abs(drawn(item, -0.888, zoom) - drawn(item, np.float64(0.0), zoom)).sum(axis=2)
    rows, columns = np.nonzero(apart)
    assert len(rows), "a number is written"
    assert place.left() - 1 <= columns.min()
    assert columns.max() <= place.right() + 1


def test_in_the_lowest_canvas_the_sentence_leaves_the_room_to_the_drawing(qapp):
    metrics = QFontMetrics(qapp.font())
    assert sentence_room(metrics, 60) == 0
    assert 0 < sentence_room(metrics, 200) < 100
