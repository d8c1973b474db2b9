"""The plot that follows the phase: what a learner should watch at this moment, and a sentence that says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.program.program import BACKWARD, DELTA, FORWARD, LOSS, PREACTIVATION, UPDATE
from gui.look.figure import Figure
from gui.look.i18n import QT_TRANSLATE_NOOP
from gui.plots import heatmaps, training
from gui.plots.depth import depth
from gui.plots.prediction import prediction
from gui.plots.source import Source

DEEP, VERY_DEEP = 3, 5  # layers from which a gradient by depth tells more than one layer's deltas, and more than the prediction


@dataclass(frozen=True, eq=False)
class Shown:
    """One figure, or two side by side, and what they are in a sentence."""

    words: str
    figures: tuple[Figure, ...]


def following(source: Source, running: bool) -> Shown:
    """What belongs to the instruction just done; during a run what can be watched without flicker from phase to phase."""
    program, (step, pc) = source.debugger.program, source.debugger.place
    if running:
        return _running(source)
    if pc == 0 and step == 0:
        return _start(source)
    phase = program.phase_at(pc - 1)
    if phase == FORWARD:
        return _forward(source, finished=pc == program.phases[FORWARD].stop)
    if phase == LOSS:
        words = QCoreApplication.translate("Plots", "Loss: how wrong the prediction is, and how that has changed.")
        return Shown(words, (training.loss(source),))
    return _backward(source) if phase == BACKWARD else _update(source)


def _running(source: Source) -> Shown:
    """The loss, and beside it what the run is about: the gradient of a deep network, or what the network predicts."""
    if len(source.debugger.program.layers) < VERY_DEEP and not (predicted := prediction(source)).empty:
        words = QCoreApplication.translate("Plots", "Run: the loss, and what the network predicts.")
        return Shown(words, (training.loss(source), predicted))
    words, profile = QCoreApplication.translate("Plots", "Run: the loss, and the gradient at each layer:"), depth(source)
    return Shown(f"{words} {profile.note}", (training.loss(source), replace(profile, note="")))


def _start(source: Source) -> Shown:
    figure = prediction(source)
    words = QCoreApplication.translate("Plots", "Before the first step: what the network predicts with its initial weights.")
    if figure.empty:
        words = QCoreApplication.translate("Plots", "Step with F10: this plot shows what matters in each phase.")
        figure = weights(source)[0]
    return Shown(words, (figure,))


def _forward(source: Source, finished: bool) -> Shown:
    figure = prediction(source) if finished else Figure("", empty="-")
    if not figure.empty:
        return Shown(QCoreApplication.translate("Plots", "Forward pass done: what the network predicts now."), (figure,))
    node, kind = _node_now(source)
    told = {
        heatmaps.ACTIVATIONS: QCoreApplication.translate("Plots", "Forward pass: the activations of {layer}, just computed."),
        heatmaps.PREACTIVATIONS: QCoreApplication.translate(
            "Plots", "Forward pass: z of {layer}, just computed; its activation comes next."
        ),
        heatmaps.VALUES: QCoreApplication.translate("Plots", "Forward pass: a value on the way to {layer}, just computed."),
    }
    return Shown(told[kind].format(layer=node), activations(source))


def _backward(source: Source) -> Shown:
    program = source.debugger.program
    if len(program.layers) >= DEEP and program.length == 1:
        words = QCoreApplication.translate("Plots", "Backward pass: the gradient reaches one layer after another, output first.")
        return Shown(words, (depth(source),))
    words = QCoreApplication.translate(
        "Plots", "Backward pass: δ of {layer}, the gradient of the loss with respect to its pre-activations."
    )
    return Shown(words.format(layer=_last_delta(source)), deltas(source))


def _update(source: Source) -> Shown:
    words = QCoreApplication.translate("Plots", "Update: the weights {wire} after the step, and how far each one moved.")
    return Shown(words.format(wire=heatmaps.short(_matrix_now(source))), weights(source))


def _instruction_now(source: Source) -> int:
    """The slot of the forward instruction just done; in other phases that of the last one."""
    program = source.debugger.program
    return program.code[min(max(source.debugger.place[1], 1), program.phases[FORWARD].stop) - 1].out


def _node_now(source: Source) -> tuple[str, str]:
    """The layer of the forward instruction just done, and what is known of it: activations, pre-activations or less."""
    debugger, program = source.debugger, source.debugger.program
    node = program.slots[_instruction_now(source)].node
    if debugger.place[1] == 0 or any(debugger.computed(slot) for slot in heatmaps.in_window(program, program.states(node))):
        return node, heatmaps.ACTIVATIONS
    has_z = any(debugger.computed(slot) for slot in program.of_node(node, PREACTIVATION))
    return node, heatmaps.PREACTIVATIONS if has_z else heatmaps.VALUES


def _last_delta(source: Source) -> str:
    """The layer whose delta was computed last; before the first one the layer where it will be."""
    program, pc = source.debugger.program, source.debugger.place[1]
    places = [place for place, instr in enumerate(program.code) if program.slots[instr.out].kind == DELTA]
    done = [place for place in places if place < pc]
    place = done[-1] if done else next(iter(places), len(program) - 1)
    return program.slots[program.code[place].out].node


def _matrix_now(source: Source) -> str:
    """The weight matrix that the instruction just done belongs to; at the end of a step the one selected, or the first."""
    program, pc = source.debugger.program, source.debugger.place[1]
    matrices = [name for name, slot in program.parameters.items() if len(program.slots[slot].shape) == 2]
    chosen = [name for name, _ in reversed(source.chosen) if name in matrices]
    if pc == len(program) or program.phase_at(max(0, pc - 1)) != UPDATE:
        return next(iter((*chosen, *matrices, *program.parameters)), "")
    now = str(program.code[pc - 1].path[1][1])
    return now if now in program.parameters else next(iter(matrices), "")


# one figure of each kind, as it can be pinned ----------------------------------------------------


def activations(source: Source) -> tuple[Figure, ...]:
    """Of the layer just computed; as long as it has none, what has been computed on the way there."""
    node, kind = _node_now(source)
    if kind == heatmaps.VALUES:
        return (_even(heatmaps.figure(heatmaps.of_slot(source.debugger, _instruction_now(source), source.sample), kind)),)
    return _heatmap(source, node, kind)


def deltas(source: Source) -> tuple[Figure, ...]:
    """Of the layer whose delta was computed last."""
    return _heatmap(source, _last_delta(source), heatmaps.DELTAS)


def _heatmap(source: Source, node: str, kind: str) -> tuple[Figure, ...]:
    matrix = heatmaps.of_node(source.debugger, node, kind, source.sample)
    return (_even(heatmaps.figure(matrix, kind)) if matrix is not None else prediction(source),)


def weights(source: Source) -> tuple[Figure, ...]:
    """A weight matrix, and its update once there is one."""
    name = _matrix_now(source)
    if name not in source.debugger.program.parameters:
        return (prediction(source),)
    kinds = (heatmaps.WEIGHTS, heatmaps.UPDATES)
    found = [(kind, matrix) for kind in kinds for matrix in heatmaps.of_parameter(source.debugger, name, kind)]
    figures = [
        _even(heatmaps.figure(matrix, kind)) for kind, matrix in found if kind == heatmaps.WEIGHTS or matrix.values is not None
    ]
    return tuple(replace(figure, note=figure.title) for figure in figures)


def _even(figure: Figure) -> Figure:
    """With a colour range that ends at 1, 2 or 5 times a power of ten: it stands still while the values move a little."""
    if figure.image is None:
        return figure
    limit = _round_up(figure.image.high)
    return replace(figure, image=replace(figure.image, low=-limit, high=limit))


def _round_up(value: float) -> float:
    if value <= heatmaps.NOTHING:
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    return float(next(factor for factor in (1, 2, 5, 10) if factor * power >= value * 0.999999) * power)


@dataclass(frozen=True)
class Pin:
    """What the plot can be kept at: its name, its title, and its figures."""

    name: str
    title: str
    figures: Callable[[Source], tuple[Figure, ...]]

    def shown_title(self) -> str:
        """The title in the user's language."""
        return QCoreApplication.translate("Plots", self.title)


PINS = (
    Pin("prediction", QT_TRANSLATE_NOOP("Plots", "Prediction"), lambda source: (prediction(source),)),
    Pin("activations", QT_TRANSLATE_NOOP("Plots", "Activations"), activations),
    Pin("loss", QT_TRANSLATE_NOOP("Plots", "Loss"), lambda source: (training.loss(source),)),
    Pin("depth-profile", QT_TRANSLATE_NOOP("Plots", "Depth profile"), lambda source: (depth(source),)),
    Pin("deltas", QT_TRANSLATE_NOOP("Plots", "Deltas"), deltas),
    Pin("weights", QT_TRANSLATE_NOOP("Plots", "Weights and update"), weights),
)


def pinned(source: Source, name: str) -> Shown:
    """What the user chose to keep in sight, whatever the phase."""
    pin = next(pin for pin in PINS if pin.name == name)
    figures = pin.figures(source)
    words = QCoreApplication.translate("Plots", "{plot}, in every phase, as you chose.").format(plot=figures[0].title)
    return Shown(words, figures)
