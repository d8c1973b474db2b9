"""The loss: one for each output and time step that has a target, and their weighted sum."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from engine.library.ops import ADD, DIV, MUL
from engine.library.rule import Array, Call, Product, Rule, maximum, scalar
from engine.model.problem import text
from engine.program.context import Lowering
from engine.program.forward import outputs
from engine.program.heads import weights as head_weights
from engine.program.program import LOSS, LOSS_VALUE, SCALAR, TARGET
from engine.program.targets import Goal


def _count(out: Array, *masks: Array, least: bool = False) -> list[Call]:
    whole = np.empty((len(masks), masks[0].size), out.dtype)
    copies: list[Call] = [(np.copyto, (row, mask.reshape(-1))) for row, mask in zip(whole, masks, strict=True)]
    raised: list[Call] = [(maximum, (out, scalar(1, out), out))] if least else []
    return [*copies, (whole.reshape(-1).dot, (np.ones(whole.size, out.dtype), out)), *raised]


def _count_terms(index: tuple[int, ...], *masks: Array, least: bool = False) -> list[Product]:
    terms: list[Product] = [(("mask", float(value)),) for mask in masks for value in mask.reshape(-1)]
    return [*terms, (("1", 1.0),)] if least and not any(mask.any() for mask in masks) else terms


def count_rule(masks: int, empty: bool) -> Rule:
    """How many targets of the batch count; at least 1 where there may be none, so that a loss of nothing is 0."""
    names = tuple(f"m{number}" for number in range(masks))
    total = "Σ " + " + ".join(f"{{{name}}}" for name in names)
    return Rule(
        "targets_that_count",
        text("number of targets in the loss"),
        names,
        partial(_count, least=empty),
        f"max(1, {total})" if empty else total,
        lambda *m: masks,
        partial(_count_terms, least=empty),
    )


@dataclass(frozen=True)
class _Names:
    """What the values of one loss are called, and the scope they lie in."""

    low: Lowering
    node: str

    def __call__(self, value: str, time: int) -> str:
        """`loss[3]` where there is one loss, else `y.loss[3]`."""
        return self.low.name(value if self.node == LOSS else f"{self.node}.{value}", time)

    def sum(self, value: str) -> str:
        """The name of a value that belongs to all time steps."""
        return value if self.node == LOSS else f"{self.node}.{value}"


def objective(low: Lowering) -> tuple[tuple[int, ...], int, dict[str, int]]:
    """Append the losses; returns their slots, the slot of what is minimised, and the loss of each output if that is a sum."""
    weights = head_weights(low.experiment)
    if not weights:
        losses, total = _loss_of(low, low.checked.goal, _Names(low, LOSS))
        return losses, total, {}
    found: list[int] = []
    whole: dict[str, int] = {}
    for goal in low.checked.goals:
        losses, whole[goal.node.id] = _loss_of(low, goal, _Names(low, goal.node.id))
        found += losses
    return tuple(found), _weighted(low, whole, weights), whole


def _weighted(low: Lowering, whole: dict[str, int], weights: dict[str, float]) -> int:
    """The sum of the losses of all outputs, each times its weight."""
    builder, total = low.builder, -1
    place: dict[str, Any] = {"kind": LOSS_VALUE, "node": LOSS, "time": low.length + 1}
    with builder.at(("phase", LOSS), ("node", LOSS)):
        for number, ((node, loss), (name, weight)) in enumerate(zip(whole.items(), weights.items(), strict=True), 1):
            factor = builder.given(name, weight, SCALAR)
            only = len(whole) == 1
            part = builder.apply(MUL, factor, loss, name="loss" if only else f"{node}.weighted_loss", **place)
            name = "loss" if number == len(whole) else f"loss sum {number}"
            total = part if number == 1 else builder.apply(ADD, total, part, name=name, **place)
    return total


def _loss_of(low: Lowering, goal: Goal, names: _Names) -> tuple[tuple[int, ...], int]:
    """Append the loss of one output; returns the slots of its time steps, and of the whole."""
    row, settings = goal.head.row, dict(goal.head.settings)
    targets, mask, positions = goal.targets, goal.mask, goal.node.positions
    timed = list(enumerate(outputs(low, goal.node), 1))[low.context :]
    if targets.ndim == 2:
        timed = timed[-1:]  # a target for the last time step only
    mean = settings.pop("reduction") == "mean"
    width = 1 if row.over_samples else targets.shape[-1] // positions
    count = low.batches.size * positions * len(timed)
    scale = 1.0 if not mean else 1 / width if mask is not None else 1 / (count * width)
    settings = {name: value for name, value in settings.items() if name in row.op.example}
    losses, masks = [], []
    for time, prediction in timed:
        operands = [low.feed(names("target", time), low.window(targets, time), TARGET, names.sum("target"), time, positions)]
        if mask is not None:
            rows = low.window(mask.reshape(*targets.shape[:-1], positions), time)
            operands.append(low.feed(names("mask", time), rows, TARGET, names.sum("target"), time, positions))
            masks.append(operands[-1])
        op = row.op if mask is None else row.masked
        with low.builder.at(*low.path(LOSS, names.node, time)):
            losses.append(low.builder.apply(op, prediction, *operands, name=names("loss", time), kind=LOSS_VALUE,
                                            node=names.node, time=time, scale=scale, **settings))  # fmt: skip
    return tuple(losses), _total(low, losses, masks if mean else [], goal.empty, names)


def _total(low: Lowering, losses: list[int], masks: list[int], empty: bool, names: _Names) -> int:
    """The sum over time; divided by the number of targets that count where there is a mask."""
    total, builder, whole = losses[0], low.builder, names.sum("loss")
    place: dict[str, Any] = {"kind": LOSS_VALUE, "node": names.node, "time": low.length + 1}
    with builder.at(("phase", LOSS), ("node", names.node)):
        for time, part in enumerate(losses[1:], 2):
            name = whole if time == len(losses) and not masks else f"{whole}[1…{time}]"
            total = builder.apply(ADD, total, part, name=name, **place)
        if masks:
            counting, told = count_rule(len(masks), empty), names.sum("targets that count")
            valid = builder.emit(counting, tuple(masks), (), told, LOSS_VALUE, names.node, low.length + 1)
            total = builder.apply(DIV, total, valid, name=names.sum("mean loss"), **place)
    builder.names[whole] = total
    return total
