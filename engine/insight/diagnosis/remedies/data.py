"""Remedies for data and for what the output and the loss make of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.insight.diagnosis.remedies.remedy import if_changed
from engine.library import drawing
from engine.library.datasets import DATASETS, task_of
from engine.library.layers import LAYER_TYPES, TASKS
from engine.library.own_table import as_own
from engine.model.experiment import Experiment
from engine.model.network import Choice
from engine.model.problem import ExperimentError, Problem, text
from engine.program.check import load_table, raw_table
from engine.program.heads import heads
from engine.program.targets import classes_told

MORE = 8  # times as many samples


def pair(experiment: Experiment) -> Experiment | None:
    """The output activation and loss that match the task of the data; a loss over class numbers keeps them."""
    output = experiment.network.outputs()[0]
    if output.type != "dense":
        return None
    table = load_table(experiment)[0]
    numbered = classes_told(experiment, table)
    activation, loss = (Choice("identity"), experiment.loss) if numbered else TASKS[task_of(experiment.data.name, table)]
    if loss.name == experiment.loss.name:
        loss = experiment.loss
    after = replace(experiment, network=drawing.exchange(experiment.network, replace(output, activation=activation)), loss=loss)
    return if_changed(experiment, after)


def identity_output(experiment: Experiment) -> Experiment | None:
    """The output layer without an activation; not where the loss needs a probability."""
    if experiment.loss.name == "bce":
        return None
    output = experiment.network.outputs()[0]
    after = replace(experiment, network=drawing.exchange(experiment.network, replace(output, activation=Choice("identity"))))
    return if_changed(experiment, after)


def standardise(experiment: Experiment) -> Experiment | None:
    """The data written out as a table, every input column with mean 0 and standard deviation 1."""
    if any(LAYER_TYPES[node.type].takes.class_numbers for node in experiment.network.nodes):
        raise ExperimentError([Problem("data", text("the inputs are class indices, which must remain integers."),
                                       text("An embedding needs no scaling."))])  # fmt: skip
    if experiment.data.name == "csv":
        settings = {**experiment.data.settings, "standardise": True}
        return None if experiment.data.settings.get("standardise") else replace(experiment, data=Choice("csv", settings))
    table = raw_table(experiment)[0]
    inputs = _scaled(table.inputs)
    return None if np.allclose(inputs, table.inputs) else replace(experiment, data=as_own(replace(table, inputs=inputs)))


def more_samples(experiment: Experiment) -> Experiment | None:
    """Eight times as many samples, as far as the data set allows, in batches of as many as before; None where they are given."""
    row = DATASETS[experiment.data.name]
    count = next((setting for setting in row.settings if setting.name == "samples"), None)
    if count is None or count.high is None or not row.endless:
        return None
    now = int(experiment.data.settings.get("samples", count.default))
    settings = {**experiment.data.settings, "samples": min(MORE * now, int(count.high))}
    training = replace(experiment.training, batch_size=experiment.training.batch_size or now)
    return if_changed(experiment, replace(experiment, data=Choice(experiment.data.name, settings), training=training))


def scale_targets(experiment: Experiment) -> Experiment | None:
    """The data written out as a table, every target column with mean 0 and standard deviation 1; not for targets that a loss
    limits, as classes are."""
    if any(head.row.range != (float("-inf"), float("inf")) for head in heads(experiment)):
        return None
    table = raw_table(experiment)[0]
    targets = _scaled(table.targets)
    return None if np.allclose(targets, table.targets) else replace(experiment, data=as_own(replace(table, targets=targets)))


def _scaled(values: np.ndarray) -> np.ndarray:
    axes = tuple(range(values.ndim - 1))
    spread = values.std(axis=axes)
    scaled: np.ndarray = (values - values.mean(axis=axes)) / np.where(spread > 0, spread, 1)
    return scaled
