"""What the canvas does to the network; each verb is one undoable edit."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QGuiApplication

from engine.insight.moment.symbols import arrow
from engine.interchange.documents import experiment_file
from engine.library import drawing
from engine.library.blocks import grafted, joined, shifted
from engine.library.layers import LAYER_TYPES, UNITS, palette
from engine.model.experiment import Experiment
from engine.model.network import Choice, Network, Node, Wire
from engine.model.problem import ExperimentError
from engine.program.fitting import fit_to_data
from gui.canvas.cards import cards_of
from gui.canvas.geometry import NAME, node_rect
from gui.canvas.gestures import with_places
from gui.canvas.scene import GraphScene
from gui.canvas.wires import WireItem
from gui.session import keep_weights
from gui.session.session import Session

MIDDLE, LEFT = "middle", "left"


class Edits(QObject):
    """Verbs of the canvas, which is its parent; `refused` carries the reason if one was not carried out."""

    refused = Signal(object)
    grown = Signal()

    def __init__(self, session: Session, scene: GraphScene, parent: QObject) -> None:
        super().__init__(parent)
        self.session, self.scene = session, scene

    def _edit(self, words: str, network: Network, merge: str = "") -> None:
        self.session.edit(words, self.session.experiment.with_network(network), merge)

    # layers --------------------------------------------------------------------------------------

    def add(self, name: str, at: QPointF | None = None) -> None:
        """Add a layer of the palette; without a place it is laid out with the others. Onto a wire, it becomes part of the way."""
        row, preset = next((row, preset) for row, preset in palette() if preset.name == name)
        network = self.session.experiment.network
        position = None if at is None else (round(at.x()), round(at.y() - node_rect(Node("", row.name, preset.units)).height() / 2))
        node = Node(
            network.free_id(preset.stem), row.name, preset.units, Choice(preset.activation), Choice(row.start), position=position
        )
        if row.name == "input":
            node = self._fitted_input(node)
        between = None if at is None else self._between(node, at)
        self._edit(self.tr("Add {name}").format(name=node.id), network.add(node) if between is None else between)
        self._choose({node.id})
        self.grown.emit()

    def _between(self, node: Node, at: QPointF) -> Network | None:
        """The network with a layer in the place of the wire that is drawn there; None where there is none that it can replace."""
        under = (item for item in self.scene.items(at) if isinstance(item, WireItem))
        wire = next((item.wire for item in under if item.ids == {item.wire.id} and not item.wire.delay), None)
        if wire is None or node.type == "input":
            return None
        whole = self.session.experiment.network
        network = drawing.remove(whole, wires=frozenset({wire.id})).add(replace(node, position=None))
        try:
            network = drawing.connect(network, Wire(wire.source, node.id, drawing.natural_kind(node.type)))
            network = drawing.connect(network, replace(wire, source=node.id, mask=None, tied="", transposed=False))
        except ExperimentError:
            return None
        *others, into, onto = network.wires
        place = [each.id for each in whole.wires].index(wire.id)  # a layer takes its inputs in the order of its wires
        network = drawing.fitted(replace(network, wires=(*others[:place], onto, *others[place:], into)))
        inside = whole.block_of(wire.source) == whole.block_of(wire.target)
        return joined(network, node.id, wire.source) if inside else network

    def _fitted_input(self, node: Node) -> Node:
        """A first input layer takes all features of the data."""
        if self.session.experiment.network.inputs():
            return node
        alone = self.session.experiment.with_network(self.session.experiment.network.add(node))
        return fit_to_data(alone, suggest=False).network.node(node.id)

    def change_units(self, node_id: str, change: int) -> None:
        """Change the number of neurons."""
        network = self.session.experiment.network
        node = network.node(node_id)
        if LAYER_TYPES[node.type].units is not None:
            return  # as wide as what flows in
        units = min(max(node.units + change, 1), int(UNITS.high or 1))
        before = self.session.debugger
        self._edit(
            self.tr("Resize {name}").format(name=node_id), drawing.exchange(network, replace(node, units=units)), f"units {node_id}"
        )
        after = self.session.debugger
        if before is not None and after is not None and after is not before and abs(units - node.units) == 1:
            difference = keep_weights.size(after.program) - keep_weights.size(before.program)
            self.session.say(keep_weights.told(node_id, difference, before.t > 0))

    def more_units(self) -> None:
        """One more neuron in each selected layer."""
        for node in sorted(self.session.selection.nodes):
            self.change_units(node, 1)

    def fewer_units(self) -> None:
        """One neuron less in each selected layer."""
        for node in sorted(self.session.selection.nodes):
            self.change_units(node, -1)

    def activate(self, node: Node, name: str) -> None:
        """Give a layer another activation function, with its default settings."""
        self._edit(self.tr("Activation"), drawing.exchange(self.session.experiment.network, replace(node, activation=Choice(name))))

    def delete(self, nodes: frozenset[str], wires: frozenset[str]) -> None:
        """Delete layers with their wires, and single wires."""
        if nodes or wires:
            self._edit(self.tr("Delete"), drawing.remove(self.session.experiment.network, nodes, wires))

    def delete_selected(self) -> None:
        """Delete what is selected."""
        self.delete(self.session.selection.nodes, self.session.selection.wires)

    # wires ---------------------------------------------------------------------------------------

    def connect_wire(self, wire: Wire) -> None:
        """Draw a wire, or report why it is not allowed."""
        try:
            network = drawing.connect(self.session.experiment.network, wire)
        except ExperimentError as error:
            self.refused.emit(error.problems[0])
            return
        self._edit(self.tr("Connect {wire}").format(wire=arrow(wire.id)), network)

    def rewire(self, old: Wire, new: Wire) -> None:
        """Change what a wire is, or report why it is not allowed."""
        try:
            network = drawing.rewire(self.session.experiment.network, old, new)
        except ExperimentError as error:
            self.refused.emit(error.problems[0])
            return
        self._edit(self.tr("Change {wire}").format(wire=arrow(old.id)), network)

    def prune(self, wire: Wire, place: tuple[int, int], keep: bool) -> None:
        """Take one weight out of the network, or put it back."""
        network = self.session.experiment.network
        target, source = network.node(wire.target).units, network.node(wire.source).units
        rows = [list(row) for row in wire.mask] if wire.mask else [[1] * source for _ in range(target)]
        rows[place[0]][place[1]] = int(keep)
        whole = all(all(row) for row in rows)
        changed = replace(wire, mask=None if whole else tuple(tuple(row) for row in rows))
        words = self.tr("Restore a weight") if keep else self.tr("Prune a weight")
        self._edit(words, replace(network, wires=tuple(changed if old.id == wire.id else old for old in network.wires)))

    # many at once --------------------------------------------------------------------------------

    def _choose(self, nodes: set[str]) -> None:
        self.scene.clearSelection()
        self.scene.choose(item for item in self.scene.nodes.values() if not nodes.isdisjoint(item.layers))

    def select_all(self) -> None:
        """Select every layer."""
        self._choose(set(self.scene.cards.of))

    def copy(self) -> None:
        """Put the selected layers and the wires between them on the clipboard, as the text of an experiment file."""
        chosen = self.session.selection.nodes
        if chosen:
            network = self.session.experiment.network
            drawn = {name: (item.x(), item.y()) for name, item in self.scene.nodes.items() if chosen.issuperset(item.layers)}
            part = with_places(drawing.remove(network, frozenset(node.id for node in network.nodes) - chosen), drawn)
            QGuiApplication.clipboard().setText(experiment_file.dumps(Experiment(network=part)))

    def cut(self) -> None:
        """Copy, then delete."""
        self.copy()
        if self.session.selection.nodes:
            self.delete_selected()

    def paste(self) -> None:
        """Add the layers on the clipboard under free names, or report which of their wires is not allowed."""
        try:
            part = experiment_file.parse(QGuiApplication.clipboard().text(), self.tr("clipboard")).network
        except ExperimentError:
            part = Network()
        if not part.nodes:
            self.session.say(self.tr("There are no layers on the clipboard: select some and copy them (Ctrl+C)."))
            return
        try:
            network, names = grafted(self.session.experiment.network, shifted(part, (0.0, self._below(part))))
        except ExperimentError as error:
            self.refused.emit(error.problems[0])
            return
        self._edit(self.tr("Paste"), network)
        self._choose({names[node.id] for node in part.nodes})

    def _below(self, part: Network) -> float:
        """How much lower layers must lie to be clear of all that is drawn."""
        cards = cards_of(part, lambda node: node.type).network.nodes
        boxes = [node_rect(card).translated(*(card.position or (0.0, 0.0))) for card in cards]
        left, right = min(box.left() for box in boxes), max(box.right() for box in boxes)
        drawn = [item.card() for item in self.scene.nodes.values()]
        beneath = [card.bottom() for card in drawn if card.left() < right and card.right() > left]
        return max(beneath) + NAME - min(box.top() for box in boxes) if beneath else 0.0

    def duplicate(self) -> None:
        """Copy and paste, without touching the clipboard of the user."""
        clipboard = QGuiApplication.clipboard()
        before = clipboard.text()
        if self.session.selection.nodes:
            self.copy()
            self.paste()
            clipboard.setText(before)

    def align_row(self) -> None:
        """Align the centres of the selected layers horizontally."""
        self._align(MIDDLE)

    def align_column(self) -> None:
        """Align the left edges of the selected layers."""
        self._align(LEFT)

    def _align(self, what: str) -> None:
        items = [item for item in self.scene.nodes.values() if item.isSelected()]
        if len(items) < 2:
            self.session.say(self.tr("Select at least two layers to align them (Shift-click, or drag a box)."))
            return
        middle = sum(item.y() + item.rect().height() / 2 for item in items) / len(items)
        left = min(item.x() for item in items)
        places = {
            item.node.id: (item.x(), middle - item.rect().height() / 2) if what == MIDDLE else (left, item.y()) for item in items
        }
        self._edit(self.tr("Align"), with_places(self.session.experiment.network, places))

    def nudge(self, dx: float, dy: float) -> None:
        """Move the selected layers a little."""
        items = [item for item in self.scene.nodes.values() if item.isSelected()]
        if items:
            self.move({item.node.id: (item.x() + dx, item.y() + dy) for item in items})

    def move(self, places: dict[str, tuple[float, float]]) -> None:
        """Put layers elsewhere."""
        self._edit(self.tr("Move"), with_places(self.session.experiment.network, places), merge="move")

    def tidy_up(self) -> None:
        """Lay out the whole network again."""
        self._edit(self.tr("Tidy layout"), self.session.experiment.network.without_positions())
        self.grown.emit()
