"""The drawing is true: wires end at their neurons, and nothing covers what it should not."""

from dataclasses import replace
from functools import partial
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication
from tiers import sample

from engine import load
from engine.interchange.documents.examples import EXAMPLES
from engine.model.network import Node, Wire
from engine.runtime.breakpoints import Guard
from gui.canvas import node_paint
from gui.canvas.cards import cards_of
from gui.canvas.drawing_key import words
from gui.canvas.geometry import BLOCK_ZOOM, NAME
from gui.canvas.items import Badge
from gui.canvas.labels import Weight, bars_box
from gui.canvas.layout import places
from gui.canvas.panel import CanvasPanel
from gui.canvas.routes import Box, Ends, find_routes
from gui.canvas.sentence import sentence_room
from gui.export.page import svg_with_letters
from gui.look.theme import CONTRAST, DARK, LIGHT, THEMES
from gui.panels.formula.panel import FormulaPanel

MOST_ALIKE = ("xor", "circuit", "hello", "latch-lstm", "edges", "digits-cnn", "reverse-attention")  # to all the others
DRAWN = [*MOST_ALIKE, *sample([name for name in EXAMPLES if name not in MOST_ALIKE], None, often=2)]
BLOCKS, FAR, USUAL, NEAR = 0.3, 0.5, 1.0, 2.0


@pytest.fixture
def canvas(qtbot, session):
    """A canvas alone; call it with an experiment."""
    panel = CanvasPanel(session)
    qtbot.addWidget(panel)
    panel.resize(900, 500)
    panel.show()

    def shows(experiment, steps=2):
        session.open(experiment)
        session.debugger.run(steps)
        session.go(session.debugger.t)
        panel.refresh()
        return panel

    return shows


def trail(wire):
    """Points (n, 2) all along the lines of a wire; those of a delayed one run together."""
    if wire.bundle() and wire.route is None:
        ends = np.array([[line.x1(), line.y1(), line.x2(), line.y2()] for _, _, line in wire.lines()])
        shares = np.linspace(0, 1, 100)[:, None, None]
        return ((1 - shares) * ends[:, :2] + shares * ends[:, 2:]).reshape(-1, 2)
    ways = [wire.way((i, j)) for i, j, _ in wire.lines()] if wire.bundle() else [wire.cable()]
    return np.array([way.pointAtPercent(share).toTuple() for way in ways for share in np.linspace(0, 1, 100)])


def runs_over(points, box):
    x, y = points.T
    return bool(((box.left() < x) & (x < box.right()) & (box.top() < y) & (y < box.bottom())).any())


def overlapping(boxes):
    return [(a, b) for a, b in combinations(boxes, 2) if a.intersects(b)]


def ends(wire, place):
    """Where the line of a weight, or a whole cable, begins and ends."""
    way = wire.cable() if place is None else wire.way(place)
    return np.array([way.pointAtPercent(0).toTuple(), way.pointAtPercent(1).toTuple()])


@pytest.mark.parametrize("name", DRAWN)
def test_every_weight_runs_from_the_edge_of_its_neuron_to_the_edge_of_its_neuron(canvas, name):
    for wire in canvas(load(name)).scene.wires.values():
        if not wire.bundle():
            assert list(ends(wire, None)[:, 0]) == [wire.source.card().right(), wire.target.card().left()]
            continue
        for i, j, _ in wire.lines():
            source, target = wire.source.outline(j), wire.target.outline(i)
            wanted = [[source.right(), source.center().y()], [target.left(), target.center().y()]]
            assert np.allclose(ends(wire, (i, j)), wanted, atol=1e-6)


@pytest.mark.parametrize("name", DRAWN)
def test_no_wire_crosses_a_card_or_the_name_of_a_block(canvas, name):
    scene = canvas(load(name)).scene
    for item in scene.nodes.values():
        item.set_state(replace(item.state, badges=(Badge("error", "", "breakpoint"),)))
    trails = [(wire, trail(wire)) for wire in scene.wires.values()]
    for node, item in scene.nodes.items():
        _, written, badges = item.header(BLOCKS)
        for wire, points in trails:
            own = item in (wire.source, wire.target)
            boxes = [box.translated(item.pos()) for box in (written, *badges)] + ([] if own else [item.card()])
            assert not any(runs_over(points, box) for box in boxes), f"{wire.wire.id} on {node}"


def outside(scene, zoom):
    """Whatever stands beside the cards, each with what it is: cards, pictures of weights, bars, and all that is written."""
    found = [(name, item.card()) for name, item in scene.nodes.items()]
    for name, wire in scene.wires.items():
        found += [(f"picture {name}", wire.sheet_box())] if wire.state.sheet is not None else []
        found += [(f"bars {name}", bars_box(wire))] if wire.wire.detach else []
    return found + [(repr(placed.note)[:60], placed.box) for placed in scene.labels(zoom) if not placed.site.inside]


def covered(scene, zoom):
    """Pairs of things of which one covers another."""
    wrong = [(a[0], b[0]) for a, b in combinations(outside(scene, zoom), 2) if a[1].intersects(b[1])]
    margins = [placed.box for placed in scene.labels(zoom) if placed.site.inside]
    for name, item in scene.nodes.items():
        written = [box.translated(item.pos()) for box in node_paint.written(item, zoom)]
        wrong += [(name, str(pair)) for pair in overlapping(written)]
        wrong += [(name, "beside a neuron") for mark in margins for box in written if mark.intersects(box)]
        wrong += [(name, "out of its card") for box in written if zoom > BLOCKS and not item.card().contains(box)]
    return wrong + [("margins", str(pair)) for pair in overlapping(margins)]


@pytest.mark.parametrize("name", DRAWN)
def test_no_label_badge_or_card_covers_another(canvas, name):
    panel = canvas(load(name))
    scene = panel.scene
    for item in scene.nodes.values():
        item.set_state(replace(item.state, badges=(Badge("error", "", "breakpoint"), Badge("warning", "!", "finding"))))
        item.setSelected(True)
    for zoom in (BLOCKS, FAR, USUAL, NEAR):
        assert not covered(scene, zoom)
    marks = [(item, item.header(BLOCKS)) for item in scene.nodes.values()]
    headers = [box.translated(item.pos()) for item, (_, written, badges) in marks for box in (written, *badges)]
    assert not overlapping(headers)
    above = [(item, box.translated(item.pos())) for item, (_, written, badges) in marks for box in (written, *badges)]
    assert not [item.node.id for item, box in above for other in scene.nodes.values() if other.card().intersects(box)]
    if name == "xor":
        assert len(scene.labels(USUAL)) >= 10, "small networks show most of their weights"


@pytest.mark.parametrize("name", DRAWN)
def test_nothing_covers_another_while_the_formula_speaks_of_the_drawing(canvas, session, qtbot, name):
    """All that neurons, pixels and weights wear, at a line of each kind of each phase, with a weight that is looked at."""
    panel, formula = canvas(load(name), steps=0), FormulaPanel(session)
    qtbot.addWidget(formula)
    program = session.debugger.program
    kinds = {(program.phase_at(pc), program.code[pc].rule.key): pc for pc in range(len(program))}
    weight = next((name for name in program.parameters if name.endswith(".weight")), "")
    told = 0
    for number, pc in enumerate(sorted(kinds.values())):
        session.debugger.go(pc + 1)
        session.select(replace(session.selection, parameter=weight if number % 2 else "", index=(0, 0) if number % 2 else ()))
        for shown in (panel, formula):
            shown.refresh()
        scene = panel.scene
        scene.wear(session.pointing.marks, ())
        for zoom in (FAR, USUAL, NEAR):
            assert not covered(scene, zoom), f"line {pc + 1} at {zoom}"
        numbers = [placed.note.worn.number for placed in scene.labels(FAR) if getattr(placed.note, "worn", None)]
        wanted = {mark.number for mark in session.pointing.marks if any(drawn(scene, thing) for thing in mark.things)}
        assert set(numbers) == wanted, f"each number of line {pc + 1} stands somewhere"
        told += len(numbers)
    assert told > 0


def test_a_printed_drawing_is_the_same_whatever_the_formula_says(canvas, session, qtbot):
    panel, formula = canvas(load("xor"), steps=0), FormulaPanel(session)
    qtbot.addWidget(formula)
    area = panel.scene.page()

    def printed() -> str:
        return svg_with_letters(area.size(), panel.theme, "", partial(panel.scene.print_to, area=area))

    told = set()
    for t in range(1, len(session.debugger.program) + 1):
        session.pointing.mark(())
        session.go(t)
        panel.refresh()
        silent = printed()
        formula.refresh()
        worn = panel.scene.labels(USUAL)
        assert printed() == silent, f"at {t}"
        assert panel.scene.labels(USUAL) == worn, "the window still shows what the formula speaks of"
        told |= {type(placed.note) for placed in worn if getattr(placed.note, "worn", None)}
    assert Weight in told


def drawn(scene, thing):
    """Whether a thing has a place on the drawing: not every unit of a large layer has one."""
    if thing.node:
        item = scene.nodes.get(thing.node)  # none for a layer of a collapsed block
        return item is not None and item.thing_box(thing.unit, thing.position) is not None
    places = [(wire, wire.wire.turned(thing.place)) for wire in scene.wires.values() if wire.parameter == thing.weight]
    return any(not wire.bundle() or place in [line[:2] for line in wire.lines()] for wire, place in places)


def test_a_wire_past_a_layer_goes_around_it(canvas):
    panel = canvas(load("xor"))
    assert panel.scene.wires["h->y"].route is None
    panel.edits.connect_wire(Wire("x", "y"))
    wire = panel.scene.wires["x->y"]
    assert wire.route is not None
    assert not runs_over(trail(wire), panel.scene.nodes["h"].card())


def test_rows_of_a_deep_network_do_not_overlap_and_read_like_text(canvas):
    scene = canvas(load("vanishing")).scene
    places = [(item.card().center().y(), item.x()) for item in scene.nodes.values()]
    assert places == sorted(places), "each row below the one before, from left to right"
    assert len({y for y, _ in places}) == 2


@pytest.mark.parametrize("name", EXAMPLES)
def test_only_the_layer_that_is_moved_moves(name):
    network = cards_of(load(name).network, lambda node: node.type).network
    before = places(network)
    for node in network.nodes:
        x, y = before[node.id]
        after = places(network.with_node(replace(node, position=(x - 30.0, y + 900.0))))
        assert after == {**before, node.id: (x - 30.0, y + 900.0)}


def test_a_layer_added_by_a_click_is_laid_out_again_once_it_has_its_wires(canvas, session):
    panel = canvas(load("xor"))
    panel.edits.add("tanh")
    added = session.experiment.network.nodes[-1].id
    assert all(node.position is None for node in session.experiment.network.nodes), "nobody has moved any"
    assert panel.scene.nodes[added].x() > panel.scene.nodes["y"].x()
    panel.edits.delete(frozenset(), frozenset({"h->y"}))
    panel.edits.connect_wire(Wire("h", added))
    panel.edits.connect_wire(Wire(added, "y"))
    across = [panel.scene.nodes[name].x() for name in ("x", "h", added, "y")]
    assert across == sorted(set(across))


def test_a_layer_dropped_beside_others_leaves_them_where_they_are(canvas, session):
    panel = canvas(load("xor"))
    panel.edits.add("tanh", QPointF(360, 400))
    pinned = [node.id for node in session.experiment.network.nodes if node.position is not None]
    assert pinned == [session.experiment.network.nodes[-1].id]


def test_pasted_layers_cover_nothing_however_often(canvas, session):
    panel = canvas(load("xor"))
    panel.edits.select_all()
    panel.edits.copy()
    panel.edits.paste()
    panel.edits.paste()
    assert len(panel.scene.nodes) == 9
    assert not overlapping([item.card() for item in panel.scene.nodes.values()])


@pytest.mark.parametrize("guarded", [False, True])
def test_a_breakpoint_is_a_dot_beside_the_name_of_its_layer(canvas, session, guarded):
    panel = canvas(load("xor"))
    program = session.debugger.program
    pc = next(pc for pc, instr in enumerate(program.code) if program.slots[instr.out].node == "h")
    session.guard_breakpoint(pc, Guard(hits=3)) if guarded else session.toggle_breakpoint(pc)
    panel.refresh()
    item = panel.scene.nodes["h"]
    assert [badge.role for badge in item.state.badges] == ["error"]
    assert bool(item.state.badges[0].sign) == guarded
    assert str(pc) in item.toolTip()
    _, _, (place,) = item.header(USUAL)
    image = QImage(15, 15, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    panel.scene.render(painter, QRectF(image.rect()), place.translated(item.pos()))
    painter.end()
    assert image.pixelColor(7, 5) == panel.scene.look["error"]
    session.toggle_breakpoint(pc)
    panel.refresh()
    assert item.state.badges == ()


def test_long_names_and_kinds_are_written_smaller_and_are_whole_in_the_tooltip(canvas):
    net = load("xor").network
    long = replace(net.node("h"), id="first hidden layer")
    wires = tuple(
        replace(wire, source=long.id if wire.source == "h" else wire.source, target=long.id if wire.target == "h" else wire.target)
        for wire in net.wires
    )
    panel = canvas(replace(load("xor"), network=replace(net, nodes=(net.nodes[0], long, net.nodes[2]), wires=wires)))
    item = panel.scene.nodes[long.id]
    font, written, _ = item.header(USUAL)
    assert QFontMetricsF(font).horizontalAdvance(long.id) <= written.width()
    assert item.toolTip().startswith("first hidden layer · Tanh")


def test_a_layer_inserted_into_a_drawing_by_hand_finds_room_beside_its_source(canvas, session):
    panel = canvas(load("xor"))
    panel.edits.move({"x": (0.0, 0.0), "h": (240.0, 50.0), "y": (480.0, 10.0)})
    network = session.experiment.network
    norm = Node("n", "batch_norm", 4)
    wires = (network.wires[0], Wire("h", "n", "direct"), Wire("n", "y"))
    session.edit("insert", session.experiment.with_network(replace(network, nodes=(*network.nodes, norm), wires=wires)))
    at = {name: (item.x(), item.y()) for name, item in panel.scene.nodes.items()}
    assert (at["x"], at["h"]) == ((0.0, 0.0), (240.0, 50.0))
    assert (at["n"][0], at["y"][0]) == (480.0, 720.0)
    assert not overlapping([item.card() for item in panel.scene.nodes.values()])


def weights(panel):
    """The weights whose numbers are written."""
    return [label.note for label in panel.scene.labels(1.0) if isinstance(label.note, Weight)]


class TestSingleWeights:
    def test_the_chosen_weight_is_marked_and_not_its_bundle(self, qtbot, canvas, session):
        panel = canvas(load("hello"))
        wire, view = panel.scene.wires["x->h"], panel.view
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.mapFromScene(wire.way((7, 0)).pointAtPercent(0.8)))
        assert (session.selection.parameter, session.selection.index) == ("x->h.weight", (7, 0))
        assert wire.marked == (7, 0)
        assert panel.scene.wires["h->y"].marked is None
        labels = {weight.place: weight.chosen for weight in weights(panel) if weight.wire is wire}
        assert labels[7, 0] == "accent"

    def test_a_neuron_under_the_mouse_shows_the_weights_that_lead_into_it(self, qtbot, canvas):
        panel = canvas(load("hello"))
        view, item = panel.view, panel.scene.nodes["h"]
        assert not weights(panel), "a large bundle shows no numbers"
        qtbot.mouseMove(view.viewport(), view.mapFromScene(item.neuron(0)))
        qtbot.waitUntil(lambda: bool(weights(panel)))
        assert {label.place[0] for label in weights(panel)} == {0}
        qtbot.mouseMove(view.viewport(), QPoint(2, 2))
        qtbot.waitUntil(lambda: not weights(panel))

    @pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST])
    def test_a_weight_of_0_is_a_dashed_line_that_can_be_seen(self, canvas, theme):
        panel = canvas(load("linear"), steps=0)
        panel.set_theme(THEMES[theme])
        panel.refresh()
        wire = panel.scene.wires["x->y"]
        assert wire.state.matrix == 0
        area = QRectF(wire.source.card().right() + 20, wire.source.neuron(0).y() - 1, 30, 3)
        lightness = _lightness(panel.scene, area)
        seen = lightness.max(0) - lightness.min(0) > 60
        assert set(seen) == {True, False}, "dashes, and gaps between them"


def test_a_straight_wire_lies_within_its_cards(canvas):
    """What reaches further is painted with every view, as if it were in sight."""
    panel = canvas(load("hello"))
    straight = [wire for wire in panel.scene.wires.values() if wire.route is None]
    assert straight
    for wire in straight:
        assert wire.source.card().united(wire.target.card()).contains(wire.boundingRect())


def _lightness(scene, area):
    image = QImage(int(4 * area.width()), int(4 * area.height()), QImage.Format.Format_RGB32)
    image.fill(QColor(scene.look["window"]))
    painter = QPainter(image)
    scene.render(painter, QRectF(image.rect()), area)
    painter.end()
    return np.array([[image.pixelColor(x, y).lightness() for x in range(image.width())] for y in range(image.height())])


def test_the_name_of_a_block_with_a_mark_is_painted_whole(canvas):
    """It may reach beyond its card on both sides."""
    panel = canvas(load("vanishing"))
    panel.resize(640, 420)
    item, view = panel.scene.nodes["h10"], panel.view
    item.set_state(replace(item.state, badges=(Badge("warning", "!", "finding"),)))
    view.fit()
    zoom = view.transform().m11()
    font, name, _ = item.header(zoom)
    area = view.mapFromScene(name.translated(item.pos())).boundingRect()
    image = view.grab(area).toImage()
    ground = panel.scene.look["window"].lightness()
    ink = [
        x for x in range(image.width()) if any(abs(image.pixelColor(x, y).lightness() - ground) > 60 for y in range(image.height()))
    ]
    letters = QFontMetricsF(font).tightBoundingRect("h10")
    assert ink[-1] - ink[0] > 0.93 * zoom * letters.width() * view.devicePixelRatioF()


def test_exported_drawings_have_no_ports_and_no_buttons(canvas):
    panel = canvas(load("xor"))
    item = panel.scene.nodes["y"]
    port = QRectF(item.port(True).x() + 1.5, item.port(True).y() - 7, 8, 14)
    assert np.ptp(_lightness(panel.scene, port)) > 30, "on the screen the port can be seen"
    picture = panel.picture()
    image = QImage(picture.width, picture.height, QImage.Format.Format_RGB32)
    image.fill(panel.scene.look["window"])
    painter = QPainter(image)
    picture.paint(painter)
    painter.end()
    corner = panel.scene.page().topLeft()
    at = port.translated(-corner.x(), -corner.y()).toRect()
    assert len({image.pixel(x, y) for x in range(at.left(), at.right()) for y in range(at.top(), at.bottom())}) == 1


@pytest.mark.parametrize(("width", "height"), [(900, 500), (640, 420), (440, 420), (900, 260)])
def test_what_is_said_beside_the_drawing_is_whole_and_covers_no_layer(canvas, turn, width, height):
    panel = canvas(load("xor"))
    panel.resize(width, height)
    for _ in range(6):
        panel.refresh()
        turn()
    caption, view = panel.caption, panel.view
    assert caption.text().replace("\u00a0", " ").replace("\u2060", "") == caption.toolTip() != ""
    assert caption.height() >= caption.sizeHint().height()
    foot = view.viewport().height() - sentence_room(view.fontMetrics(), view.viewport().height())
    for item in panel.scene.nodes.values():
        assert view.mapFromScene(item.card()).boundingRect().bottom() <= foot


def test_a_box_drawn_beside_a_layer_does_not_choose_it(qtbot, canvas, session):
    panel = canvas(load("xor"))
    view, item = panel.view, panel.scene.nodes["y"]
    right = view.mapFromScene(item.card().topRight()) + QPoint(16, -20)
    view.setFocus()
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=right)
    qtbot.mouseMove(view.viewport(), right + QPoint(10, 60))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=right + QPoint(10, 60))
    assert session.selection.nodes == frozenset()


def test_a_delayed_wire_between_cards_far_apart_has_a_way():
    """No card stands between its turns, so none gives the lane."""
    cards = {"a": Box(0, 0, 100, 80), "b": Box(10_000, 0, 10_100, 80)}
    found = find_routes({"a~>b": Ends("a", "b", (20, 60), (20, 60), delayed=True)}, cards)["a~>b"]
    assert found.out < found.back
    assert abs(found.lane - 40) < 100


def on_screen(view, boxes):
    """Rectangles of the scene as pixels of a view."""
    return [QRectF(view.mapFromScene(box).boundingRect()) for box in boxes]


def cards_and_names(scene, zoom):
    """Where they are in the scene."""
    for item in scene.nodes.values():
        yield item.card()
        yield item.header(zoom)[1].translated(item.pos())


@pytest.mark.parametrize(("width", "height"), [(900, 420), (700, 300), (420, 420), (420, 160)])
def test_blocks_come_with_a_key_of_the_band_clear_of_the_drawing(canvas, width, height):
    panel = canvas(load("vanishing"))
    view, scene = panel.view, panel.scene
    panel.resize(width, height)
    view.fit()
    zoom = view.transform().m11()
    assert zoom < BLOCK_ZOOM
    view.grab()
    key = view.key_shown.box
    assert key.width() > 100 or height == 160, "no room"
    for box in on_screen(view, cards_and_names(scene, zoom)):
        assert not box.intersects(key)
        assert QRectF(view.viewport().rect()).contains(box) or width < 700, "as far away as one sees"


def test_the_key_of_the_band_never_covers_the_name_of_a_layer(canvas):
    """Wherever the drawing is moved: it takes another corner, or none."""
    panel = canvas(load("vanishing"))
    view, scene = panel.view, panel.scene
    view.fit()
    seen = set()
    for _ in range(20):
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 6)
        view.grab()
        key = view.key_shown.box
        seen.add((key.isEmpty(), key.topLeft().toTuple()))
        assert not any(box.intersects(key) for box in on_screen(view, cards_and_names(scene, view.transform().m11())))
    assert len(seen) > 1, "it moved"


def test_the_wheel_zooms_around_what_is_under_the_mouse_even_after_another_network_came(canvas):
    panel = canvas(load("vanishing"))
    canvas(load("xor"))
    view, item = panel.view, panel.scene.nodes["y"]
    view.fit()
    place = view.mapFromScene(item.card().center())
    for turn in (120, 120, 120, -120):
        spot = QPointF(place)
        event = QWheelEvent(spot, QPointF(view.viewport().mapToGlobal(place)), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton,
                            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)
        there = view.mapFromScene(item.card().center())
        assert (there - place).manhattanLength() <= 3


def test_the_band_reaches_a_layer_when_its_gradient_does(canvas, session):
    panel = canvas(load("digits-cnn"), steps=0)
    scene, program = panel.scene, session.debugger.program
    source, target = scene.nodes["p1"].card(), scene.nodes["c2"].card()
    gap = QRectF(source.right() + 20, source.center().y() - 5, target.left() - source.right() - 40, 10)

    def coloured():
        panel.refresh()
        image = QImage(int(BLOCKS * gap.width()), int(BLOCKS * gap.height()), QImage.Format.Format_RGB32)
        image.fill(scene.look["window"])
        painter = QPainter(image)
        scene.render(painter, QRectF(image.rect()), gap)
        painter.end()
        return image.pixelColor(image.rect().center()).hslSaturationF() > 0.3

    patches = program.writer[program.gradient_of[program.names["c2.patches"]]]
    session.debugger.go(patches + 1)
    assert not coloured(), "it is in the patches of c2"
    session.debugger.go(patches + 3)
    assert program.slots[program.code[patches + 2].out].of == program.states("p1")[0]
    assert coloured()


def test_the_lines_have_a_key_that_says_what_they_show_now(canvas, session, qtbot):
    panel = canvas(load("xor"), steps=0)
    session.reduce_motion(True)
    view = panel.view

    def shown():
        panel.refresh()
        view.grab()
        return view.key_shown.key and words(view.key_shown.key.gradients)[0]

    assert shown() == "weights"
    program = session.debugger.program
    session.go(program.writer[program.gradient_of[program.names["h->y.weight"]]] + 1)
    assert shown() == "∂L/∂w, else weights"
    session.go(len(program) - 1)
    assert shown() == "∂L/∂w"
    written = on_screen(view, [box for _, box in outside(panel.scene, view.transform().m11())])
    assert not any(view.key_shown.box.intersects(box) for box in written)
    panel.resize(230, 160)
    assert shown() is None or not any(
        view.key_shown.box.intersects(box) for box in on_screen(view, cards_and_names(panel.scene, 1.0))
    )


@pytest.mark.parametrize("name", ["xor", "vanishing"])
def test_exported_drawings_have_the_key_in_a_row_above_everything_else(canvas, session, name):
    """Colours are there while the drawing shows numbers, and with a network that cannot run the row is empty."""
    panel = canvas(load(name))

    def coloured():
        picture, content, corner = panel.picture(), panel.scene.content(), panel.scene.page().topLeft()
        image = QImage(picture.width, picture.height, QImage.Format.Format_RGB32)
        image.fill(panel.scene.look["window"])
        painter = QPainter(image)
        picture.paint(painter)
        painter.end()
        row = range(int(content.top() - corner.y() - NAME * (name == "vanishing")))
        return any(QColor(image.pixel(x, y)).hslSaturationF() > 0.5 for x in range(image.width()) for y in row)

    assert coloured()
    experiment = session.experiment
    session.edit("Cut", experiment.with_network(replace(experiment.network, wires=experiment.network.wires[:-1])))
    panel.refresh()
    assert session.debugger is None
    assert not coloured()


def test_nothing_is_written_half_out_of_sight(canvas):
    scene = canvas(load("xor")).scene
    everything = scene.labels(NEAR)
    card = scene.nodes["h"].card()
    sight = QRectF(card.left() - 70, card.top(), 200, 80)
    seen = scene.labels(NEAR, sight)
    assert 0 < len(seen) < len(everything)
    assert all(sight.contains(placed.box) for placed in seen)
