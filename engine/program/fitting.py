"""Ends of a network that follow its data, and a first network for a table."""

from __future__ import annotations

import math
from dataclasses import replace

from engine.library import drawing
from engine.library.datasets import task_of
from engine.library.layers import TASKS
from engine.model.experiment import Experiment
from engine.model.network import Choice, Network, Node, Wire
from engine.program.check import load_table

MANY, BATCH = 2000, 64  # from so many samples on, small batches are proposed


def fit_to_data(experiment: Experiment, suggest: bool) -> Experiment:
    """Set the units of a single input and output layer to the data, and a batch that is too large to all its samples.

    With `suggest`, output activation and loss become what suits its task, too.
    """
    table, problems = load_table(experiment)
    if problems:
        return experiment
    network = experiment.network
    inputs, outputs = network.inputs(), network.outputs()
    if len(inputs) == 1:
        grid = table.grid
        network = drawing.exchange(network, replace(inputs[0], units=table.inputs.shape[-1] // math.prod(grid), grid=grid))
    activation, loss = TASKS[task_of(experiment.data.name, table)]
    if len(outputs) == 1:
        output = network.outputs()[0]
        positions = output.positions if table.targets.shape[-1] % output.positions == 0 else 1
        output = replace(output, units=table.targets.shape[-1] // positions)
        network = drawing.exchange(
            network, replace(output, activation=activation) if suggest and output.type == "dense" else output
        )
    training = experiment.training
    if (training.batch_size or 0) > table.samples:
        training = replace(training, batch_size=table.samples)
    return replace(experiment, network=network, training=training, loss=loss if suggest else experiment.loss)


def with_task(experiment: Experiment, task: str) -> Experiment:
    """Output activation and loss of a task, set together."""
    activation, loss = TASKS[task]
    network = experiment.network
    for output in network.outputs():
        if output.type == "dense":
            network = drawing.exchange(network, replace(output, activation=activation))
    return replace(experiment, network=network, loss=loss)


def task_set(experiment: Experiment) -> str:
    """The task whose output activation and loss an experiment has; "" if it has others."""
    activations = {node.activation.name for node in experiment.network.outputs() if node.type == "dense"}
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


def _small_network() -> Network:
    """Input, a hidden layer and an output, to fit to data."""
    nodes = (Node("x", "input", 1), Node("h", "dense", 8, Choice("tanh")), Node("y", "dense", 1))
    return Network(nodes, (Wire("x", "h"), Wire("h", "y")))
