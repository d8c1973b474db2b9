"""The outputs of a network with their losses, and the part of a table that each is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from engine.library.aims import AIM
from engine.library.losses import LOSSES, Loss
from engine.library.rule import Array
from engine.library.samples import Table
from engine.model.experiment import Experiment
from engine.model.network import Choice, Node
from engine.model.problem import refuse, text
from engine.model.setting import complete

SPAN = re.compile(r"(\d{1,9})(?:\s*-\s*(\d{1,9}))?")  # of columns: 2, or 3-4


@dataclass(frozen=True)
class Head:
    """An output layer and its loss; the one whose node has no loss of its own is the main one."""

    node: Node
    loss: Choice

    @property
    def row(self) -> Loss:
        """What the library knows of the loss."""
        return LOSSES[self.loss.name]

    @cached_property
    def settings(self) -> dict[str, Any]:
        """The settings of the loss, filled up with defaults."""
        return complete(self.row.settings, self.loss.settings, "")[0]

    @property
    def weight(self) -> float:
        """Its factor in the sum of the losses."""
        return float(self.settings["weight"])

    @property
    def weight_name(self) -> str:
        """What that factor is called in a program of several losses."""
        return f"{self.node.id}.loss_weight"

    @property
    def where(self) -> str:
        """The path of the loss in an experiment."""
        return "loss" if self.node.loss is None else f"network.nodes.{self.node.id}.loss"


def heads(experiment: Experiment) -> tuple[Head, ...]:
    """All outputs, the main one first."""
    return tuple(Head(node, experiment.loss if node.loss is None else node.loss) for node in experiment.network.outputs())


def main_head(experiment: Experiment) -> Head:
    """The output that has the loss of the experiment."""
    return Head(experiment.network.outputs()[0], experiment.loss)


def weights(experiment: Experiment) -> dict[str, float]:
    """The factors of the losses by their names in the program; none where the only loss counts once."""
    found = heads(experiment)
    alone = len(found) == 1 and found[0].weight == 1
    return {} if alone else {head.weight_name: head.weight for head in found}


def aimed(head: Head, table: Table) -> Table:
    """The table with what this output is compared with as its targets; ExperimentError if it has no such columns.

    Inputs are compared for every sample: a mask belongs to the targets.
    """
    against, columns = (str(head.loss.settings.get(name, "")).strip() for name in ("target", "columns"))
    if against != "inputs" and not columns:
        return table
    held = table.held_out
    if held is not None:
        named = replace(held, input_names=table.input_names, target_names=table.target_names)
        table = replace(table, held_out=aimed(head, named))
    if against == "inputs":
        table = replace(table, targets=table.inputs, target_names=table.input_names, mask=None, class_names=())
    return _chosen(table, head, columns) if columns else table


def _chosen(table: Table, head: Head, columns: str) -> Table:
    """Only these columns of the targets: features, each with all its positions."""
    positions = head.node.positions if table.targets.shape[-1] % head.node.positions == 0 else 1
    width = table.targets.shape[-1] // positions
    places = _places(columns, width, table.target_names, head.where)
    parts: Array = table.targets.reshape(*table.targets.shape[:-1], width, positions)[..., places, :]
    named = len(table.target_names) == width
    names = tuple(table.target_names[place] for place in places) if named else ()
    return replace(table, targets=parts.reshape(*parts.shape[:-2], -1), target_names=names, class_names=())


def _places(columns: str, width: int, names: Sequence[str], where: str) -> list[int]:
    found: dict[int, None] = {}
    for part in (part.strip() for part in columns.split(",")):
        span = SPAN.fullmatch(part)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if part in names:
            places = range(first := list(names).index(part), first + 1)
        elif 1 <= first <= last <= width:
            places = range(first - 1, last)
        else:
            message = text("there is no column {part!r} among the {count}.")
            hint = text("Enter column numbers (starting at 1), such as {example}, or column names.")
            raise refuse(f"{where}.columns", message, hint, part=part, count=width, example="1, 3-4")
        if not found.keys().isdisjoint(places):
            raise refuse(f"{where}.columns", text("a column is named twice: {part!r}."), part=part)
        found |= dict.fromkeys(places)
    return list(found)


def plain_loss(head: Head, told: Array, targets: Array, scale: float) -> float:
    """The loss, without its weight, of answers (units, samples) for targets."""
    out, operands, forward = np.empty(()), {"p": told, "t": targets}, head.row.op.forward
    settings = {name: head.settings[name] for name in head.row.op.example if name in head.settings}
    with np.errstate(all="ignore"):
        for function, arguments in forward.bind(out, *(operands[need] for need in forward.needs), scale=scale, **settings):
            function(*arguments)
    return float(out)


def plain(loss: Choice) -> bool:
    """Whether a loss counts once and is compared with all targets, as most are."""
    return not any(loss.settings.get(setting.name, setting.default) != setting.default for setting in AIM)
