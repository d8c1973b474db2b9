"""Settings of what is selected; single weights and biases can be edited, all undoable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QSpinBox,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.insight.moment.curve import FLAT, curve
from engine.insight.moment.place import slot_at
from engine.insight.moment.spots import column_of
from engine.insight.moment.symbols import arrow
from engine.lessons.numbers import typed
from engine.library import drawing
from engine.library.activations import ACTIVATIONS
from engine.library.drawing import array_shapes
from engine.library.initializers import INITIALIZERS
from engine.library.layers import LAYER_TYPES, UNITS
from engine.library.layers.layer import FACTOR, LEARNS, first_state
from engine.library.ties import DETACH, ties
from engine.model.experiment import Experiment
from engine.model.network import DIRECT, NOTHING, WEIGHTED, Choice, Node, Wire
from engine.model.problem import ExperimentError
from engine.program.fitting import with_fitting_heads
from engine.program.program import PREACTIVATION
from gui.look.fields import ComboBox, SpinBox
from gui.look.forms import Form, scrolling
from gui.look.i18n import engine_text, problem_text
from gui.look.loss_rows import has_loss_row, loss_rows
from gui.look.pair_rows import add_pairs
from gui.look.titles import tie_words
from gui.notation.numbers import number
from gui.panels.inspector.block import block_rows
from gui.panels.inspector.by_loss import by_loss_row, told_by_loss
from gui.panels.inspector.parameter_table import ParameterTable
from gui.session.panel import Panel
from gui.session.selection import Selection
from gui.session.session import Session
from gui.widgets.tangent import TangentView

MOST_CELLS = 1024


class InspectorPanel(Panel):
    """Follows the selection on the canvas."""

    rest = 0.25

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._shown: tuple[Experiment, Selection] | None = None
        self.tables: dict[str, ParameterTable] = {}
        self._tangent_of: Node | None = None
        self.tangent: TangentView | None = None
        self.neuron: QSpinBox | None = None
        self._by_loss: tuple[QLabel, tuple[str, ...]] | None = None
        self.form = Form()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(self.form))
        session.edited.connect(self.invalidate)
        session.selected.connect(self.invalidate)

    def refresh(self) -> None:
        experiment, selection = self.session.experiment, self.session.selection
        wanted = (experiment, replace(selection, pc=None, index=(), parameter="", sample=None, time=None))
        if self._shown is None or wanted != self._shown:
            self._shown = wanted
            with self.form.remade():
                self._rebuild(experiment, selection)
        self._fill_tables()
        self._show_tangent()
        if self._by_loss is not None:
            label, names = self._by_loss
            label.setText(told_by_loss(self.session, names))

    def restyle(self) -> None:
        if self.tangent is not None:
            self.tangent.set_colors(self.colors())

    def _rebuild(self, experiment: Experiment, selection: Selection) -> None:
        self.tables = {}
        self._tangent_of = self.tangent = self.neuron = self._by_loss = None
        network = experiment.network
        nodes = [network.node(node) for node in sorted(selection.nodes) if network.has(node)]
        wires = [wire for wire in network.wires if wire.id in selection.wires]
        block = next((block for block in network.blocks if selection.nodes == frozenset(block.members)), None)
        if block is not None and (block.collapsed or len(nodes) > 1):
            block_rows(self.form, self.session, block)
            self._common_activation(nodes)
        elif len(nodes) == 1:
            self._node_rows(nodes[0])
        elif len(wires) == 1 and not nodes:
            self._wire_rows(wires[0])
        else:
            count = len(nodes) + len(wires)
            words = (
                self.tr("{count} items selected.").format(count=count)
                if count
                else self.tr("Select a layer or a wire to see and change its settings.")
            )
            label = QLabel(words)
            label.setWordWrap(True)
            self.form.addRow(label)
            if len(nodes) > 1:
                self._common_activation(nodes)

    def _node_rows(self, node: Node) -> None:
        title = QLabel(f"<b>{node.id}</b>")
        self.form.addRow(title)
        row = LAYER_TYPES[node.type]
        if row.units is not None:
            self.form.addRow(
                engine_text(UNITS.title), QLabel(self.tr("{units}, set by the source layers").format(units=node.units))
            )
        else:
            self.form.add_settings((UNITS,), {"units": node.units}, lambda _, value: self._change(node, units=value))
        if node.grid:
            shape = " × ".join(map(str, (node.units, *node.grid)))
            label = QLabel(shape)
            label.setObjectName("shape")
            label.setToolTip(
                self.tr("Units, then the grid of their positions; for images, as in PyTorch: (channels, height, width)")
            )
            self.form.addRow(self.tr("Shape"), label)
        if row.activations:
            self._choice_rows(node, "activation", self.tr("Activation"), {name: ACTIVATIONS[name] for name in row.activations})
        if row.initializer:
            self._choice_rows(node, "initializer", self.tr("Initial weights"), INITIALIZERS)
        settings = drawing.settings_of(self.session.experiment.network, node)
        add_pairs(self.form, settings, node.settings, len(node.grid) == 2,
                  lambda changed: self._change(node, settings={**node.settings, **changed}))  # fmt: skip
        if row.bias:
            bias = self.form.field(QCheckBox)
            bias.setText(self.tr("Bias"))
            bias.setObjectName("bias")
            bias.setChecked(node.bias)
            self.form.on_change(bias, lambda on: self._change(node, bias=on))
            self.form.addRow(bias)
        if has_loss_row(self.session.experiment, node):
            loss_rows(self.form, node, lambda loss: self._change_loss(node, loss))
        if row.activations:
            self._tangent_rows(node)
        network = self.session.experiment.network
        self._by_loss_row(tuple(name for of, name, _ in drawing.parameters(network) if of.id == node.id))
        for name in array_shapes(network):
            if name.startswith(f"{node.id}."):
                kind = name.rpartition(".")[2]
                if kind in (first_state("a"), first_state("c")):
                    self._frozen_row(name)
                self._parameter_table(name, self.tr("Bias values") if name == f"{node.id}.bias" else kind)

    def _common_activation(self, nodes: list[Node]) -> None:
        """One menu for the activation of all layers that have one; it says nothing while theirs differ."""
        own = [node for node in nodes if LAYER_TYPES[node.type].activations]
        common = [name for name in ACTIVATIONS if own and all(name in LAYER_TYPES[node.type].activations for node in own)]
        if not common:
            return
        names = {node.activation.name for node in own}
        box = self.form.choice_box({name: ACTIVATIONS[name] for name in common}, min(names), lambda name: self._activate(own, name))
        box.setObjectName("activation-of-all")
        if len(names) > 1:
            box.setCurrentIndex(-1)
            box.setPlaceholderText(self.tr("several"))
        self.form.addRow(self.tr("Activation of all"), box)

    def _activate(self, nodes: list[Node], name: str) -> None:
        """Give all these layers the same activation, as one step of undo."""
        network = self.session.experiment.network
        for node in nodes:
            if network.has(node.id):
                network = drawing.exchange(network, replace(network.node(node.id), activation=Choice(name)))
        self.session.edit(self.tr("Activation of the selected layers"),
                          self.session.experiment.with_network(network))  # fmt: skip

    def _tangent_rows(self, node: Node) -> None:
        """The activation of one neuron of the layer, with the point at which it is now."""
        self.neuron = self.form.field(SpinBox)
        self.neuron.setObjectName("tangent-neuron")
        self.neuron.setRange(0, node.units - 1)
        self.neuron.setValue(0)
        self.form.on_change(self.neuron, lambda _: self._show_tangent())
        self.form.addRow(self.tr("Neuron"), self.neuron)
        self.tangent = TangentView()
        self.tangent.setToolTip(self.tr("Solid: f. Dashed: its slope f′, which multiplies the gradient on its way back."))
        self.tangent.set_colors(self.colors())
        self.form.addRow(self.tangent)
        self._tangent_of = node

    def _show_tangent(self) -> None:
        node, tangent = self._tangent_of, self.tangent
        if node is None or tangent is None or self.neuron is None:
            return
        z = np.linspace(-5, 5, 101)
        curves = curve(node.activation.name, node.activation.settings, z)
        tangent.setVisible(curves is not None)
        if curves is None:
            return
        point, words = None, self.tr("not computed yet")
        values = self._preactivation(node)
        if values is not None and self.neuron.value() < len(values):
            here = values[[self.neuron.value()]]
            found = curve(node.activation.name, node.activation.settings, here)
            assert found is not None
            point = (float(here[0]), float(found[0][0]), float(found[1][0]))
            words = "z = {}   f = {}   f′ = {}".format(*map(number, point))
            if abs(point[2]) < FLAT:
                words += self.tr("  saturated")
        tangent.show_curves(z, *curves, point if point is not None and all(np.isfinite(point)) else None, words)

    def _preactivation(self, node: Node) -> np.ndarray | None:
        """z of the sample and the time step shown, if it is computed."""
        debugger, now = self.session.debugger, self.session.now
        if debugger is None or now is None:
            return None
        slot = slot_at(debugger.program, debugger.program.of_node(node.id, PREACTIVATION), now.time)
        values = None if slot is None else debugger.read(slot)
        if values is None or slot is None:
            return None
        column = column_of(debugger.program, self.session.experiment.network, slot, now.spot, now.sample)
        return np.array(values[:, column or 0])

    def _choice_rows(self, node: Node, field: str, title: str, rows: Mapping[str, Any]) -> None:
        """A menu over rows of the library for one field of the node, and the settings of the row chosen."""
        choice: Choice = getattr(node, field)
        box = self.form.choice_box(rows, choice.name, lambda name: self._change(node, **{field: Choice(name)}))
        box.setObjectName(field)
        self.form.addRow(title, box)
        if choice.name in rows:
            self.form.add_settings(
                rows[choice.name].settings,
                choice.settings,
                lambda name, value: self._change(node, **{field: _with(choice, name, value)}),
            )

    def _wire_rows(self, wire: Wire) -> None:
        self.form.addRow(QLabel(f"<b>{arrow(wire.id)}</b>"))
        kind = self.form.field(ComboBox)
        kind.setObjectName("wire-kind")
        for name, title in ((WEIGHTED, self.tr("Weighted")), (DIRECT, self.tr("Direct (skip connection)"))):
            kind.addItem(title, name)
        kind.setCurrentIndex(kind.findData(wire.kind))
        self.form.on_change(
            kind, lambda chosen: self._rewire(wire, Wire(wire.source, wire.target, chosen, wire.delay, detach=wire.detach))
        )
        self.form.addRow(self.tr("Kind"), kind)
        delay = self.form.field(QCheckBox)
        delay.setText(self.tr("Reads the previous time step"))
        delay.setObjectName("wire-delay")
        delay.setChecked(bool(wire.delay))
        self.form.on_change(delay, lambda on: self._rewire(wire, replace(wire, delay=int(on))))
        self.form.addRow(delay)
        network = self.session.experiment.network
        self.form.add_settings((DETACH,), {"detach": wire.detach}, lambda _, on: self._rewire(wire, replace(wire, detach=on)))
        if drawing.has_matrix(network, wire):
            self._tie_row(wire)
            self._frozen_row(wire.weight)
            self._by_loss_row((wire.weight,))
            rows = self.tr("Weights (columns: target units)") if wire.transposed else self.tr("Weights (rows: target units)")
            self._parameter_table(wire.weight, rows)
        elif wire.kind == DIRECT and not drawing.reads_classes(network, wire):
            self.form.add_settings((FACTOR, LEARNS), {"factor": wire.factor, "learns": wire.learns},
                                   lambda name, value: self._rewire(wire, replace(wire, **{name: value})))  # fmt: skip
            if wire.learns != NOTHING:
                self._frozen_row(wire.factors)
                self._parameter_table(wire.factors, self.tr("Current factors"))

    def _tie_row(self, wire: Wire) -> None:
        """Whose matrix the wire uses, where another one fits."""
        found = [("", False), *ties(self.session.experiment.network, wire)]
        if len(found) == 1:
            return
        box = self.form.field(ComboBox)
        box.setObjectName("wire-tied")
        for tie in found:
            box.addItem(tie_words(*tie), tie)
        box.setCurrentIndex(found.index((wire.tied, wire.transposed)))
        box.setToolTip(self.tr("A tied wire uses the weights of another; their gradient is the sum over both."))
        self.form.on_change(box, lambda tie: self._rewire(wire, replace(wire, tied=tie[0], transposed=tie[1])))
        self.form.addRow(self.tr("Weights"), box)

    def _by_loss_row(self, names: tuple[str, ...]) -> None:
        """Which loss the gradient of these parameters comes from, where there are several."""
        label = by_loss_row(self.form, self.session) if names else None
        self._by_loss = None if label is None else (label, names)

    def _frozen_row(self, parameter: str) -> None:
        frozen = self.form.field(QCheckBox)
        frozen.setText(self.tr("Frozen (not trained)"))
        frozen.setObjectName("wire-frozen")
        frozen.setChecked(parameter in self.session.experiment.training.freeze)
        self.form.on_change(frozen, lambda on: self.session.freeze(parameter, on))
        self.form.addRow(frozen)

    # edits ---------------------------------------------------------------------------------------

    def _change(self, node: Node, **changes: Any) -> None:
        network = self.session.experiment.network
        if not network.has(node.id):
            return
        changed = replace(network.node(node.id), **changes)
        self.session.edit(
            self.tr("Change {name}").format(name=node.id),
            self.session.experiment.with_network(drawing.exchange(network, changed)),
            f"{next(iter(changes))} {node.id}",
        )

    def _change_loss(self, node: Node, loss: Choice | None) -> None:
        """Another loss of an output; its units follow what it is compared with."""
        experiment = self.session.experiment
        if not experiment.network.has(node.id):
            return
        changed = drawing.exchange(experiment.network, replace(experiment.network.node(node.id), loss=loss))
        edited = experiment.with_network(changed)
        self.session.edit(self.tr("Loss of {name}").format(name=node.id), with_fitting_heads(edited), f"loss {node.id}")

    def _rewire(self, old: Wire, new: Wire) -> None:
        network = self.session.experiment.network
        try:
            changed = drawing.rewire(network, old, new)
        except ExperimentError as error:
            self.session.say(problem_text(error.problems[0]))
            self._shown = None
            self.invalidate()
            return
        self.session.edit(self.tr("Change {name}").format(name=old.id), self.session.experiment.with_network(changed))
        self.session.select(replace(self.session.selection, wires=frozenset({new.id})))

    # parameters ----------------------------------------------------------------------------------

    def _parameter_table(self, name: str, title: str) -> None:
        network = self.session.experiment.network
        shape = array_shapes(network).get(name)
        if shape is None:
            return
        if np.prod(shape) > MOST_CELLS:
            self.form.addRow(QLabel(self.tr("{count} values: see the heatmap.").format(count=int(np.prod(shape)))))
            return
        table = ParameterTable(name, shape)
        table.itemChanged.connect(lambda item: self._edit_value(name, item))
        self.tables[name] = table
        self.form.addRow(QLabel(title))
        self.form.addRow(table)

    def _fill_tables(self) -> None:
        debugger = self.session.debugger
        for name, table in self.tables.items():
            known = debugger is not None and (name in debugger.program.parameters or name in debugger.program.buffers)
            values = debugger.value(name) if debugger is not None and known else None
            table.show_values(values)

    def _edit_value(self, name: str, item: QTableWidgetItem) -> None:
        """A number typed into a cell: a starting value, or from the next training step on where a run has begun."""
        debugger = self.session.debugger
        if debugger is None:
            return
        value = typed(item.text())
        if value is None:
            self.session.say(self.tr("{text} is not a number; the old value is kept.").format(text=repr(item.text())))
            self._fill_tables()
            return
        shape = debugger.program.slots[{**debugger.program.parameters, **debugger.program.buffers}[name]].shape
        self.session.values.set(name, (item.row(), item.column())[: len(shape)], value)


def _with(choice: Choice, name: str, value: Any) -> Choice:
    return Choice(choice.name, {**choice.settings, name: value})
