"""The network as a tree, for the keyboard and for screen readers: blocks, layers, their neurons, their weights."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from engine.insight.moment.place import slot_at
from engine.insight.moment.spots import column_of
from engine.library import drawing
from engine.library.losses import LOSSES
from engine.model.experiment import Experiment
from engine.model.network import Block, Network, Node, Wire
from engine.program.program import DELTA
from engine.runtime.debugger import Debugger
from gui.look.i18n import engine_text
from gui.look.printed import print_numbers
from gui.session.panel import Panel
from gui.session.session import Session

BLOCK, LAYER, NEURON, WEIGHT = range(4)
ROLE = Qt.ItemDataRole.UserRole


class OutlinePanel(Panel):
    """The twin of the canvas; both show and change the same selection. Branches are filled when they are opened."""

    rest = 0.25

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._shown: Experiment | None = None
        self.field = self._search()
        self.tree = QTreeWidget()
        self.tree.setObjectName("outline")
        self.tree.setHeaderLabels([self.tr("Part"), self.tr("Value"), "∂L"])
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setAccessibleName(self.tr("Outline of the network"))
        self.tree.setUniformRowHeights(True)
        print_numbers(self.tree, 1, 2)
        self.tree.itemExpanded.connect(self._fill)
        self.tree.currentItemChanged.connect(lambda item, _: self._choose(item))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.field)
        layout.addWidget(self.tree)
        session.edited.connect(self.invalidate)
        session.selected.connect(self.invalidate)

    # the tree ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        experiment = self.session.experiment
        if self._shown is None or (experiment.network, experiment.loss) != (self._shown.network, self._shown.loss):
            self._shown = experiment
            self._rebuild(experiment.network)
        self._follow_selection()
        self._show_values()

    def _rebuild(self, network: Network) -> None:
        opened = {item.data(0, ROLE) for item in self._tops() + self._layers() if item.isExpanded()}
        self.tree.blockSignals(True)
        self.tree.clear()
        parents: dict[str, QTreeWidgetItem] = {}
        for node in network.order() or network.nodes:
            block = network.block_of(node.id)
            if block is not None and block.name not in parents:
                parents[block.name] = self._item(self.tree, self._block_title(block), (BLOCK, block.name))
            self._item(self.tree if block is None else parents[block.name], self._title(network, node), (LAYER, node.id))
        self.tree.blockSignals(False)
        for item in self._tops() + self._layers():
            item.setExpanded(item.data(0, ROLE) in opened)
        self._narrow(self.field.text())

    # finding a layer -----------------------------------------------------------------------------

    def _search(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("outline-search")
        field.setPlaceholderText(self.tr("Find a layer"))
        field.setToolTip(self.tr("Find a layer by its name, or the name of its block. Enter goes to the next one."))
        field.setAccessibleName(field.placeholderText())
        field.setClearButtonEnabled(True)
        field.textChanged.connect(self._find)
        field.returnPressed.connect(self._next)
        return field

    def _find(self, words: str) -> None:
        """Narrow the tree as a name is typed, and say so if nothing is left of it."""
        self._narrow(words)
        if words.strip() and all(top.isHidden() for top in self._tops()):
            self.session.say(self.tr("No layer has this in its name."))

    def _narrow(self, words: str) -> None:
        """Leave only the layers whose own name or whose block's name has this in it; blocks with such a layer are opened."""
        wanted = words.strip().casefold()
        for top in self._tops():
            kind, name = top.data(0, ROLE)[:2]
            named = wanted in name.casefold()
            inner = (
                [(item, named or wanted in item.data(0, ROLE)[1].casefold()) for item in _children(top)] if kind == BLOCK else []
            )
            for item, fits in inner:
                item.setHidden(not fits)
            some = any(fits for _, fits in inner)
            top.setHidden(not (named or some))
            if wanted and some and not named:
                top.setExpanded(True)

    def _next(self) -> None:
        """Select the next layer that is found, after the last the first one."""
        wanted = self.field.text().strip().casefold()
        found = [item for item in self._layers() if wanted and not item.isHidden() and wanted in item.data(0, ROLE)[1].casefold()]
        found = found or [item for item in self._tops() if wanted and not item.isHidden()]
        if not found:
            return
        present = self.tree.currentItem()
        place = next((place for place, item in enumerate(found) if item is present), -1)
        self.tree.setCurrentItem(found[(place + 1) % len(found)])

    @staticmethod
    def _item(parent: QTreeWidget | QTreeWidgetItem, words: str, place: tuple[int, str]) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [words])
        item.setData(0, ROLE, place)
        item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        return item

    def _tops(self) -> list[QTreeWidgetItem]:
        return _children(self.tree.invisibleRootItem())

    def _layers(self) -> list[QTreeWidgetItem]:
        """The layers, inside blocks or not."""
        inner = (_children(item) if item.data(0, ROLE)[0] == BLOCK else [item] for item in self._tops())
        return [item for items in inner for item in items]

    def _block_title(self, block: Block) -> str:
        return self.tr("Block {name}, layers: {count}").format(name=block.name, count=len(block.members))

    def _title(self, network: Network, node: Node) -> str:
        """A layer in words: name, units, and from where it is fed."""
        sources = ", ".join(f"{wire.source} (t−1)" if wire.delay else wire.source for wire in network.incoming(node.id))
        words = self.tr("{name}, units: {units}").format(name=node.id, units=node.units)
        if node.grid:
            shape = " × ".join(map(str, (node.units, *node.grid)))
            words = self.tr("{name}, shape: {shape}").format(name=node.id, shape=shape)
        words += self.tr(", from {sources}").format(sources=sources) if sources else ""
        main = network.main == node and len(network.outputs()) > 1
        loss = self.session.experiment.loss if main else node.loss
        return words if loss is None else words + self.tr(", loss: {loss}").format(loss=engine_text(LOSSES[loss.name].title))

    def _fill(self, item: QTreeWidgetItem) -> None:
        """The children of a layer or a neuron, made when it is opened."""
        if item.childCount():
            return
        kind, *place = item.data(0, ROLE)
        network = self.session.experiment.network
        if kind == BLOCK or not network.has(place[0]):
            return  # the network has just changed; the tree follows in the next frame
        if kind == LAYER:
            for unit in range(network.node(place[0]).units):
                child = QTreeWidgetItem(item, [self.tr("neuron {number}").format(number=unit)])
                child.setData(0, ROLE, (NEURON, place[0], unit))
                child.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        elif kind == NEURON:
            for wire in network.incoming(place[0]):
                self._weights(item, network, wire, place[1])
        self._show_values()

    def _weights(self, item: QTreeWidgetItem, network: Network, wire: Wire, unit: int) -> None:
        if not drawing.has_matrix(network, wire):
            return
        for source in range(network.node(wire.source).units):
            child = QTreeWidgetItem(item, [self.tr("weight from {source} {number}").format(source=wire.source, number=source)])
            child.setData(0, ROLE, (WEIGHT, wire.weight, *wire.turned((unit, source))))

    # values --------------------------------------------------------------------------------------

    def _show_values(self) -> None:
        debugger = self.session.debugger
        if debugger is None:
            return
        for layer in filter(QTreeWidgetItem.isExpanded, self._layers()):
            for neuron in _children(layer):
                self._set(neuron, *self._neuron(debugger, *neuron.data(0, ROLE)[1:]))
                for weight in _children(neuron) if neuron.isExpanded() else ():
                    self._set(weight, *self._weight(debugger, *weight.data(0, ROLE)[1:]))

    @staticmethod
    def _set(item: QTreeWidgetItem, value: float | None, gradient: float | None) -> None:
        for column, number in ((1, value), (2, gradient)):
            words = "–" if number is None else f"{number:.4g}"
            if item.text(column) != words:
                item.setText(column, words)

    def _neuron(self, debugger: Debugger, node: str, unit: int) -> tuple[float | None, float | None]:
        """Activation and delta of the sample and the time step shown."""
        program = debugger.program
        return self._shown_of(debugger, program.states(node), unit), self._shown_of(debugger, program.of_node(node, DELTA), unit)

    def _shown_of(self, debugger: Debugger, slots: tuple[int, ...], unit: int) -> float | None:
        now = self.session.now
        slot = None if now is None else slot_at(debugger.program, slots, now.time)
        values = None if slot is None else debugger.read(slot)
        if values is None or now is None or slot is None or unit >= len(values):
            return None
        column = column_of(debugger.program, self.session.experiment.network, slot, now.spot, now.sample)
        return float(values[unit, column or 0])

    @staticmethod
    def _weight(debugger: Debugger, name: str, unit: int, source: int) -> tuple[float | None, float | None]:
        program = debugger.program
        if name not in program.parameters:
            return None, None
        value = debugger.value(name)
        used = program.used_gradient.get(program.parameters[name])
        gradient = None if used is None else debugger.read(used)
        inside = value is not None and unit < value.shape[0] and source < value.shape[1]
        return (
            float(value[unit, source]) if inside and value is not None else None,
            float(gradient[unit, source]) if inside and gradient is not None else None,
        )

    # selection -----------------------------------------------------------------------------------

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is None:
            return
        kind, *place = item.data(0, ROLE)
        selection = self.session.selection
        if kind == WEIGHT:
            wire = frozenset({place[0].removesuffix(".weight")})
            weight = replace(selection, nodes=frozenset(), wires=wire, parameter=place[0], index=(place[1], place[2]))
            self.session.looking.at_weight(weight)
        else:
            block = self.session.experiment.network.block(place[0]) if kind == BLOCK else None
            nodes = frozenset({place[0]} if block is None else block.members)
            self.session.select(replace(selection, nodes=nodes, wires=frozenset(), parameter="", index=()))

    def _follow_selection(self) -> None:
        """Point at the layer or the block that was chosen elsewhere."""
        nodes, network = self.session.selection.nodes, self.session.experiment.network
        block = next((block for block in network.blocks if nodes == frozenset(block.members)), None)
        present = self.tree.currentItem()
        place = None if present is None else present.data(0, ROLE)
        inside = place is not None and (place[1] in nodes if len(nodes) == 1 else block is not None and place[1] == block.name)
        if inside or (len(nodes) != 1 and block is None):
            return
        wanted = (BLOCK, block.name) if block is not None and (block.collapsed or len(nodes) > 1) else (LAYER, *nodes)
        for item in self._tops() + self._layers():
            if item.data(0, ROLE) == wanted:
                self.tree.blockSignals(True)
                self.tree.setCurrentItem(item)
                self.tree.blockSignals(False)


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [item.child(place) for place in range(item.childCount())]
