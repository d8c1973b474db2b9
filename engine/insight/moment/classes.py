"""Which class each sample belongs to, and how likely the network holds each class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.insight.moment.curve import evaluate
from engine.library.activations import ACTIVATIONS
from engine.library.losses import LOSSES
from engine.library.rule import Array
from engine.library.samples import Table
from engine.model.experiment import Experiment
from engine.program.targets import indexed

SIGMOID, SOFTMAX = "sigmoid", "softmax"


@dataclass(frozen=True, eq=False)
class Classes:
    """The classes of a table by name, and the number of the class of each sample (samples,); nan where a class is ignored."""

    names: tuple[str, ...]
    of_samples: Array


def classes(table: Table, loss: str, units: int) -> Classes | None:
    """The classes that the targets of a table stand for, for a network of `units` outputs; None if they are no classes.

    Targets are 0 or 1, one-hot, or class indices. For sequences, those of the last time step.
    """
    targets = table.targets if table.targets.ndim == 2 else table.targets[:, -1]
    width = targets.shape[-1]
    if indexed(table, loss, units):
        numbers = np.where((targets[:, 0] >= 0) & (targets[:, 0] < units), targets[:, 0], np.nan)
        return Classes(_named(table, units), numbers)
    if not np.isin(targets, (0, 1)).all():
        return None
    if width == 1:
        return Classes(_named(table, 2), targets[:, 0])
    if (targets.sum(axis=1) != 1).any():
        return None
    return Classes(_named(table, width), targets.argmax(axis=1).astype(float))


def classes_of(experiment: Experiment, table: Table) -> Classes | None:
    """The classes of the data of an experiment, whose table is given; None if they are no classes."""
    main = experiment.network.main
    return classes(table, experiment.loss.name, table.targets.shape[-1] if main is None else main.units)


def _named(table: Table, count: int) -> tuple[str, ...]:
    """What the user calls the classes, and the usual names of the others."""
    given = (*table.class_names, *[""] * count)
    return tuple(mine or usual for mine, usual in zip(given, usual_names(table, count), strict=False))


def usual_names(table: Table, count: int) -> tuple[str, ...]:
    """What so many classes of a table are called as long as nobody has named them."""
    if len(table.target_names) == count > 1:
        return table.target_names
    name = table.target_names[0] if len(table.target_names) == 1 else "class"
    return tuple(f"class {i}" if name == "class" else f"{name} = {i}" for i in range(count))


def included(loss: str) -> str:
    """The function that a loss applies to the outputs itself, "sigmoid" or "softmax"; empty if none."""
    return LOSSES[loss].includes


def read(loss: str, outputs: Array) -> Array:
    """Outputs (..., units) as the loss reads them: logits become probabilities."""
    op = ACTIVATIONS[included(loss)].op if included(loss) else None
    if op is None or (included(loss) == SOFTMAX and outputs.shape[-1] == 1):
        return outputs
    probabilities: Array = evaluate(op.forward, {"x": outputs[..., None]}, {})[..., 0]  # the units are rows, as in the program
    return probabilities
