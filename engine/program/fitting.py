"""Ends of a network that follow its data, and a first network for a table."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

from engine.library import drawing
from engine.library.dataset import BINARY
from engine.library.datasets import task_of
from engine.library.layers import TASKS
from engine.library.samples import Table
from engine.model.experiment import Experiment, Training
from engine.model.network import Choice, Network, Node, Wire
from engine.model.problem import ExperimentError
from engine.program.check import load_table, raw_table
from engine.program.heads import aimed, heads
from engine.program.targets import class_numbers

MANY, BATCH = 2000, 64  # from so many samples on, small batches are proposed


def fit_to_data(experiment: Experiment, suggest: bool) -> Experiment:
    """Set the units of a single input and of all outputs to the data, and a batch that is too large to all its samples.

    With `suggest`, output activation and loss become what suits its task, too.
    """
    table, problems = load_table(experiment)
    if problems:
        return experiment
    network = experiment.network
    inputs = network.inputs()
    if len(inputs) == 1:
        grid = table.grid
        network = drawing.exchange(network, replace(inputs[0], units=table.inputs.shape[-1] // math.prod(grid), grid=grid))
    activation, loss = TASKS[task_of(experiment.data.name, table)]
    network = with_fitting_heads(experiment.with_network(network)).network
    output = network.main
    if output is not None:
        output = _as_wide(output, table)
        network = drawing.exchange(
            network, replace(output, activation=activation) if suggest and output.type == "dense" else output
        )
    training = experiment.training
    if (training.batch_size or 0) > table.samples:
        training = replace(training, batch_size=table.samples)
    return replace(experiment, network=network, training=training, loss=loss if suggest else experiment.loss)


def _as_wide(output: Node, table: Table) -> Node:
    """An output with a unit for each target."""
    positions = output.positions if table.targets.shape[-1] % output.positions == 0 else 1
    return replace(output, units=table.targets.shape[-1] // positions)


def with_fitting_heads(experiment: Experiment) -> Experiment:
    """The experiment with the outputs beside the main one as wide as their targets."""
    network, (raw, problems) = experiment.network, raw_table(experiment)
    if problems:
        return experiment
    for head in heads(experiment):
        if head.node.loss is not None and head.row.targets:
            try:
                aim = aimed(head, raw)
            except ExperimentError:
                continue  # told when the experiment is checked
            if not class_numbers(head, aim):
                network = drawing.exchange(network, _as_wide(network.node(head.node.id), aim))
    return experiment.with_network(network)


def with_task(experiment: Experiment, task: str) -> Experiment:
    """Output activation and loss of a task, set together."""
    activation, loss = TASKS[task]
    network = experiment.network
    for output in network.outputs():
        if output.type == "dense" and output.loss is None:
            network = drawing.exchange(network, replace(output, activation=activation))
    return replace(experiment, network=network, loss=loss)


def task_set(experiment: Experiment) -> str:
    """The task whose output activation and loss an experiment has; "" if it has others."""
    outputs = (node for node in experiment.network.outputs() if node.loss is None)
    activations = {node.activation.name for node in outputs if node.type == "dense"}
    ends = activations, experiment.loss.name
    return next((task for task, (activation, loss) in TASKS.items() if ends == ({activation.name}, loss.name)), "")


def with_room(experiment: Experiment, samples: int) -> Experiment:
    """The experiment before it gets a table of so many samples: large ones go in shuffled batches, and without a network there
    is a small one to fit."""
    if not experiment.network.nodes:
        experiment = replace(experiment, network=_small_network())
    if samples > MANY and experiment.training.batch_size is None:
        experiment = replace(experiment, training=replace(experiment.training, batch_size=BATCH, shuffle=True))
    return experiment


def reads_pictures(experiment: Experiment) -> bool:
    """Whether a network, once its ends fit the data, ends in one answer for each picture."""
    fitted = fit_to_data(experiment, suggest=True)
    main = fitted.network.main
    return bool(main and fitted.network.inputs() and not main.grid and not drawing.problems(fitted.network))


def with_picture_network(experiment: Experiment) -> Experiment:
    """A small network that reads the pictures of the data: kernels and pools for classes, an autoencoder where there are none."""
    table, problems = load_table(experiment)
    if problems:
        return experiment
    classes = bool(table.target_names)
    batch = replace(Training(), batch_size=min(BATCH, table.samples), shuffle=True)
    network = _convolutions(table.grid) if classes else _autoencoder()
    drawn = replace(experiment, network=network, optimizer=Choice("adam", {"learning_rate": 0.003}), training=batch)
    fitted = fit_to_data(drawn, suggest=True)
    if classes:
        return fitted
    return replace(with_task(fitted, BINARY), loss=Choice("mse"))  # pixels lie between 0 and 1, as what a sigmoid gives


def _drawn(*nodes: Node) -> Network:
    """A chain of layers behind an input."""
    network = Network((nodes[0],))
    for before, node in pairwise(nodes):
        network = drawing.connect(network.add(node), Wire(before.id, node.id, drawing.natural_kind(node.type)))
    return network


def _convolutions(grid: tuple[int, ...]) -> Network:
    relu, he, layers = Choice("relu"), Choice("he_uniform"), []
    for number, units in enumerate((8, 16), 1):
        layers.append(Node(f"c{number}", "conv", units, relu, he, settings={"kernel": 3, "padding": "same"}))
        if min(grid) >= 4**number:
            layers.append(Node(f"p{number}", "max_pool", units))
    return _drawn(Node("x", "input", 1, grid=grid), *layers, Node("flat", "flatten", 1), Node("y", "dense", 2))


def _autoencoder() -> Network:
    relu, he = Choice("relu"), Choice("he_uniform")
    inner = [Node("h", "dense", 64, relu, he), Node("code", "dense", 8, Choice("tanh")), Node("d", "dense", 64, relu, he)]
    return _drawn(Node("x", "input", 1, grid=(1, 1)), Node("flat", "flatten", 1), *inner, Node("y", "dense", 1))


def _small_network() -> Network:
    """Input, a hidden layer and an output, to fit to data."""
    nodes = (Node("x", "input", 1), Node("h", "dense", 8, Choice("tanh")), Node("y", "dense", 1))
    return Network(nodes, (Wire("x", "h"), Wire("h", "y")))
