"""Experiment -> Program: forward, loss, backward and update of one training step."""

from __future__ import annotations

import numpy as np

from engine.library.cells import CELLS
from engine.library.initializers import INITIALIZERS
from engine.library.layers import node_settings
from engine.library.random_stream import Stream
from engine.library.rule import Array, Shape
from engine.model.experiment import Experiment, Training
from engine.model.network import FOLLOWERS, WEIGHTED, Network, Node
from engine.model.problem import text
from engine.model.setting import complete
from engine.program.autodiff import backward
from engine.program.check import Checked, check, parameter_shapes
from engine.program.context import Lowering
from engine.program.forward import forward, outputs
from engine.program.objective import objective
from engine.program.program import Program
from engine.program.update import look_ahead, update


def lower(experiment: Experiment | Checked) -> Program:
    """The program of one training step; ExperimentError with all problems if there is none."""
    low = Lowering(experiment if isinstance(experiment, Checked) else check(experiment))
    trained = [name for name in _parameters(low) if name not in low.training.freeze]
    slots = [low.weights[name] for name in trained]
    look_ahead(low, trained)
    forward(low)
    losses, loss = objective(low)
    gradients = backward(low.builder, loss, slots, _backward_order(low))
    used, step = update(low, slots, gradients)
    return low.builder.finish(
        carried=tuple(low.carried), gradient_of=gradients.of, parts_of=gradients.parts, used_gradient=used,
        feeds=tuple(low.feeds), signals=tuple(low.signals), noise=tuple(low.noise), batches=low.batches, step_slot=step,
        loss=loss, losses=losses, outputs=outputs(low), length=low.length, notes=mistakes(low.training),
    )  # fmt: skip


def lower_forward(experiment: Experiment, inputs: Array) -> Program:
    """A program that only predicts, for inputs of shape (samples, features) or (samples, time, features)."""
    low = Lowering(check(experiment), np.asarray(inputs, float))
    _parameters(low)
    forward(low)
    return low.builder.finish(feeds=tuple(low.feeds), batches=low.batches, outputs=outputs(low), length=low.length)


def mistakes(training: Training) -> tuple[str, ...]:
    """The mistakes that were asked for, in words."""
    found = {
        text("mistake on purpose: gradients are never zeroed"): not training.zero_grad,
        text("mistake on purpose: the step goes up the gradient"): training.wrong_sign,
        text("mistake on purpose: σ′ is taken at the output"): training.derivative_of_output,
        text("mistake on purpose: there are no biases"): training.no_bias,
        text("mistake on purpose: all weights of a matrix start equal"): training.equal_start,
    }
    return tuple(words for words, made in found.items() if made)


def _backward_order(low: Lowering) -> list[int]:
    """Reverse order, but time step by time step, each beginning with its own loss."""
    code, slots = low.builder.code, low.builder.slots
    return sorted(range(len(code)), key=lambda pc: (-slots[code[pc].out].time, -pc))


def _parameters(low: Lowering) -> list[str]:
    """Slots for all parameters; returns their names."""
    for name, value in initial_parameters(low.experiment).items():
        low.weights[name] = low.builder.parameter(name, value, _owner(low.network, name))
    return list(low.weights)


def initial_parameters(experiment: Experiment) -> dict[str, Array]:
    """Starting values: those given by the experiment, the rest drawn from its seed.

    Each parameter has its own random stream, so adding a layer does not change the others.
    """
    network, values = experiment.network, {}
    for name, shape in parameter_shapes(network, experiment.training.no_bias).items():
        if name in experiment.parameters:
            values[name] = np.array(experiment.parameters[name], float)
            continue
        values[name] = _drawn(experiment, network.node(_owner(network, name)), name, shape)
        if experiment.training.equal_start and len(shape) == 2:
            values[name][...] = np.abs(values[name]).mean()
    return values


def _drawn(experiment: Experiment, node: Node, name: str, shape: Shape) -> Array:
    """A parameter drawn from its own stream by the node's initializer."""
    kind = name.rpartition(".")[2]
    if node.type in FOLLOWERS:  # the scale and shift of a norm
        return np.ones(shape) if kind == "weight" else np.zeros(shape)
    if kind in ("h0", "c0"):
        return np.zeros(shape)
    row = INITIALIZERS[node.initializer.name]
    settings, _ = complete(row.settings, node.initializer.settings, "")
    stream = Stream(experiment.seed, "parameter", name)
    # torch.nn.RNN, LSTM and GRU draw all their parameters from U(+-1/sqrt(units)).
    cell = node.type in CELLS
    if len(shape) == 2:
        return row.weight(stream, shape, node.units if cell else shape[1], **settings)
    fan_in = node.units if cell else _fan_in(experiment.network, node)
    value = row.bias(stream, shape, fan_in, **(settings if row.bias is row.weight else {}))
    if cell and kind == "bias_ih" and CELLS[node.type].keeper:
        start, stop = CELLS[node.type].rows(CELLS[node.type].keeper, node.units)
        value[start:stop] += node_settings(node)["gate_bias"]
    return value


def _owner(network: Network, name: str) -> str:
    """The node that a parameter belongs to: a wire's weight belongs to its target."""
    return next((wire.target for wire in network.wires if wire.weight == name), name.rpartition(".")[0])


def _fan_in(network: Network, node: Node) -> int:
    return sum(network.node(wire.source).units for wire in network.incoming(node.id) if wire.kind == WEIGHTED) or 1
