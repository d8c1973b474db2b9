"""One sentence that says what an instruction does, for slow motion and for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.insight.moment.now import COMING, DONE, FINISHED, HURRYING, PICKED, Now
from engine.library.layers import LAYER_TYPES
from engine.model.network import Network
from engine.program.program import BACKWARD, FORWARD, LOSS, PREACTIVATION, UPDATE, VALUE, Program, Slot
from gui.look.i18n import engine_text


def told(program: Program, now: Now, network: Network) -> str:
    """What was just done and what comes next, a line for each; nothing in a hurried run."""
    translate = QCoreApplication.translate
    if now.state == HURRYING:
        return ""
    if now.state == PICKED:
        return f"{standing(program, now)}: {sentence(program, now.pc, network)}"
    lines = []
    if now.state == DONE:
        lines.append(f"{standing(program, now)}: {sentence(program, now.pc, network)}")
    if now.state in (DONE, FINISHED) and not now.coming:
        lines.append(translate("Sentences", "Training step {step} is finished.").format(step=now.step))
    coming = program.time_of(now.coming)
    at = time_words(coming) if coming and (coming != now.time or now.state != DONE) else ""
    lines.append(f"{joined(translate('Sentences', 'Next'), at)}: {sentence(program, now.coming, network)}")
    return "\n".join(lines)


def standing(program: Program, now: Now) -> str:
    """Why an instruction is shown and at which time step, as the beginning of a sentence."""
    return joined(_reason(now), _when(program, now))


def _reason(now: Now) -> str:
    translate = QCoreApplication.translate
    if now.state == PICKED and now.done is not None and now.pc <= now.done:
        return translate("Sentences", "Line {line}").format(line=now.pc)
    if now.state == PICKED:
        return translate("Sentences", "Line {line}, still to come").format(line=now.pc)
    return translate("Sentences", "Next") if now.state == COMING else translate("Sentences", "Just done")


def _when(program: Program, now: Now) -> str:
    if program.length == 1:
        return ""
    return time_words(now.time) if now.timed else QCoreApplication.translate("Sentences", "for all time steps")


def time_words(time: int) -> str:
    """A time step, to be put after other words."""
    return QCoreApplication.translate("Sentences", "time step {time}").format(time=time)


def joined(*words: str) -> str:
    """Words after one another, those that are empty left out."""
    return ", ".join(part for part in words if part)


def sentence(program: Program, pc: int, network: Network) -> str:
    """What happens at an instruction of that network's program, in plain words; its layer type says what a layer does."""
    instr = program.code[pc]
    slot = program.slots[instr.out]
    words = _words(program.phase_at(pc), slot.kind, instr.rule.key)
    if program.phase_at(pc) == FORWARD and _is_the_layer_itself(program, slot):
        words = engine_text(LAYER_TYPES[network.node(slot.node).type].sentence)
    node = slot.node.replace("->", "→")
    return words.format(node=node or slot.name, rule=engine_text(instr.rule.name))


def _is_the_layer_itself(program: Program, slot: Slot) -> bool:
    """Whether a value is what its layer is there for: z, or what it passes on where it has no z."""
    return slot.kind == PREACTIVATION or (
        not program.of_node(slot.node, PREACTIVATION) and slot.kind == VALUE and slot.index in program.states(slot.node)
    )


def _words(phase: str, kind: str, rule: str) -> str:
    if phase == LOSS:
        return QCoreApplication.translate("Sentences", "The loss measures how far the output is from the target.")
    if phase == BACKWARD:
        return _backward(kind, rule)
    if phase == UPDATE:
        return _update(kind)
    if kind == "update":
        return QCoreApplication.translate("Sentences", "Layer {node} remembers a running statistic for later use.")
    return QCoreApplication.translate("Sentences", "Layer {node}: {rule}.")


def _backward(kind: str, rule: str) -> str:
    if rule == "seed":
        return QCoreApplication.translate("Sentences", "The gradient starts at the loss: ∂L/∂L = 1.")
    if kind == "local derivative":
        return QCoreApplication.translate("Sentences", "Layer {node}: how steep is the activation at this point?")
    if kind == "delta":
        return QCoreApplication.translate("Sentences", "Layer {node}: the gradient from above times the slope gives δ.")
    if kind == "parameter gradient" or rule in ("gradient_of_w", "gradient_of_b"):
        return QCoreApplication.translate("Sentences", "Layer {node}: how much did each weight contribute? δ times its input.")
    if rule == "add":
        return QCoreApplication.translate("Sentences", "Gradients that arrive on several paths are added.")
    if rule == "gradient_of_x":
        return QCoreApplication.translate("Sentences", "The gradient flows back through the weights to layer {node}.")
    return QCoreApplication.translate("Sentences", "The gradient flows back to layer {node}: {rule}.")


def _update(kind: str) -> str:
    if kind == "updated":
        return QCoreApplication.translate("Sentences", "The weights of layer {node} take a step against their gradient.")
    return QCoreApplication.translate("Sentences", "The optimizer prepares the step: {rule}.")
