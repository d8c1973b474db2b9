"""Samples of a table are added, moved, removed and given other targets."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.library.rule import Array
from engine.library.samples import Table


def with_point(table: Table, point: Array, target: Array) -> Table:
    """One more sample at the end."""
    mask = None if table.mask is None else np.append(table.mask, 1.0)
    return replace(table, inputs=np.vstack([table.inputs, point]), targets=np.vstack([table.targets, target]), mask=mask)


def without_point(table: Table, sample: int) -> Table:
    """The table without a sample; the last one stays, for there is no empty table."""
    if table.samples == 1:
        return table
    mask = None if table.mask is None else np.delete(table.mask, sample)
    if mask is not None and not mask.any():
        return table
    return replace(table, inputs=np.delete(table.inputs, sample, 0), targets=np.delete(table.targets, sample, 0), mask=mask)


def moved(table: Table, sample: int, point: Array) -> Table:
    """A sample with other inputs."""
    inputs = table.inputs.copy()
    inputs[sample] = point
    return replace(table, inputs=inputs)


def retargeted(table: Table, sample: int, target: Array) -> Table:
    """A sample with another target."""
    targets = table.targets.copy()
    targets[sample] = target
    return replace(table, targets=targets)


def target_of(table: Table, number: int) -> Array:
    """The target of a class: its number where targets are 0 or 1, else a row with a single 1."""
    width = table.targets.shape[-1]
    return np.array([float(number)]) if width == 1 else np.eye(width)[number]


def one_hot(table: Table, numbers: Array, names: tuple[str, ...]) -> Table:
    """The same samples with a column for each of these classes."""
    rows = np.eye(len(names))[numbers.astype(int)]
    return replace(table, targets=rows, target_names=names, class_names=())
