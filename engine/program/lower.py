"""Experiment -> Program: forward, loss, backward and update of one training step."""

from __future__ import annotations

import numpy as np

from engine.library.drawing import parameters
from engine.library.initializers import INITIALIZERS
from engine.library.layers import LAYER_TYPES
from engine.library.layers.layer import Parameter
from engine.library.random_stream import Stream
from engine.library.rule import Array
from engine.model.experiment import Experiment, Training
from engine.model.network import Node
from engine.model.problem import text
from engine.model.setting import complete
from engine.program.autodiff import backward
from engine.program.check import Checked, check
from engine.program.context import Lowering, nothing
from engine.program.forward import ends, forward
from engine.program.objective import objective
from engine.program.program import Program
from engine.program.size import Size, expect_room, planned
from engine.program.update import look_ahead, update


def lower(experiment: Experiment | Checked) -> Program:
    """The program of one training step; ExperimentError with all problems if there is none, or no room for it."""
    checked = check(experiment)
    expect_room(checked, _training_step)
    return _training_step(Lowering(checked))


def size_of(experiment: Experiment | Checked) -> Size:
    """How long the program of a training step is and how much memory it needs, found without making room for any number."""
    return planned(check(experiment), _training_step)


def _training_step(low: Lowering) -> Program:
    trained = [name for name in _parameters(low) if name not in low.training.freeze]
    slots = [low.weights[name] for name in trained]
    look_ahead(low, trained)
    forward(low)
    losses, loss, parts = objective(low)
    gradients = backward(low.builder, loss, slots, _backward_order(low))
    used, step = update(low, slots, gradients)
    return low.builder.finish(
        carried=tuple(low.carried), gradient_of=gradients.of, parts_of=gradients.parts, used_gradient=used,
        feeds=tuple(low.feeds), signals=tuple(low.signals), noise=tuple(low.noise), batches=low.batches, step_slot=step,
        loss=loss, losses=losses, loss_parts=parts, ends=ends(low), length=low.length, notes=mistakes(low.training),
    )  # fmt: skip


def lower_to_inputs(experiment: Experiment | Checked) -> Program:
    """A program of forward pass, loss and the gradient of the inputs, which training has no use for: that of each input layer, or
    of the layer that turns its class indices into vectors. ExperimentError as in `lower`."""
    checked = check(experiment)
    expect_room(checked, _to_inputs)
    return _to_inputs(Lowering(checked))


def _to_inputs(low: Lowering) -> Program:
    _parameters(low)
    forward(low)
    losses, loss, parts = objective(low)
    numbered = [node.id for node in low.network.nodes if LAYER_TYPES[node.type].takes.class_numbers]
    first = (*(node.id for node in low.network.inputs()), *numbered)
    slots = [low.outputs_at[name, time] for name in first for time in range(1, low.length + 1)]
    gradients = backward(low.builder, loss, slots, _backward_order(low))
    return low.builder.finish(
        gradient_of=gradients.of, parts_of=gradients.parts, feeds=tuple(low.feeds), signals=tuple(low.signals),
        noise=tuple(low.noise), batches=low.batches, loss=loss, losses=losses, loss_parts=parts, ends=ends(low), length=low.length,
    )  # fmt: skip


def lower_forward(experiment: Experiment | Checked, inputs: Array, at_once: int | None = None) -> Program:
    """A program that only predicts, for inputs of shape (samples, features) or (samples, time, features).

    With `at_once`, which must divide the number of samples, each step predicts so many of them.
    """
    low = Lowering(check(experiment), np.asarray(inputs, float), at_once=at_once)
    _parameters(low)
    forward(low)
    return low.builder.finish(feeds=tuple(low.feeds), batches=low.batches, ends=ends(low), length=low.length)


def mistakes(training: Training) -> tuple[str, ...]:
    """The deliberate mistakes, in words."""
    found = {
        text("deliberate mistake: gradients are never zeroed"): not training.zero_grad,
        text("deliberate mistake: the update adds the gradient"): training.wrong_sign,
        text("deliberate mistake: σ′ is evaluated at the output"): training.derivative_of_output,
        text("deliberate mistake: there are no biases"): training.no_bias,
        text("deliberate mistake: all units of a layer start out identical"): training.equal_start,
    }
    return tuple(words for words, made in found.items() if made)


def _backward_order(low: Lowering) -> list[int]:
    """Reverse order, but time step by time step, each starting with its own loss."""
    code, slots = low.builder.code, low.builder.slots
    return sorted(range(len(code)), key=lambda pc: (-slots[code[pc].out].time, -pc))


def _parameters(low: Lowering) -> list[str]:
    """Slots for all parameters; returns their names."""
    given = {} if low.dry else initial_parameters(low.experiment)
    for node, name, parameter in parameters(low.network, low.training.no_bias):
        low.weights[name] = low.builder.parameter(name, nothing(parameter.shape) if low.dry else given[name], node.id)
    return list(low.weights)


def initial_parameters(experiment: Experiment) -> dict[str, Array]:
    """Starting values: those given by the experiment, the rest drawn from its seed.

    Each parameter has its own random stream, so adding a layer does not change the others.
    """
    values = {}
    for node, name, parameter in parameters(experiment.network, experiment.training.no_bias):
        if name in experiment.parameters:
            values[name] = np.array(experiment.parameters[name], float).reshape(parameter.shape)
            continue
        values[name] = _drawn(experiment, node, name, parameter)
    return values


def _drawn(experiment: Experiment, node: Node, name: str, parameter: Parameter) -> Array:
    """A parameter at its start: constant, or drawn from its own stream by the node's initializer."""
    if parameter.start is not None:
        return np.full(parameter.shape, parameter.start)
    row = INITIALIZERS[node.initializer.name]
    settings, _ = complete(row.settings, node.initializer.settings, "")
    draw = row.bias if parameter.bias else row.weight
    stream = Stream(experiment.seed, "parameter", name)
    value = draw(stream, parameter.shape, parameter.fan_in, parameter.fan_out, **(settings if draw is row.weight else {}))
    if experiment.training.equal_start:
        value[...] = value.mean() if parameter.bias else np.abs(value).mean()
    first, end, more = parameter.raised
    value[first:end] += more
    return value
