"""One sentence that says what an instruction does, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.insight.moment.place import parameter_of
from engine.insight.moment.symbols import arrow, head_and_note, value_of
from engine.library.layers import LAYER_TYPES
from engine.library.layers.layer import LayerType
from engine.library.losses import LOSSES
from engine.model.network import Network
from engine.program.program import (
    BACKWARD,
    DELTA,
    FORWARD,
    LOCAL,
    LOSS,
    PARAMETER_GRADIENT,
    PREACTIVATION,
    UPDATE,
    VALUE,
    Instr,
    Program,
    Slot,
)
from gui.look import instruction_words as tables
from gui.look.i18n import QT_TRANSLATE_NOOP, engine_text


def sentence(program: Program, pc: int, network: Network) -> str:
    """What an instruction of that network's program does; its layer type says what a layer does as a whole."""
    line = _Line(program, pc, network)
    by_phase = {FORWARD: _forward, LOSS: _loss, BACKWARD: _backward, UPDATE: _update}
    words = _of_the_layer(line) or _tr(by_phase[program.phase_at(pc)](line))
    return words.format(
        node=arrow(line.value.node) or line.slot.name,
        source=line.source(),
        part=line.part(),
        what=parameter_title(line.parameter, network),
        rule=engine_text(line.instr.rule.name),
        name=line.slot.name,
    )


def parameter_title(name: str, network: Network) -> str:
    """What a parameter is called, at the beginning of a sentence."""
    stem, _, ending = name.rpartition(".")
    own = tables.OWN_NAMES.get(network.node(stem).type, {}) if network.has(stem) else {}
    words = own.get(ending) or tables.NAMES.get(ending)
    return arrow(name) if words is None else _tr(words).format(name=arrow(stem))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Sentences", words)


@dataclass(frozen=True)
class _Line:
    """An instruction, with what sentences ask about it."""

    program: Program
    pc: int
    network: Network

    @property
    def instr(self) -> Instr:
        return self.program.code[self.pc]

    @property
    def key(self) -> str:
        return self.instr.rule.key

    @property
    def slot(self) -> Slot:
        return self.program.slots[self.instr.out]

    @property
    def value(self) -> Slot:
        """The value that is computed, or whose gradient or slope is."""
        slot = self.slot
        while slot.of >= 0:
            slot = self.program.slots[slot.of]
        return slot

    @property
    def row(self) -> LayerType | None:
        """The type of the layer to which the value belongs."""
        node = self.value.node
        return LAYER_TYPES[self.network.node(node).type] if self.network.has(node) else None

    @property
    def type(self) -> str:
        return "" if self.row is None else self.row.name

    @property
    def place(self) -> str:
        """The type of the layer in which the instruction lies."""
        here = str(self.instr.path[-1][1])
        return self.network.node(here).type if self.network.has(here) else ""

    @property
    def ending(self) -> str:
        """The name of the value inside its layer: `z`, `a`, `kept`."""
        return value_of(self.value.name, self.value.node)

    @property
    def parameter(self) -> str:
        """The parameter that the instruction is about, if it is about one."""
        found = (parameter_of(self.program, slot) for slot in (self.instr.out, *self.instr.ins[:1]))
        return next((name for name in found if name), "")

    @property
    def own_parameter(self) -> bool:
        """Whether the result is a parameter, its gradient or a copy of it."""
        return bool(parameter_of(self.program, self.instr.out))

    @property
    def earlier(self) -> bool:
        """Whether the result belongs to the time step before."""
        return 0 <= self.slot.time < self.program.time_of(self.pc)

    @property
    def several(self) -> bool:
        """Whether there is more than one sample to sum over."""
        return self.program.batches.size > 1

    def part(self) -> str:
        """What the value of a cell is called; "" for values of other layers."""
        if self.earlier and self.type in tables.GATES and self.ending in ("a", "c"):
            state, memory = QT_TRANSLATE_NOOP("Sentences", "previous state"), QT_TRANSLATE_NOOP("Sentences", "previous memory")
            return _tr(state if self.ending == "a" else memory)
        words = tables.GATES.get(self.type, {}).get(self.ending, "")
        return _tr(words) if words else ""

    def source(self) -> str:
        """The layer from which a wire brings the value that its name tells."""
        name, _ = head_and_note(self.program, self.value.name.partition("[")[0])
        wire = next((wire for wire in self.network.wires if wire.id == name), None)
        if wire is None:
            return arrow(name)
        before = QCoreApplication.translate("Sentences", "{layer} at the previous time step")
        return before.format(layer=wire.source) if wire.delay else wire.source


def _of_the_layer(line: _Line) -> str:
    """What its layer type says, of the value that the layer is there for: z, or what it passes on where it has no z."""
    program, slot, row = line.program, line.slot, line.row
    if row is None or program.phase_at(line.pc) != FORWARD or line.ending in tables.CELLS.get(line.type, {}):
        return ""
    whole = slot.kind == PREACTIVATION or (
        not program.of_node(slot.node, PREACTIVATION) and slot.kind == VALUE and slot.index in program.states(slot.node)
    )
    joins = row.name in ("multiply", "concat") and not line.own_parameter
    summed = row.name == "dense" and line.key not in ("affine", "matmul")
    return engine_text(row.sentence) if joins or (whole and not summed) else ""


def _forward(line: _Line) -> str:
    known = tables.CELLS.get(line.type, {}).get(line.ending)
    if known is not None:
        return known
    if line.key in tables.FORWARD_RULES:
        return tables.FORWARD_RULES[line.key]
    if line.ending == "a":
        return QT_TRANSLATE_NOOP("Sentences", "Layer {node}: {rule} of z is its activation.")
    return QT_TRANSLATE_NOOP("Sentences", "Layer {node}: {rule}.")


def _loss(line: _Line) -> str:
    known = tables.LOSS_RULES.get(line.key.removesuffix("_masked"))
    return (
        QT_TRANSLATE_NOOP("Sentences", "The loss measures how far the output is from the target: {rule}.")
        if known is None
        else known
    )


def _backward(line: _Line) -> str:
    if line.key.removesuffix("_gradient").removesuffix("_masked") in LOSSES:
        return (
            QT_TRANSLATE_NOOP("Sentences", "How the loss changes with z of layer {node}: this is its δ.")
            if line.slot.kind == DELTA
            else QT_TRANSLATE_NOOP("Sentences", "How the loss changes with the output of layer {node}.")
        )
    if line.key == "sigmoid_mistaken_derivative":
        return QT_TRANSLATE_NOOP("Sentences", "Layer {node}: the slope is evaluated at a instead of z, a deliberate mistake.")
    if line.slot.kind == LOCAL:
        return (
            QT_TRANSLATE_NOOP("Sentences", "The {part} of {node}: how steep is its activation at this point?")
            if line.part()
            else QT_TRANSLATE_NOOP("Sentences", "Layer {node}: how steep is its activation at this point?")
        )
    making = {"gradient_of_w": _of_weights, "gradient_of_b": _of_biases, "gradient_of_the_scale": _of_weights,
              "add": _sum, "gradient_of_x": _through_weights, "pass_on": _passed_on, "times_a": _product, "times_b": _product,
              "chain_rule": _slope}  # fmt: skip
    if line.key in making:
        return making[line.key](line)
    if line.key in tables.BACKWARD_RULES:
        return tables.BACKWARD_RULES[line.key]
    return QT_TRANSLATE_NOOP("Sentences", "The gradient flows back to layer {node}: {rule}.")


def _slope(line: _Line) -> str:
    if line.part():
        return QT_TRANSLATE_NOOP("Sentences", "The {part} of {node}: its gradient times its slope.")
    return QT_TRANSLATE_NOOP("Sentences", "Layer {node}: the gradient from above times the slope gives δ.")


def _of_weights(line: _Line) -> str:
    if line.key == "gradient_of_the_scale":
        return QT_TRANSLATE_NOOP("Sentences", "{what}: δ times the normalised value, summed over the samples.")
    if line.several:
        return QT_TRANSLATE_NOOP("Sentences", "{what}: how much did each contribute? δ times its input, summed over the samples.")
    return QT_TRANSLATE_NOOP("Sentences", "{what}: how much did each contribute? δ times its input.")


def _of_biases(line: _Line) -> str:
    if line.type in tables.OWN_NAMES:
        return QT_TRANSLATE_NOOP("Sentences", "{what}: δ summed over the samples.")
    if line.several:
        return QT_TRANSLATE_NOOP("Sentences", "{what}: δ summed over the samples; a bias has no input.")
    return QT_TRANSLATE_NOOP("Sentences", "{what}: their gradient is δ itself; a bias has no input.")


def _sum(line: _Line) -> str:
    if line.own_parameter and line.slot.kind == PARAMETER_GRADIENT:
        return QT_TRANSLATE_NOOP(
            "Sentences", "{what}: the contribution of this time step is added to the rest; now the gradient is complete."
        )
    if line.own_parameter:
        return QT_TRANSLATE_NOOP("Sentences", "{what}: the contribution of this time step is added to the rest.")
    if line.part():
        return QT_TRANSLATE_NOOP("Sentences", "Gradients that reach the {part} of {node} along several paths are added up.")
    if line.slot.kind == DELTA:
        return QT_TRANSLATE_NOOP(
            "Sentences", "Gradients that reach layer {node} along several paths are added up: the sum is its δ."
        )
    return QT_TRANSLATE_NOOP("Sentences", "Gradients that reach layer {node} along several paths are added up.")


def _through_weights(line: _Line) -> str:
    if line.earlier:
        return QT_TRANSLATE_NOOP(
            "Sentences", "The gradient flows back through the weights to layer {node} at the previous time step."
        )
    if line.slot.kind == DELTA:
        return QT_TRANSLATE_NOOP("Sentences", "The gradient flows back through the weights to layer {node}: this is its δ.")
    return QT_TRANSLATE_NOOP("Sentences", "The gradient flows back through the weights to layer {node}.")


def _passed_on(line: _Line) -> str:
    if line.part():
        return QT_TRANSLATE_NOOP("Sentences", "A sum passes the gradient on unchanged to the {part} of {node}.")
    if ">" in line.value.name:
        return QT_TRANSLATE_NOOP("Sentences", "A sum passes the gradient on unchanged to the part that came from {source}.")
    if line.slot.kind == DELTA:
        return QT_TRANSLATE_NOOP("Sentences", "A sum passes the gradient on unchanged to layer {node}: this is its δ.")
    return QT_TRANSLATE_NOOP("Sentences", "A sum passes the gradient on unchanged to layer {node}.")


def _product(line: _Line) -> str:
    if line.own_parameter:
        return QT_TRANSLATE_NOOP("Sentences", "{what}: pruned ones get no gradient.")
    if line.place == "dropout":
        return QT_TRANSLATE_NOOP("Sentences", "Only units that were not switched off pass the gradient on to layer {node}.")
    if line.part():
        return QT_TRANSLATE_NOOP("Sentences", "A product passes the gradient, times the other factor, on to the {part} of {node}.")
    return QT_TRANSLATE_NOOP("Sentences", "A product passes the gradient, times the other factor, on to layer {node}.")


def _update(line: _Line) -> str:
    direction = line.program.slots[line.instr.ins[1]].name if len(line.instr.ins) > 1 else ""
    if line.slot.name == "learning rate now":
        return QT_TRANSLATE_NOOP("Sentences", "The schedule sets the learning rate of this step.")
    if line.key == "descend" and direction.endswith(" velocity"):
        return QT_TRANSLATE_NOOP("Sentences", "{what}: a step against the velocity, scaled by the learning rate.")
    if line.key == "descend" and direction.endswith(" direction"):
        return QT_TRANSLATE_NOOP("Sentences", "{what}: a step against the look-ahead direction, scaled by the learning rate.")
    if line.key == "corrected_moment" and line.slot.name.endswith("m̂"):
        return QT_TRANSLATE_NOOP("Sentences", "{what}: m̂ is m, corrected for starting at 0.")
    if line.key == "corrected_moment":
        return QT_TRANSLATE_NOOP("Sentences", "{what}: v̂ is v, corrected for starting at 0.")
    if line.key == "adam_step" and direction.endswith("m̂"):
        return QT_TRANSLATE_NOOP(
            "Sentences", "{what}: a step against m̂, divided by the square root of v̂ and scaled by the learning rate."
        )
    if line.key == "adam_step":
        return QT_TRANSLATE_NOOP(
            "Sentences", "{what}: a step against the gradient, divided by the square root of the accumulated squared gradients."
        )
    if line.key in tables.UPDATE_RULES:
        return tables.UPDATE_RULES[line.key]
    return QT_TRANSLATE_NOOP("Sentences", "The optimizer prepares the step: {rule}.")
