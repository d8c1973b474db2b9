"""One sentence that says what an instruction does, in plain words."""

from __future__ import annotations

from engine.insight.moment.place import LOSS_NODE
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
    Program,
)
from gui.look import instruction_words as tables
from gui.look.i18n import QT_TRANSLATE_NOOP, engine_text
from gui.look.instruction_line import Line, translated, within


def sentence(program: Program, pc: int, network: Network, quiet: bool = False) -> str:
    """What an instruction of that network's program does; its layer type says what a layer does as a whole.

    While it is `quiet`, a mistake that was made on purpose is not named.
    """
    line = Line(program, pc, network)
    by_phase = {FORWARD: _forward, LOSS: _loss, BACKWARD: _backward, UPDATE: _update}
    unnamed = tables.MISTAKES.get(line.key, "") if quiet else ""
    words = _of_the_layer(line) or translated(unnamed or by_phase[program.phase_at(pc)](line))
    return words.format(
        node=line.layer() or line.slot.name,
        source=line.source(),
        part=line.part(),
        paths=line.paths(),
        what=parameter_title(line.parameter, network),
        rule=engine_text(line.instr.rule.name),
        name=line.slot.name,
        via=line.via(),
        **line.times(),
    )


def parameter_title(name: str, network: Network) -> str:
    """What a parameter is called, at the beginning of a sentence."""
    stem, _, ending = name.rpartition(".")
    own = tables.OWN_NAMES.get(network.node(stem).type, {}) if network.has(stem) else {}
    words = own.get(ending) or tables.NAMES.get(ending)
    return within(network, name) if words is None else translated(words).format(name=within(network, stem))


def _of_the_layer(line: Line) -> str:
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


def _forward(line: Line) -> str:
    known = tables.CELLS.get(line.type, {}).get(line.ending)
    if known is not None:
        return known
    if line.key in tables.FORWARD_RULES:
        return tables.FORWARD_RULES[line.key]
    if line.ending == "a":
        return QT_TRANSLATE_NOOP("Sentences", "Layer {node}: {rule} of z is its activation.")
    return QT_TRANSLATE_NOOP("Sentences", "Layer {node}: {rule}.")


def _loss(line: Line) -> str:
    if line.key == "add" and line.times()["added"]:
        return QT_TRANSLATE_NOOP("Sentences", "The loss of time step {added} is added to those before it.")
    if line.key == "add" and line.times()["other"]:
        return QT_TRANSLATE_NOOP("Sentences", "The weighted loss of layer {other} is added to those before it.")
    if line.key == "mul" and line.times()["output"]:
        return QT_TRANSLATE_NOOP("Sentences", "The loss of layer {output} is multiplied by its weight.")
    known = tables.LOSS_RULES.get(line.key.removesuffix("_masked"))
    return (
        QT_TRANSLATE_NOOP("Sentences", "The loss measures how far the output is from the target: {rule}.")
        if known is None
        else known
    )


def _backward(line: Line) -> str:
    if line.key.removesuffix("_gradient").removesuffix("_masked") in LOSSES:
        return (
            QT_TRANSLATE_NOOP("Sentences", "How the loss changes with z of layer {node}: this is its δ.")
            if line.slot.kind == DELTA
            else QT_TRANSLATE_NOOP("Sentences", "How the loss changes with the output of layer {node}.")
        )
    if line.key == "sigmoid_mistaken_derivative":
        return QT_TRANSLATE_NOOP(
            "Sentences", "Layer {node}: the slope is evaluated at the activation a instead of at z, a deliberate mistake."
        )
    if line.slot.kind == LOCAL:
        return (
            QT_TRANSLATE_NOOP("Sentences", "The {part} of {node}: how steep is its activation at this point?")
            if line.part()
            else QT_TRANSLATE_NOOP("Sentences", "Layer {node}: how steep is its activation at this point?")
        )
    making = {"gradient_of_w": _of_weights, "gradient_of_b": _of_biases, "gradient_of_the_scale": _of_weights,
              "add": _sum, "gradient_of_x": _through_weights, "pass_on": _passed_on, "times_a": _product, "times_b": _product,
              "chain_rule": _slope}  # fmt: skip
    if line.type == "attention" and line.key in tables.ATTENTION_RULES:
        return tables.ATTENTION_RULES[line.key]
    if line.key in making:
        return making[line.key](line)
    if line.key == "join_rows" and line.part():
        return QT_TRANSLATE_NOOP("Sentences", "For the {part} of {node}, the gradients of all gates are concatenated.")
    if line.key in tables.BACKWARD_RULES:
        return tables.BACKWARD_RULES[line.key]
    return QT_TRANSLATE_NOOP("Sentences", "The gradient flows back to layer {node}: {rule}.")


def _slope(line: Line) -> str:
    if line.part():
        return QT_TRANSLATE_NOOP("Sentences", "The {part} of {node}: its gradient times its slope.")
    return QT_TRANSLATE_NOOP("Sentences", "Layer {node}: the upstream gradient times the slope gives δ.")


def _of_weights(line: Line) -> str:
    if line.key == "gradient_of_the_scale":
        return QT_TRANSLATE_NOOP("Sentences", "{what}: δ times the normalised value, summed over the samples.")
    if line.several:
        return QT_TRANSLATE_NOOP("Sentences", "{what}: how much did each contribute? δ times its input, summed over the samples.")
    return QT_TRANSLATE_NOOP("Sentences", "{what}: how much did each contribute? δ times its input.")


def _of_biases(line: Line) -> str:
    if line.type in tables.OWN_NAMES:
        return QT_TRANSLATE_NOOP("Sentences", "{what}: δ summed over the samples.")
    if line.several:
        return QT_TRANSLATE_NOOP("Sentences", "{what}: δ summed over the samples; a bias has no input.")
    return QT_TRANSLATE_NOOP("Sentences", "{what}: their gradient is δ itself; a bias has no input.")


def _sum(line: Line) -> str:
    if line.own_parameter and line.slot.kind == PARAMETER_GRADIENT:
        return QT_TRANSLATE_NOOP(
            "Sentences", "{what}: the contribution of this time step is added to the rest; the gradient is now complete."
        )
    if line.own_parameter:
        return QT_TRANSLATE_NOOP("Sentences", "{what}: the contribution of this time step is added to the rest.")
    if line.times()["last"] and line.part():
        return QT_TRANSLATE_NOOP(
            "Sentences", "Gradients that reach the {part} of {node} along paths {first} to {last} are added up."
        )
    if line.times()["last"]:
        return QT_TRANSLATE_NOOP("Sentences", "Gradients that reach layer {node} along paths {first} to {last} are added up.")
    if line.part():
        return QT_TRANSLATE_NOOP("Sentences", "Gradients that reach the {part} of {node} along several paths are added up.")
    if line.slot.kind == DELTA:
        return QT_TRANSLATE_NOOP(
            "Sentences", "Gradients that reach layer {node} along several paths are added up: the sum is its δ."
        )
    if line.paths():
        return QT_TRANSLATE_NOOP("Sentences", "Gradients that reach layer {node} are added up: paths {paths} so far.")
    return QT_TRANSLATE_NOOP("Sentences", "Gradients that reach layer {node} along several paths are added up.")


def _through_weights(line: Line) -> str:
    if line.earlier:
        return QT_TRANSLATE_NOOP(
            "Sentences", "The gradient flows back through the weights to layer {node} at the previous time step."
        )
    if line.ending == "patches":
        return QT_TRANSLATE_NOOP("Sentences", "The gradient flows back through the kernels to the patches that {node} collected.")
    if line.part():
        return QT_TRANSLATE_NOOP("Sentences", "The gradient flows back through the weights to the {part} of {node}.")
    if sum(not wire.delay for wire in line.network.outgoing(line.value.node)) > 1:
        return QT_TRANSLATE_NOOP("Sentences", "The gradient flows back through the weights {via} to layer {node}.")
    if line.slot.kind == DELTA:
        return QT_TRANSLATE_NOOP("Sentences", "The gradient flows back through the weights to layer {node}: this is its δ.")
    return QT_TRANSLATE_NOOP("Sentences", "The gradient flows back through the weights to layer {node}.")


def _passed_on(line: Line) -> str:
    times = line.times()
    if times["output"]:
        return QT_TRANSLATE_NOOP("Sentences", "A sum passes the gradient on unchanged to the weighted loss of layer {output}.")
    if line.value.node == LOSS_NODE and times["last"]:
        return QT_TRANSLATE_NOOP(
            "Sentences", "A sum passes the gradient on unchanged to the sum of the losses of time steps {first} to {last}."
        )
    if line.value.node == LOSS_NODE and times["first"]:
        return QT_TRANSLATE_NOOP("Sentences", "A sum passes the gradient on unchanged to the loss of time step {first}.")
    if line.part():
        return QT_TRANSLATE_NOOP("Sentences", "A sum passes the gradient on unchanged to the {part} of {node}.")
    if ">" in line.value.name:
        return QT_TRANSLATE_NOOP("Sentences", "A sum passes the gradient on unchanged to the part that came from {source}.")
    if line.slot.kind == DELTA:
        return QT_TRANSLATE_NOOP("Sentences", "A sum passes the gradient on unchanged to layer {node}: this is its δ.")
    return QT_TRANSLATE_NOOP("Sentences", "A sum passes the gradient on unchanged to layer {node}.")


def _product(line: Line) -> str:
    if line.own_parameter:
        return QT_TRANSLATE_NOOP("Sentences", "{what}: pruned ones get no gradient.")
    if line.times()["output"]:
        return QT_TRANSLATE_NOOP("Sentences", "The gradient with respect to the loss of layer {output} is the weight of that loss.")
    if line.place == "dropout":
        return QT_TRANSLATE_NOOP("Sentences", "Only units that were not switched off pass the gradient on to layer {node}.")
    if line.part():
        return QT_TRANSLATE_NOOP("Sentences", "A product passes the gradient, times the other factor, on to the {part} of {node}.")
    return QT_TRANSLATE_NOOP("Sentences", "A product passes the gradient, times the other factor, on to layer {node}.")


def _update(line: Line) -> str:
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
