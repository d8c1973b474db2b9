"""Ends of a network that follow its data."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from engine.library import drawing
from engine.library.datasets import task_of
from engine.library.layers import TASKS
from engine.model.experiment import Experiment
from engine.program.check import load_table


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


def smaller_batch(before: Experiment, after: Experiment) -> str:
    """What to say if the batch has become smaller with the data; else nothing."""
    size = after.training.batch_size
    if size is None or size >= (before.training.batch_size or 0):
        return ""
    words = QCoreApplication.translate("Session", "The batch size is now {size}: the data set has only that many samples.")
    return words.format(size=size)
