"""The targets of a loss: which of them count, and what they are as numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.library.rule import Array
from engine.library.samples import Table
from engine.model.experiment import Experiment, Training
from engine.model.network import Node
from engine.model.problem import Problem, text
from engine.program.heads import Head, main_head

NO_TARGETS = Problem(
    "data.targets",
    text("some training steps have only ignored or masked targets: their loss is 0, and nothing is learned from them."),
    text("Use larger batches or windows, or ignore fewer targets."),
    warning=True,
)


@dataclass(frozen=True)
class Goal:
    """An output with what it is compared with; `empty`: a training step may see no target that counts."""

    head: Head
    table: Table
    targets: Array
    mask: Array | None
    empty: bool

    @property
    def node(self) -> Node:
        """The output layer."""
        return self.head.node

    @property
    def rows(self) -> Array:
        """What the output is compared with, position by position: shape (samples[, time], positions, units)."""
        return by_position(self.targets, self.node.positions)

    @property
    def counts(self) -> Array:
        """Which of the rows count in the loss: shape (samples[, time], positions)."""
        return np.ones(self.rows.shape[:-1], bool) if self.mask is None else self.mask.astype(bool)


def goal(head: Head, table: Table, training: Training) -> Goal:
    """The goal of a head for a table with its targets."""
    return Goal(head, table, targets_of(head, table), mask_of(head, table), may_be_empty(head, table, training))


def class_numbers(head: Head, table: Table) -> bool:
    """Whether the targets of a head are class indices."""
    return indexed(table, head.loss.name, head.node.units, head.node.positions)


def classes_told(experiment: Experiment, table: Table) -> bool:
    """Whether the targets of the main output are class indices."""
    return class_numbers(main_head(experiment), table)


def indexed(table: Table, loss: str, units: int, positions: int = 1) -> bool:
    """Whether targets are class indices, as torch.nn.CrossEntropyLoss takes them, for a network of `units` outputs."""
    return loss == "cross_entropy" and table.targets.shape[-1] == positions and units > 1


def by_position(values: Array, positions: int) -> Array:
    """(..., units · positions), feature by feature, read as (..., positions, units)."""
    return values.reshape(*values.shape[:-1], -1, positions).swapaxes(-1, -2)


def counted(head: Head, table: Table) -> Array:
    """Which targets count: those neither masked by the table nor of the ignored class. Shape (samples[, time], positions)."""
    shape = (*table.targets.shape[:-1], head.node.positions)
    found: Array = np.ones(shape, bool)
    if table.mask is not None:
        found &= table.mask.reshape(*shape[:-1], -1).astype(bool)
    if class_numbers(head, table):
        found &= table.targets != head.settings["ignore_index"]
    return found


def mask_of(head: Head, table: Table) -> Array | None:
    """The mask of the loss, or None where every target counts."""
    found = counted(head, table)
    return None if found.all() else found.astype(float)


def targets_of(head: Head, table: Table) -> Array:
    """Targets of shape (samples[, time], units · positions): class indices one-hot, smoothed where the loss says so."""
    targets, units = table.targets, head.node.units
    if not head.row.targets:
        return np.zeros((*targets.shape[:-1], units))
    if class_numbers(head, table):
        numbers = np.where(counted(head, table), targets, 0).astype(int)
        targets = np.eye(units)[numbers].swapaxes(-1, -2).reshape(*targets.shape[:-1], -1)
    smoothing = head.settings.get("label_smoothing", 0.0)
    result: Array = targets * (1 - smoothing) + smoothing / units if smoothing else targets
    return result


def may_be_empty(head: Head, table: Table, training: Training) -> bool:
    """Whether all targets of some training step may be masked or ignored: of some batch, in some window of the time steps.

    A mean over no targets is 0 here, with gradient 0, so that such a step changes nothing by itself. PyTorch divides 0 by 0,
    and its NaN would spoil every weight.
    """
    found = counted(head, table)
    if found.all():
        return False
    samples, cut = table.samples, training.truncate
    whole = found.size // samples
    span = whole // table.length * min(cut["k1"], table.length) if cut and table.targets.ndim == 3 else whole
    windows = np.asarray(found.reshape(samples, -1, span).any(axis=2))
    size = training.batch_size or samples
    if training.shuffle:
        return bool(((~windows).sum(axis=0) >= size).any())
    batches = windows[: samples // size * size].reshape(-1, size, windows.shape[1])
    return not batches.any(axis=1).all()
